using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>A program that starts the command behind its own options and arguments, and changes nothing that matters here.</summary>
/// <param name="commands">Its names.</param>
/// <param name="optionsWithValue">Its options with a value.</param>
/// <param name="arguments">How many arguments of its own stand before the command.</param>
/// <param name="subcommand">A first argument that must be there: <c>run</c>.</param>
/// <param name="label">Not null when the command runs inside an environment that the runner makes.</param>
internal sealed class PrefixRunner(
    string commands, string optionsWithValue = "", int arguments = 0, string? subcommand = null, string? label = null) : Runner
{
    private readonly OptionTable table = new(optionsWithValue);

    public override IReadOnlyList<string> Commands { get; } = commands.Split(' ');

    public override void Run(RunnerCall call)
    {
        List<ExpandedWord> rest = Strip(call.Arguments);
        if (subcommand is not null)
        {
            if (rest.Count == 0 || rest[0].Value is not { } first || Array.IndexOf(subcommand.Split('|'), first) < 0)
            {
                call.GiveUp(CommandLine.Join(call.Words) + " starts no command");
                return;
            }

            rest = Strip(CommandFollower.Tail(rest, 1));
        }

        rest = CommandFollower.Tail(rest, arguments);
        if (rest.Count > 0 && arguments > 0 && rest[0].Value == "--") rest.RemoveAt(0);
        if (rest.Count == 0)
        {
            call.GiveUp(call.Name + " is given no command");
            return;
        }

        call.Follow(rest, label is null ? call.Process : call.Process.WithRunner(label));
    }

    private List<ExpandedWord> Strip(List<ExpandedWord> words) =>
        ParsedOptions.Parse(words, table, stopAtPositional: true).Positionals;
}
