using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>What most servers share: one word names the module and the application in it.</summary>
internal static class AppLaunch
{
    public static EntryPoint Entry(
        LaunchCall call, string launcher, ExpandedWord? app, ParsedOptions options, string? defaultAttribute, bool factory,
        params SearchPathAddition[] path)
    {
        EntryPoint entry;
        if (app is null) entry = call.Unknown(launcher, options.UnknownBecause ?? "no application is named");
        else if (ModuleSpec.Parse(app, defaultAttribute) is not { } spec)
            entry = call.NoModule(launcher, app);
        else entry = call.Module(launcher, factory ? spec with { IsCall = true } : spec);
        return LaunchCall.WithUnknownOptions(entry with { SearchPath = path }, options);
    }

    /// <summary>As <see cref="Entry"/>, for a server that takes an attribute, dotted at most, and nothing else behind the colon.</summary>
    public static EntryPoint EntryOfAttribute(
        LaunchCall call, string launcher, ExpandedWord? app, ParsedOptions options, bool factory, params SearchPathAddition[] path)
    {
        EntryPoint entry = Entry(call, launcher, app, options, null, factory, path);
        return entry.Kind == EntryKind.Module && app?.Value is { } text ? entry with { AttributeFailure = Fault(launcher, text), Attribute = Fault(launcher, text) is null ? entry.Attribute : null } : entry;
    }

    private static string? Fault(string launcher, string text)
    {
        int colon = text.IndexOf(':');
        string attribute = colon < 0 ? "" : text.Substring(colon + 1);
        if (attribute.Length == 0) return $"{launcher} wants MODULE:ATTRIBUTE, as in '{(colon < 0 ? text : text.Substring(0, colon))}:app'";
        if (ModuleSpec.IsDottedName(attribute)) return null;
        if (attribute.IndexOf('$') >= 0) return $"no shell replaces the variable in '{text}'";
        return attribute.IndexOf('(') > 0
            ? $"{launcher} takes the name of an attribute, and '{attribute}' is a call"
            : $"'{attribute}' is no name of an attribute";
    }

    /// <summary>The first positional argument, or null.</summary>
    public static ExpandedWord? First(ParsedOptions options, int index = 0) =>
        options.Positionals.Count > index ? options.Positionals[index] : null;
}
