using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Rules;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Imports;

namespace DockerLint.Suppressions;

/// <summary>Finds the suppressions of a file. Only comments count, never strings, here-documents or arguments.</summary>
internal static class SuppressionReader
{
    private const string Tool = "dockerlint";

    private static ReadOnlySpan<byte> Word => "dockerlint"u8;

    /// <summary>Scans a Python file for imports, and for comments that name this tool where there are any.</summary>
    public static ScannedModule Scan(ReadOnlySpan<byte> source, PythonVersion version)
    {
        ScannedModule module = ImportScanner.Scan(source, ScanParts.All, version);
        return source.IndexOf(Word) < 0 ? module : module with { Comments = CommentReader.Read(source, Word, version) };
    }

    /// <summary>The suppressions of a Python file.</summary>
    /// <param name="path">The file in the repository tree.</param>
    /// <param name="comments">Its comments that name this tool.</param>
    public static IEnumerable<Suppression> OfPython(string path, IReadOnlyList<SourceComment> comments)
    {
        foreach (SourceComment comment in comments)
        {
            foreach (SuppressionDirective directive in SuppressionParser.Parse(comment.Text))
                yield return Create(path, directive, comment.Span.Line, comment.Span.Column, comment.FirstLine, comment.LastLine, isInDockerfile: false);
        }
    }

    /// <summary>The suppressions of a Dockerfile: of the instruction below the comment, or of the one that the comment stands in.</summary>
    public static IEnumerable<Suppression> OfDockerfile(DockerfileSyntax dockerfile)
    {
        for (int i = 0; i < dockerfile.Lines.Count; i++)
        {
            string line = dockerfile.Lines[i];
            if (line.IndexOf(Tool, StringComparison.Ordinal) < 0) continue;
            int column = line.Length - line.TrimStart().Length;
            if (line[column] != '#' || IsInHeredoc(dockerfile, i + 1)) continue;
            (int first, int last) = Below(dockerfile, i + 1);
            foreach (SuppressionDirective directive in SuppressionParser.Parse(line.Substring(column)))
                yield return Create(dockerfile.Path, directive, i + 1, column + 1, first, last, isInDockerfile: true);
        }
    }

    private static Suppression Create(string path, SuppressionDirective directive, int line, int column, int first, int last, bool isInDockerfile)
    {
        var rules = new List<SuppressedRule>(directive.Rules.Count);
        foreach ((string text, int offset) in directive.Rules)
            rules.Add(new SuppressedRule(text, RuleNames.Resolve(text), SourceSpan.OnLine(line, column + offset, text.Length)));
        return new Suppression
        {
            File = TreePath.Display(path),
            Span = SourceSpan.OnLine(line, column + directive.Offset, directive.Length),
            IsInDockerfile = isInDockerfile,
            IsFileWide = directive.IsFileWide,
            FirstLine = first,
            LastLine = last,
            Rules = rules,
            Reason = directive.Reason,
            Problem = directive.Problem,
        };
    }

    private static (int First, int Last) Below(DockerfileSyntax dockerfile, int line)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Span.EndLine >= line) return (instruction.Span.Line, instruction.Span.EndLine);
        }

        return (line, line);
    }

    private static bool IsInHeredoc(DockerfileSyntax dockerfile, int line)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (line < instruction.Span.Line || line > instruction.Span.EndLine) continue;
            foreach (Heredoc heredoc in instruction.Heredocs)
            {
                if (line >= heredoc.Span.Line && line <= heredoc.Span.EndLine) return true;
            }
        }

        return false;
    }
}
