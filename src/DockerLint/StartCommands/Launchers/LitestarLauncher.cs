using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>litestar (litestar/cli): <c>--app mod:app</c> or LITESTAR_APP; <c>--app-dir</c> or the working directory inserted.</summary>
internal sealed class LitestarLauncher : Launcher
{
    private static readonly OptionTable Table = new("--app --app-dir -H --host -p --port -W --wc --web-concurrency -F --fd -U --uds -R --reload-dir");

    public override string Name => "litestar";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        ExpandedWord? app = options.Last("--app") ?? (call.Process.Variable("LITESTAR_APP") is { } text ? ExpandedWord.Known(text) : null);
        ExpandedWord directory = options.Last("--app-dir") ?? ExpandedWord.Known(".");
        if (app is null && call.IsFile(call.Process.Resolve("app.py"))) app = ExpandedWord.Known("app:app");
        return [AppLaunch.Entry(call, Name, app, options, null, false, call.Insert(directory))];
    }
}
