using System.Collections.Generic;

namespace PyImportScanner.Imports;

/// <summary>What a <see cref="LiteralValue"/> is.</summary>
public enum LiteralKind : byte
{
    /// <summary>Not a literal that this scan reads; its span is known, its value is not.</summary>
    Unknown,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A list, tuple or set.</summary>
    Sequence,

    /// <summary>A dictionary.</summary>
    Dictionary,

    /// <summary>True or False.</summary>
    Boolean,

    /// <summary>A dotted name, such as <c>BASE_DIR</c> or <c>os.sep</c>.</summary>
    Name,

    /// <summary>A call; <see cref="LiteralValue.Call"/> has it.</summary>
    Call,
}

/// <summary>A node of a literal: every string in it with its place.</summary>
public sealed record LiteralValue
{
    /// <summary>What it is.</summary>
    public required LiteralKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>The value of a string, the dotted name, <c>True</c> or <c>False</c>; else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>Elements of a sequence; values of a dictionary.</summary>
    public IReadOnlyList<LiteralValue> Items { get; init; } = [];

    /// <summary>Keys of a dictionary, one for each of <see cref="Items"/>; null where a key is no string.</summary>
    public IReadOnlyList<string?> Keys { get; init; } = [];

    /// <summary>The call.</summary>
    public LiteralCall? Call { get; init; }

    /// <summary>The dictionary value under a key, or null.</summary>
    public LiteralValue? this[string key]
    {
        get
        {
            for (int i = Keys.Count - 1; i >= 0; i--)
            {
                if (Keys[i] == key) return Items[i];
            }

            return null;
        }
    }

    /// <summary>Every string at or below this node, in source order; keys of dictionaries not included.</summary>
    public IEnumerable<LiteralValue> Strings()
    {
        if (Kind == LiteralKind.Text) yield return this;
        foreach (LiteralValue item in Items)
        {
            foreach (LiteralValue text in item.Strings()) yield return text;
        }
    }
}

/// <summary>A top-level assignment of a literal: <c>NAME = …</c> or <c>NAME += …</c>, also <c>NAME["key"] = …</c> and <c>a.b = …</c>.</summary>
/// <param name="Target">The name as written, dots included: <c>INSTALLED_APPS</c>, <c>app.conf.include</c>.</param>
/// <param name="Key">The literal key of a subscript target, as in <c>os.environ["K"] = "v"</c>; else null.</param>
/// <param name="Adds">True for <c>+=</c>.</param>
/// <param name="Value">What is assigned.</param>
/// <param name="Span">The statement.</param>
/// <param name="IsConditional">Inside an if, try, loop or the like; the module need not run it.</param>
public sealed record LiteralBinding(string Target, string? Key, bool Adds, LiteralValue Value, SourceSpan Span, bool IsConditional)
{
    /// <summary>The class whose body holds it; null at module level.</summary>
    public string? Class { get; init; }

    /// <summary>Below <c>if __name__ == "__main__"</c>, which does not count as a condition.</summary>
    public bool IsBelowMain { get; init; }
}

/// <summary>A call with at least one literal argument, made while the module is imported or in one of its functions.</summary>
/// <param name="Callee">As written: <c>include</c>, <c>os.environ.setdefault</c>, <c>uvicorn.run</c>.</param>
/// <param name="Arguments">Positional arguments.</param>
/// <param name="Keywords">Keyword arguments.</param>
/// <param name="Span">The call.</param>
/// <param name="Function">The function it stands in, as in <see cref="ImportStatement.Function"/>; null at module level.</param>
/// <param name="IsConditional">Inside an if, try, loop or the like.</param>
public sealed record LiteralCall(
    string Callee,
    IReadOnlyList<LiteralValue> Arguments,
    IReadOnlyDictionary<string, LiteralValue> Keywords,
    SourceSpan Span,
    string? Function,
    bool IsConditional)
{
    /// <summary>The last part of <see cref="Callee"/>.</summary>
    public string Name => Callee.Substring(Callee.LastIndexOf('.') + 1);

    /// <summary>As in <see cref="LiteralBinding.IsBelowMain"/>.</summary>
    public bool IsBelowMain { get; init; }

    /// <summary><see cref="Function"/> certainly runs while the module is imported.</summary>
    public bool IsCalledAtImport { get; init; }

    /// <summary><see cref="Function"/> certainly runs when the file is run.</summary>
    public bool IsCalledWhenRun { get; init; }
}

/// <summary>The literal data of a module that frameworks read: settings, environment defaults, names of modules in calls.</summary>
/// <param name="Bindings">Assignments in source order.</param>
/// <param name="Calls">Calls in source order, nested ones included.</param>
public sealed record ModuleLiterals(IReadOnlyList<LiteralBinding> Bindings, IReadOnlyList<LiteralCall> Calls);
