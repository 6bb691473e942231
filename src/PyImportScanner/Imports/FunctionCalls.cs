using System;
using System.Collections.Generic;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>
/// Which functions of a module certainly run while it is imported, or run as a script. A pass of its own, for files in which
/// something of interest stands in a function. Everything doubtful counts as not called.
/// </summary>
internal sealed class FunctionCalls
{
    /// <summary>No function is called.</summary>
    public static readonly FunctionCalls None = new([], []);

    private FunctionCalls(List<string> atImport, List<string> whenRun)
    {
        AtImport = atImport;
        WhenRun = whenRun;
    }

    /// <summary>Called while the module is imported.</summary>
    public IReadOnlyList<string> AtImport { get; }

    /// <summary>Called when the file is run: the former, and what the main guard calls.</summary>
    public IReadOnlyList<string> WhenRun { get; }

    private sealed class Function
    {
        public bool IsUncertain { get; set; }

        /// <summary>A coroutine function: calling it runs nothing of it until something awaits or drives the coroutine.</summary>
        public bool IsAsync { get; set; }

        public List<string> Calls { get; } = [];
    }

    /// <summary>Reads the module.</summary>
    public static FunctionCalls Find(ReadOnlySpan<byte> text, SourceMap map, PythonVersion version)
    {
        var functions = new Dictionary<string, Function>(StringComparer.Ordinal);
        var atImport = new List<string>();
        var underMain = new List<string>();
        bool decorated = false;
        var left = new HashSet<string>(StringComparer.Ordinal);
        var reader = new StatementReader(text, map, version >= new PythonVersion(3, 12));
        while (reader.Read())
        {
            if (reader.Depth == 0 && reader.Kind == StatementKind.Def) Define(text, ref reader, functions, decorated);
            else if (reader.Depth == 0 && reader.Kind == StatementKind.Simple) NoteRebinding(text, ref reader, functions);
            decorated = reader.Kind == StatementKind.Decorator;
            List<string>? calls = CallsFrom(text, ref reader, functions, atImport, underMain, left);
            if (calls is not null) AddCalls(text, ref reader, calls);
            NoteGenerator(text, ref reader, functions, left);
        }

        return new FunctionCalls(Close(functions, atImport, []), Close(functions, atImport, underMain));
    }

    private static void Define(ReadOnlySpan<byte> text, ref StatementReader reader, Dictionary<string, Function> functions, bool decorated)
    {
        string name = NameAt(text, reader.Word, reader.End);
        bool async = text[reader.Start] == 'a';
        if (!functions.TryGetValue(name, out Function? function)) functions[name] = function = new Function { IsUncertain = decorated, IsAsync = async };
        else function.IsUncertain = true;
    }

    // `main = wraps(main)`: another function answers to the name.
    private static void NoteRebinding(ReadOnlySpan<byte> text, ref StatementReader reader, Dictionary<string, Function> functions)
    {
        if (reader.Word == reader.Start) return;
        var tokens = new TokenReader(text, reader.Word, reader.End);
        if (!tokens.Read() || !tokens.IsOperator('=')) return;
        string name = Utf8Text.DecodeName(text.Slice(reader.Start, reader.Word - reader.Start));
        if (!functions.TryGetValue(name, out Function? function)) functions[name] = function = new Function();
        function.IsUncertain = true;
    }

    // Whose list the calls of the statement belong to; null when it may not run.
    private static List<string>? CallsFrom(
        ReadOnlySpan<byte> text, ref StatementReader reader, Dictionary<string, Function> functions, List<string> atImport, List<string> underMain, HashSet<string> left)
    {
        bool runs = reader.Kind is StatementKind.Simple or StatementKind.Decorator or StatementKind.If or StatementKind.With or StatementKind.For or StatementKind.Match;
        if (!runs) return null;
        if (reader.Depth == 0) return atImport;
        if (reader.Depth != 1) return null;
        ref Block block = ref reader.Blocks[0];
        switch (block.Kind)
        {
            case StatementKind.Class:
                return atImport;
            case StatementKind.Def:
                string name = NameAt(text, block.Word, block.Colon);
                return functions.TryGetValue(name, out Function? function) && !left.Contains(name) ? function.Calls : null;
            case StatementKind.If when block.Clause == StatementKind.If:
                Condition condition = Condition.Read(text, block.Word, block.Colon);
                bool plain = text.Slice(block.Word, block.Colon - block.Word).IndexOf("=="u8) >= 0
                    && text.Slice(block.Word, block.Colon - block.Word).IndexOf(" and "u8) < 0;
                return condition.Kind == GuardKind.Main && plain ? underMain : null;
            default:
                return null;
        }
    }

    private static void AddCalls(ReadOnlySpan<byte> text, ref StatementReader reader, List<string> calls)
    {
        int start = reader.Kind == StatementKind.Simple ? reader.Start : reader.Kind == StatementKind.Decorator ? reader.Start + 1 : reader.Word;
        int before = calls.Count;
        var tokens = new TokenReader(text, start, reader.End);
        int name = -1, end = -1;
        bool member = false, called = false, drives = false, driverOpen = false;
        while (tokens.Read())
        {
            if (tokens.Kind == TokenKind.Name)
            {
                // Any of these may keep the call from being evaluated.
                if (tokens.Is("lambda"u8) || tokens.Is("if"u8) || tokens.Is("and"u8) || tokens.Is("or"u8) || (tokens.Is("for"u8) && tokens.Start != reader.Start))
                {
                    calls.RemoveRange(before, calls.Count - before);
                    return;
                }

                drives |= tokens.Is("await"u8);
                driverOpen = member && (tokens.Is("run"u8) || tokens.Is("run_until_complete"u8));
                name = member ? -1 : tokens.Start;
                end = tokens.Next;
                member = false;
                continue;
            }

            member = tokens.IsOperator('.');
            bool opens = tokens.IsOperator('(');
            drives |= opens && driverOpen;
            driverOpen = false;
            // anyio.run(main) and trio.run(main) take the function itself.
            bool isHanded = drives && (tokens.IsOperator(')') || tokens.IsOperator(','));
            if ((opens || isHanded) && name >= 0)
            {
                calls.Add((drives ? Driven : "") + Utf8Text.DecodeName(text.Slice(name, end - name)));
                called = true;
            }

            name = -1;
        }

        // A bare decorator is called with the function it stands above.
        if (reader.Kind == StatementKind.Decorator && !called && name >= 0) calls.Add(Utf8Text.DecodeName(text.Slice(name, end - name)));
    }

    // In front of the name of a call whose result is awaited or run: `await main()`, `asyncio.run(main())`.
    private const string Driven = "~";

    // Calling a generator function runs nothing of it; behind a return nothing is certain.
    private static void NoteGenerator(ReadOnlySpan<byte> text, ref StatementReader reader, Dictionary<string, Function> functions, HashSet<string> left)
    {
        if (reader.Depth == 0 || reader.Blocks[0].Kind != StatementKind.Def) return;
        ref Block block = ref reader.Blocks[0];
        bool yields = text.Slice(reader.Start, reader.End - reader.Start).IndexOf("yield"u8) >= 0;
        bool leaves = block.MayHaveLeft;
        for (int i = 1; i < reader.Depth; i++) leaves |= reader.Blocks[i].Kind != StatementKind.Def && reader.Blocks[i].MayHaveLeft;
        if (!yields && !leaves) return;
        string name = NameAt(text, block.Word, block.Colon);
        if (leaves) left.Add(name);
        if (yields && functions.TryGetValue(name, out Function? function)) function.IsUncertain = true;
    }

    private static List<string> Close(Dictionary<string, Function> functions, List<string> first, List<string> second)
    {
        var result = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var todo = new Stack<string>(first);
        foreach (string name in second) todo.Push(name);
        while (todo.Count > 0)
        {
            string name = todo.Pop();
            bool isDriven = name[0] == Driven[0];
            if (isDriven) name = name.Substring(1);
            if (!functions.TryGetValue(name, out Function? function) || function.IsUncertain || (function.IsAsync && !isDriven) || !seen.Add(name)) continue;
            result.Add(name);
            foreach (string call in function.Calls) todo.Push(call);
        }

        result.Sort(StringComparer.Ordinal);
        return result;
    }

    private static string NameAt(ReadOnlySpan<byte> text, int offset, int end)
    {
        var tokens = new TokenReader(text, offset, end);
        return tokens.Read() && tokens.Kind == TokenKind.Name ? Utf8Text.DecodeName(tokens.Token) : "";
    }
}
