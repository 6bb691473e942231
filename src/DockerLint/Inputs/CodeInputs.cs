using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Inputs;

/// <summary>The Python modules and scripts that the start commands of a service run, by the repository files behind them.</summary>
internal sealed class CodeInputs
{
    private const string StartCommand = "the start command";

    private readonly ServiceModel service;
    private readonly Dictionary<string, (EntryClosure Entry, ClosureModule Module, bool IsComputed)> modules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServiceInput> scripts = new(StringComparer.Ordinal);
    private readonly List<string> notes = [];
    private readonly HashSet<string> directories = new(StringComparer.Ordinal);
    private readonly ComputedImports computed;

    private CodeInputs(ServiceModel service)
    {
        this.service = service;
        computed = ComputedImports.Of(service);
        notes.AddRange(computed.Notes);
    }

    /// <summary>A start command that nobody can follow, for people; null where all are followed. Then any file of the image may matter.</summary>
    public string? UnknownCommand { get; private set; }

    /// <summary>Clauses for people.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Directories of the image that hold a module of the closure.</summary>
    public IReadOnlyCollection<string> Directories => directories;

    /// <summary>Directories of the image any module of which may be loaded.</summary>
    public IReadOnlyList<string> OpenDirectories => computed.Directories;

    /// <summary>Any Python module of the image may be loaded.</summary>
    public bool MayLoadAny => computed.MayBeAny;

    /// <summary>The repository files.</summary>
    public IEnumerable<string> Paths
    {
        get
        {
            foreach (string path in modules.Keys) yield return path;
            foreach (string path in scripts.Keys) yield return path;
        }
    }

    public static CodeInputs Of(ServiceModel service)
    {
        var inputs = new CodeInputs(service);
        foreach (EntryClosure closure in service.Python.Closures) inputs.Add(closure, closure.Closure, isComputed: false);
        foreach ((EntryClosure entry, Closure closure) in inputs.computed.Closures) inputs.Add(entry, closure, isComputed: true);
        foreach (EntryPoint entry in service.Python.Entries) inputs.Add(entry);
        if (service.Python.Closures.Count == 0) inputs.UnknownCommand ??= StartCommand;
        return inputs;
    }

    /// <summary>The input that a repository file is; null where it is none of these.</summary>
    public ServiceInput? Find(string path)
    {
        if (modules.TryGetValue(path, out (EntryClosure Entry, ClosureModule Module, bool IsComputed) found)) return Describe(path, found.Entry, found.Module, found.IsComputed);
        return scripts.TryGetValue(path, out ServiceInput? script) ? script : null;
    }

    private void Add(EntryClosure entry, Closure closure, bool isComputed)
    {
        foreach (ClosureModule module in closure.Modules)
        {
            if (module.Substituted || module.Resolution.FileNode.Origin is not { } origin) continue;
            if (!modules.ContainsKey(origin)) modules.Add(origin, (entry, module, isComputed));
            if (module.File is { } file) directories.Add(TreePath.Parent(file));
        }
    }

    private void Add(EntryPoint entry)
    {
        foreach (ChainStep step in entry.Trail)
        {
            string? origin = step.IsImagePath ? service.Build.Image.Stat(step.File).Origin : TreePath.Clean(step.File);
            if (origin is null || origin == service.Dockerfile.Path || scripts.ContainsKey(origin)) continue;
            scripts.Add(origin, new ServiceInput(origin, InputCategory.Code, "a script on the way to " + Short(entry.CommandText)) { Chain = Chains.Of(entry, service) });
        }

        if (entry.Kind == EntryKind.Unknown && !entry.IsHealthCheck) UnknownCommand ??= entry.CommandText.Length > 0 ? Short(entry.CommandText) : StartCommand;
    }

    private ServiceInput Describe(string path, EntryClosure entry, ClosureModule module, bool isComputed)
    {
        string reason = module.Name == "__main__" || (!isComputed && module.Name == entry.Entry.Module) ? "started by " + Short(entry.Entry.CommandText)
            : isComputed && module.Via is null ? "may be loaded by its name, " + module.Name
            : "imported as " + module.Name;
        return new ServiceInput(path, InputCategory.Code, reason) { Chain = Chains.Of(entry.Entry, service, module) };
    }

    // gunicorn with all its options: the program and the module at the end say enough.
    private static string Short(string command)
    {
        if (command.Length <= 60) return command;
        int first = command.IndexOf(' '), last = command.LastIndexOf(' ');
        return first < 0 || last <= first ? command.Substring(0, 59) + "…" : command.Substring(0, first) + " … " + command.Substring(last + 1);
    }
}
