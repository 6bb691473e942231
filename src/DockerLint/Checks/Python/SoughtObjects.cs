using System;
using System.Text;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// A launcher that is told a module and no object looks through what the module binds (flask/cli.py <c>find_best_app</c>,
/// celery/app/utils.py <c>find_app</c>). Says where it certainly finds nothing: each name is a definition, a module, or is taken
/// from where it is one of these.
/// </summary>
internal sealed class SoughtObjects(Closure closure, SoughtObject sought, PythonInstallation python, IFileTree image)
{
    private const int MaximumDepth = 8;

    private readonly StandardLibraryTable standardLibrary = new(python.Build.Version);

    /// <summary>The module of the start command, when it certainly has no such object; null otherwise.</summary>
    public static ClosureModule? Lacking(EntryClosure closure, PythonInstallation python, IFileTree image)
    {
        if (closure.Entry is not { Kind: EntryKind.Module, Attribute: null, Seeks: { } sought, Module: { } name }) return null;
        if (closure.Closure.Find(name) is not { Substituted: false, Doubt: null } module || RepositoryModuleSource.RepositoryFile(module) is null) return null;
        return new SoughtObjects(closure.Closure, sought, python, image).IsCertain(module) ? module : null;
    }

    private bool IsCertain(ClosureModule module)
    {
        if (module.Scanned is not { Error: null, UnknownBecause: null } scanned || scanned.Bindings is not { IsOpen: false, StarImports.Count: 0 }) return false;
        foreach (string name in sought.Names)
        {
            if (scanned.Bindings.Binds(name)) return false;
        }

        if (sought.Submodule is { } submodule && MayHave(module, submodule)) return false;
        foreach (string name in scanned.Bindings.Names)
        {
            if (!IsOther(module, name, 0)) return false;
        }

        return true;
    }

    private bool MayHave(ClosureModule package, string submodule)
    {
        foreach (string location in package.Resolution.Locations)
        {
            string below = TreePath.Child(location, submodule);
            if (image.Stat(below).Kind != NodeKind.Missing || image.Stat(below + ".py").Kind != NodeKind.Missing) return true;
        }

        return false;
    }

    /// <summary>Is what the module binds to the name certainly no object of the class?</summary>
    private bool IsOther(ClosureModule module, string name, int depth)
    {
        if (depth > MaximumDepth || module.File is not { } file || image.Read(file) is not { } content) return false;
        bool isDefined = false;
        foreach (string line in Encoding.UTF8.GetString(content.Span).Split('\n'))
        {
            if (Defines(line, name) || IsPlainValue(line, name)) isDefined = true;
            else if (MayAssign(line, name)) return false;
        }

        bool isImported = false;
        foreach (ImportStatement statement in module.Scanned!.Imports)
        {
            foreach (ImportedName taken in statement.Kind == ImportKind.From ? statement.Names : [])
            {
                if ((taken.Alias ?? taken.Name) != name) continue;
                if (statement.Deferred || !IsOtherThere(statement, module, taken.Name, depth)) return false;
                isImported = true;
            }

            isImported |= statement is { Kind: ImportKind.Import, Deferred: false } && Binds(statement, name);
        }

        return isDefined || isImported;
    }

    private static bool Binds(ImportStatement statement, string name)
    {
        string? written = statement.Alias ?? statement.Module;
        int dot = statement.Alias is null ? written?.IndexOf('.') ?? -1 : -1;
        return written is not null && (dot < 0 ? written : written.Substring(0, dot)) == name;
    }

    private bool IsOtherThere(ImportStatement statement, ClosureModule importer, string name, int depth)
    {
        string? source = statement.Level == 0 ? statement.Module : MissingNameReader.Absolute(importer, statement.Level, statement.Module);
        if (source is null) return false;
        string top = source.IndexOf('.') is var dot and > 0 ? source.Substring(0, dot) : source;
        // Classes and functions; what stands for the current application is none of them.
        if (top == sought.Package) return name != "current_app";
        if (closure.Find(source) is { Scanned: { Error: null, Bindings: { IsOpen: false, StarImports.Count: 0 } bindings } } module)
            return bindings.Binds(name) ? IsOther(module, name, depth + 1) : closure.Find(source + "." + name) is not null;
        return standardLibrary.Contains(top) == true && closure.Find(top) is not { Scanned: not null };
    }

    private static bool Defines(string line, string name)
    {
        foreach (string keyword in (string[])["def ", "class ", "async def "])
        {
            if (line.StartsWith(keyword + name, StringComparison.Ordinal) && line.Length > keyword.Length + name.Length && line[keyword.Length + name.Length] is '(' or ':' or ' ' or '[') return true;
        }

        return false;
    }

    /// <summary><c>NAME = "text"</c>, a number: a literal that ends with its line.</summary>
    private static bool IsPlainValue(string line, string name)
    {
        if (!line.StartsWith(name, StringComparison.Ordinal)) return false;
        string rest = line.Substring(name.Length).Trim();
        if (rest.Length < 2 || rest[0] != '=') return false;
        string value = rest.Substring(1).TrimStart();
        return value.Length > 0 && value.IndexOf('(') < 0 && value.IndexOf(';') < 0
            && (value[0] is '"' or '\'' || char.IsDigit(value[0]) || value is "True" or "False" or "None" or "[]" or "{}");
    }

    // Anything but a call, an attribute or an import of it may give the name another value.
    private static bool MayAssign(string line, string name)
    {
        for (int at = line.IndexOf(name, StringComparison.Ordinal); at >= 0; at = line.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            bool isWhole = (at == 0 || !IsNameCharacter(line[at - 1])) && (at + name.Length == line.Length || !IsNameCharacter(line[at + name.Length]));
            string rest = line.Substring(at + name.Length).TrimStart();
            bool follows = rest.StartsWith("=", StringComparison.Ordinal) && !rest.StartsWith("==", StringComparison.Ordinal);
            string before = line.Substring(0, at).Trim();
            if (isWhole && (follows || rest.StartsWith(":=", StringComparison.Ordinal) || before is "for" or "global" or "as" || before.EndsWith(" as", StringComparison.Ordinal) && !before.Contains("import"))) return true;
        }

        return false;
    }

    private static bool IsNameCharacter(char c) => c is '_' or '.' || char.IsLetterOrDigit(c);
}
