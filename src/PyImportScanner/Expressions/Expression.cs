namespace PyImportScanner.Expressions;

/// <summary>What an expression is, as far as static evaluation goes.</summary>
internal enum ExpressionKind : byte
{
    /// <summary>Something nothing here needs to understand.</summary>
    Unknown,
    Name,
    Attribute,
    String,
    FormattedString,
    Bytes,
    Number,
    True,
    False,
    None,
    Ellipsis,
    Tuple,
    List,
    Set,
    Dictionary,
    Call,
    Keyword,
    Starred,
    Subscript,
    Slice,
    Not,
    Unary,
    And,
    Or,
    Compare,
    Binary,
    Conditional,
    Lambda,
    Comprehension,
    Walrus,
}

/// <summary>A node of the small expression tree, made only for the few expressions that decide something.</summary>
/// <remarks>
/// <see cref="Items"/>: attribute and unary: operand; call: callee, then arguments; subscript: value, index; compare: operands
/// in order; dictionary: key, value alternating (an <see cref="ExpressionKind.Unknown"/> key for <c>**</c>); conditional: value,
/// test, other; formatted string: literal and field parts in order.
/// <see cref="Text"/>: name, attribute, string value, keyword, operators separated by blanks.
/// </remarks>
internal sealed class Expression(ExpressionKind kind, int start, int end, string text = "", Expression[]? items = null)
{
    public ExpressionKind Kind { get; } = kind;

    /// <summary>Offset of the first byte.</summary>
    public int Start { get; } = start;

    /// <summary>Offset behind the last byte.</summary>
    public int End { get; } = end;

    public string Text { get; } = text;

    public Expression[] Items { get; } = items ?? [];

    /// <summary><c>a.b.c</c> for names and attributes of names; null for anything else.</summary>
    public string? Dotted()
    {
        if (Kind == ExpressionKind.Name) return Text;
        if (Kind != ExpressionKind.Attribute) return null;
        string? owner = Items[0].Dotted();
        return owner is null ? null : owner + "." + Text;
    }

    /// <summary>The last part of a name or attribute, whatever stands before it; null for anything else.</summary>
    public string? LastName() => Kind is ExpressionKind.Name or ExpressionKind.Attribute ? Text : null;

    /// <summary>The value of a keyword argument of a call, or null.</summary>
    public Expression? Argument(string keyword)
    {
        for (int i = 1; i < Items.Length; i++)
        {
            if (Items[i].Kind == ExpressionKind.Keyword && Items[i].Text == keyword) return Items[i].Items[0];
        }

        return null;
    }

    /// <summary>A positional argument of a call, or null.</summary>
    public Expression? Argument(int index)
    {
        for (int i = 1; i < Items.Length; i++)
        {
            if (Items[i].Kind is ExpressionKind.Starred) return null;
            if (Items[i].Kind != ExpressionKind.Keyword && index-- == 0) return Items[i];
        }

        return null;
    }
}
