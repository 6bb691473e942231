using System;
using System.Collections.Generic;
using PyImportScanner.Expressions;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>A try statement that something of interest stands in: what its handlers catch and how the first one that matters ends.</summary>
internal sealed class TryStatement(int id)
{
    private readonly List<string> caught = [];
    private bool inCatching;
    private bool decided;
    private int lastOfHandler = -1;
    private Guard? bodyGuard;
    private bool bodyKnown;

    /// <summary>Number of the try in its file, from 1.</summary>
    public int Id { get; } = id;

    /// <summary>A handler begins: what does it catch, and is that ImportError? The header is [<paramref name="start"/>, <paramref name="end"/>) behind the keyword.</summary>
    public Guard? BeginHandler(ReadOnlySpan<byte> text, int start, int end)
    {
        string[] names = HandlerNames(text, start, end);
        caught.AddRange(names);
        bool catches = Catches(names);
        inCatching = catches && !decided;
        decided |= catches;
        return catches ? new Guard { Kind = GuardKind.ExceptImportError, Handlers = names, TryId = Id } : null;
    }

    /// <summary>The handler's suite is over; its last statement began at <paramref name="lastStatement"/>.</summary>
    public void EndHandler(int lastStatement)
    {
        if (inCatching) lastOfHandler = lastStatement;
        inCatching = false;
    }

    /// <summary>The guard that the handlers make of the body; null when none of them catches ImportError.</summary>
    public Guard? BodyGuard(ReadOnlySpan<byte> text)
    {
        if (bodyKnown) return bodyGuard;
        bodyKnown = true;
        if (!decided) return null;
        GuardKind kind = lastOfHandler >= 0 && Leaves(text, lastOfHandler) ? GuardKind.TryReraise : GuardKind.TryImportError;
        return bodyGuard = new Guard { Kind = kind, Handlers = caught.ToArray(), TryId = Id };
    }

    /// <summary>Does one of these exceptions cover ImportError?</summary>
    public static bool Catches(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (name is "*" or "ImportError" or "ModuleNotFoundError" or "Exception" or "BaseException") return true;
        }

        return false;
    }

    private static string[] HandlerNames(ReadOnlySpan<byte> text, int start, int end)
    {
        var tokens = new TokenReader(text, start, end);
        if (!tokens.Read()) return ["*"];
        if (tokens.IsOperator('*'))
        {
            start = tokens.Next;
            tokens.Read();
        }

        int nesting = 0, stop = end;
        for (; tokens.Kind != TokenKind.End; tokens.Read())
        {
            if (tokens.IsOpening) nesting++;
            else if (tokens.IsClosing) nesting--;
            else if (nesting == 0 && tokens.Kind == TokenKind.Name && tokens.Is("as"u8)) stop = tokens.Start;
            if (stop != end) break;
        }

        Expression type = ExpressionParser.Parse(text, start, stop);
        Expression[] types = type.Kind == ExpressionKind.Tuple ? type.Items : [type];
        var names = new string[types.Length];
        for (int i = 0; i < names.Length; i++) names[i] = types[i].Dotted() is null ? "?" : types[i].Text;
        return names;
    }

    // raise, sys.exit(…), os._exit(…), exit(…), quit(…), parser.error(…).
    private static bool Leaves(ReadOnlySpan<byte> text, int start)
    {
        int word = start;
        while (word < text.Length && Ascii.IsNamePart(text[word])) word++;
        if (text.Slice(start, word - start).SequenceEqual("raise"u8)) return true;
        Expression call = ExpressionParser.ParsePrefix(text, start, EndOfStatement(text, start), out _);
        return call.Kind == ExpressionKind.Call && call.Items[0].Dotted() is "sys.exit" or "os._exit" or "exit" or "quit" or "parser.error";
    }

    // A generous end: the parser stops where the call does.
    private static int EndOfStatement(ReadOnlySpan<byte> text, int start) => Math.Min(text.Length, start + 65536);
}
