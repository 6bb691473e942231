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

    /// <summary>The first positional argument, or null.</summary>
    public static ExpandedWord? First(ParsedOptions options, int index = 0) =>
        options.Positionals.Count > index ? options.Positionals[index] : null;
}
