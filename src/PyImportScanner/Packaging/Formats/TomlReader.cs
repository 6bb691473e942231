using System.Collections.Generic;

namespace PyImportScanner.Packaging.Formats;

/// <summary>Reads TOML 1.0: headers, tables, arrays of tables. Values are read by <see cref="TomlValueReader"/>.</summary>
/// <remarks>
/// Never throws. A line that is not valid becomes an error and is left out; reading goes on at the next line, so that one
/// slip does not hide a whole manifest. Work is linear in the text, nesting is bounded by <see cref="TomlValueReader.MaximumDepth"/>.
/// </remarks>
public sealed class TomlReader
{
    // More would only repeat itself, and each costs memory on a hostile file.
    private const int MaximumErrors = 100;

    private readonly TextCursor cursor;
    private readonly TomlValueReader values;
    private readonly List<DataError> errors = [];
    private readonly DataValue root = new(DataKind.Table, "", default) { Definition = TomlDefinition.Header };
    private DataValue current;
    private int headerNumber;

    private TomlReader(string text)
    {
        cursor = new TextCursor(text);
        values = new TomlValueReader(cursor);
        current = root;
    }

    /// <summary>Reads a whole document.</summary>
    /// <param name="text">The decoded text; a byte order mark is refused by TOML and must be removed before.</param>
    public static DataDocument Read(string text)
    {
        var reader = new TomlReader(text);
        while (!reader.cursor.AtEnd && reader.errors.Count < MaximumErrors) reader.ReadExpression();
        return new DataDocument(reader.root, reader.errors);
    }

    private void ReadExpression()
    {
        cursor.SkipBlanks();
        string? problem = null;
        Mark start = cursor.Mark();
        char c = cursor.Current;
        if (c == '[') problem = cursor.Peek(1) == '[' ? ReadArrayHeader() : ReadHeader();
        else if (c is not ('\n' or '\r' or '#') && !cursor.AtEnd) problem = ReadKeyValue(current, dottedIn: true);
        problem ??= values.FinishLine();
        if (problem is null) return;
        errors.Add(new DataError(problem, cursor.Line == start.Line ? cursor.SpanFrom(start) : cursor.Here()));
        cursor.SkipLine();
        cursor.Advance();
    }

    private string? ReadHeader()
    {
        Mark start = cursor.Mark();
        cursor.Advance(1);
        headerNumber++;
        current = Detached();
        if (ReadHeaderKey(out List<TomlKey> path) is { } problem) return problem;
        if (!cursor.Take(']')) return "expected ] at the end of a table header";
        DataValue? parent = Descend(path, out string? refused);
        if (parent is null) return refused;
        TomlKey last = path[path.Count - 1];
        DataValue? table = parent[last.Name];
        if (table is null)
        {
            table = new DataValue(DataKind.Table, "", default);
            parent.Add(last.Name, last.Span, table);
        }
        else if (table.Kind != DataKind.Table || table.Definition != TomlDefinition.Implicit)
        {
            return "table " + last.Name + " is defined twice";
        }

        table.Definition = TomlDefinition.Header;
        table.Span = cursor.SpanFrom(start);
        current = table;
        return null;
    }

    private string? ReadArrayHeader()
    {
        Mark start = cursor.Mark();
        cursor.Advance(2);
        headerNumber++;
        current = Detached();
        if (ReadHeaderKey(out List<TomlKey> path) is { } problem) return problem;
        if (!cursor.StartsWith("]]")) return "expected ]] at the end of an array header";
        cursor.Advance(2);
        DataValue? parent = Descend(path, out string? refused);
        if (parent is null) return refused;
        TomlKey last = path[path.Count - 1];
        DataValue? array = parent[last.Name];
        if (array is null)
        {
            array = new DataValue(DataKind.Array, "", cursor.SpanFrom(start)) { Definition = TomlDefinition.Header };
            parent.Add(last.Name, last.Span, array);
        }
        else if (array.Kind != DataKind.Array || array.Definition == TomlDefinition.Frozen)
        {
            return last.Name + " is already defined and is no array of tables";
        }

        current = new DataValue(DataKind.Table, "", cursor.SpanFrom(start)) { Definition = TomlDefinition.Header };
        array.Add(current);
        return null;
    }

    /// <summary>Where keys go that stand below a header that was refused: they must not land in the table before it.</summary>
    private static DataValue Detached() => new(DataKind.Table, "", default) { Definition = TomlDefinition.Header };

    private string? ReadHeaderKey(out List<TomlKey> path)
    {
        cursor.SkipBlanks();
        string? problem = values.ReadKey(out path);
        cursor.SkipBlanks();
        return problem;
    }

    /// <summary>The table that holds the last key of a header, made where it is absent.</summary>
    private DataValue? Descend(List<TomlKey> path, out string? refused)
    {
        DataValue table = root;
        refused = null;
        for (int i = 0; i < path.Count - 1; i++)
        {
            DataValue? next = table[path[i].Name];
            if (next is null)
            {
                next = new DataValue(DataKind.Table, "", path[i].Span);
                table.Add(path[i].Name, path[i].Span, next);
            }

            if (next.Definition == TomlDefinition.Frozen || next.Kind is not (DataKind.Table or DataKind.Array))
            {
                refused = path[i].Name + " is a value and cannot be extended";
                return null;
            }

            table = next.Kind == DataKind.Array ? next.Items[next.Items.Count - 1] : next;
        }

        return table;
    }

    private string? ReadKeyValue(DataValue table, bool dottedIn) =>
        values.ReadKeyValue(table, dottedIn ? headerNumber : -1);
}
