using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>A fix that writes one word of an instruction differently.</summary>
internal static class WordFix
{
    /// <summary>The fix; null where the word does not stand in the instruction exactly once, as when a variable is a part of it.</summary>
    public static Fix? Replace(DotNetAnalysis analysis, Instruction instruction, string word, string by, string description, bool isSafe)
    {
        IReadOnlyList<string> lines = analysis.Build.Dockerfile.Lines;
        Fix? found = null;
        for (int number = instruction.Span.Line; number <= Math.Max(instruction.Span.Line, instruction.Span.EndLine) && number <= lines.Count; number++)
        {
            string line = lines[number - 1];
            for (int at = Next(line, word, 0); at >= 0; at = Next(line, word, at + word.Length))
            {
                if (found is not null) return null;
                string mended = line.Substring(0, at) + by + line.Substring(at + word.Length);
                found = new Fix(description, isSafe, [new TextEdit(TreePath.Display(analysis.Build.Dockerfile.Path), number, mended + "\n", DeleteLines: 1)]);
            }
        }

        return found;
    }

    private static int Next(string line, string word, int from)
    {
        for (int at = line.IndexOf(word, from, StringComparison.Ordinal); at >= 0; at = line.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !IsOfPath(line[at - 1])) && (end == line.Length || !IsOfPath(line[end]))) return at;
        }

        return -1;
    }

    private static bool IsOfPath(char c) => char.IsLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or '$' or '{' or '}';
}
