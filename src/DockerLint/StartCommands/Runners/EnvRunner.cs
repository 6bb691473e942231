using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary><c>env [-i] [-u NAME] [-C DIR] [NAME=VALUE]… COMMAND</c>.</summary>
internal sealed class EnvRunner : Runner
{
    private static readonly OptionTable Table = new("-u --unset -C --chdir -S --split-string");

    public override IReadOnlyList<string> Commands => ["env"];

    public override void Run(RunnerCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table, stopAtPositional: true);
        var added = new Dictionary<string, ShellValue>(StringComparer.Ordinal);
        foreach (ExpandedWord name in options.All("-u", "--unset")) added[name.Text] = ShellValue.Unset();
        List<ExpandedWord> rest = options.Positionals;
        if (options.Last("-S", "--split-string")?.Value is { } split) rest.InsertRange(0, CommandLine.Known(CommandLine.Split(split)));
        int start = 0;
        for (; start < rest.Count; start++)
        {
            int equals = rest[start].Text.IndexOf('=');
            if (equals <= 0 || equals >= Math.Max(rest[start].KnownPrefix, 1)) break;
            string name = rest[start].Text.Substring(0, equals);
            added[name] = rest[start].Value is { } text
                ? ShellValue.Known(text.Substring(equals + 1))
                : ShellValue.Unknown(rest[start].UnknownBecause!);
        }

        StartProcess process = options.Has("-i", "--ignore-environment") || (call.Arguments.Count > 0 && call.Arguments[0].Value == "-")
            ? call.Process with { Environment = name => added.TryGetValue(name, out ShellValue value) ? value : ShellValue.Unset() }
            : call.Process.WithEnvironment(added);
        if (options.Last("-C", "--chdir") is { } directory)
            process = directory.Value is { } path ? process.In(process.Resolve(path), process.UnknownDirectory) : process.In(null, directory.UnknownBecause);
        call.Follow(CommandFollower.Tail(rest, start), process);
    }
}
