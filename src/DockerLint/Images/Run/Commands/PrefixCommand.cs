using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary>Commands that execute the command behind them: <c>env</c>, <c>sudo</c>, <c>xargs</c>.</summary>
internal static class PrefixCommand
{
    /// <summary>Skips options and assignments.</summary>
    public static CommandResult Run(CommandCall call)
    {
        int first = 0;
        while (first < call.Arguments.Count && IsOwn(call.Arguments[first]))
        {
            if (call.Arguments[first].Value is "-u" or "-n" or "-g") first++;
            first++;
        }

        return RunFrom(call, first);
    }

    /// <summary><c>command -v</c> only asks.</summary>
    public static CommandResult RunCommandBuiltin(CommandCall call) =>
        call.Arguments.Count > 0 && call.Arguments[0].Value is "-v" or "-V" ? CommandResult.Done : RunFrom(call, 0);

    /// <summary>One argument stands between: the user, the time.</summary>
    public static CommandResult RunAfterUser(CommandCall call)
    {
        int first = 0;
        while (first < call.Arguments.Count && call.Arguments[first].Text.StartsWith("-", StringComparison.Ordinal)) first++;
        return RunFrom(call, first + 1);
    }

    /// <summary>The command with further arguments that nobody knows.</summary>
    public static CommandResult RunXargs(CommandCall call)
    {
        int first = 0;
        while (first < call.Arguments.Count && call.Arguments[first].Text.StartsWith("-", StringComparison.Ordinal))
        {
            if (call.Arguments[first].Value is "-n" or "-I" or "-L" or "-P" or "-d" or "-a") first++;
            first++;
        }

        if (first >= call.Arguments.Count) return CommandResult.Done;
        List<ExpandedWord> words = call.Arguments.GetRange(first, call.Arguments.Count - first);
        words.Add(ExpandedWord.Unknown("…", "the input of xargs is not known", anyNumber: true));
        return new CommandResult(call.Runner.RunWords(words), null);
    }

    private static bool IsOwn(ExpandedWord word) =>
        word.Text.StartsWith("-", StringComparison.Ordinal) || (word.Text.IndexOf('=') > 0 && word.Text[0] != '/');

    private static CommandResult RunFrom(CommandCall call, int first)
    {
        if (first >= call.Arguments.Count) return CommandResult.Silent;
        return new CommandResult(call.Runner.RunWords(call.Arguments.GetRange(first, call.Arguments.Count - first), call.Input), null);
    }
}
