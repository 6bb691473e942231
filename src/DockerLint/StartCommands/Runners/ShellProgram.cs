using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary><c>sh -c 'text' name args</c>, <c>bash script.sh args</c>, <c>sh &lt;&lt;EOF</c>.</summary>
internal sealed class ShellProgram : Runner
{
    private static readonly OptionTable Table = new("-o +o -O +O --rcfile --init-file");

    public override IReadOnlyList<string> Commands => ["sh", "bash", "dash", "ash", "zsh", "ksh"];

    /// <summary>The kind of shell behind a program name; null when it is none.</summary>
    public static string? NameOf(string name) => name switch
    {
        "sh" or "dash" or "ash" => "dash",
        "bash" or "zsh" or "ksh" => "bash",
        _ => null,
    };

    public override void Run(RunnerCall call)
    {
        bool isBash = NameOf(call.Name) == "bash";
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table, stopAtPositional: true);
        List<ExpandedWord> rest = options.Positionals;
        if (rest.Count == 0)
        {
            if (call.Process.Input is { } input)
                call.Follower.FollowText(input, new ShellStart(ShellValue.Known(call.Name), [], isBash), call.Process);
            else call.GiveUp(options.UnknownBecause ?? "an interactive shell starts nothing by itself");
            return;
        }

        ExpandedWord first = rest[0];
        if (first.Value is not { } text)
        {
            call.GiveUp(first.UnknownBecause!);
            return;
        }

        if (!options.Has("-c"))
        {
            if (call.Process.Resolve(text) is { } path)
                ScriptFile.RunShell(call.Follower, path, CommandFollower.Tail(rest, 1), text, isBash, call.Process);
            else call.GiveUp(call.Process.UnknownDirectory);
            return;
        }

        ShellValue name = rest.Count > 1 && rest[1].Value is { } given ? ShellValue.Known(given) : ShellValue.Known(call.Name);
        call.Follower.FollowText(text, new ShellStart(name, CommandFollower.Tail(rest, 2), isBash), call.Process);
    }
}
