using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <summary>Commands in code blocks of Markdown and reStructuredText: what people are told to type.</summary>
internal sealed class DocumentSource : IEvidenceSource
{
    // Documents are the last resort, and some repositories have thousands of them: only those that tell how to build are read.
    private static readonly string[] Beginnings = ["readme", "build", "contribut", "deploy", "develop", "docker", "install"];

    private const int MaximumDepth = 3;

    public bool IsCandidate(string path)
    {
        string name = TreePath.Name(path);
        if (name.Equals("README", StringComparison.OrdinalIgnoreCase) || name.Equals("README.txt", StringComparison.OrdinalIgnoreCase)) return true;
        bool isDocument = name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rst", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".mdx", StringComparison.OrdinalIgnoreCase);
        return isDocument && TellsHowToBuild(name, path);
    }

    private static bool TellsHowToBuild(string name, string path)
    {
        if (name.StartsWith("readme", StringComparison.OrdinalIgnoreCase)) return true;
        int depth = 0;
        foreach (char c in path) depth += c == '/' ? 1 : 0;
        if (depth > MaximumDepth) return false;
        foreach (string beginning in Beginnings)
        {
            if (name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            if (!ScriptMentions.MayBuild(file.Bytes.Span)) continue;
            foreach ((string text, int line) in Blocks(file.Text))
            {
                if (text.IndexOf("build", StringComparison.Ordinal) >= 0 || text.IndexOf("deploy", StringComparison.Ordinal) >= 0)
                    ScriptMentions.Read(text, file, context, EvidenceKind.Document, file.Directories, sink, firstLine: line);
            }
        }
    }

    /// <summary>Fenced blocks, runs of indented lines, and code inside a line.</summary>
    private static List<(string Text, int Line)> Blocks(string text)
    {
        var blocks = new List<(string, int)>();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            string trimmed = line.TrimStart();
            if (trimmed.StartsWith("```", StringComparison.Ordinal) || trimmed.StartsWith("~~~", StringComparison.Ordinal))
            {
                string fence = trimmed.Substring(0, 3);
                int first = i + 2;
                var block = new StringBuilder();
                for (i++; i < lines.Length && !lines[i].TrimStart().StartsWith(fence, StringComparison.Ordinal); i++) AddLine(block, lines[i]);
                blocks.Add((block.ToString(), first));
            }
            else if (line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith("\t", StringComparison.Ordinal) || trimmed.StartsWith("$ ", StringComparison.Ordinal))
            {
                int first = i + 1;
                var block = new StringBuilder();
                AddLine(block, lines[i]);
                while (i + 1 < lines.Length && lines[i + 1].Length > 0 && lines[i + 1][0] is ' ' or '\t' or '$') AddLine(block, lines[++i]);
                blocks.Add((block.ToString(), first));
            }
            else
            {
                AddInline(blocks, line, i + 1);
            }
        }

        return blocks;
    }

    private static void AddLine(StringBuilder block, string raw)
    {
        string line = raw.Trim();
        // Prompts, and words in angle brackets that would be redirections.
        if (line.StartsWith("$ ", StringComparison.Ordinal) || line.StartsWith("> ", StringComparison.Ordinal) || line.StartsWith("# ", StringComparison.Ordinal)) line = line.Substring(2);
        block.Append(line.Replace('<', '_').Replace('>', '_')).Append('\n');
    }

    private static void AddInline(List<(string, int)> blocks, string line, int number)
    {
        for (int open = line.IndexOf('`'); open >= 0; open = line.IndexOf('`', open + 1))
        {
            int close = line.IndexOf('`', open + 1);
            if (close < 0) return;
            if (close > open + 8) blocks.Add((line.Substring(open + 1, close - open - 1).Replace('<', '_').Replace('>', '_'), number));
            open = close;
        }
    }
}
