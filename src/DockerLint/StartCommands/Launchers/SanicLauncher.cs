using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>sanic (sanic/cli): <c>mod:app</c> or <c>mod.app</c>; the working directory is inserted.</summary>
internal sealed class SanicLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-H --host -p --port -u --unix --cert --key --tls -w --workers --worker -t -R --reload-dir --path -s --simple --http --inspect --repl");

    public override string Name => "sanic";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        ExpandedWord? app = AppLaunch.First(options);
        if (app?.Value is { } text && text.IndexOf(':') < 0 && text.LastIndexOf('.') is var dot and > 0)
            app = ExpandedWord.Known(text.Substring(0, dot) + ":" + text.Substring(dot + 1));
        return [AppLaunch.Entry(call, Name, app, options, "app", options.Has("--factory"), call.Insert("."))];
    }
}
