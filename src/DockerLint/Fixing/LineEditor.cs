using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Reporting;

namespace DockerLint.Fixing;

/// <summary>Applies edits of whole lines to the bytes of a file.</summary>
public static class LineEditor
{
    /// <summary>The edited file. Line ends, byte order mark and the presence of a final line end stay as they were.</summary>
    /// <param name="original">The file.</param>
    /// <param name="edits">As from <see cref="FixPlan"/>: sorted by line, not overlapping.</param>
    public static byte[] Apply(ReadOnlyMemory<byte> original, IReadOnlyList<TextEdit> edits)
    {
        var text = new FileText(original);
        var result = new List<byte>(original.Length + 256);
        int next = 0;
        foreach (TextEdit edit in edits)
        {
            int at = Math.Min(Math.Max(edit.Line - 1, next), text.Count);
            Copy(text, next, at, result);
            if (edit.Insert.Length > 0) Insert(text, edit.Insert, result);
            next = Math.Min(at + edit.DeleteLines, text.Count);
        }

        Copy(text, next, text.Count, result);
        if (!text.EndsWithLineEnd) TrimFinalLineEnd(result, text.LineEnd);
        return result.ToArray();
    }

    private static void Copy(FileText text, int from, int to, List<byte> result)
    {
        for (int i = from; i < to; i++) result.AddRange(text.Line(i).ToArray());
    }

    private static void Insert(FileText text, string inserted, List<byte> result)
    {
        bool isBlank = result.Count == 0 || result[result.Count - 1] == '\n';
        if (!isBlank) result.AddRange(Encoding.UTF8.GetBytes(text.LineEnd));
        result.AddRange(Encoding.UTF8.GetBytes(text.LineEnd == "\n" ? inserted : inserted.Replace("\n", text.LineEnd)));
    }

    private static void TrimFinalLineEnd(List<byte> result, string lineEnd)
    {
        if (result.Count > 0 && result[result.Count - 1] == '\n') result.RemoveAt(result.Count - 1);
        else return;
        if (lineEnd.Length == 2 && result.Count > 0 && result[result.Count - 1] == '\r') result.RemoveAt(result.Count - 1);
    }
}
