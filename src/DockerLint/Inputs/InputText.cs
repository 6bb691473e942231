using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Files;
using PyImportScanner.Imports;

namespace DockerLint.Inputs;

/// <summary>Tells whether two versions of an input say the same: they differ in comments, blank lines, or an order that does not matter.</summary>
public static class InputText
{
    /// <summary>Compares; false where nobody can tell.</summary>
    /// <param name="path">The file, by whose name its kind is known.</param>
    /// <param name="category">What the file is to the service.</param>
    /// <param name="old">The content of the one.</param>
    /// <param name="now">The content of the other.</param>
    public static bool IsSame(string path, InputCategory category, ReadOnlySpan<byte> old, ReadOnlySpan<byte> now)
    {
        if (path.EndsWith(".py", StringComparison.Ordinal)) return ProgramText.IsSame(old, now);
        return category switch
        {
            InputCategory.Dockerfile => IsSameDockerfile(path, old, now),
            InputCategory.Context => IgnoreLines(path, old) == IgnoreLines(path, now),
            InputCategory.Dependencies when path.EndsWith(".txt", StringComparison.Ordinal) => DependencyChange.Lines(old).SetEquals(DependencyChange.Lines(now)),
            InputCategory.Dependencies when path.EndsWith("/pyproject.toml", StringComparison.Ordinal) => ProjectFileText.IsSame(old, now),
            _ => false,
        };
    }

    /// <summary>The instructions of both are the same: comments, blank lines and the way lines are continued change no image.</summary>
    internal static bool IsSameDockerfile(string path, ReadOnlySpan<byte> old, ReadOnlySpan<byte> now)
    {
        IReadOnlyList<Instruction> left = DockerfileParser.Parse(path, old).Instructions, right = DockerfileParser.Parse(path, now).Instructions;
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (Text(left[i]) != Text(right[i])) return false;
        }

        return true;
    }

    private static string Text(Instruction instruction)
    {
        var parts = new List<string> { instruction.Keyword, instruction.IsJson ? "json" : "" };
        foreach (Flag flag in instruction.Flags) parts.Add(flag.Text);
        foreach (Word word in instruction.Arguments) parts.Add(word.Text);
        foreach (KeyValueWord pair in instruction.Pairs) parts.Add(pair.Key + "=" + pair.Value);
        foreach (Heredoc heredoc in instruction.Heredocs) parts.Add(heredoc.RawContent);
        // What the parser could not take apart is compared as written.
        if (instruction.Error is not null || parts.Count == 2) parts.Add(instruction.Original);
        return string.Join("\0", parts);
    }

    private static string IgnoreLines(string path, ReadOnlySpan<byte> content) => string.Join("\n", IgnoreFile.Parse(path, content).Cleaned);
}
