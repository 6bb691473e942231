using System;
using System.Collections.Generic;

namespace PyImportScanner.Packaging.Formats;

/// <summary>The type of a value in a data file (TOML, JSON, the YAML subset).</summary>
public enum DataKind : byte
{
    /// <summary>JSON and YAML <c>null</c>.</summary>
    Null,

    /// <summary>A string, decoded.</summary>
    String,

    /// <summary>An integer, kept as written.</summary>
    Integer,

    /// <summary>A floating-point number, kept as written.</summary>
    Float,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A TOML date, time or both, kept as written.</summary>
    Date,

    /// <summary>A sequence.</summary>
    Array,

    /// <summary>A table, object or mapping.</summary>
    Table,
}

/// <summary>A named value of a table.</summary>
/// <param name="Key">The key, decoded.</param>
/// <param name="KeySpan">The key as it stands in the file.</param>
/// <param name="Value">The value.</param>
public readonly record struct DataMember(string Key, SourceSpan KeySpan, DataValue Value);

/// <summary>A value of a data file with its position. What TOML, JSON and YAML have in common, so that manifests are read once.</summary>
public sealed class DataValue
{
    // A table this small is searched faster than a dictionary is built.
    private const int IndexFrom = 9;

    private readonly List<DataValue>? items;
    private readonly List<DataMember>? members;
    private Dictionary<string, DataValue>? index;

    internal DataValue(DataKind kind, string text, SourceSpan span)
    {
        Kind = kind;
        Text = text;
        Span = span;
        if (kind == DataKind.Array) items = [];
        else if (kind == DataKind.Table) members = [];
    }

    /// <summary>The type.</summary>
    public DataKind Kind { get; }

    /// <summary>Strings decoded; numbers, dates and booleans as written; empty for arrays and tables.</summary>
    public string Text { get; }

    /// <summary>Where the value stands; for a table opened by a header, the header.</summary>
    public SourceSpan Span { get; internal set; }

    /// <summary>The values of an array; empty for other kinds.</summary>
    public IReadOnlyList<DataValue> Items => items is null ? [] : items;

    /// <summary>The members of a table in file order; empty for other kinds.</summary>
    public IReadOnlyList<DataMember> Members => members is null ? [] : members;

    /// <summary>The string, or null for any other kind.</summary>
    public string? AsString => Kind == DataKind.String ? Text : null;

    /// <summary>The truth value, or null for any other kind.</summary>
    public bool? AsBoolean => Kind == DataKind.Boolean ? Text == "true" : null;

    /// <summary>State of the TOML definition rules (TOML 1.0, "Table"); meaningless elsewhere.</summary>
    internal TomlDefinition Definition { get; set; }

    /// <summary>Number of the header under which dotted keys made this table.</summary>
    internal int DottedUnderHeader { get; set; }

    /// <summary>The member called <paramref name="key"/>, or null (also where this is no table).</summary>
    public DataValue? this[string key]
    {
        get
        {
            if (members is null) return null;
            if (members.Count >= IndexFrom) return Index().TryGetValue(key, out DataValue? found) ? found : null;
            foreach (DataMember member in members)
            {
                if (string.Equals(member.Key, key, StringComparison.Ordinal)) return member.Value;
            }

            return null;
        }
    }

    /// <summary>Walks down through tables; null as soon as a step is absent.</summary>
    public DataValue? At(params string[] path)
    {
        DataValue? value = this;
        foreach (string key in path)
        {
            value = value?[key];
        }

        return value;
    }

    /// <summary>The strings of an array; a single string counts as an array of one. Other items are left out.</summary>
    public IReadOnlyList<string> Strings()
    {
        if (Kind == DataKind.String) return [Text];
        var found = new List<string>();
        foreach (DataValue item in Items)
        {
            if (item.AsString is { } text) found.Add(text);
        }

        return found;
    }

    internal void Add(DataValue item) => items!.Add(item);

    internal void Add(string key, SourceSpan keySpan, DataValue value)
    {
        members!.Add(new DataMember(key, keySpan, value));
        if (index is not null) index[key] = value;
    }

    private Dictionary<string, DataValue> Index()
    {
        if (index is not null) return index;
        var built = new Dictionary<string, DataValue>(members!.Count, StringComparer.Ordinal);
        foreach (DataMember member in members)
        {
            built[member.Key] = member.Value;
        }

        return index = built;
    }
}

/// <summary>How a TOML table came to be, which decides what may still be added to it.</summary>
internal enum TomlDefinition : byte
{
    /// <summary>Made in passing by a longer header.</summary>
    Implicit,

    /// <summary>Opened by its own header.</summary>
    Header,

    /// <summary>Made by dotted keys.</summary>
    Dotted,

    /// <summary>An inline table or a plain array: closed.</summary>
    Frozen,
}

/// <summary>A data file that was read, with everything that could not be.</summary>
/// <param name="Root">What was understood; a table unless the format says otherwise.</param>
/// <param name="Errors">Empty when the whole text is valid.</param>
public sealed record DataDocument(DataValue Root, IReadOnlyList<DataError> Errors)
{
    /// <summary>The whole text is valid.</summary>
    public bool IsValid => Errors.Count == 0;
}

/// <summary>A place that is not valid in its format.</summary>
/// <param name="Message">One clause.</param>
/// <param name="Span">Where.</param>
public sealed record DataError(string Message, SourceSpan Span);
