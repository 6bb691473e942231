using System;
using System.Globalization;
using System.IO;
using PyImportScanner;

namespace DockerLint.Reporting.Formats;

/// <summary>A source line with its number, and the place in it underlined.</summary>
internal static class CodeFrame
{
    private const string Cut = "...";

    /// <summary>Writes the frame; nothing where the line cannot be read.</summary>
    public static void Write(TextWriter output, ReportContext context, Paint paint, string file, SourceSpan span, Severity severity)
    {
        if (context.Line(file, span.Line) is not { } source) return;
        string number = span.Line.ToString(CultureInfo.InvariantCulture);
        string margin = new(' ', Math.Max(number.Length, 3) + 1);
        // A place without extent at the start of a line means the line.
        bool isLine = span.EndLine > span.Line || (span.Column == 1 && span.EndColumn <= 1);
        int end = isLine ? source.TrimEnd().Length : span.EndColumn - 1;
        int[] marks = [Math.Max(0, span.Column - 1), Math.Max(span.Column - 1, end)];
        string shown = DisplayText.SourceLine(source, marks).TrimEnd();
        (shown, int from, int to) = Window(shown, Math.Min(marks[0], shown.Length), Math.Min(marks[1], shown.Length), context.Width - margin.Length - 3);

        output.Write(margin + paint.Frame(" |") + "\n");
        output.Write(paint.Frame(number.PadLeft(margin.Length) + " |") + " " + shown + "\n");
        string blanks = new(' ', DisplayText.Width(shown.Substring(0, from)));
        string carets = new('^', Math.Max(1, DisplayText.Width(shown.Substring(from, to - from))));
        output.Write(margin + paint.Frame(" |") + " " + blanks + paint.Level(severity, carets) + "\n");
    }

    // A line wider than the terminal is cut around the marked place.
    private static (string Text, int From, int To) Window(string text, int from, int to, int width)
    {
        width = Math.Max(width, 20);
        if (to < from) to = from;
        if (text.Length <= width && DisplayText.Width(text) <= width) return (text, from, to);
        bool fitsFromStart = to <= width && DisplayText.Width(text.Substring(0, to)) <= width - Cut.Length;
        int start = fitsFromStart ? 0 : Math.Max(0, from - 10);
        start = AvoidSplit(text, start);
        string head = start == 0 ? "" : Cut;
        int room = width - head.Length - Cut.Length;
        bool isCut = text.Length - start > room + Cut.Length || DisplayText.Width(text.Substring(start)) > room + Cut.Length;
        int length = isCut ? AvoidSplit(text, Math.Min(text.Length, start + room)) - start : text.Length - start;
        while (isCut && DisplayText.Width(text.Substring(start, length)) > room) length = AvoidSplit(text, start + length - 1) - start;
        string body = text.Substring(start, length);
        string tail = isCut ? Cut : "";

        string result = head + body + tail;
        int shift = head.Length - start;
        return (result, Math.Min(from + shift, result.Length), Math.Min(to + shift, result.Length));
    }

    private static int AvoidSplit(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
