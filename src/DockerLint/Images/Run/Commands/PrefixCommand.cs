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
        string? mark = null;
        while (first < call.Arguments.Count && call.Arguments[first].Text.StartsWith("-", StringComparison.Ordinal))
        {
            string option = call.Arguments[first].Text;
            if (option == "-I" && first + 1 < call.Arguments.Count) mark = call.Arguments[first + 1].Text;
            else if (option.StartsWith("-I", StringComparison.Ordinal) && option.Length > 2) mark = option.Substring(2);
            else if (option == "-i") mark = "{}";
            if (option is "-n" or "-I" or "-L" or "-P" or "-d" or "-a") first++;
            first++;
        }

        if (first >= call.Arguments.Count) return CommandResult.Done;
        List<ExpandedWord> words = call.Arguments.GetRange(first, call.Arguments.Count - first);
        if (mark is { Length: > 0 }) return RunForEachLine(call, words, mark);
        words.Add(ExpandedWord.Unknown("…", "the input of xargs is not known", anyNumber: true));
        return new CommandResult(call.Runner.RunWords(words), null);
    }

    // Once for each line of the input, which takes the place of the mark, also within words; an input nobody knows is one unknown word.
    private static CommandResult RunForEachLine(CommandCall call, List<ExpandedWord> words, string mark)
    {
        const int MostLines = 500;
        string[]? lines = call.Input?.Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
        if (lines is null || lines.Length > MostLines)
            return new CommandResult(call.Runner.RunWords(words.ConvertAll(word => word.Text.Contains(mark) ? ExpandedWord.Unknown(word.Text, "the input of xargs is not known") : word)), null);
        RunStatus status = RunStatus.Success;
        foreach (string line in lines)
        {
            string item = line.TrimStart(' ', '\t');
            status = call.Runner.RunWords(words.ConvertAll(word => word.Value is { } value && value.Contains(mark) ? ExpandedWord.Known(value.Replace(mark, item)) : word));
        }

        return new CommandResult(status, null);
    }

    private static bool IsOwn(ExpandedWord word) =>
        word.Text.StartsWith("-", StringComparison.Ordinal) || (word.Text.IndexOf('=') > 0 && word.Text[0] != '/');

    private static CommandResult RunFrom(CommandCall call, int first)
    {
        if (first >= call.Arguments.Count) return CommandResult.Silent;
        return new CommandResult(call.Runner.RunWords(call.Arguments.GetRange(first, call.Arguments.Count - first), call.Input), null);
    }
}
