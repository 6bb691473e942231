using System.Collections.Generic;

namespace PyImportScanner.Packaging.Formats;

/// <summary>One part of a dotted key.</summary>
internal readonly record struct TomlKey(string Name, SourceSpan Span);

/// <summary>Keys and values of TOML 1.0. Every method returns null, or a clause that says what is wrong.</summary>
internal sealed class TomlValueReader(TextCursor cursor)
{
    /// <summary>Deeper nesting is an error: the stack is finite and the text is a stranger's.</summary>
    public const int MaximumDepth = 100;

    private readonly TomlStringReader strings = new(cursor);
    private int depth;

    /// <summary>Blanks, a comment, a line end.</summary>
    public string? FinishLine()
    {
        cursor.SkipBlanks();
        if (cursor.Current == '#' && SkipComment() is { } problem) return problem;
        if (cursor.AtEnd) return null;
        if (cursor.Current == '\r' && cursor.Peek(1) == '\n') cursor.Advance(1);
        return cursor.Take('\n') ? null : "expected the end of the line";
    }

    public string? ReadKey(out List<TomlKey> path)
    {
        path = [];
        while (true)
        {
            Mark start = cursor.Mark();
            if (ReadKeyPart(out string name) is { } problem) return problem;
            path.Add(new TomlKey(name, cursor.SpanFrom(start)));
            if (path.Count > MaximumDepth) return "the key has too many parts";
            // Blanks may surround the dot.
            cursor.SkipBlanks();
            if (cursor.Current != '.') return null;
            cursor.Advance(1);
            cursor.SkipBlanks();
        }
    }

    /// <summary>Reads <c>key = value</c> into a table.</summary>
    /// <param name="table">Where it goes.</param>
    /// <param name="header">Number of the header it stands under, or -1 inside an inline table.</param>
    public string? ReadKeyValue(DataValue table, int header)
    {
        if (ReadKey(out List<TomlKey> path) is { } problem) return problem;
        if (cursor.Current != '=') return "expected = after the key";
        cursor.Advance(1);
        cursor.SkipBlanks();
        for (int i = 0; i < path.Count - 1; i++)
        {
            if (Dotted(table, path[i], header) is not { } next) return path[i].Name + " cannot be extended here";
            table = next;
        }

        TomlKey last = path[path.Count - 1];
        if (table[last.Name] is not null) return last.Name + " is defined twice";
        if (ReadValue(out DataValue? value) is { } wrong) return wrong;
        table.Add(last.Name, last.Span, value!);
        return null;
    }

    private static DataValue? Dotted(DataValue table, TomlKey key, int header)
    {
        DataValue? next = table[key.Name];
        if (next is null)
        {
            next = new DataValue(DataKind.Table, "", key.Span) { Definition = TomlDefinition.Dotted, DottedUnderHeader = header };
            table.Add(key.Name, key.Span, next);
            return next;
        }

        if (next.Kind != DataKind.Table) return null;
        if (next.Definition == TomlDefinition.Implicit)
        {
            next.Definition = TomlDefinition.Dotted;
            next.DottedUnderHeader = header;
            return next;
        }

        return next.Definition == TomlDefinition.Dotted && next.DottedUnderHeader == header ? next : null;
    }

    private string? ReadKeyPart(out string name)
    {
        name = "";
        if (cursor.Current == '"') return strings.ReadBasic(out name);
        if (cursor.Current == '\'') return strings.ReadLiteral(out name);
        int start = cursor.Position;
        while (IsBareKey(cursor.Current)) cursor.Advance(1);
        if (cursor.Position == start) return "expected a key";
        name = cursor.Text.Substring(start, cursor.Position - start);
        return null;
    }

    private string? ReadValue(out DataValue? value)
    {
        value = null;
        if (depth >= MaximumDepth) return "nested too deeply";
        Mark start = cursor.Mark();
        switch (cursor.Current)
        {
            case '"' or '\'':
                string? problem = strings.Read(out string text);
                if (problem is null) value = new DataValue(DataKind.String, text, cursor.SpanFrom(start));
                return problem;
            case '[':
                depth++;
                problem = ReadArray(start, out value);
                depth--;
                return problem;
            case '{':
                depth++;
                problem = ReadInlineTable(start, out value);
                depth--;
                return problem;
            default:
                return ReadScalar(start, out value);
        }
    }

    private string? ReadScalar(Mark start, out DataValue? value)
    {
        value = null;
        int length = TomlScalar.Length(cursor.Text, start.Position);
        string text = cursor.Text.Substring(start.Position, length);
        if (TomlScalar.Classify(text) is not { } kind) return length == 0 ? "expected a value" : text + " is not a value";
        cursor.Advance(length);
        value = new DataValue(kind, text, cursor.SpanFrom(start));
        return null;
    }

    private string? ReadArray(Mark start, out DataValue? array)
    {
        cursor.Advance(1);
        array = new DataValue(DataKind.Array, "", default) { Definition = TomlDefinition.Frozen };
        while (true)
        {
            if (SkipSpace() is { } space) return space;
            if (cursor.Take(']')) break;
            if (ReadValue(out DataValue? item) is { } problem) return problem;
            array.Add(item!);
            if (SkipSpace() is { } after) return after;
            if (cursor.Take(',')) continue;
            if (!cursor.Take(']')) return "expected , or ] in an array";
            break;
        }

        array.Span = cursor.SpanFrom(start);
        return null;
    }

    private string? ReadInlineTable(Mark start, out DataValue? table)
    {
        cursor.Advance(1);
        table = new DataValue(DataKind.Table, "", default) { Definition = TomlDefinition.Frozen };
        cursor.SkipBlanks();
        if (!cursor.Take('}'))
        {
            do
            {
                cursor.SkipBlanks();
                if (ReadKeyValue(table, header: -1) is { } problem) return problem;
                cursor.SkipBlanks();
            }
            while (cursor.Take(','));
            if (!cursor.Take('}')) return "expected , or } in an inline table";
        }

        table.Span = cursor.SpanFrom(start);
        return null;
    }

    /// <summary>Blanks, line ends and comments between the items of an array.</summary>
    private string? SkipSpace()
    {
        while (true)
        {
            char c = cursor.Current;
            if (c is ' ' or '\t' or '\n' || (c == '\r' && cursor.Peek(1) == '\n')) cursor.Advance();
            else if (c != '#') return null;
            else if (SkipComment() is { } problem) return problem;
        }
    }

    private string? SkipComment()
    {
        while (!cursor.AtEnd && cursor.Current != '\n')
        {
            char c = cursor.Current;
            if (c == '\r' && cursor.Peek(1) == '\n') return null;
            if (TomlStringReader.IsControl(c)) return "control character in a comment";
            cursor.Advance(1);
        }

        return null;
    }

    private static bool IsBareKey(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';
}
