using System;

namespace PyImportScanner.Lexing;

/// <summary>The open brackets of a statement, so that a wrong closing one is noticed.</summary>
internal struct Brackets()
{
    private byte[] kinds = new byte[16];
    private int bottomOffset;

    /// <summary>How many are open.</summary>
    public int Depth { get; private set; } = 0;

    /// <summary>None is open.</summary>
    public readonly bool IsEmpty => Depth == 0;

    /// <summary>The outermost open bracket.</summary>
    public readonly byte Top => kinds[0];

    /// <summary>Where it stands.</summary>
    public readonly int TopOffset => bottomOffset;

    /// <summary>Forgets all.</summary>
    public void Clear() => Depth = 0;

    /// <summary>One more.</summary>
    public void Push(byte kind, int offset)
    {
        if (Depth == kinds.Length) Array.Resize(ref kinds, Depth * 2);
        if (Depth == 0) bottomOffset = offset;
        kinds[Depth++] = kind;
    }

    /// <summary>Closes the innermost one; false when it is of another kind, or there is none.</summary>
    public bool Pop(byte closing)
    {
        if (Depth == 0) return false;
        byte opening = kinds[--Depth];
        return closing == opening + (opening == '(' ? 1 : 2);
    }
}

/// <summary>Where one test of an if chain stands: behind the keyword, up to the colon. Node and condition are filled when asked for.</summary>
internal struct IfTest
{
    public int Start;
    public int End;
    public Imports.Condition? Condition;
    public Imports.GuardNode? NegatedUpToHere;
}

/// <summary>Why the text cannot be compiled.</summary>
internal readonly record struct SyntaxProblem(string Message, int Offset, bool IsPython2);
