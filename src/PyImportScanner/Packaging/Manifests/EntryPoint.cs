namespace PyImportScanner.Packaging.Manifests;

/// <summary>A named object of a distribution (PyPA entry points specification). Those of <c>console_scripts</c> become commands.</summary>
/// <param name="Name">The command.</param>
/// <param name="Group"><c>console_scripts</c>, <c>gui_scripts</c>, or the group of a plugin.</param>
/// <param name="Module">The dotted module.</param>
/// <param name="Attribute">What is called in it, or null.</param>
/// <param name="File">The project file.</param>
/// <param name="Span">Where in it.</param>
public sealed record EntryPoint(string Name, string Group, string Module, string? Attribute, string File, SourceSpan Span)
{
    /// <summary>The group of commands.</summary>
    public const string ConsoleScripts = "console_scripts";

    /// <summary>The group of commands without a terminal; on Linux the same.</summary>
    public const string GuiScripts = "gui_scripts";

    /// <summary>Becomes a command.</summary>
    public bool IsScript => Group is ConsoleScripts or GuiScripts;

    /// <summary>Reads <c>pkg.mod:attr [extras]</c>; null where there is no module.</summary>
    public static EntryPoint? TryParse(string name, string group, string reference, string file, SourceSpan span)
    {
        int extras = reference.IndexOf('[');
        string target = (extras < 0 ? reference : reference.Substring(0, extras)).Trim();
        int colon = target.IndexOf(':');
        string module = (colon < 0 ? target : target.Substring(0, colon)).Trim();
        if (module.Length == 0 || name.Trim().Length == 0) return null;
        return new EntryPoint(name.Trim(), group, module, colon < 0 ? null : target.Substring(colon + 1).Trim(), file, span);
    }
}
