using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>Scripts that wait for a server: <c>wait-for-it.sh db:5432 -t 30 -- command</c>.</summary>
internal sealed class WaitRunner : Runner
{
    public override IReadOnlyList<string> Commands =>
        ["wait-for-it", "wait-for-it.sh", "wait-for", "wait-for.sh", "wait_for_it.sh", "wait_for.sh", "wait4ports", "wait-for-postgres.sh"];

    public override bool KnowsItsScript => true;

    public override void Run(RunnerCall call)
    {
        List<ExpandedWord> arguments = call.Arguments;
        int separator = arguments.FindIndex(static word => word.Value == "--");
        if (separator >= 0) call.Follow(CommandFollower.Tail(arguments, separator + 1));
        else if (!ScriptFile.Follow(call.Follower, call.Words, call.Process) && call.Process.IsMain) call.GiveUp(call.Name + " is given no command");
    }
}
