using System;
using System.Collections.Generic;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>One pass over one decoded file. The parts of it stand in one file each.</summary>
internal ref partial struct ModuleScan
{
    private const int MaximumAliases = 32;
    private const int MaximumNamesSought = 16;

    // Calls looked at in one statement; nested ones are parsed once a level.
    private const int MaximumCalls = 2000;

    private readonly ReadOnlySpan<byte> text;
    private readonly SourceMap map;
    private readonly ScanParts parts;
    private readonly PythonVersion version;
    private StatementReader reader;
    private LineCounter lines;
    private List<(ImportStatement Statement, GuardNode? Guards)>? imports;
    private List<(DynamicImport Import, GuardNode? Guards)>? dynamics;
    private List<(SearchPathEdit Edit, GuardNode? Guards)>? edits;
    private readonly VariableTable variables;
    private Dictionary<string, string>? aliases;
    private HashSet<string>? importersSeen;
    private string? pathAlias;
    private int placedStatement;
    private bool placedConditional;
    private bool placedLater;
    private int tries;
    private int statementEnd;
    private bool codeSeen;

    // Functions of the module itself in which something of interest stands.
    private List<string>? functions;
    private readonly BindingCollector? bindings;

    public ModuleScan(OpenedSource opened, PythonVersion version, ScanParts parts)
    {
        text = opened.Text;
        map = opened.Map;
        this.parts = parts;
        this.version = version;
        reader = new StatementReader(text, map, nestedStrings: version >= new PythonVersion(3, 12)) { Invalid = opened.Decoded.Invalid };
        lines = new LineCounter(text);
        bindings = (parts & ScanParts.Bindings) != 0 ? new BindingCollector(text) : null;
        variables = new VariableTable();
        placedStatement = -1;
    }

    /// <summary>Reads to the end.</summary>
    public ScannedModule Run()
    {
        while (reader.Read()) Visit();
        FunctionCalls calls = (parts & ScanParts.CalledFunctions) != 0 && MayCallFunctions() ? FunctionCalls.Find(text, map, version) : FunctionCalls.None;
        return new ScannedModule
        {
            Imports = FinishImports(),
            DynamicImports = FinishDynamic(),
            PathEdits = FinishEdits(),
            Bindings = bindings?.Finish(FinishStars()) ?? ModuleBindings.Unknown,
            CalledAtImport = calls.AtImport,
            CalledWhenRun = calls.WhenRun,
            Error = FinishError(),
            Needs = FinishNeed(),
        };
    }

    // Most statements of functions and classes: nothing in them binds a name of the module, imports or edits a path.
    private readonly bool IsPlain()
    {
        if (reader.Kind != StatementKind.Simple || reader.Scopes == 0 || reader.Interest != CallInterest.None || reader.HasWalrus) return false;

        // global, sys.path, __path__ and other names of it.
        return text[reader.Start] is not ((byte)'g' or (byte)'s' or (byte)'_') && pathAlias is null && bindings?.IsWatching(reader.End) != true;
    }

    private void Visit()
    {
        if (IsPlain()) return;
        VisitKind();
        if (reader.Interest != CallInterest.None && parts != ScanParts.Imports) VisitCalls();
        if ((parts & ScanParts.Calls) != 0 && reader.Kind == StatementKind.Simple) VisitPathAssignment();
        bindings?.Visit(text, ref reader);
    }

    private void VisitKind()
    {
        switch (reader.Kind)
        {
            case StatementKind.Import or StatementKind.From:
                ReadImport();
                break;
            case StatementKind.Except:
                VisitHandler();
                break;
            case StatementKind.Simple when IsStringAt(reader.Start):
                return;
        }

        // Only strings and other __future__ imports may stand before a __future__ import.
        if (reader.Kind != StatementKind.From || imports is not { Count: > 0 } || imports[imports.Count - 1].Statement.Module != "__future__") codeSeen = true;
    }

    private readonly bool IsStringAt(int offset) =>
        text[offset] is (byte)'"' or (byte)'\'' || (reader.Word < text.Length && reader.Word > offset && text[reader.Word] is (byte)'"' or (byte)'\'');

    // Handlers of a try that nothing of interest stands in, so far, are not looked at.
    private readonly void VisitHandler()
    {
        ref Block block = ref reader.Blocks[reader.Depth - 1];
        block.HandlerGuard = block.Try?.BeginHandler(text, reader.Word, reader.End);
    }

    /// <summary>The innermost scope.</summary>
    private readonly ScopeKind Scope()
    {
        for (int i = reader.Depth - 1; i >= 0; i--)
        {
            if (reader.Blocks[i].Kind == StatementKind.Def) return ScopeKind.Function;
            if (reader.Blocks[i].Kind == StatementKind.Class) return ScopeKind.Class;
        }

        return ScopeKind.Module;
    }

    // Index of the innermost function block, -1 outside functions.
    private readonly int FunctionDepth()
    {
        for (int i = reader.Depth - 1; i >= 0; i--)
        {
            if (reader.Blocks[i].Kind == StatementKind.Def) return i;
        }

        return -1;
    }

    // Asked after the guards, which know what the handlers catch.
    private readonly bool MayBeSkipped(int function)
    {
        for (int i = reader.Depth - 1; i >= Math.Max(function, 0); i--)
        {
            ref Block block = ref reader.Blocks[i];
            if (function >= 0 && block.MayHaveLeft) return true;

            // A handler of other exceptions runs only if one of them is raised, of which nothing is known.
            if (block.Kind == StatementKind.Try && block.Clause == StatementKind.Except && block.HandlerGuard is null) return true;
        }

        return false;
    }

    /// <summary>The try statements in whose <c>else</c> the statement stands: it runs when their bodies did not fail.</summary>
    private readonly int[] AfterTries()
    {
        List<int>? tries = null;
        for (int i = reader.Depth - 1; i >= 0 && reader.Blocks[i].Kind != StatementKind.Def; i--)
        {
            ref Block block = ref reader.Blocks[i];
            if (block.Kind == StatementKind.Try && block.Clause == StatementKind.Else && block.Try is { } @try) (tries ??= []).Add(@try.Id);
        }

        return tries is null ? [] : tries.ToArray();
    }

    private string? FunctionPath(int function)
    {
        string? path = null;
        for (int i = 0; i <= function; i++)
        {
            ref Block block = ref reader.Blocks[i];
            if (block.Kind is StatementKind.Def or StatementKind.Class)
            {
                if (block.Path is null)
                {
                    string name = NameAfter(block.Word);
                    block.Path = path is null ? name : path + "." + name;
                }

                path = block.Path;
            }
        }

        if (function == 0 && (functions is null || functions[functions.Count - 1] != path)) (functions ??= []).Add(path!);
        return function < 0 ? null : path;
    }

    // Only what is named in a call, besides its definition, can be called; it spares most files a second pass.
    private readonly bool MayCallFunctions()
    {
        if (functions is null) return false;
        if (functions.Count > MaximumNamesSought) return true;
        foreach (string function in functions)
        {
            byte[] name = System.Text.Encoding.UTF8.GetBytes(function);

            // A name beyond ASCII may be written in several ways.
            if (name.Length != function.Length || IsCalled(name)) return true;
        }

        return false;
    }

    // In front of a parenthesis or behind the at sign of a decorator, and no method.
    private readonly bool IsCalled(byte[] name)
    {
        int calls = 0;
        for (int at = 0; name.Length > 0; at += name.Length)
        {
            int next = text.Slice(at).IndexOf(name);
            if (next < 0) return false;
            at += next;
            byte before = at == 0 ? (byte)'\n' : text[at - 1];
            int end = at + name.Length;
            if (Ascii.IsNamePart(before) || before == '.' || (end < text.Length && Ascii.IsNamePart(text[end]))) continue;
            while (end < text.Length && (Ascii.IsBlank(text[end]) || text[end] is (byte)'\\' or (byte)'\n' or (byte)'\r')) end++;

            // One parenthesis, or the bracket of its type parameters, is that of the definition.
            bool isCall = end < text.Length && text[end] is (byte)'(' or (byte)'[';
            if (before is (byte)'@' or (byte)'\\' || (isCall && ++calls == 2) || IsDecorator(at)) return true;
        }

        return true;
    }

    private readonly bool IsDecorator(int at)
    {
        while (at > 0 && Ascii.IsBlank(text[at - 1])) at--;
        return at > 0 && text[at - 1] == '@';
    }

    private readonly string NameAfter(int offset)
    {
        var tokens = new TokenReader(text, offset, text.Length);
        tokens.Read();
        return tokens.Kind == TokenKind.Name ? Utf8Text.DecodeName(tokens.Token) : "";
    }

    private VersionNeed? FinishNeed()
    {
        SyntaxNeed need = reader.Need;
        return need.Minor == 0 ? null : new VersionNeed(new PythonVersion(3, need.Minor), need.Feature, lines.Span(need.Offset, need.Offset));
    }

    private ScanError? FinishError()
    {
        if (reader.Invalid.Next >= 0) reader.Fail("'utf-8' codec can't decode the text, and no other encoding is declared", reader.Invalid.Next);
        if (reader.Problem is not { } problem) return null;
        int end = Math.Min(text.Length, problem.Offset);
        return new ScanError(problem.Message, lines.Span(end, end), problem.IsPython2);
    }

    private readonly List<ImportStatement> FinishStars()
    {
        var stars = new List<ImportStatement>();
        if (imports is null) return stars;
        foreach ((ImportStatement statement, GuardNode? guards) in imports)
        {
            if (statement.Names.Length == 1 && statement.Names[0].Name == "*" && statement.Scope == ScopeKind.Module)
                stars.Add(guards is null ? statement : statement with { Guards = GuardNode.Flatten(guards, text) });
        }

        return stars;
    }

    private ImportStatement[] FinishImports()
    {
        if (imports is null) return [];
        var result = new ImportStatement[imports.Count];
        for (int i = 0; i < result.Length; i++)
        {
            (ImportStatement statement, GuardNode? guards) = imports[i];
            Guard[] flat = GuardNode.Flatten(guards, text);
            result[i] = flat.Length == 0 ? statement : statement with { Guards = flat };
        }

        return result;
    }
}
