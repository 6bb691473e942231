using System;

namespace PyImportScanner.Lexing;

/// <summary>Compound statements and their indentation (language reference, 2.1.8 and chapter 8).</summary>
internal ref partial struct StatementReader
{
    private void OpenBlock()
    {
        pendingBlock = false;
        if (!pendingContinues)
        {
            if (Depth >= MaximumDepth)
            {
                Fail("too many levels of indentation", Start);
                return;
            }

            if (Depth == Blocks.Length) Blocks = Larger(Blocks);

            if (Kind is StatementKind.Def or StatementKind.Class) Scopes++;
            Blocks[Depth++] = new Block { Kind = Kind, Indent = lineColumn, IsAsync = isAsync, FirstTest = testCount };
        }

        ref Block block = ref Blocks[Depth - 1];
        block.Clause = Kind;
        block.Start = Start;
        block.Word = Word;
        block.Colon = End;
        block.Body = -1;
        block.LastChild = -1;
        block.IsInline = pendingInline;
        block.GuardsKnown = false;
        block.Guards = null;
        if (Kind is StatementKind.If or StatementKind.Elif)
        {
            if (testCount == Tests.Length) Tests = Larger(Tests);
            Tests[testCount++] = new IfTest { Start = Word, End = End };
            block.Tests = testCount - block.FirstTest;
        }
    }

    private static T[] Larger<T>(T[] array)
    {
        var larger = new T[array.Length * 2];
        Array.Copy(array, larger, array.Length);
        return larger;
    }

    private static void CloseClause(ref Block block)
    {
        if (block.Try is not null && block.Clause == StatementKind.Except) block.Try.EndHandler(block.LastChild);
    }

    private void CloseBlocks(int depth)
    {
        while (Depth > depth)
        {
            ref Block block = ref Blocks[Depth - 1];
            CloseClause(ref block);
            if (block.Body < 0 && !block.IsInline) Fail("expected an indented block", block.Colon);
            if (block.Tests > 0) testCount = block.FirstTest;
            if (block.Kind is StatementKind.Def or StatementKind.Class) Scopes--;
            if (block.MayHaveLeft && block.Kind != StatementKind.Def && Depth > 1) Blocks[Depth - 2].MayHaveLeft = true;
            Depth--;
        }
    }

    // A line begins at lineColumn: closes what it leaves and checks that it fits what it is in.
    private void SettleBlocks()
    {
        int depth = Depth;
        while (depth > 0 && Blocks[depth - 1].Indent > lineColumn) depth--;
        CloseBlocks(depth);
        int parent = depth;
        if (depth > 0 && Blocks[depth - 1].Indent == lineColumn)
        {
            if (IsContinuation(ref Blocks[depth - 1]))
            {
                parent = depth - 1;
                ref Block block = ref Blocks[depth - 1];
                CloseClause(ref block);
                if (block.Body < 0 && !block.IsInline) Fail("expected an indented block", block.Colon);
            }
            else
            {
                CloseBlocks(parent = depth - 1);
            }
        }

        CheckIndentation(parent);
    }

    private void CheckIndentation(int parent)
    {
        if (parent == 0)
        {
            if (lineColumn > 0) Fail("unexpected indent", position);
            return;
        }

        ref Block block = ref Blocks[parent - 1];
        if (block.Body < 0 && !block.IsInline)
        {
            block.Body = lineColumn;
            block.BodyAlternative = lineAlternative;
        }
        else if (block.IsInline || lineColumn > block.Body)
        {
            Fail("unexpected indent", position);
        }
        else if (lineColumn < block.Body)
        {
            Fail("unindent does not match any outer indentation level", position);
        }
        else if (lineAlternative != block.BodyAlternative)
        {
            Fail("inconsistent use of tabs and spaces in indentation", position);
        }
    }

    private readonly bool IsContinuation(ref Block block)
    {
        byte first = text[position];
        if (first is not ((byte)'e' or (byte)'f')) return false;
        int word = position;
        while (word < text.Length && Ascii.IsNamePart(text[word])) word++;
        ReadOnlySpan<byte> name = text.Slice(position, word - position);
        return block.Kind switch
        {
            StatementKind.If => block.Clause != StatementKind.Else && (name.SequenceEqual("elif"u8) || name.SequenceEqual("else"u8)),
            StatementKind.For or StatementKind.While => block.Clause != StatementKind.Else && name.SequenceEqual("else"u8),
            StatementKind.Try => block.Clause != StatementKind.Finally
                && (name.SequenceEqual("except"u8) || name.SequenceEqual("finally"u8) || name.SequenceEqual("else"u8)),
            _ => false,
        };
    }
}
