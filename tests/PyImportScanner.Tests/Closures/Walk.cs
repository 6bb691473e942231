using System;
using System.Linq;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;
using PyImportScanner.Resolution;

namespace PyImportScanner.Tests.Closures;

/// <summary>A closure over files written in the test, told as text.</summary>
internal sealed class Walk
{
    public Walk(params (string Path, string Text)[] files)
    {
        foreach ((string path, string text) in files) Tree.Add(path, text);
    }

    public InMemoryFileTree Tree { get; } = new();

    public string WorkingDirectory { get; init; } = "/app";

    public bool UsesRealScanner { get; init; }

    public PythonVersion Version { get; init; } = new(3, 11);

    public EntryModule Entry { get; init; } = EntryModule.Script("/app/main.py");

    public string[] PythonPath { get; init; } = [];

    public string[] Sites { get; init; } = [];

    public IModuleClassifier? Classifier { get; init; }

    public IMissingModuleSource? MissingModules { get; init; }

    public FrameworkProcess? Process { get; init; }

    public Closure Run()
    {
        var directories = new DirectoryCache(Tree);
        var start = new PythonStart
        {
            Version = Version,
            WorkingDirectory = WorkingDirectory,
            Path0 = Entry.File is null ? Path0Rule.WorkingDirectory : Path0Rule.ScriptDirectory,
            Script = Entry.File,
            PythonPath = PythonPath.Length == 0 ? null : string.Join(":", PythonPath),
            SiteDirectories = Sites,
        };
        return ClosureWalker.Walk(new ClosureRequest
        {
            Resolver = new ModuleResolver(directories, SearchPathBuilder.Build(start, directories), new PythonBuild(start.Version)),
            Sources = UsesRealScanner ? new ScanCache() : new ScanCache(MiniScanner.Scan),
            Entries = [Entry],
            WorkingDirectory = WorkingDirectory,
            Classifier = Classifier,
            MissingModules = MissingModules,
            Process = Process,
        });
    }

    /// <summary><c>name: file (strength)</c> of each first-party module, a line each.</summary>
    public static string Modules(Closure closure) => string.Join("\n", closure.Modules
        .Where(m => m.File is not null || m.Resolution.Kind == ResolutionKind.NamespacePackage)
        .Select(m => m.Name + Suffix(m.Strength)));

    /// <summary><c>file:line kind name</c> of each import that fails, a line each.</summary>
    public static string Failures(Closure closure) => string.Join("\n", closure.Unresolved
        .Select(u => TreePath.Name(u.File ?? "start") + ":" + u.Span.Line + " " + u.Kind + " " + u.Name + Suffix(u.Strength)));

    public static string Chain(Closure closure, string name) => string.Join(" > ", Closure.Chain(closure.Find(name)
        ?? throw new InvalidOperationException(name + " is not in the closure")).Select(l => TreePath.Name(l.File) + ":" + l.Span.Line));

    private static string Suffix(ImportStrength strength) => strength == ImportStrength.Hard ? "" : " " + strength.ToString().ToLowerInvariant();
}
