using System.Collections.Generic;
using System.Text;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>Import statements (language reference, 7.11).</summary>
internal ref partial struct ModuleScan
{
    private void ReadImport()
    {
        imports ??= [];
        statementEnd = EndOfTokens(reader.Word, reader.End);
        var tokens = new TokenReader(text, reader.Word, reader.End);
        tokens.Read();
        bool valid = reader.Kind == StatementKind.Import ? ReadPlain(ref tokens) : ReadFrom(ref tokens);
        if (!valid || tokens.Kind != TokenKind.End) reader.Fail("invalid syntax", tokens.Start < reader.End ? tokens.Start : reader.Start);
    }

    private bool ReadPlain(ref TokenReader tokens)
    {
        while (true)
        {
            int start = tokens.Start;
            string? module = ReadDotted(ref tokens);
            if (module is null) return false;
            bool valid = ReadAlias(ref tokens, out string? alias);
            Add(ImportKind.Import, start, 0, module, [], alias);
            if (!valid) return false;
            if (!tokens.IsOperator(',')) return true;
            tokens.Read();
        }
    }

    private bool ReadFrom(ref TokenReader tokens)
    {
        int level = 0;
        while (tokens.Kind == TokenKind.Operator && tokens.Code is '.' or (('.' << 16) | ('.' << 8) | '.'))
        {
            level += tokens.Code == '.' ? 1 : 3;
            tokens.Read();
        }

        string? module = tokens.Kind == TokenKind.Name && tokens.Is("import"u8) ? null : ReadDotted(ref tokens);
        if ((module is null && level == 0) || tokens.Kind != TokenKind.Name || !tokens.Is("import"u8)) return false;
        tokens.Read();
        int first = tokens.Start;
        var names = new List<ImportedName>();
        bool valid = ReadNames(ref tokens, names, ref first);
        if (names.Count == 0) return false;
        Add(ImportKind.From, first, level, module, names.ToArray(), null);
        CheckPlace(module, level, names);
        return valid;
    }

    private static bool ReadNames(ref TokenReader tokens, List<ImportedName> names, ref int first)
    {
        bool parenthesised = tokens.IsOperator('(');
        if (parenthesised)
        {
            tokens.Read();
            first = tokens.Start;
        }
        else if (tokens.IsOperator('*'))
        {
            tokens.Read();
            names.Add(new ImportedName("*", null));
            return true;
        }

        while (tokens.Kind == TokenKind.Name)
        {
            string name = Utf8Text.DecodeName(tokens.Token);
            if (Keywords.Contains(name)) return false;
            tokens.Read();
            bool valid = ReadAlias(ref tokens, out string? alias);
            names.Add(new ImportedName(name, alias));
            if (!valid) return false;
            if (!tokens.IsOperator(',')) break;
            tokens.Read();
            if (tokens.Kind != TokenKind.Name && !parenthesised) return false;
        }

        if (!parenthesised) return true;
        bool closed = tokens.IsOperator(')');
        tokens.Read();
        return closed;
    }

    private static string? ReadDotted(ref TokenReader tokens)
    {
        if (tokens.Kind != TokenKind.Name) return null;
        string name = Utf8Text.DecodeName(tokens.Token);
        if (Keywords.Contains(name)) return null;
        tokens.Read();
        if (!tokens.IsOperator('.')) return name;
        var dotted = new StringBuilder(name);
        while (tokens.IsOperator('.'))
        {
            tokens.Read();
            if (tokens.Kind != TokenKind.Name) return null;
            name = Utf8Text.DecodeName(tokens.Token);
            if (Keywords.Contains(name)) return null;
            dotted.Append('.').Append(name);
            tokens.Read();
        }

        return dotted.ToString();
    }

    private static bool ReadAlias(ref TokenReader tokens, out string? alias)
    {
        alias = null;
        if (tokens.Kind != TokenKind.Name || !tokens.Is("as"u8)) return true;
        tokens.Read();
        if (tokens.Kind != TokenKind.Name) return false;
        string name = Utf8Text.DecodeName(tokens.Token);
        if (Keywords.Contains(name)) return false;
        alias = name;
        tokens.Read();
        return true;
    }

    private void Add(ImportKind kind, int aliasOffset, int level, string? module, ImportedName[] names, string? alias)
    {
        int function = FunctionDepth();
        GuardNode? guards = CurrentGuards();
        SourceSpan span = lines.Span(reader.Start, statementEnd);
        var statement = new ImportStatement
        {
            Kind = kind,
            Span = span,
            AliasLine = span.Line == span.EndLine ? span.Line : lines.Line(aliasOffset),
            Level = level,
            Module = module,
            Names = names,
            Alias = alias,
            Scope = Scope(),
            Deferred = function >= 0,
            Lazy = reader.IsLazy,
            Function = FunctionPath(function),
            MayBeSkipped = MayBeSkipped(function),
            AfterTries = AfterTries(),
        };
        imports!.Add((statement, guards));
        if ((parts & ScanParts.Calls) != 0) NoteAlias(statement);
    }

    // Offset behind the last token: a comment behind the statement is no part of it.
    private readonly int EndOfTokens(int start, int end)
    {
        var tokens = new TokenReader(text, start, end);
        int last = start;
        while (tokens.Read()) last = tokens.Next;
        return last;
    }

    // ast accepts these; the compiler does not.
    private void CheckPlace(string? module, int level, List<ImportedName> names)
    {
        if (names[0].Name == "*" && Scope() != ScopeKind.Module) reader.Fail("import * only allowed at module level", reader.Start);
        if (module == "__future__" && level == 0 && (reader.Depth > 0 || codeSeen))
            reader.Fail("from __future__ imports must occur at the beginning of the file", reader.Start);
    }
}
