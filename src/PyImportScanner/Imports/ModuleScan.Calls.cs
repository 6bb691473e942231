using System;
using System.Collections.Generic;
using PyImportScanner.Expressions;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>Calls that import or edit search paths.</summary>
internal ref partial struct ModuleScan
{
    // Looks at the calls of a statement in which the lexer saw a name of interest.
    private void VisitCalls()
    {
        bool wanted = (parts & ScanParts.Calls) != 0;
        var tokens = new TokenReader(text, reader.Kind == StatementKind.Simple ? reader.Start : reader.Word, reader.End);
        int chain = -1, name = -1, left = MaximumCalls;
        bool member = false;
        while (left > 0 && tokens.Read())
        {
            if (tokens.Kind == TokenKind.Name)
            {
                name = tokens.Start;
                if (!member || chain < 0) chain = name;
                member = false;
                continue;
            }

            if (tokens.IsOperator('(') && name >= 0)
            {
                left--;
                CallInterest interest = CallNames.Classify(text, tokens.Start, reader.Aliases);
                if ((interest & (CallInterest.Import | CallInterest.Path)) != 0 && wanted) VisitCall(chain, name, tokens.Start);
                if ((interest & CallInterest.Binding) != 0) bindings?.VisitCall(text, name, tokens.Start, reader.End, FunctionDepth() >= 0);
            }

            member = tokens.IsOperator('.');
            if (!member) chain = -1;
            name = -1;
        }
    }

    private void VisitCall(int chain, int nameStart, int parenthesis)
    {
        Expression? call = ExpressionParser.ParsePrefix(text, nameStart, reader.End, out _);
        while (call is not null && !(call.Kind == ExpressionKind.Call && call.Items[0].End <= parenthesis))
            call = call.Items.Length > 0 && call.Kind is ExpressionKind.Call or ExpressionKind.Attribute or ExpressionKind.Subscript ? call.Items[0] : null;
        string written = call?.Items[0].LastName() ?? NameAfter(nameStart);
        string name = aliases is not null && aliases.TryGetValue(written, out string? known) ? known : written;
        string owner = chain < nameStart ? OwnerText(chain, nameStart) : "";
        // Too deep or broken to read: a call of which nothing but its name is known.
        call ??= new Expression(ExpressionKind.Call, nameStart, parenthesis, "", [new Expression(ExpressionKind.Name, nameStart, parenthesis, name)]);
        if (name is "insert" or "append" or "extend" or "addsitedir") VisitEdit(call, chain, owner, name);
        else VisitDynamic(call, chain, owner, name, written);
    }

    private readonly string OwnerText(int start, int end)
    {
        var owner = new System.Text.StringBuilder();
        var tokens = new TokenReader(text, start, end);
        while (tokens.Read())
        {
            if (tokens.Kind is not TokenKind.Name && !tokens.IsOperator('.')) return "?";
            owner.Append(Utf8Text.Decode(tokens.Token));
        }

        return owner.ToString().TrimEnd('.');
    }

    // The statement may evaluate the call only sometimes: `a and f()`, `f() if a else b`, `[f() for …]`, `lambda: f()`.
    // Worked out once a statement, however many calls it has.
    private void Placement(out bool conditional, out bool later)
    {
        if (placedStatement != reader.Start)
        {
            placedStatement = reader.Start;
            placedConditional = placedLater = false;
            var tokens = new TokenReader(text, reader.Kind == StatementKind.Simple ? reader.Start : reader.Word, reader.End);
            while (tokens.Read())
            {
                if (tokens.Kind != TokenKind.Name) continue;
                placedLater |= tokens.Is("lambda"u8);
                placedConditional |= tokens.Is("if"u8) || tokens.Is("and"u8) || tokens.Is("or"u8) || tokens.Is("for"u8);
            }
        }

        conditional = placedConditional;
        later = placedLater;
    }

    private GuardNode? GuardsAt(bool conditional)
    {
        GuardNode? guards = CurrentGuards();
        return conditional ? GuardNode.Of(guards, new Guard { Kind = GuardKind.If }) : guards;
    }

    private void VisitDynamic(Expression call, int start, string owner, string name, string written)
    {
        Expression? first = call.Argument(0);
        Expression? named = call.Argument("name") ?? call.Argument("mod_name") ?? call.Argument("modname") ?? call.Argument("fullname");
        string? module = Literal(named) ?? Literal(first);
        DynamicKind kind = DynamicNames.KindOf(name, owner, importersSeen is not null && importersSeen.Contains(written));
        bool always = name is "import_module" or "__import__" or "extend_path" or "declare_namespace" or "walk_packages" or "iter_modules" or "run_path"
            or "spec_from_file_location";
        if (module is null && !always) return;
        int function = FunctionDepth();
        string? path = FunctionPath(function);
        Placement(out bool conditional, out bool later);
        GuardNode? guards = GuardsAt(conditional);
        dynamics ??= [];
        dynamics.Add((new DynamicImport
        {
            Call = name,
            Kind = kind,
            Span = lines.Span(start, call.End),
            Module = name == "run_path" ? null : WithLevel(call, name, module),
            Path = PathOf(call, name, path),
            Package = PackageOf(call, name),
            Names = name == "__import__" ? Literals(call.Argument("fromlist") ?? call.Argument(3)) : [],
            Scope = Scope(),
            Deferred = function >= 0 || later,
            Function = path,
            MayBeSkipped = MayBeSkipped(function),
            AfterTries = AfterTries(),
        }, guards));
    }

    private readonly PathExpression? PathOf(Expression call, string name, string? function)
    {
        Expression? argument = name switch
        {
            "run_path" => call.Argument(0) ?? call.Argument("path_name"),
            "spec_from_file_location" => call.Argument(1) ?? call.Argument("location"),
            "load_source" => call.Argument(1) ?? call.Argument("pathname"),
            _ => null,
        };
        if (argument is null) return null;
        return new PathEvaluator(text, variables, function).Directory(argument) is { Count: 1 } found ? found[0] : null;
    }

    // __import__("x", globals(), locals(), [], 1) is relative.
    private static string? WithLevel(Expression call, string name, string? module)
    {
        Expression? level = name == "__import__" ? call.Argument("level") ?? call.Argument(4) : null;
        if (level is null || module is null || level.Kind != ExpressionKind.Number || !int.TryParse(level.Text, out int dots)) return module;
        return dots is > 0 and < 32 ? new string('.', dots) + module : module;
    }

    private readonly string? PackageOf(Expression call, string name)
    {
        Expression? argument = name switch
        {
            "import_module" or "find_spec" or "resolve_name" => call.Argument("package") ?? call.Argument(1),
            "walk_packages" or "iter_modules" => call.Argument("path") ?? call.Argument(0),
            _ => null,
        };
        if (argument is null) return null;
        return Literal(argument) ?? Utf8Text.Decode(text.Slice(argument.Start, argument.End - argument.Start));
    }

    private static string? Literal(Expression? expression) => expression is { Kind: ExpressionKind.String } ? expression.Text : null;

    private static string[] Literals(Expression? list)
    {
        if (list is null || list.Kind is not (ExpressionKind.List or ExpressionKind.Tuple)) return [];
        var names = new List<string>();
        foreach (Expression item in list.Items)
        {
            if (Literal(item) is { } name) names.Add(name);
        }

        return names.ToArray();
    }

    private void VisitEdit(Expression call, int start, string owner, string name)
    {
        bool site = name == "addsitedir";
        string list = site ? "site" : OwnerOfEdit(owner);
        if (list.Length == 0) return;
        Expression? value = name == "insert" ? call.Argument(1) : call.Argument(0);
        bool front = name == "insert" && call.Argument(0) is { Kind: ExpressionKind.Number, Text: "0" or "1" };
        AddEdit(list + "." + name, start, call.End, front, value, single: name != "extend");
    }

    // `sys.path`, `path` imported from sys, `__path__`; "" for other lists.
    private readonly string OwnerOfEdit(string owner)
    {
        if (owner == "sys.path" || owner.EndsWith(".sys.path", StringComparison.Ordinal)) return "sys.path";
        if (pathAlias is not null && owner == pathAlias) return "sys.path";
        return owner == "__path__" || owner.EndsWith(".__path__", StringComparison.Ordinal) ? "__path__" : "";
    }

    private void AddEdit(string what, int start, int end, bool front, Expression? value, bool single)
    {
        int function = FunctionDepth();
        string? path = FunctionPath(function);
        Placement(out bool conditional, out bool later);
        GuardNode? guards = GuardsAt(conditional);
        var evaluator = new PathEvaluator(text, variables, path);
        List<PathExpression>? directories = value is null ? null : single ? evaluator.Directory(value) : evaluator.Directories(value);
        edits ??= [];
        edits.Add((new SearchPathEdit
        {
            Call = what,
            Span = lines.Span(start, end),
            Prepends = front,
            Directories = directories,
            Deferred = function >= 0 || later,
            Function = path,
            MayBeSkipped = MayBeSkipped(function),
        }, guards));
    }

    // sys.path += […], sys.path[0:0] = […], sys.path = […] + sys.path, __path__ = […].
    private void VisitPathAssignment()
    {
        ReadOnlySpan<byte> word = text.Slice(reader.Start, reader.Word - reader.Start);
        bool isSys = word.SequenceEqual("sys"u8), isPackage = word.SequenceEqual("__path__"u8);
        if (!isSys && !isPackage && (pathAlias is null || !word.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(pathAlias)))) return;
        var tokens = new TokenReader(text, reader.Word, reader.End);
        tokens.Read();
        if (isSys && !(tokens.IsOperator('.') && tokens.Read() && tokens.Is("path"u8) && tokens.Read())) return;
        Expression? index = null;
        if (tokens.IsOperator('['))
        {
            Expression target = ExpressionParser.ParsePrefix(text, reader.Start, reader.End, out int next);
            if (target.Kind != ExpressionKind.Subscript) return;
            index = target.Items[1];
            tokens.Seek(next);
        }

        bool adds = tokens.IsOperator(('+' << 8) | '=');
        if (!adds && !tokens.IsOperator('=')) return;
        Expression value = ExpressionParser.Parse(text, tokens.Next, reader.End);
        string list = isPackage ? "__path__" : "sys.path";
        bool front = index is not null;
        if (index is null && !adds && value.Kind == ExpressionKind.Binary && value.Text == "+")
        {
            // Only the outermost sum: `[a] + sys.path` and `sys.path + [a]`.
            front = value.Items[1].Dotted() is "sys.path" or "path" or "__path__";
            value = front ? value.Items[0] : value.Items[1];
        }

        bool single = index is not null && index.Kind != ExpressionKind.Slice;
        AddEdit(list + (adds ? "+=" : index is null ? "=" : "[]="), reader.Start, reader.End, front, value, single);
    }

    // Names by which known functions are called in this file.
    private void NoteAlias(ImportStatement import)
    {
        if (import.Kind == ImportKind.Import)
        {
            if (import.Module != "lazy_loader") return;
            AddAlias("attach", "attach");
            AddAlias("load", "load");
            return;
        }

        foreach (ImportedName name in import.Names)
        {
            string bound = name.Alias ?? name.Name;
            if (import.Module == "sys" && name.Name == "path") pathAlias = bound;
            if (!DynamicNames.IsKnown(name.Name)) continue;
            if (DynamicNames.IsImporter(import.Module, name.Name)) (importersSeen ??= new HashSet<string>(StringComparer.Ordinal)).Add(bound);
            if (name.Alias is not null && name.Alias != name.Name) AddAlias(name.Alias, name.Name);
        }
    }

    private void AddAlias(string alias, string name)
    {
        aliases ??= new Dictionary<string, string>(StringComparer.Ordinal);
        // Files are strangers': nobody has this many aliases for a good reason, and each is compared at every call.
        if (aliases.Count >= MaximumAliases || aliases.ContainsKey(alias)) return;
        aliases[alias] = name;
        (reader.Aliases ??= []).Add(System.Text.Encoding.UTF8.GetBytes(alias));
    }

    private DynamicImport[] FinishDynamic()
    {
        if (dynamics is null) return [];
        var result = new DynamicImport[dynamics.Count];
        for (int i = 0; i < result.Length; i++)
        {
            (DynamicImport import, GuardNode? guards) = dynamics[i];
            result[i] = guards is null ? import : import with { Guards = GuardNode.Flatten(guards, text) };
        }

        return result;
    }

    private SearchPathEdit[] FinishEdits()
    {
        if (edits is null) return [];
        var result = new SearchPathEdit[edits.Count];
        for (int i = 0; i < result.Length; i++)
        {
            (SearchPathEdit edit, GuardNode? guards) = edits[i];
            result[i] = guards is null ? edit : edit with { Guards = GuardNode.Flatten(guards, text) };
        }

        return result;
    }
}
