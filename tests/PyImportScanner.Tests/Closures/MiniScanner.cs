using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PyImportScanner.Imports;

namespace PyImportScanner.Tests.Closures;

/// <summary>Reads plain one-statement-per-line Python, so that these tests do not depend on the real scanner.</summary>
internal static class MiniScanner
{
    private sealed record Open(int Indent, string Header, Guard? Guard, string? Function);

    public static ScannedModule Scan(ReadOnlySpan<byte> source, PythonVersion version)
    {
        string[] lines = Encoding.UTF8.GetString(source).Split('\n');
        var imports = new List<ImportStatement>();
        var edits = new List<SearchPathEdit>();
        var names = new List<string>();
        var stars = new List<ImportStatement>();
        var called = new List<string>();
        string[]? all = null;
        bool isOpen = false;
        int tries = 0;
        var blocks = new Stack<Open>();
        var tryIds = new Dictionary<int, int>();
        for (int i = 0; i < lines.Length; i++)
        {
            string text = lines[i].Trim();
            if (text.Length == 0 || text[0] == '#') continue;
            int indent = lines[i].Length - lines[i].TrimStart().Length;
            while (blocks.Count > 0 && blocks.Peek().Indent >= indent) blocks.Pop();
            string? function = blocks.FirstOrDefault(b => b.Function is not null)?.Function;
            Guard[] guards = blocks.Reverse().Where(b => b.Guard is not null).Select(b => b.Guard!).ToArray();
            SourceSpan span = SourceSpan.OnLine(i + 1, indent + 1, text.Length);
            if (text.EndsWith(':'))
            {
                Guard? guard = null;
                if (text == "try:") guard = new Guard { Kind = GuardKind.TryImportError, TryId = tryIds[indent] = ++tries };
                else if (text.StartsWith("except", StringComparison.Ordinal)) guard = new Guard { Kind = GuardKind.ExceptImportError, TryId = tryIds[indent] };
                else if (text == "if TYPE_CHECKING:") guard = new Guard { Kind = GuardKind.TypeChecking, Value = false };
                else if (text.Contains("__main__")) guard = new Guard { Kind = GuardKind.Main };
                else if (text.StartsWith("if ", StringComparison.Ordinal)) guard = new Guard { Kind = GuardKind.If };
                string? def = text.StartsWith("def ", StringComparison.Ordinal) ? text.Substring(4, text.IndexOf('(') - 4) : null;
                if (def is not null && function is null) names.Add(def);
                isOpen |= def == "__getattr__";
                if (text.StartsWith("class ", StringComparison.Ordinal)) names.Add(text.Substring(6).TrimEnd(':'));
                blocks.Push(new Open(indent, text, guard, def));
                continue;
            }

            if (text.StartsWith("import ", StringComparison.Ordinal))
            {
                foreach (string part in text.Substring(7).Split(", "))
                {
                    imports.Add(new ImportStatement
                    {
                        Kind = ImportKind.Import, Span = span, AliasLine = i + 1, Module = part, Guards = guards, Deferred = function is not null, Function = function,
                    });
                    if (function is null) names.Add(part.Split('.')[0]);
                }
            }
            else if (text.StartsWith("from ", StringComparison.Ordinal))
            {
                int at = text.IndexOf(" import ", StringComparison.Ordinal);
                string module = text.Substring(5, at - 5);
                int level = module.TakeWhile(c => c == '.').Count();
                var statement = new ImportStatement
                {
                    Kind = ImportKind.From, Span = span, AliasLine = i + 1, Level = level, Module = module.Length == level ? null : module.Substring(level),
                    Names = text.Substring(at + 8).Split(", ").Select(n => new ImportedName(n, null)).ToArray(),
                    Guards = guards, Deferred = function is not null, Function = function,
                };
                imports.Add(statement);
                if (statement.Names[0].Name == "*") stars.Add(statement);
                else if (function is null) names.AddRange(statement.Names.Select(n => n.Name));
            }
            else if (text.StartsWith("sys.path.", StringComparison.Ordinal))
            {
                string argument = text.Substring(text.IndexOf('(') + 1).TrimEnd(')').Replace("0, ", "", StringComparison.Ordinal);
                PathExpression[]? directories =
                    argument.StartsWith("'/", StringComparison.Ordinal) ? [new PathExpression(PathBase.Absolute, argument.Trim('\''))]
                    : argument.StartsWith("__file__ ", StringComparison.Ordinal) ? [new PathExpression(PathBase.File, argument.Substring(9))]
                    : null;
                edits.Add(new SearchPathEdit
                {
                    Call = text.Substring(0, text.IndexOf('(')), Span = span, Prepends = text.Contains("insert"), Directories = directories,
                    Guards = guards, Deferred = function is not null, Function = function,
                });
            }
            else if (text.StartsWith("__all__ = [", StringComparison.Ordinal))
            {
                all = text.Substring(11).TrimEnd(']').Split(", ").Select(n => n.Trim('\'', '"')).ToArray();
                names.Add("__all__");
            }
            else if (text.Contains(" = ") && function is null) names.Add(text.Split(' ')[0]);
            else if (text.EndsWith("()", StringComparison.Ordinal) && function is null && blocks.Count == 0) called.Add(text.Substring(0, text.Length - 2));
        }

        return new ScannedModule
        {
            Imports = imports, PathEdits = edits, CalledAtImport = called,
            Bindings = new ModuleBindings { Names = names, StarImports = stars, All = all, IsOpen = isOpen, ChildrenAreUnknown = isOpen },
        };
    }
}
