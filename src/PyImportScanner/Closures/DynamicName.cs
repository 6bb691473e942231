using PyImportScanner.Imports;

namespace PyImportScanner.Closures;

/// <summary>What a call that imports by name asks for.</summary>
/// <param name="Module">The absolute dotted name.</param>
/// <param name="Names">Names taken from it.</param>
/// <param name="NamesAreOptional">A name that is neither attribute nor submodule is no failure of the import itself.</param>
internal readonly record struct DynamicTarget(string Module, string[] Names, bool NamesAreOptional);

/// <summary>Reads calls such as <c>importlib.import_module</c>.</summary>
internal static class DynamicName
{
    /// <summary>The call gives a package further directories.</summary>
    public static bool IsPackageExtension(DynamicImport call) => call.Kind == DynamicKind.Namespace;

    /// <summary>The target, or null when the call imports nothing that can be named.</summary>
    public static DynamicTarget? Read(DynamicImport call, ClosureModule module)
    {
        if (call.Module is not { Length: > 0 } written) return null;
        return call.Kind switch
        {
            // Probes and files: nothing is imported by name.
            DynamicKind.Namespace or DynamicKind.Probe or DynamicKind.Walk or DynamicKind.File => null,
            DynamicKind.Run when call.Path is not null => null,
            DynamicKind.Object => Object(written),
            _ => Relative(call, module, written),
        };
    }

    private static DynamicTarget? Relative(DynamicImport call, ClosureModule module, string written)
    {
        int level = 0;
        while (level < written.Length && written[level] == '.') level++;
        if (level == 0) return written.Contains(":") ? Object(written) : Absolute(written, call.Names, optional: true);
        string? package = call.Package switch
        {
            "__package__" => module.Package,
            "__name__" => module.IsMain ? null : module.Name,
            { Length: > 0 } literal when IsDotted(literal) => literal,
            _ => null,
        };
        string? name = package is null ? null : RelativeName.Resolve(package, level, written.Substring(level), out _);
        return name is null ? null : Absolute(name, call.Names, optional: true);
    }

    /// <summary><c>a.b:c.d</c>, or <c>a.b.c</c> where the last part may be an attribute.</summary>
    private static DynamicTarget? Object(string written)
    {
        int colon = written.IndexOf(':');
        if (colon >= 0)
        {
            string attribute = written.Substring(colon + 1);
            int end = attribute.IndexOf('.');
            return Absolute(written.Substring(0, colon), attribute.Length == 0 ? [] : [end < 0 ? attribute : attribute.Substring(0, end)], optional: false);
        }

        int dot = written.LastIndexOf('.');
        return dot <= 0 ? Absolute(written, [], optional: true) : Absolute(written.Substring(0, dot), [written.Substring(dot + 1)], optional: false);
    }

    private static DynamicTarget? Absolute(string module, string[] names, bool optional) =>
        IsDotted(module) ? new DynamicTarget(module, names, optional) : null;

    private static bool IsDotted(string name)
    {
        bool start = true;
        foreach (char c in name)
        {
            if (c == '.' ? start : !(c == '_' || char.IsLetterOrDigit(c) || c == '-')) return false;
            start = c == '.';
        }

        return !start;
    }
}
