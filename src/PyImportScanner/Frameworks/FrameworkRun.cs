using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Frameworks;

/// <summary>The frameworks of one walk: what they are shown, and the references that they ask for.</summary>
internal sealed class FrameworkRun
{
    // A stranger's settings may name as many modules as they like; nobody's own do.
    private const int MaximumReferences = 20_000;

    private readonly ModuleLoader loader;
    private readonly List<Framework> frameworks = [];
    private readonly Queue<PendingReference> pending = new();
    private readonly HashSet<(ClosureModule From, string Target, int Line, int Column, ImportStrength Strength)> seen = [];
    private int examined;
    private bool inFunctions;

    public FrameworkRun(FrameworkProcess process, ModuleLoader loader, string workingDirectory, PythonVersion version)
    {
        this.loader = loader;
        Process = process;
        WorkingDirectory = workingDirectory;
        Version = version;
        Settings = new SettingsReader(this);
        foreach (FrameworkEntry entry in FrameworkCatalog.All) frameworks.Add(entry.Create(this));
    }

    /// <summary>A reference that waits to be followed.</summary>
    /// <param name="From">The module with the string.</param>
    /// <param name="Reference">The reference.</param>
    /// <param name="Then">Runs when what it names is loaded, or is known not to load.</param>
    public sealed record PendingReference(ClosureModule From, StringReference Reference, Action? Then);

    public FrameworkProcess Process { get; }

    public string WorkingDirectory { get; }

    public PythonVersion Version { get; }

    public SettingsReader Settings { get; }

    /// <summary>Programs that the loaded modules start.</summary>
    public List<StartedProcess> Processes { get; } = [];

    /// <summary>Modules of the repository's own Django applications, as they become known.</summary>
    public List<ClosureModule> DjangoApplications { get; } = [];

    /// <summary>Runs for each application that becomes known, those known already included.</summary>
    public Action<ClosureModule>? ApplicationFound { get; set; }

    /// <summary>Why what is asked for now may not be what is asked for in the end; null where it is.</summary>
    public string? Unless { get; set; }

    /// <summary>The next reference to follow; null when no loaded module asks for more.</summary>
    public PendingReference? Next()
    {
        while (pending.Count == 0 && examined < loader.Modules.Count)
        {
            ClosureModule module = loader.Modules[examined++];
            if (module.Scanned is null) continue;
            foreach (Framework framework in frameworks) framework.Examine(module);
        }

        return pending.Count > 0 ? pending.Dequeue() : null;
    }

    /// <summary>From here on modules are loaded by functions: what they cause comes later than the start.</summary>
    public void EnterFunctions() => inFunctions = true;

    /// <summary>Asks for what a string names.</summary>
    public void Refer(ClosureModule from, StringReference reference, Action? then = null)
    {
        if (inFunctions && reference.Strength == ImportStrength.Hard) reference = reference with { Strength = ImportStrength.Deferred };
        if (Unless is not null) reference = reference with { Unless = Unless };
        string target = reference.File ?? reference.Module;
        if (reference.Module.Length == 0 || seen.Count >= MaximumReferences) return;
        if (!seen.Add((from, target, reference.Span.Line, reference.Span.Column, reference.Strength))) return;
        pending.Enqueue(new PendingReference(from, reference, then));
    }

    /// <summary>The loaded module of that name, or null.</summary>
    public ClosureModule? Loaded(string name) => loader.Loaded.TryGetValue(name, out ClosureModule? module) ? module : null;

    /// <summary>The literal data of a module; null where its file is not read.</summary>
    public ModuleLiterals? Literals(ClosureModule module) => loader.Literals(module);

    /// <summary>A framework puts a directory first on <c>sys.path</c>.</summary>
    /// <param name="directory">A path, relative to the working directory.</param>
    public void InsertDirectory(string directory) =>
        loader.SetPath(loader.Resolver.Path.Prepend(new SearchEntry(TreePath.Combine(WorkingDirectory, directory), SearchEntryKind.Inserted)));

    /// <summary>A framework puts a directory on <c>sys.path</c> that nobody knows.</summary>
    public void AddUnknownDirectory(string because) => loader.SetPath(loader.Resolver.Path.Append(SearchEntry.Unknown(because)));

    /// <summary>A framework certainly calls this function of a module that it uses.</summary>
    public static void NoteCall(ClosureModule module, string function)
    {
        foreach (ImportEvent e in module.Events) e.NoteCall(function);
    }

    /// <summary>
    /// Does the module, or a function of it, import the package (or a module below it) as a whole, or take one of these names
    /// from it? Decides cheaply which few files are read for their literal data.
    /// </summary>
    public static bool Takes(ClosureModule module, string package, params string[] names)
    {
        IReadOnlyList<ImportStatement> imports = module.Scanned!.Imports;
        for (int i = 0; i < imports.Count; i++)
        {
            ImportStatement import = imports[i];
            if (import.Level != 0 || import.Module is not { } name || !name.StartsWith(package, StringComparison.Ordinal)) continue;
            if (name.Length > package.Length && name[package.Length] != '.') continue;
            if (import.Kind == ImportKind.Import) return true;
            foreach (ImportedName taken in import.Names)
            {
                if (taken.Name == "*" || Array.IndexOf(names, taken.Name) >= 0) return true;
            }
        }

        return false;
    }

    /// <summary>How surely a call is made when its module is loaded; null when it never is.</summary>
    public static ImportStrength? StrengthOf(ClosureModule module, LiteralCall call)
    {
        if (call.IsBelowMain && !module.IsMain) return null;
        ImportStrength strength = call.IsConditional ? ImportStrength.Conditional : ImportStrength.Hard;
        bool runs = call.Function is null || call.IsCalledAtImport || (module.IsMain && call.IsCalledWhenRun);
        return runs ? strength : GuardJudge.Weaker(strength, ImportStrength.Deferred);
    }
}
