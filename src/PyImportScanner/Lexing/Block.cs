using PyImportScanner.Imports;

namespace PyImportScanner.Lexing;

/// <summary>What a statement is, as far as the import scanner must know.</summary>
internal enum StatementKind : byte
{
    Simple,
    Import,
    From,
    Decorator,
    If,
    Elif,
    Else,
    For,
    While,
    Try,
    Except,
    Finally,
    With,
    Def,
    Class,
    Match,
    Case,
}

/// <summary>A compound statement that encloses the current one.</summary>
internal struct Block
{
    /// <summary>The statement that opened the block: If, For, While, Try, With, Def, Class, Match or Case.</summary>
    public StatementKind Kind;

    /// <summary>Whose suite is being read: the same as <see cref="Kind"/>, or Elif, Else, Except, Finally.</summary>
    public StatementKind Clause;

    /// <summary>Column of the statement, with tabs to multiples of 8.</summary>
    public int Indent;

    /// <summary>Column of its suite, -1 before the first statement of it.</summary>
    public int Body;

    /// <summary><see cref="Body"/> with tabs counted as one column, to find inconsistent tabs.</summary>
    public int BodyAlternative;

    /// <summary>The suite stands on the line of its header.</summary>
    public bool IsInline;

    /// <summary>async def, async for, async with.</summary>
    public bool IsAsync;

    /// <summary>Offset of the first token of the current clause.</summary>
    public int Start;

    /// <summary>Offset behind the keyword of the current clause.</summary>
    public int Word;

    /// <summary>Offset of the colon of the current clause.</summary>
    public int Colon;

    /// <summary>Offset of the last statement directly in the suite, -1 if none.</summary>
    public int LastChild;

    /// <summary>A return, raise or yield came before, somewhere inside (functions only).</summary>
    public bool MayHaveLeft;

    /// <summary>First test of an if chain in the pool of tests, and how many there are up to the current clause.</summary>
    public int FirstTest;

    /// <summary>Number of tests of the chain, the current one included.</summary>
    public int Tests;

    /// <summary>Guards around the suite, once somebody asked.</summary>
    public GuardNode? Guards;

    /// <summary><see cref="Guards"/> has been worked out for the current clause.</summary>
    public bool GuardsKnown;

    /// <summary>The try statement, once somebody asked.</summary>
    public TryStatement? Try;

    /// <summary>The guard of the current handler, when it catches ImportError.</summary>
    public Guard? HandlerGuard;

    /// <summary>Dotted path of functions and classes down to here, once somebody asked.</summary>
    public string? Path;
}
