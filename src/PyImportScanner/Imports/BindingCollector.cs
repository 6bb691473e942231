using System;
using System.Collections.Generic;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>
/// Collects the names a module binds at top level (language reference, 4.2.1). Too many names is safe: they keep a name from
/// being called missing.
/// </summary>
internal sealed class BindingCollector
{
    private readonly NameBuffer names = new();
    private readonly ExportedNames exported = new();
    private readonly ImportSystemEdits edits;
    private bool isOpen;
    private bool childrenAreUnknown;

    public BindingCollector(ReadOnlySpan<byte> text) => edits = new ImportSystemEdits(text);

    /// <summary>What was found.</summary>
    public ModuleBindings Finish(IReadOnlyList<ImportStatement> stars) => new()
    {
        Names = names.Trim(),
        IsOpen = isOpen || edits.IsOpen,
        ChildrenAreUnknown = childrenAreUnknown || edits.ChildrenAreUnknown,
        StarImports = stars,
        All = exported.Names,
    };

    /// <summary>The statements from here on may do what is looked for in every one of them.</summary>
    public bool IsWatching(int end) => edits.MayOccur(end);

    /// <summary>The next statement.</summary>
    public void Visit(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        edits.Visit(text, reader.Start, reader.End);
        for (int i = reader.Depth - 1; i >= 0; i--)
        {
            if (reader.Blocks[i].Kind is not (StatementKind.Def or StatementKind.Class)) continue;
            if (reader.Kind == StatementKind.Simple) VisitGlobal(text, ref reader);
            return;
        }

        VisitTopLevel(text, ref reader);
    }

    /// <summary>
    /// A call that can bind names: <c>globals()</c>, <c>exec</c>, <c>locals()</c>, <c>vars()</c>, and what makes the members of
    /// an enumeration names of the module (<c>enum.global_enum</c>, <c>_convert_</c>).
    /// </summary>
    public void VisitCall(ReadOnlySpan<byte> text, int name, int parenthesis, int end, bool inFunction)
    {
        var tokens = new TokenReader(text, parenthesis, end);
        tokens.Read();
        tokens.Read();
        bool empty = tokens.IsOperator(')');
        switch ((char)text[name])
        {
            case 'g' or '_':
                isOpen = true;
                break;
            case 'l' or 'v':
                isOpen |= empty && !inFunction;
                break;
            default:
                // exec(code, namespace) binds in the namespace; if that is globals(), the call of it says so.
                int nesting = 0;
                bool second = false;
                for (; tokens.Kind != TokenKind.End && nesting >= 0; tokens.Read())
                {
                    if (tokens.IsOpening) nesting++;
                    else if (tokens.IsClosing) nesting--;
                    else if (nesting == 0 && tokens.IsOperator(',')) second = true;
                }

                isOpen |= !second;
                break;
        }
    }

    private void VisitTopLevel(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        if (reader.HasWalrus) VisitWalrus(text, reader.Start, reader.End);
        switch (reader.Kind)
        {
            case StatementKind.Simple:
                VisitSimple(text, ref reader);
                break;
            case StatementKind.Import or StatementKind.From:
                VisitImport(text, ref reader);
                break;
            case StatementKind.Def or StatementKind.Class:
                VisitDefinition(text, ref reader);
                break;
            case StatementKind.Decorator:
                isOpen |= text.Slice(reader.Start, reader.End - reader.Start).IndexOf("global_enum"u8) >= 0;
                break;
            case StatementKind.For:
                BindNames(text, reader.Word, reader.End, stopAtIn: true);
                break;
            case StatementKind.With or StatementKind.Except:
                BindAfterAs(text, reader.Word, reader.End);
                break;
            case StatementKind.Case:
                BindNames(text, reader.Word, reader.End, stopAtIn: false);
                break;
        }
    }

    private void VisitSimple(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        ReadOnlySpan<byte> word = text.Slice(reader.Start, reader.Word - reader.Start);
        if (word.Length > 0 && IsPlainKeyword(word))
        {
            if (word.SequenceEqual("global"u8)) BindNames(text, reader.Word, reader.End, stopAtIn: false);
            return;
        }

        if (word.SequenceEqual("__all__"u8)) exported.Visit(text, ref reader);
        if (word.SequenceEqual("type"u8)) VisitTypeAlias(text, ref reader);
        VisitAssignment(text, reader.Start, reader.End);
    }

    private static bool IsPlainKeyword(ReadOnlySpan<byte> word) => word[0] switch
    {
        (byte)'r' => word.SequenceEqual("return"u8) || word.SequenceEqual("raise"u8),
        (byte)'p' => word.SequenceEqual("pass"u8),
        (byte)'d' => word.SequenceEqual("del"u8),
        (byte)'a' => word.SequenceEqual("assert"u8),
        (byte)'g' => word.SequenceEqual("global"u8),
        _ => false,
    };

    private void VisitGlobal(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        if (text.Slice(reader.Start, reader.Word - reader.Start).SequenceEqual("global"u8))
            BindNames(text, reader.Word, reader.End, stopAtIn: false);
    }

    private void VisitTypeAlias(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        var tokens = new TokenReader(text, reader.Word, reader.End);
        if (tokens.Read() && tokens.Kind == TokenKind.Name) Bind(tokens.Token);
    }

    private void VisitDefinition(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        var tokens = new TokenReader(text, reader.Word, reader.End);
        if (!tokens.Read() || tokens.Kind != TokenKind.Name) return;
        Bind(tokens.Token);
        if (tokens.Is("__getattr__"u8)) isOpen = childrenAreUnknown = true;
    }

    private void VisitImport(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        var tokens = new TokenReader(text, reader.Word, reader.End);
        bool names = reader.Kind == StatementKind.Import, first = true;
        int pending = -1, pendingEnd = -1;
        while (tokens.Read())
        {
            if (tokens.IsOperator(',')) first = true;
            if (tokens.Kind != TokenKind.Name) continue;
            if (!names)
            {
                names = tokens.Is("import"u8);
            }
            else if (tokens.Is("as"u8))
            {
                // The name behind it replaces the one in front.
                first = true;
                pending = -1;
            }
            else if (first)
            {
                if (pending >= 0) Bind(text.Slice(pending, pendingEnd - pending));
                (pending, pendingEnd, first) = (tokens.Start, tokens.Next, false);
            }
        }

        if (pending >= 0) Bind(text.Slice(pending, pendingEnd - pending));
    }

    // `x: int` alone binds nothing, but an equals sign anywhere behind it is taken for a value.
    // Targets in front of each `=` at depth 0. Only the name tokens that stand for themselves bind.
    private void VisitAssignment(ReadOnlySpan<byte> text, int start, int end)
    {
        if (text.Slice(start, end - start).IndexOf((byte)'=') < 0) return;
        var strings = new StringLexer(text.Slice(0, end), nested: true);
        int from = start, at = start, nesting = 0;
        bool annotated = false;
        while (Ascii.IndexOfAssignmentByte(text.Slice(at, end - at)) is var next && next >= 0)
        {
            at += next;
            switch (text[at])
            {
                case (byte)'"' or (byte)'\'':
                    at = Math.Min(strings.Skip(at), end);
                    continue;
                case (byte)'#':
                    at = Math.Min(Ascii.EndOfLine(text, at), end);
                    continue;
                case (byte)'(' or (byte)'[' or (byte)'{':
                    nesting++;
                    break;
                case (byte)')' or (byte)']' or (byte)'}':
                    nesting--;
                    break;
                case (byte)':' when nesting == 0:
                    if (!annotated) BindTargets(text, from, at);
                    annotated = true;
                    break;
                case (byte)'=' when at + 1 < end && text[at + 1] == '=':
                    at++;
                    break;
                case (byte)'=' when nesting == 0 && at > start && !IsOperatorByte(text[at - 1]):
                    if (!annotated) BindTargets(text, from, at);
                    from = at + 1;

                    // Nothing but this value follows in nearly every statement.
                    if (text.Slice(from, end - from).IndexOf((byte)'=') < 0) return;
                    break;
            }

            at++;
        }
    }

    // `+=`, `<=`, `!=`, `:=` and the like.
    private static bool IsOperatorByte(byte b) => "+-*/%&|^@<>!:="u8.IndexOf(b) >= 0;

    private void BindTargets(ReadOnlySpan<byte> text, int start, int end)
    {
        int only = start;
        while (only < end && Ascii.IsNamePart(text[only])) only++;
        int behind = only;
        while (behind < end && Ascii.IsBlank(text[behind])) behind++;
        if (behind == end && only > start && Ascii.IsNameStart(text[start]))
        {
            Bind(text.Slice(start, only - start));
            return;
        }

        var tokens = new TokenReader(text, start, end);
        bool member = false, subscript = false;
        int pending = -1, pendingEnd = -1, skip = 0;
        while (tokens.Read())
        {
            if (skip > 0)
            {
                if (tokens.IsOpening) skip++;
                else if (tokens.IsClosing) skip--;
                continue;
            }

            if (tokens.Kind == TokenKind.Name)
            {
                pending = member ? -1 : tokens.Start;
                pendingEnd = tokens.Next;
                subscript = true;
                member = false;
                continue;
            }

            member = tokens.IsOperator('.');
            if (subscript && tokens.IsOpening)
            {
                skip = 1;
                pending = -1;
                continue;
            }

            if (pending >= 0 && !member) Bind(text.Slice(pending, pendingEnd - pending));
            pending = -1;
            subscript = tokens.IsClosing;
        }

        if (pending >= 0) Bind(text.Slice(pending, pendingEnd - pending));
    }

    private void VisitWalrus(ReadOnlySpan<byte> text, int start, int end)
    {
        var tokens = new TokenReader(text, start, end);
        int last = -1, lastEnd = -1;
        while (tokens.Read())
        {
            if (tokens.Kind == TokenKind.Name) (last, lastEnd) = (tokens.Start, tokens.Next);
            else if (tokens.IsOperator((':' << 8) | '=') && last >= 0) Bind(text.Slice(last, lastEnd - last));
            // A walrus inside an f-string is too rare to look for, and too easy to miss.
            else if (tokens.Kind == TokenKind.String && (text[tokens.Start] | 0x20) is 'f' or 'r' && tokens.Token.IndexOf(":="u8) >= 0) isOpen = true;
        }
    }

    private void BindNames(ReadOnlySpan<byte> text, int start, int end, bool stopAtIn)
    {
        var tokens = new TokenReader(text, start, end);
        while (tokens.Read())
        {
            if (tokens.Kind != TokenKind.Name) continue;
            if (stopAtIn && tokens.Is("in"u8)) return;
            Bind(tokens.Token);
        }
    }

    private void BindAfterAs(ReadOnlySpan<byte> text, int start, int end)
    {
        var tokens = new TokenReader(text, start, end);
        bool target = false;
        int nesting = 0;
        while (tokens.Read())
        {
            if (tokens.IsOpening) nesting++;
            else if (tokens.IsClosing) nesting--;
            // In `with (a as b, c as d):` the comma stands in brackets, too: until the next `as` more may be bound, which is safe.
            else if (tokens.IsOperator(',') && nesting == 0) target = false;
            else if (tokens.Kind == TokenKind.Name && tokens.Is("as"u8)) target = true;
            else if (target && tokens.Kind == TokenKind.Name) Bind(tokens.Token);
        }
    }

    private void Bind(ReadOnlySpan<byte> name)
    {
        names.Add(name);
        if (name.SequenceEqual("__getattr__"u8)) isOpen = childrenAreUnknown = true;
    }
}
