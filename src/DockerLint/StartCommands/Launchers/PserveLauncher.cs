using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>pserve (pyramid/scripts/pserve.py): the application of a PasteDeploy configuration. The working directory is not searched.</summary>
internal sealed class PserveLauncher : Launcher
{
    private static readonly OptionTable Table = new("-n --app-name -s --server --server-name --reload-interval");

    public override string Name => "pserve";

    public override IReadOnlyList<string> Modules => ["pyramid.scripts.pserve"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (options.Has("-h", "--help")) return [];
        if (AppLaunch.First(options) is not { } configuration) return [call.Unknown(Name, options.UnknownBecause ?? "no configuration is named")];
        return PasteConfiguration.Entries(call, Name, configuration, options.Last("-n", "--app-name")?.Value);
    }
}
