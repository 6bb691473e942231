using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using DockerLint.Reporting;

namespace DockerLint.Fixing;

/// <summary>Prints edits as a unified diff that <c>patch -p1</c> and <c>git apply</c> take (POSIX diff -u, git's a/ and b/).</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Writes the diff of one file.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="edits">The file and its edits, as from <see cref="FixPlan"/>.</param>
    /// <param name="original">The bytes of the file.</param>
    public static void Write(TextWriter output, FileEdits edits, ReadOnlyMemory<byte> original)
    {
        var text = new FileText(original);
        output.Write("--- a/" + Quote(edits.File) + "\n+++ b/" + Quote(edits.File) + "\n");
        int shift = 0;
        for (int first = 0; first < edits.Edits.Count;)
        {
            int last = first;
            while (last + 1 < edits.Edits.Count && edits.Edits[last + 1].Line - End(edits.Edits[last]) <= 2 * Context) last++;
            shift += WriteHunk(output, text, edits.Edits, first, last, shift);
            first = last + 1;
        }
    }

    private static int End(TextEdit edit) => edit.Line + edit.DeleteLines;

    private static int WriteHunk(TextWriter output, FileText text, IReadOnlyList<TextEdit> edits, int first, int last, int shift)
    {
        int from = Math.Max(1, edits[first].Line - Context);
        int to = Math.Min(text.Count, End(edits[last]) - 1 + Context);
        var body = new List<string>();
        int line = from, removed = 0, added = 0;
        for (int i = first; i <= last; i++)
        {
            for (; line < edits[i].Line && line <= text.Count; line++) body.Add(" " + Shown(text, line));
            for (int end = Math.Min(End(edits[i]) - 1, text.Count); line <= end; line++, removed++) body.Add("-" + Shown(text, line));
            if (edits[i].Insert.Length == 0) continue;
            string[] inserted = edits[i].Insert.TrimEnd('\n').Split('\n');
            added += inserted.Length;
            bool isLast = line > text.Count && !text.EndsWithLineEnd;
            if (isLast && removed == 0) SplitUnfinishedLine(body);
            for (int k = 0; k < inserted.Length; k++)
                body.Add("+" + inserted[k] + (isLast && k == inserted.Length - 1 ? Unfinished : CarriageReturn(text)));
        }

        for (; line <= to; line++) body.Add(" " + Shown(text, line));
        int oldCount = Math.Max(0, to - from + 1);
        output.Write($"@@ -{Range(from, oldCount)} +{Range(from + shift, oldCount - removed + added)} @@\n");
        foreach (string entry in body) output.Write(entry + "\n");
        return added - removed;
    }

    private const string Unfinished = "\n\\ No newline at end of file";

    // The old last line had no end and gets one: a change in the eyes of diff.
    private static void SplitUnfinishedLine(List<string> body)
    {
        string line = body[body.Count - 1].Substring(1);
        body[body.Count - 1] = "-" + line;
        body.Add("+" + line.Substring(0, line.Length - Unfinished.Length));
    }

    private static string Shown(FileText text, int line) =>
        text.Text(line - 1) + (line == text.Count && !text.EndsWithLineEnd ? Unfinished : HasCarriageReturn(text, line) ? "\r" : "");

    private static bool HasCarriageReturn(FileText text, int line)
    {
        ReadOnlySpan<byte> bytes = text.Line(line - 1);
        return bytes.Length >= 2 && bytes[bytes.Length - 2] == '\r' && bytes[bytes.Length - 1] == '\n';
    }

    private static string CarriageReturn(FileText text) => text.LineEnd.Length == 2 ? "\r" : "";

    private static string Range(int start, int count) => count == 1
        ? start.ToString(CultureInfo.InvariantCulture)
        : (count == 0 ? start - 1 : start).ToString(CultureInfo.InvariantCulture) + "," + count.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string file) => SafeText.OneLine(file);
}
