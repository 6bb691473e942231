using System.Collections.Generic;

namespace DockerLint.Services.Data;

/// <summary>The shape of a <see cref="DataNode"/>.</summary>
public enum DataNodeKind : byte
{
    /// <summary>A text, number, truth value or null.</summary>
    Scalar,

    /// <summary>A list.</summary>
    Sequence,

    /// <summary>Keys with values.</summary>
    Mapping,
}

/// <summary>A key of a mapping with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Line">Line of the key, from 1.</param>
/// <param name="Value">The value.</param>
public readonly record struct DataNodeMember(string Key, int Line, DataNode Value);

/// <summary>A node of a YAML or JSON document: what the two have in common, with lines. Aliases and merge keys are resolved.</summary>
public sealed class DataNode
{
    private static readonly DataNodeMember[] NoMembers = [];

    private DataNode(DataNodeKind kind, string text, bool isQuoted, int line, IReadOnlyList<DataNode> items, IReadOnlyList<DataNodeMember> members)
    {
        Kind = kind;
        Text = text;
        IsQuoted = isQuoted;
        Line = line;
        Items = items;
        Members = members;
    }

    /// <summary>Its shape.</summary>
    public DataNodeKind Kind { get; }

    /// <summary>The text of a scalar; empty for others.</summary>
    public string Text { get; }

    /// <summary>A scalar in quotes or a block: certainly a string.</summary>
    public bool IsQuoted { get; }

    /// <summary>Its first line, from 1.</summary>
    public int Line { get; }

    /// <summary>The items of a sequence; empty for others.</summary>
    public IReadOnlyList<DataNode> Items { get; }

    /// <summary>The members of a mapping in the order of the file; empty for others.</summary>
    public IReadOnlyList<DataNodeMember> Members { get; }

    /// <summary>An empty or null value.</summary>
    public bool IsNull => Kind == DataNodeKind.Scalar && !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The text of a scalar that is not null; else null.</summary>
    public string? AsText => Kind == DataNodeKind.Scalar && !IsNull ? Text : null;

    /// <summary>The value of a key; null where there is none or this is no mapping.</summary>
    public DataNode? this[string key]
    {
        get
        {
            foreach (DataNodeMember member in Members)
            {
                if (member.Key == key) return member.Value;
            }

            return null;
        }
    }

    /// <summary>A scalar.</summary>
    public static DataNode Scalar(string text, bool isQuoted, int line) => new(DataNodeKind.Scalar, text, isQuoted, line, [], NoMembers);

    /// <summary>A sequence.</summary>
    public static DataNode Sequence(IReadOnlyList<DataNode> items, int line) => new(DataNodeKind.Sequence, "", false, line, items, NoMembers);

    /// <summary>A mapping.</summary>
    public static DataNode Mapping(IReadOnlyList<DataNodeMember> members, int line) => new(DataNodeKind.Mapping, "", false, line, [], members);

    /// <summary>Walks down through mappings; null as soon as a step is absent.</summary>
    public DataNode? At(params string[] path)
    {
        DataNode? node = this;
        foreach (string key in path) node = node?[key];
        return node;
    }

    /// <summary>The text of a member that is a scalar.</summary>
    public string? TextOf(string key) => this[key]?.AsText;

    /// <summary>The scalars of a sequence; a single scalar counts as a sequence of one.</summary>
    public IReadOnlyList<string> Texts()
    {
        if (AsText is { } single) return [single];
        var texts = new List<string>();
        foreach (DataNode item in Items)
        {
            if (item.AsText is { } text) texts.Add(text);
        }

        return texts;
    }

    /// <summary>Every scalar at or below this node, in file order.</summary>
    public IEnumerable<DataNode> Scalars()
    {
        var waiting = new Stack<DataNode>();
        waiting.Push(this);
        while (waiting.Count > 0)
        {
            DataNode node = waiting.Pop();
            if (node.Kind == DataNodeKind.Scalar) yield return node;
            for (int i = node.Items.Count - 1; i >= 0; i--) waiting.Push(node.Items[i]);
            for (int i = node.Members.Count - 1; i >= 0; i--) waiting.Push(node.Members[i].Value);
        }
    }
}

/// <summary>The documents of a YAML stream.</summary>
/// <param name="Documents">Those that are whole.</param>
/// <param name="Error">Why the rest cannot be read, a clause; null when everything was read.</param>
/// <param name="ErrorLine">Its line, from 1; 0 without error.</param>
public sealed record DataDocuments(IReadOnlyList<DataNode> Documents, string? Error = null, int ErrorLine = 0);

/// <summary>Reads YAML (1.1 and 1.2). The engine has no reader of its own; hosts bring one.</summary>
public interface IYamlReader
{
    /// <summary>Reads a stream. Never throws; bounds depth, size and the expansion of aliases.</summary>
    DataDocuments Read(string text);
}
