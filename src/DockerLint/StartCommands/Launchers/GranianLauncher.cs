using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>granian: <c>mod:app</c>, the working directory (or <c>--working-dir</c>) inserted.</summary>
internal sealed class GranianLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "--host --port --uds --interface --http --workers --blocking-threads --blocking-threads-idle-timeout --runtime-threads "
        + "--runtime-blocking-threads --runtime-mode --loop --task-impl --backlog --backpressure --http1-buffer-size --http1-header-read-timeout "
        + "--log-level --log-config --access-log-fmt --ssl-certificate --ssl-keyfile --ssl-keyfile-password --url-path-prefix "
        + "--respawn-interval --workers-lifetime --workers-kill-timeout --static-path-route --static-path-mount --static-path-expires "
        + "--reload-paths --reload-ignore-dirs --process-name --pid-file --env-files --working-dir");

    public override string Name => "granian";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        var directory = options.Last("--working-dir") ?? Shell.ExpandedWord.Known(".");
        return [AppLaunch.Entry(call, Name, AppLaunch.First(options), options, "app", options.Has("--factory"), call.Insert(directory))];
    }
}
