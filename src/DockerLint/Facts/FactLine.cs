using System.Text;

namespace DockerLint.Facts;

/// <summary>One line of a facts file: fields divided by tabs, with backslash escapes; a field may be absent.</summary>
internal static class FactLine
{
    private const string Absent = "\\0";

    /// <summary>Writes a line.</summary>
    public static void Write(StringBuilder output, params string?[] fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0) output.Append('\t');
            Escape(output, fields[i]);
        }

        output.Append('\n');
    }

    /// <summary>The fields of a line, without its end.</summary>
    public static string?[] Split(string line)
    {
        string[] raw = line.Split('\t');
        var fields = new string?[raw.Length];
        for (int i = 0; i < raw.Length; i++) fields[i] = raw[i] == Absent ? null : Unescape(raw[i]);
        return fields;
    }

    /// <summary>The next line of a text that is not empty; null at the end. A carriage return at its end is dropped, as an editor or git may have put it there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to go on.</param>
    public static string? Next(string text, ref int at)
    {
        while (at < text.Length)
        {
            int start = at, end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            at = end + 1;
            int length = end - start;
            if (length > 0 && text[end - 1] == '\r') length--;
            if (length > 0) return text.Substring(start, length);
        }

        return null;
    }

    private static void Escape(StringBuilder output, string? field)
    {
        if (field is null)
        {
            output.Append(Absent);
            return;
        }

        foreach (char c in field)
        {
            switch (c)
            {
                case '\\': output.Append("\\\\"); break;
                case '\t': output.Append("\\t"); break;
                case '\n': output.Append("\\n"); break;
                case '\r': output.Append("\\r"); break;
                default: output.Append(c); break;
            }
        }
    }

    private static string Unescape(string field)
    {
        if (field.IndexOf('\\') < 0) return field;
        var text = new StringBuilder(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] != '\\' || i + 1 == field.Length)
            {
                text.Append(field[i]);
                continue;
            }

            char c = field[++i];
            text.Append(c switch { 't' => '\t', 'n' => '\n', 'r' => '\r', _ => c });
        }

        return text.ToString();
    }
}
