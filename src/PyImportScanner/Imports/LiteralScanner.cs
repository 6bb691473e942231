using System;
using System.Collections.Generic;
using PyImportScanner.Expressions;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>
/// Reads the literal data of a module: top-level assignments of strings, lists and dictionaries, and calls with literal
/// arguments. Apart from <see cref="ImportScanner"/>, because only the files a framework points at need it.
/// </summary>
public static class LiteralScanner
{
    /// <summary>Scans the bytes of a file.</summary>
    /// <param name="source">The bytes as on disk.</param>
    /// <param name="callees">
    /// Last names of the calls wanted (<c>include</c>, <c>setdefault</c>, <c>run</c> …); calls in functions are read as well.
    /// Null for every call at module level that has a literal argument.
    /// </param>
    public static ModuleLiterals Scan(ReadOnlySpan<byte> source, IReadOnlyCollection<string>? callees = null)
    {
        var opened = new OpenedSource(source);
        ModuleLiterals literals = new LiteralScan(opened, callees is null ? null : new HashSet<string>(callees, StringComparer.Ordinal)).Run();
        opened.Return();
        return literals;
    }
}

/// <summary>One pass over one decoded file.</summary>
internal ref struct LiteralScan
{
    // A settings file is far smaller; generated tables are not settings.
    private const int MaximumStatement = 1 << 20;
    private readonly ReadOnlySpan<byte> text;
    private readonly SourceMap map;
    private readonly HashSet<string>? callees;
    private readonly List<LiteralBinding> bindings;
    private readonly List<LiteralCall> calls;
    private StatementReader reader;
    private LineCounter lines;
    private string? function;
    private bool conditional;
    private bool belowMain;
    private string? owner;

    public LiteralScan(OpenedSource opened, HashSet<string>? callees)
    {
        text = opened.Text;
        map = opened.Map;
        this.callees = callees;
        bindings = [];
        calls = [];
        reader = new StatementReader(text, opened.Map, nestedStrings: true);
        lines = new LineCounter(text);
        function = null;
        conditional = belowMain = false;
        owner = null;
    }

    public ModuleLiterals Run()
    {
        while (reader.Read())
        {
            if (reader.Kind != StatementKind.Simple || reader.End - reader.Start > MaximumStatement) continue;
            Locate();
            ReadStatement();
        }

        NoteCalledFunctions();
        return new ModuleLiterals(bindings, calls);
    }

    // Only for the few files whose calls matter; the scan of imports asks the same of files with imports in functions.
    private readonly void NoteCalledFunctions()
    {
        if (!calls.Exists(static call => call.Function is not null)) return;
        FunctionCalls called = FunctionCalls.Find(text, map, PythonVersion.Default);
        for (int i = 0; i < calls.Count; i++)
        {
            if (calls[i].Function is not { } name) continue;
            calls[i] = calls[i] with { IsCalledAtImport = Contains(called.AtImport, name), IsCalledWhenRun = Contains(called.WhenRun, name) };
        }
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (string known in names)
        {
            if (known == name) return true;
        }

        return false;
    }

    private void Locate()
    {
        function = owner = null;
        conditional = belowMain = false;
        for (int i = 0; i < reader.Depth; i++)
        {
            StatementKind kind = reader.Blocks[i].Kind;
            bool names = kind is StatementKind.Def or StatementKind.Class;
            bool isMain = kind == StatementKind.If && IsMainTest(i);
            belowMain |= isMain;
            conditional |= !names && !isMain && kind != StatementKind.With;
            if (names) function = function is null ? NameOf(i) : function + "." + NameOf(i);
        }

        // A class body runs with the module.
        bool inFunction = false;
        for (int i = 0; i < reader.Depth; i++) inFunction |= reader.Blocks[i].Kind == StatementKind.Def;
        if (inFunction) return;
        owner = function;
        function = null;
    }

    // if __name__ == "__main__": and nothing else.
    private readonly bool IsMainTest(int block)
    {
        if (reader.Blocks[block].Clause != StatementKind.If) return false;
        var tokens = new TokenReader(text, reader.Blocks[block].Word, reader.Blocks[block].Colon);
        bool name = false, main = false;
        int count = 0;
        while (tokens.Read())
        {
            count++;
            name |= tokens.Kind == TokenKind.Name && tokens.Is("__name__"u8);
            main |= tokens.Kind == TokenKind.String && tokens.Token.IndexOf("__main__"u8) == 1;
        }

        return name && main && count == 3;
    }

    private readonly string NameOf(int block)
    {
        var tokens = new TokenReader(text, reader.Blocks[block].Word, reader.Blocks[block].Colon);
        tokens.Read();
        return Utf8Text.DecodeName(tokens.Token);
    }

    private void ReadStatement()
    {
        if (function is not null && (callees is null || !MentionsCallee())) return;
        int start = reader.Start, operation = FindAssignment(out bool adds, out int value);
        Expression? target = operation < 0 ? null : ExpressionParser.Parse(text, start, operation);
        Expression expression = ExpressionParser.Parse(text, SkipKeyword(value < 0 ? start : value), reader.End);
        if (target is not null && function is null) Bind(target, adds, expression);
        CollectCalls(expression, 0);
    }

    // `return f(…)`, `await f(…)`, `assert f(…)`.
    private readonly int SkipKeyword(int start)
    {
        if (start != reader.Start) return start;
        ReadOnlySpan<byte> word = text.Slice(start, reader.Word - start);
        return word.SequenceEqual("return"u8) || word.SequenceEqual("raise"u8) || word.SequenceEqual("yield"u8) ? reader.Word : start;
    }

    private readonly bool MentionsCallee()
    {
        var tokens = new TokenReader(text, reader.Start, reader.End);
        bool name = false;
        while (tokens.Read())
        {
            if (tokens.IsOperator('(') && name) return true;
            name = tokens.Kind == TokenKind.Name && callees!.Contains(Utf8Text.Decode(tokens.Token));
        }

        return false;
    }

    // Offset of the first `=` or `+=` at depth 0, -1 if none; an annotation ends the target earlier.
    private readonly int FindAssignment(out bool adds, out int value)
    {
        var tokens = new TokenReader(text, reader.Start, reader.End);
        int nesting = 0, annotation = -1;
        adds = false;
        value = -1;
        while (tokens.Read())
        {
            if (tokens.IsOpening)
            {
                nesting++;
            }
            else if (tokens.IsClosing)
            {
                nesting--;
            }
            else if (nesting == 0 && tokens.IsOperator(':') && annotation < 0)
            {
                annotation = tokens.Start;
            }
            else if (nesting == 0 && (tokens.IsOperator('=') || tokens.IsOperator(('+' << 8) | '=')))
            {
                adds = tokens.Code != '=';
                value = tokens.Next;
                return annotation < 0 ? tokens.Start : annotation;
            }
        }

        return -1;
    }

    private void Bind(Expression target, bool adds, Expression value)
    {
        string? key = null;
        if (target.Kind == ExpressionKind.Subscript && target.Items[1].Kind == ExpressionKind.String)
        {
            key = target.Items[1].Text;
            target = target.Items[0];
        }

        if (target.Dotted() is not { } name) return;
        bindings.Add(new LiteralBinding(name, key, adds, ToLiteral(value, 0), lines.Span(reader.Start, reader.End), conditional) { Class = owner, IsBelowMain = belowMain });
    }

    private LiteralValue ToLiteral(Expression e, int depth)
    {
        SourceSpan span = lines.Span(e.Start, e.End);
        if (depth > 40) return new LiteralValue { Kind = LiteralKind.Unknown, Span = span };
        switch (e.Kind)
        {
            case ExpressionKind.String:
                return new LiteralValue { Kind = LiteralKind.Text, Span = span, Text = e.Text };
            case ExpressionKind.True or ExpressionKind.False:
                return new LiteralValue { Kind = LiteralKind.Boolean, Span = span, Text = e.Kind == ExpressionKind.True ? "True" : "False" };
            case ExpressionKind.Name or ExpressionKind.Attribute when e.Dotted() is { } dotted:
                return new LiteralValue { Kind = LiteralKind.Name, Span = span, Text = dotted };
            case ExpressionKind.List or ExpressionKind.Tuple or ExpressionKind.Set:
                return new LiteralValue { Kind = LiteralKind.Sequence, Span = span, Items = ToLiterals(e.Items, depth) };
            case ExpressionKind.Dictionary:
                return Dictionary(e, span, depth);
            case ExpressionKind.Starred:
                // [*OTHER, "x"]: the elements, or the name that stands for them.
                return ToLiteral(e.Items[0], depth + 1);
            case ExpressionKind.Call when ToCall(e, depth) is { } call:
                return new LiteralValue { Kind = LiteralKind.Call, Span = span, Call = call };
            case ExpressionKind.Binary when e.Text == "+":
                return Sum(e, span, depth);
            default:
                return new LiteralValue { Kind = LiteralKind.Unknown, Span = span };
        }
    }

    // [a] + [b]: one sequence; what is not a sequence stays in it as a single, unknown or named, element.
    private LiteralValue Sum(Expression e, SourceSpan span, int depth)
    {
        var items = new List<LiteralValue>();
        foreach (Expression operand in e.Items)
        {
            LiteralValue part = ToLiteral(operand, depth + 1);
            if (part.Kind == LiteralKind.Sequence) items.AddRange(part.Items);
            else items.Add(part);
        }

        return new LiteralValue { Kind = LiteralKind.Sequence, Span = span, Items = items };
    }

    private List<LiteralValue> ToLiterals(Expression[] items, int depth)
    {
        var literals = new List<LiteralValue>(items.Length);
        foreach (Expression item in items) literals.Add(ToLiteral(item, depth + 1));
        return literals;
    }

    private LiteralValue Dictionary(Expression e, SourceSpan span, int depth)
    {
        var keys = new List<string?>();
        var values = new List<LiteralValue>();
        for (int i = 0; i + 1 < e.Items.Length; i += 2)
        {
            keys.Add(e.Items[i].Kind == ExpressionKind.String ? e.Items[i].Text : null);
            values.Add(ToLiteral(e.Items[i + 1], depth + 1));
        }

        return new LiteralValue { Kind = LiteralKind.Dictionary, Span = span, Keys = keys, Items = values };
    }

    private LiteralCall? ToCall(Expression e, int depth)
    {
        if (e.Items[0].Dotted() is not { } callee) return null;
        var arguments = new List<LiteralValue>();
        var keywords = new Dictionary<string, LiteralValue>(StringComparer.Ordinal);
        for (int i = 1; i < e.Items.Length; i++)
        {
            Expression argument = e.Items[i];
            if (argument.Kind == ExpressionKind.Keyword) keywords[argument.Text] = ToLiteral(argument.Items[0], depth + 1);
            else arguments.Add(ToLiteral(argument, depth + 1));
        }

        return new LiteralCall(callee, arguments, keywords, lines.Span(e.Start, e.End), function, conditional) { IsBelowMain = belowMain };
    }

    // Calls anywhere in the expression; the parser bounds its depth.
    private void CollectCalls(Expression e, int depth)
    {
        if (depth > 300) return;
        if (e.Kind == ExpressionKind.Call && e.Items[0].LastName() is { } name && (callees is null ? HasLiteral(e) : callees.Contains(name))
            && ToCall(e, 0) is { } call)
        {
            calls.Add(call);
        }

        foreach (Expression item in e.Items) CollectCalls(item, depth + 1);
    }

    private static bool HasLiteral(Expression call)
    {
        for (int i = 1; i < call.Items.Length; i++)
        {
            Expression value = call.Items[i].Kind == ExpressionKind.Keyword ? call.Items[i].Items[0] : call.Items[i];
            if (value.Kind is ExpressionKind.String or ExpressionKind.List or ExpressionKind.Tuple or ExpressionKind.Dictionary) return true;
        }

        return false;
    }
}
