using System.Collections.Generic;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>The kinds of expressions that setup.py is read for.</summary>
internal enum LiteralKind : byte
{
    Unknown,
    String,
    List,
    Dictionary,
    Call,
    Name,
    True,
    False,
    None,
}

/// <summary>An expression of setup.py as far as it is literal.</summary>
internal sealed class PythonLiteral(LiteralKind kind, string text, int line)
{
    public LiteralKind Kind { get; } = kind;

    /// <summary>The string, or the (dotted) name of a name or a call.</summary>
    public string Text { get; } = text;

    public int Line { get; } = line;

    /// <summary>Items of a list or tuple, values of a dictionary, positional arguments of a call.</summary>
    public List<PythonLiteral> Items { get; } = [];

    /// <summary>Keys of a dictionary; in step with <see cref="Items"/>.</summary>
    public List<PythonLiteral> Keys { get; } = [];

    /// <summary>Keyword arguments of a call.</summary>
    public Dictionary<string, PythonLiteral> Keywords { get; } = new(System.StringComparer.Ordinal);

    /// <summary>A call has <c>*args</c> or <c>**kwargs</c>.</summary>
    public bool HasUnpacking { get; set; }
}
