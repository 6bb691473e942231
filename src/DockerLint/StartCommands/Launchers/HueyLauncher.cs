using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>huey_consumer (huey/bin): a dotted object; the working directory is inserted.</summary>
internal sealed class HueyLauncher : Launcher
{
    private static readonly OptionTable Table = new("-l --logfile -w --workers -k --worker-type -d --delay -m --max-delay -b --backoff -c --health-check-interval -s --scheduler-interval -o");

    public override string Name => "huey_consumer";

    public override IReadOnlyList<string> Commands => ["huey_consumer", "huey_consumer.py"];

    public override IReadOnlyList<string> Modules => ["huey.bin.huey_consumer"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        ExpandedWord? app = AppLaunch.First(options);
        if (app?.Value is { } text && text.LastIndexOf('.') is var dot and > 0)
            app = ExpandedWord.Known(text.Substring(0, dot) + ":" + text.Substring(dot + 1));
        return [AppLaunch.Entry(call, Name, app, options, null, false, call.Insert("."))];
    }
}
