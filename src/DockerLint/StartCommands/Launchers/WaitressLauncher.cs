using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>waitress-serve (waitress/runner.py): the working directory is appended, so that installed modules win.</summary>
internal sealed class WaitressLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "--app --host --port --listen --threads --trusted-proxy --trusted-proxy-count --trusted-proxy-headers --url-scheme --url-prefix "
        + "--ident --backlog --recv-bytes --send-bytes --outbuf-overflow --outbuf-high-watermark --inbuf-overflow --connection-limit "
        + "--cleanup-interval --channel-timeout --max-request-header-size --max-request-body-size --asyncore-loop-timeout --unix-socket "
        + "--unix-socket-perms --channel-request-lookahead");

    public override string Name => "waitress-serve";

    public override IReadOnlyList<string> Modules => ["waitress"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        ExpandedWord? app = options.Last("--app") ?? AppLaunch.First(options);
        // pkgutil.resolve_name also takes a dotted object.
        if (app?.Value is { } text && text.IndexOf(':') < 0 && text.LastIndexOf('.') is var dot and > 0)
            app = ExpandedWord.Known(text.Substring(0, dot) + ":" + text.Substring(dot + 1));
        return [AppLaunch.Entry(call, Name, app, options, null, options.Has("--call"), call.Append("."))];
    }
}
