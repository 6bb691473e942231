using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>daphne (daphne/cli.py): <c>insert(0, ".")</c>, the attribute is mandatory.</summary>
internal sealed class DaphneLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-p --port -b --bind --websocket_timeout --websocket_connect_timeout -u --unix-socket --fd -e --endpoint -v --verbosity "
        + "-t --http-timeout --access-log --log-fmt --ping-interval --ping-timeout --application-close-timeout --root-path "
        + "--proxy-headers-host --proxy-headers-port -s --server-name");

    public override string Name => "daphne";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        return [AppLaunch.EntryOfAttribute(call, Name, AppLaunch.First(options), options, false, call.Insert("."))];
    }
}
