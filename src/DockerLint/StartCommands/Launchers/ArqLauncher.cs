using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>arq (arq/cli.py): a dotted object; the working directory is appended.</summary>
internal sealed class ArqLauncher : Launcher
{
    private static readonly OptionTable Table = new("--watch --custom-log-dict");

    public override string Name => "arq";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        ExpandedWord? settings = AppLaunch.First(options);
        if (settings?.Value is { } text && text.LastIndexOf('.') is var dot and > 0)
            settings = ExpandedWord.Known(text.Substring(0, dot) + ":" + text.Substring(dot + 1));
        EntryPoint entry = AppLaunch.Entry(call, Name, settings, options, null, false, call.Append("."));
        return options.Last("--custom-log-dict")?.Value is { } log && log.IndexOf('.') > 0
            ? [entry with { ExtraRoots = [new ExtraRoot(ExtraRootKind.Object, log, "logging configuration")] }]
            : [entry];
    }
}
