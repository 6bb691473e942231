using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace DockerLint.Reporting.Formats;

/// <summary>The lines that a fix adds and removes, between the lines that stay.</summary>
internal static class FixPreview
{
    public static void Write(TextWriter output, ReportContext context, Paint paint, IReadOnlyList<Fix> fixes)
    {
        string? said = null;
        foreach (Fix fix in fixes)
        {
            string what = fix.Description + (fix.IsSafe ? "" : " (to be looked at first: check --fix --unsafe-fixes applies it)");
            if (what != said) FullFormat.WriteSection(output, context, paint, "fix", what);
            said = what;
            foreach (TextEdit edit in fix.Edits) WriteEdit(output, context, paint, edit);
        }
    }

    private static void WriteEdit(TextWriter output, ReportContext context, Paint paint, TextEdit edit)
    {
        output.Write("          " + paint.Bold(SafeText.OneLine(edit.File)) + "\n");
        WriteContext(output, context, paint, edit.File, edit.Line - 1, edit.Line - 1);
        for (int i = 0; i < edit.DeleteLines; i++)
        {
            if (context.Line(edit.File, edit.Line + i) is { } gone)
                output.Write(Numbered(edit.Line + i, '-', gone, paint.Bad));
        }

        int line = edit.Line;
        foreach (string added in edit.Insert.TrimEnd('\n').Split('\n'))
        {
            if (edit.Insert.Length > 0) output.Write(Numbered(line++, '+', added, paint.Good));
        }

        WriteContext(output, context, paint, edit.File, edit.Line + edit.DeleteLines, line);
    }

    private static void WriteContext(TextWriter output, ReportContext context, Paint paint, string file, int line, int shown)
    {
        if (context.Line(file, line) is { Length: > 0 } text) output.Write(Numbered(shown, ' ', text, paint.Dim));
    }

    private static string Numbered(int line, char sign, string text, Func<string, string> color) =>
        color("    " + line.ToString(CultureInfo.InvariantCulture).PadLeft(5) + " " + sign + " " + DisplayText.SourceLine(text, [])) + "\n";
}
