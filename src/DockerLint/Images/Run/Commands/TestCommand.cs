using System.Collections.Generic;
using System.Globalization;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>test</c>, <c>[</c> and <c>[[</c> (XCU test).</summary>
internal static class TestCommand
{
    /// <summary>Decides where everything asked is known.</summary>
    public static CommandResult Run(CommandCall call)
    {
        List<ExpandedWord> words = call.Arguments;
        if (call.Name == "[" && words.Count > 0 && words[words.Count - 1].Value == "]") words = words.GetRange(0, words.Count - 1);
        return new CommandResult(Evaluate(words, call.Files.View, call.Files.WorkingDirectory), "", true);
    }

    /// <summary>The status of an expression.</summary>
    public static RunStatus Evaluate(IReadOnlyList<ExpandedWord> words, IFileTree files, string? directory)
    {
        // The obsolete connectives bind: -o weakest, then -a, then !.
        if (Find(words, "-o", "||") is { } or)
            return Or(Evaluate(Slice(words, 0, or), files, directory), Evaluate(Slice(words, or + 1, words.Count), files, directory));
        if (Find(words, "-a", "&&") is { } and)
            return Not(Or(Not(Evaluate(Slice(words, 0, and), files, directory)), Not(Evaluate(Slice(words, and + 1, words.Count), files, directory))));
        if (words.Count > 1 && words[0].Value == "!") return Not(Evaluate(Slice(words, 1, words.Count), files, directory));
        return words.Count switch
        {
            0 => RunStatus.Failure,
            1 => words[0].Value is { } text ? Of(text.Length > 0) : RunStatus.Unknown,
            2 => Unary(words[0], words[1], files, directory),
            3 => Binary(words[0], words[1], words[2]),
            _ => RunStatus.Unknown,
        };
    }

    private static RunStatus Unary(ExpandedWord option, ExpandedWord operand, IFileTree files, string? directory)
    {
        if (operand.Value is not { } text) return RunStatus.Unknown;
        if (option.Value == "-n") return Of(text.Length > 0);
        if (option.Value == "-z") return Of(text.Length == 0);
        if (option.Value is not ("-e" or "-f" or "-d" or "-r" or "-s" or "-L" or "-h" or "-x" or "-w")) return RunStatus.Unknown;
        if (text.Length == 0) return RunStatus.Failure;
        if (text[0] != '/' && directory is null) return RunStatus.Unknown;
        string path = TreePath.Combine(directory ?? TreePath.Root, text);
        NodeKind kind = (option.Value is "-L" or "-h" ? files.LinkStat(path) : files.Stat(path)).Kind;
        if (kind == NodeKind.Unknown) return RunStatus.Unknown;
        return option.Value switch
        {
            "-f" => Of(kind == NodeKind.File),
            "-d" => Of(kind == NodeKind.Directory),
            "-L" or "-h" => Of(kind == NodeKind.Link),
            "-s" or "-x" => kind == NodeKind.Missing ? RunStatus.Failure : RunStatus.Unknown,
            _ => Of(kind != NodeKind.Missing),
        };
    }

    private static RunStatus Binary(ExpandedWord left, ExpandedWord operation, ExpandedWord right)
    {
        if (left.Value is not { } a || right.Value is not { } b) return RunStatus.Unknown;
        switch (operation.Value)
        {
            case "=" or "==": return ShellPattern.HasWildcard(b) ? RunStatus.Unknown : Of(a == b);
            case "!=": return ShellPattern.HasWildcard(b) ? RunStatus.Unknown : Of(a != b);
        }

        if (!long.TryParse(a, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long x)
            || !long.TryParse(b, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long y))
        {
            return RunStatus.Unknown;
        }

        return operation.Value switch
        {
            "-eq" => Of(x == y),
            "-ne" => Of(x != y),
            "-lt" => Of(x < y),
            "-le" => Of(x <= y),
            "-gt" => Of(x > y),
            "-ge" => Of(x >= y),
            _ => RunStatus.Unknown,
        };
    }

    private static int? Find(IReadOnlyList<ExpandedWord> words, string name, string other)
    {
        for (int i = 1; i < words.Count - 1; i++)
        {
            if (words[i].Value == name || words[i].Value == other) return i;
        }

        return null;
    }

    private static List<ExpandedWord> Slice(IReadOnlyList<ExpandedWord> words, int from, int to)
    {
        var slice = new List<ExpandedWord>();
        for (int i = from; i < to; i++) slice.Add(words[i]);
        return slice;
    }

    private static RunStatus Of(bool value) => value ? RunStatus.Success : RunStatus.Failure;

    private static RunStatus Not(RunStatus status) =>
        status == RunStatus.Unknown ? status : Of(status == RunStatus.Failure);

    private static RunStatus Or(RunStatus a, RunStatus b) =>
        a == RunStatus.Success || b == RunStatus.Success ? RunStatus.Success
        : a == RunStatus.Unknown || b == RunStatus.Unknown ? RunStatus.Unknown : RunStatus.Failure;
}
