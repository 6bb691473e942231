using System.Collections.Generic;

namespace PyImportScanner.Packaging.Formats;

/// <summary>
/// Reads the YAML that conda environment files consist of: block mappings and sequences of plain or quoted scalars, flow
/// sequences of scalars, comments. Anything else (anchors, tags, block scalars, several documents) is an error at its line.
/// </summary>
/// <remarks>All scalars are strings: a manifest never depends on YAML's number and truth guessing.</remarks>
public sealed class YamlSubsetReader
{
    private const int MaximumDepth = 50;

    private readonly List<Line> lines = [];
    private readonly List<DataError> errors = [];
    private int at;

    private readonly record struct Line(int Number, int Indent, string Text);

    private YamlSubsetReader(string text)
    {
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = WithoutComment(raw).TrimEnd();
            string trimmed = line.TrimStart(' ');
            if (trimmed.Length == 0 || trimmed is "---" or "...") continue;
            lines.Add(new Line(number, line.Length - trimmed.Length, trimmed));
        }
    }

    /// <summary>Reads one document.</summary>
    public static DataDocument Read(string text)
    {
        var reader = new YamlSubsetReader(text);
        DataValue root = reader.lines.Count == 0
            ? new DataValue(DataKind.Table, "", default)
            : reader.ReadBlock(reader.lines[0].Indent, 0);
        if (reader.at < reader.lines.Count) reader.Fail(reader.lines[reader.at], "unexpected indentation");
        return new DataDocument(root, reader.errors);
    }

    private DataValue ReadBlock(int indent, int depth)
    {
        Line first = lines[at];
        bool isSequence = IsItem(first.Text);
        var block = new DataValue(isSequence ? DataKind.Array : DataKind.Table, "", Span(first));
        if (depth > MaximumDepth)
        {
            Fail(first, "nested too deeply");
            at = lines.Count;
            return block;
        }

        while (at < lines.Count && lines[at].Indent == indent && IsItem(lines[at].Text) == isSequence)
        {
            if (isSequence) block.Add(ReadItem(depth));
            else ReadMember(block, depth);
        }

        return block;
    }

    private DataValue ReadItem(int depth)
    {
        Line line = lines[at];
        string rest = line.Text.Substring(1).TrimStart(' ');
        int inner = line.Indent + line.Text.Length - rest.Length;
        if (rest.Length == 0)
        {
            at++;
            return Below(line, line.Indent, depth) ?? new DataValue(DataKind.Null, "", Span(line));
        }

        if (IsItem(rest) || KeyLength(rest) > 0)
        {
            // The item is a collection whose first line stands behind the dash.
            lines[at] = new Line(line.Number, inner, rest);
            return ReadBlock(inner, depth + 1);
        }

        at++;
        return Scalar(rest, line, inner);
    }

    private void ReadMember(DataValue table, int depth)
    {
        Line line = lines[at++];
        int length = KeyLength(line.Text);
        if (length <= 0)
        {
            Fail(line, "expected key: value");
            return;
        }

        string key = Unquote(line.Text.Substring(0, length).Trim());
        string rest = line.Text.Substring(length + 1).TrimStart(' ');
        DataValue? value = rest.Length > 0
            ? Scalar(rest, line, line.Indent + line.Text.Length - rest.Length)
            // A sequence may stand at the indentation of its key.
            : Below(line, line.Indent, depth, sequenceAtSameIndent: true) ?? new DataValue(DataKind.Null, "", Span(line));
        if (table[key] is null) table.Add(key, SourceSpan.OnLine(line.Number, line.Indent + 1, length), value);
    }

    private DataValue? Below(Line line, int indent, int depth, bool sequenceAtSameIndent = false)
    {
        if (at >= lines.Count) return null;
        Line next = lines[at];
        bool below = next.Indent > indent || (sequenceAtSameIndent && next.Indent == indent && IsItem(next.Text));
        if (!below) return null;
        DataValue block = ReadBlock(next.Indent, depth + 1);
        while (at < lines.Count && lines[at].Indent > indent)
        {
            Fail(lines[at++], "unexpected indentation");
        }

        _ = line;
        return block;
    }

    private DataValue Scalar(string text, Line line, int column)
    {
        SourceSpan span = SourceSpan.OnLine(line.Number, column + 1, text.Length);
        char first = text[0];
        if (first == '[' && text[text.Length - 1] == ']') return FlowSequence(text, span);
        if (first is '|' or '>' or '&' or '*' or '!' or '{' or '[') errors.Add(new DataError("YAML beyond the subset that is read", span));
        return new DataValue(DataKind.String, Unquote(text), span);
    }

    private static DataValue FlowSequence(string text, SourceSpan span)
    {
        var array = new DataValue(DataKind.Array, "", span);
        foreach (string part in text.Substring(1, text.Length - 2).Split(','))
        {
            string trimmed = part.Trim();
            if (trimmed.Length > 0) array.Add(new DataValue(DataKind.String, Unquote(trimmed), span));
        }

        return array;
    }

    private static string Unquote(string text)
    {
        bool quoted = text.Length >= 2 && text[0] is '"' or '\'' && text[text.Length - 1] == text[0];
        return quoted ? text.Substring(1, text.Length - 2) : text;
    }

    private static bool IsItem(string text) => text[0] == '-' && (text.Length == 1 || text[1] == ' ');

    /// <summary>Length of the key before <c>: </c>, or 0.</summary>
    private static int KeyLength(string text)
    {
        char quote = text[0] is '"' or '\'' ? text[0] : '\0';
        for (int i = quote == '\0' ? 0 : 1; i < text.Length; i++)
        {
            if (quote != '\0' && text[i] == quote) quote = '\0';
            else if (quote == '\0' && text[i] == ':' && (i + 1 == text.Length || text[i + 1] == ' ')) return i;
        }

        return 0;
    }

    private static string WithoutComment(string line)
    {
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            bool afterSpace = i == 0 || line[i - 1] is ' ' or '\t';
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'' && (afterSpace || line[i - 1] is '[' or ',')) quote = c;
            else if (c == '#' && afterSpace) return line.Substring(0, i);
        }

        return line;
    }

    private static SourceSpan Span(Line line) => SourceSpan.OnLine(line.Number, line.Indent + 1, line.Text.Length);

    private void Fail(Line line, string message)
    {
        if (errors.Count < 100) errors.Add(new DataError(message, Span(line)));
    }
}
