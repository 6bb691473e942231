using System.Collections.Generic;
using System.Linq;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>
/// Runs the import system over scanned files in the order in which the interpreter would: a module's imports in source
/// order, each finished before the next. Keeps its own stack, so a chain may be as long as it likes.
/// </summary>
internal sealed partial class ImportRun
{
    private readonly ModuleLoader loader;
    private readonly PathEditor editor;
    private readonly NameLookup names;
    private readonly PythonVersion version;
    private readonly Stack<Frame> stack = new();
    private readonly Queue<Frame> functions = new();
    private readonly Queue<(ImportEvent Event, ClosureModule Module, string Name)> pendingNames = new();
    private readonly FrameworkRun? frameworks;

    public ImportRun(ClosureRequest request)
    {
        loader = new ModuleLoader(request);
        editor = new PathEditor(loader, request.WorkingDirectory);
        names = new NameLookup(loader.Loaded, loader.CertainlyMissing);
        version = request.Resolver.Build.Version;
        frameworks = request.Process is { } process ? new FrameworkRun(process, loader, request.WorkingDirectory, version) : null;
        Start = new ClosureModule("", new ModuleResolution { Kind = ResolutionKind.Virtual, Name = "" }, request.Resolver)
        {
            Events = request.Entries.Select(ImportEvent.Start).ToArray(),
        };
    }

    /// <summary>Stands for whoever starts the program; its edges lead to the entries.</summary>
    public ClosureModule Start { get; }

    public ModuleLoader Loader => loader;

    public List<UnresolvedImport> Unresolved { get; } = [];

    /// <summary>The event of each unresolved import, in the same order.</summary>
    public List<ImportEvent> UnresolvedEvents { get; } = [];

    private sealed class Frame(ClosureModule module, IReadOnlyList<ImportEvent> events)
    {
        public ClosureModule Module { get; } = module;

        public IReadOnlyList<ImportEvent> Events { get; } = events;

        public int Next { get; set; }

        public ImportTask? Task { get; set; }
    }

    /// <summary>Programs that the loaded modules start.</summary>
    public IReadOnlyList<StartedProcess> Processes => frameworks?.Processes ?? [];

    public void Run()
    {
        Enter(Start);
        Drain();
        DrainReferences();
        TakePendingNames();
        editor.EnterFunctions();
        frameworks?.EnterFunctions();
        while (functions.Count > 0)
        {
            stack.Push(functions.Dequeue());
            Drain();
            DrainReferences();
        }
    }

    /// <summary>Asks the frameworks what the loaded modules make them import, until nothing new is loaded.</summary>
    private void DrainReferences()
    {
        while (frameworks?.Next() is { } pending)
        {
            stack.Push(new Frame(pending.From, [ImportEvent.Of(pending.Reference)]));
            Drain();
            pending.Then?.Invoke();
        }
    }

    private void Drain()
    {
        while (stack.Count > 0)
        {
            Frame frame = stack.Peek();
            if (frame.Task is { } task)
            {
                if (!Step(frame.Module, task)) frame.Task = null;
            }
            else if (frame.Next < frame.Events.Count && !loader.IsFull)
            {
                frame.Task = Begin(frame.Module, frame.Events[frame.Next++]);
            }
            else
            {
                stack.Pop();
            }
        }
    }

    private void Enter(ClosureModule module)
    {
        if (module.Events.Count == 0) return;
        var now = new List<ImportEvent>(module.Events.Count);
        var later = new List<ImportEvent>();
        foreach (ImportEvent e in module.Events)
        {
            if (GuardJudge.IsDead(e.Guards, module.IsMain, version)) continue;
            (e.IsDeferred ? later : now).Add(e);
            if (e.IsDeferred && e.Edit is { } edit) editor.Remember(edit, module);
        }

        if (now.Count > 0) stack.Push(new Frame(module, now));
        if (later.Count > 0) functions.Enqueue(new Frame(module, later));
    }

    /// <summary>Starts one event; null when it is done at once.</summary>
    private ImportTask? Begin(ClosureModule module, ImportEvent e)
    {
        if (e.Edit is { } edit) editor.Apply(edit, module);
        else if (e.Statement is { } statement) return BeginStatement(module, e, statement);
        else if (e.Call is { } call) return BeginCall(module, e, call);
        else if (e.Reference is { } reference) return BeginReference(module, e, reference);
        else if (e.Entry is { } entry) return BeginEntry(e, entry);
        return null;
    }

    private ImportTask? BeginStatement(ClosureModule module, ImportEvent e, ImportStatement statement)
    {
        if (statement.Level == 0) return statement.Module is { } absolute ? ImportTask.Of(e, absolute, statement) : null;
        if (RelativeName.Resolve(module.Package, statement.Level, statement.Module, out UnresolvedKind failure) is { } name)
            return ImportTask.Of(e, name, statement);
        string written = new string('.', statement.Level) + statement.Module;
        Fail(module, e, failure, written, written, ModuleResolver.Failure(written, "", ResolutionKind.Missing, null), null, false);
        return null;
    }

    private ImportTask? BeginCall(ClosureModule module, ImportEvent e, DynamicImport call)
    {
        if (DynamicName.IsPackageExtension(call)) editor.ExtendPackage(module);
        if (call is { Kind: DynamicKind.Run or DynamicKind.File, Path: { } path }) RunPath(module, e, editor.Directory(path, module));
        return DynamicName.Read(call, module) is { } target ? ImportTask.Of(e, target.Module, target.Names, target.NamesAreOptional) : null;
    }

    /// <summary><c>runpy.run_path</c>, and a file that is loaded under a name: its code runs, with <c>sys.path</c> as it is.</summary>
    private void RunPath(ClosureModule module, ImportEvent e, string file)
    {
        Node node = module.Resolver.Directories.Stat(file);
        if (node.Kind == NodeKind.File) Follow(e, module, loader.AddFile(Executed(Stem(file), file, node)), isNew: true);
        else if (node.Kind == NodeKind.Missing && e.Call!.Kind == DynamicKind.Run)
            Fail(module, e, UnresolvedKind.Missing, file, file, ModuleResolver.Failure(file, "", ResolutionKind.Missing, null), null, false);
    }

    private ImportTask? BeginReference(ClosureModule module, ImportEvent e, StringReference reference)
    {
        if (reference.File is not { } file) return ImportTask.Of(e, reference.Module, reference.Names, optional: !reference.NeedsNames);
        Node node = module.Resolver.Directories.Stat(file);
        if (node.Kind == NodeKind.File) Follow(e, module, loader.AddFile(Executed(reference.Module, file, node)), isNew: true);
        return null;
    }

    private ImportTask? BeginEntry(ImportEvent e, EntryModule entry)
    {
        if (entry.File is { } file)
        {
            RunFile(e, file);
            return null;
        }

        if (entry.Name is not { Length: > 0 } name) return null;
        if (!entry.RunsAsMain) return ImportTask.Of(e, name, entry.Names);

        // Only the packages above are imported; the module itself then runs under another name.
        int dot = name.LastIndexOf('.');
        return ImportTask.Of(e, dot < 0 ? "" : name.Substring(0, dot), []);
    }

    private void RunFile(ImportEvent e, string file)
    {
        DirectoryCache directories = loader.Resolver.Directories;
        Node node = directories.Stat(file);
        if (node.Kind == NodeKind.File)
        {
            // A console script has no suffix; whatever is run as a script is read as source.
            if (e.Entry!.RunsAsMain) Follow(e, Start, loader.AddMain(Executed("__main__", file, node), ""), isNew: true);
            else LoadFile(e, Executed(Stem(file), file, node));
            return;
        }

        bool unknown = node.Kind == NodeKind.Unknown;
        ResolutionKind kind = unknown ? ResolutionKind.Unknown : ResolutionKind.Missing;
        Fail(Start, e, unknown ? UnresolvedKind.Unknown : UnresolvedKind.Missing, file, file, ModuleResolver.Failure(file, "", kind, node.UnknownBecause), null, false);
    }

    private void LoadFile(ImportEvent e, ModuleResolution found)
    {
        ClosureModule module = loader.AddFile(found);
        Follow(e, Start, module, isNew: true);
        foreach (string name in e.Entry!.Names)
        {
            // Its own imports come first: a star among them may bring the name.
            pendingNames.Enqueue((e, module, name));
        }
    }

    private static string Stem(string file)
    {
        string name = TreePath.Name(file);
        return name.EndsWith(".py", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - 3) : name;
    }

    private void TakePendingNames()
    {
        while (pendingNames.Count > 0)
        {
            (ImportEvent e, ClosureModule module, string name) = pendingNames.Dequeue();
            if (HasAttribute(module, name, out _) != false) continue;
            string dotted = module.Name + "." + name;
            Fail(Start, e, UnresolvedKind.MissingName, dotted, dotted, ModuleResolver.Failure(dotted, module.Name, ResolutionKind.NotAPackage, null), module, false);
        }
    }

    private static ModuleResolution Executed(string name, string file, Node node) =>
        new() { Kind = ResolutionKind.SourceFile, Name = name, File = file, FileNode = node, Format = ModuleFormat.Source, ResolvedPrefix = name };

    /// <summary>One step of an import; false when it is finished.</summary>
    private bool Step(ClosureModule importer, ImportTask task)
    {
        if (task.NextPrefix() is { } prefix) return LoadPrefix(importer, task, prefix);
        if (task.Event.Entry is { RunsAsMain: true } entry) return RunModule(task, entry.Name!);
        if (task.Taken >= task.Names.Length) return false;
        TakeName(importer, task, task.Names[task.Taken++]);
        return true;
    }

    private bool LoadPrefix(ClosureModule importer, ImportTask task, string prefix)
    {
        ClosureModule? module = loader.Load(prefix, task.Last, task, importer, out bool isNew, out ModuleResolution? failure);
        if (failure is not null && IsObject(task, prefix, module)) return false;
        if (failure is not null && !IsInside(importer, module))
            Fail(importer, task.Event, KindOf(failure), prefix, Requested(task), failure, task.Last, module is not null);
        if (module is null) return false;
        task.Loaded = prefix.Length;
        task.Last = module;
        Follow(task.Event, importer, module, isNew);
        return true;
    }

    /// <summary>The last part of a string may be an object of the module before it, which is no failure unless that certainly lacks it.</summary>
    private bool IsObject(ImportTask task, string prefix, ClosureModule? substitute)
    {
        if (substitute is not null || task.Event.Reference is not { MayBeObject: true } || prefix != task.Module || task.Last is not { } container) return false;
        return HasAttribute(container, prefix.Substring(container.Name.Length + 1), out _) != false;
    }

    // Modules of a missing package that name the package itself tell nothing new.
    private static bool IsInside(ClosureModule importer, ClosureModule? package) =>
        package is not null && importer.Substituted
        && (importer == package || importer.Name.StartsWith(package.Name + ".", System.StringComparison.Ordinal));

    /// <summary>The end of <c>python -m</c> (runpy): the module, or <c>__main__</c> of the package.</summary>
    private bool RunModule(ImportTask task, string name)
    {
        ClosureModule? container = task.Last;
        ModuleResolution found = container is { } parent
            ? parent.Resolver.ResolveChild(parent.Resolution, name.Substring(parent.Name.Length + 1))
            : loader.Resolver.ResolveTopLevel(name);
        if (found.IsPackage)
        {
            ClosureModule? package = loader.Load(name, task.Last, task, Start, out bool isNew, out _);
            if (package is null) return false;
            Follow(task.Event, Start, package, isNew);
            container = package;
            found = package.Resolver.ResolveChild(package.Resolution, "__main__");
            if (found.Kind == ResolutionKind.Virtual) found = ModuleResolver.Failure(name + ".__main__", name, ResolutionKind.Missing, null);
        }
        else if (!found.IsFound)
        {
            // Loading again asks the classifier and the other tree, which a plain look does not.
            ClosureModule? other = loader.Load(name, task.Last, task, Start, out bool isNew, out ModuleResolution? failure);
            if (failure is not null) Fail(Start, task.Event, KindOf(failure), name, name, failure, task.Last, other is not null);
            if (other is not null) Follow(task.Event, Start, other, isNew);
            return false;
        }

        if (found.IsFound) Follow(task.Event, Start, loader.AddMain(found, PackageOf(found)), isNew: true);
        else Fail(Start, task.Event, KindOf(found), found.Name, found.Name, found, container, false);
        return false;
    }

    private static string PackageOf(ModuleResolution found) =>
        found.Name.LastIndexOf('.') is var dot && dot > 0 ? found.Name.Substring(0, dot) : "";

    private static string Requested(ImportTask task) => task.Event.Entry is { RunsAsMain: true, Name: { } run } ? run : task.Module;

    private void Follow(ImportEvent e, ClosureModule from, ClosureModule to, bool isNew)
    {
        if (from != to) from.Edges.Add(new ClosureEdge(from, to, e));
        if (isNew) Enter(to);
    }

    private void Fail(
        ClosureModule importer, ImportEvent e, UnresolvedKind kind, string name, string requested, ModuleResolution resolution,
        ClosureModule? container, bool substituted)
    {
        if (kind != UnresolvedKind.Unknown) e.Fails = true;
        else e.MayFail = true;
        UnresolvedEvents.Add(e);
        Unresolved.Add(new UnresolvedImport
        {
            Kind = kind,
            Name = name,
            Requested = requested,
            Importer = importer == Start ? null : importer,
            Span = e.Span,
            Statement = e.Statement,
            Call = e.Call,
            Reference = e.Reference,
            Resolution = resolution,
            Container = container,
            Cause = kind == UnresolvedKind.Unknown ? resolution.Cause : null,
            HasSubstitute = substituted,
        });
    }

    private static UnresolvedKind KindOf(ModuleResolution resolution) => resolution.Kind switch
    {
        ResolutionKind.NotAPackage => UnresolvedKind.NotAPackage,
        ResolutionKind.Unknown => UnresolvedKind.Unknown,
        _ => UnresolvedKind.Missing,
    };
}
