using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary><c>watchmedo auto-restart -d . -p '*.py' -- command</c> and <c>watchfiles 'command' paths</c>.</summary>
internal sealed class WatchmedoRunner : Runner
{
    private static readonly OptionTable Table = new(
        "-d --directory -p --pattern --patterns -i --ignore-pattern --ignore-patterns --signal --kill-after --interval --timeout "
        + "--debounce-interval --filter --args --target-type --ignore-paths --grace-period --sigint-timeout --sigkill-timeout");

    public override IReadOnlyList<string> Commands => ["watchmedo", "watchfiles"];

    public override void Run(RunnerCall call)
    {
        List<ExpandedWord> rest = ParsedOptions.Parse(call.Arguments, Table, stopAtPositional: true).Positionals;
        if (rest.Count > 0 && call.Name == "watchfiles")
        {
            if (rest[0].Value is { } text) call.Follow(CommandLine.Known(CommandLine.Split(text)));
            else call.GiveUp(rest[0].UnknownBecause!);
        }
        else if (rest.Count > 1 && rest[0].Value == "auto-restart")
        {
            call.Follow(ParsedOptions.Parse(CommandFollower.Tail(rest, 1), Table, stopAtPositional: true).Positionals);
        }
        else
        {
            call.GiveUp("what " + call.Name + " starts is not followed");
        }
    }
}
