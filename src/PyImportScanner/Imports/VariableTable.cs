using System;
using System.Collections.Generic;
using PyImportScanner.Expressions;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>
/// Variables with exactly one assignment in their scope, so that <c>ROOT = …; sys.path.insert(0, ROOT)</c>
/// can be followed. Built by a pass of its own, for the few files that ask.
/// </summary>
internal sealed class VariableTable
{
    private Dictionary<string, Variable>? byName;

    /// <summary>One assignment.</summary>
    public sealed record Variable(int Start, int End, bool IsLoop)
    {
        public bool IsAmbiguous { get; set; }

        public Expression? Value { get; set; }
    }

    /// <summary>The assignment that gives <paramref name="name"/> its only value, seen from a function or the module; null if none or several.</summary>
    public Variable? Find(ReadOnlySpan<byte> text, string? function, string name)
    {
        byName ??= Build(text);
        if (function is not null && byName.TryGetValue(function + ":" + name, out Variable? local)) return local.IsAmbiguous ? null : local;
        return byName.TryGetValue(":" + name, out Variable? found) && !found.IsAmbiguous ? found : null;
    }

    /// <summary>The expression assigned.</summary>
    public static Expression Parse(ReadOnlySpan<byte> text, Variable variable) =>
        variable.Value ??= ExpressionParser.Parse(text, variable.Start, variable.End);

    private static Dictionary<string, Variable> Build(ReadOnlySpan<byte> text)
    {
        var table = new Dictionary<string, Variable>(StringComparer.Ordinal);
        SourceMap map = SourceMap.Rent();
        var reader = new StatementReader(text, map, nestedStrings: true);
        while (reader.Read())
        {
            if (reader.Kind == StatementKind.Simple) ReadAssignment(text, ref reader, table);
            else if (reader.Kind == StatementKind.For) ReadLoop(text, ref reader, table);
            else if (reader.Kind is StatementKind.Def or StatementKind.Import or StatementKind.From or StatementKind.With) Obscure(text, ref reader, table);
        }

        map.Return();
        return table;
    }

    private static void ReadAssignment(ReadOnlySpan<byte> text, ref StatementReader reader, Dictionary<string, Variable> table)
    {
        if (reader.Word == reader.Start) return;
        var tokens = new TokenReader(text, reader.Word, reader.End);
        tokens.Read();
        if (tokens.Kind != TokenKind.Operator) return;
        string name = Utf8Text.DecodeName(text.Slice(reader.Start, reader.Word - reader.Start));
        if (tokens.Code == ':')
        {
            while (tokens.Read() && !tokens.IsOperator('='))
            {
            }
        }

        if (tokens.IsOperator(('+' << 8) | '=') || tokens.IsOperator(('/' << 8) | '=')) Add(table, Scope(text, ref reader), name, new Variable(0, 0, false) { IsAmbiguous = true });
        if (tokens.IsOperator(',')) Add(table, Scope(text, ref reader), name, new Variable(0, 0, false) { IsAmbiguous = true });
        if (!tokens.IsOperator('=')) return;
        Add(table, Scope(text, ref reader), name, new Variable(tokens.Next, reader.End, false));
    }

    // for NAME in EXPRESSION
    private static void ReadLoop(ReadOnlySpan<byte> text, ref StatementReader reader, Dictionary<string, Variable> table)
    {
        var tokens = new TokenReader(text, reader.Word, reader.End);
        tokens.Read();
        if (tokens.Kind != TokenKind.Name) return;
        string name = Utf8Text.DecodeName(tokens.Token);
        tokens.Read();
        if (tokens.Kind == TokenKind.Name && tokens.Is("in"u8)) Add(table, Scope(text, ref reader), name, new Variable(tokens.Next, reader.End, true));
    }

    private static void Add(Dictionary<string, Variable> table, string scope, string name, Variable variable)
    {
        string key = scope + ":" + name;
        if (table.TryGetValue(key, out Variable? existing)) existing.IsAmbiguous = true;
        else table[key] = variable;
    }

    // Parameters, imports and with targets bind names to values nobody can see here.
    private static void Obscure(ReadOnlySpan<byte> text, ref StatementReader reader, Dictionary<string, Variable> table)
    {
        string scope = Scope(text, ref reader);
        var tokens = new TokenReader(text, reader.Word, reader.End);
        if (reader.Kind == StatementKind.Def && tokens.Read() && tokens.Kind == TokenKind.Name)
        {
            string name = Utf8Text.DecodeName(tokens.Token);
            scope = scope.Length == 0 ? name : scope + "." + name;
        }

        bool target = reader.Kind != StatementKind.With;
        while (tokens.Read())
        {
            if (tokens.Kind != TokenKind.Name) continue;
            if (target) Add(table, scope, Utf8Text.DecodeName(tokens.Token), new Variable(0, 0, false) { IsAmbiguous = true });
            target = reader.Kind != StatementKind.With || tokens.Is("as"u8);
        }
    }

    private static string Scope(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        string path = "";
        int last = -1;
        for (int i = 0; i < reader.Depth; i++)
        {
            if (reader.Blocks[i].Kind == StatementKind.Def) last = i;
        }

        for (int i = 0; i <= last; i++)
        {
            if (reader.Blocks[i].Kind is not (StatementKind.Def or StatementKind.Class)) continue;
            var tokens = new TokenReader(text, reader.Blocks[i].Word, text.Length);
            tokens.Read();
            string name = Utf8Text.DecodeName(tokens.Token);
            path = path.Length == 0 ? name : path + "." + name;
        }

        return path;
    }
}
