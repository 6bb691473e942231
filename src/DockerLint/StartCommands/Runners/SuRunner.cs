using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary><c>su [-] user -c 'text'</c>, <c>runuser -u user -- command</c>.</summary>
internal sealed class SuRunner : Runner
{
    private static readonly OptionTable Table = new("-c --command -s --shell -g --group -G -u --user -w");

    public override IReadOnlyList<string> Commands => ["su", "runuser"];

    public override void Run(RunnerCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (options.Last("-c", "--command") is { } text)
        {
            bool login = options.Has("-l", "--login") || options.Positionals.Exists(static word => word.Value == "-");
            StartProcess process = login ? call.Process.In(null, "a login shell starts in the user's home directory") : call.Process;
            call.Follow([ExpandedWord.Known("sh"), ExpandedWord.Known("-c"), text], process);
        }
        else if (call.Name == "runuser" && options.Last("-u", "--user") is not null) call.Follow(options.Positionals);
        else call.GiveUp("an interactive shell starts nothing by itself");
    }
}
