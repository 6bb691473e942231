using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>
/// The files that pytest collects below its arguments (reference, <c>python_files</c>, <c>norecursedirs</c>) and what each puts
/// on <c>sys.path</c> in the default <c>prepend</c> mode: the first directory above it without an <c>__init__.py</c>.
/// </summary>
internal sealed class PytestFiles(LaunchCall call)
{
    private const int MaximumFiles = 400;
    private const int MaximumDirectories = 2_000;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int directories;

    /// <summary>The modules and files to load, in order.</summary>
    public List<ExtraRoot> Roots { get; } = [];

    /// <summary>The directories put in front, in order.</summary>
    public List<SearchPathAddition> Path { get; } = [];

    /// <summary>Collects what is below a directory, with the configuration files above it up to the working directory.</summary>
    public void Collect(string directory)
    {
        if (call.Process.WorkingDirectory is { } top && TreePath.IsAtOrBelow(directory, top))
        {
            var above = new Stack<string>();
            for (string at = directory; at != top; at = TreePath.Parent(at)) above.Push(TreePath.Parent(at));
            foreach (string one in above) AddFile(one, "conftest.py");
        }

        Descend(directory);
    }

    private void Descend(string directory)
    {
        if (++directories > MaximumDirectories) return;
        AddFile(directory, "conftest.py");
        var below = new List<string>();
        foreach (DirectoryEntry entry in call.Image.List(directory).Entries)
        {
            if (entry.Node.Kind == NodeKind.File && IsTest(entry.Name)) AddFile(directory, entry.Name);
            else if (entry.Node.Kind == NodeKind.Directory && !IsSkipped(entry.Name)) below.Add(TreePath.Child(directory, entry.Name));
        }

        below.Sort(StringComparer.Ordinal);
        foreach (string one in below) Descend(one);
    }

    private static bool IsTest(string name) =>
        name.EndsWith("_test.py", StringComparison.Ordinal) || (name.StartsWith("test_", StringComparison.Ordinal) && name.EndsWith(".py", StringComparison.Ordinal));

    private static bool IsSkipped(string name) =>
        name[0] == '.' || name is "_darcs" or "build" or "CVS" or "dist" or "node_modules" or "venv" or "{arch}" or "site-packages"
        || name.EndsWith(".egg", StringComparison.Ordinal);

    private void AddFile(string directory, string name)
    {
        string path = TreePath.Child(directory, name);
        if (Roots.Count >= MaximumFiles || !seen.Add(path) || !call.IsFile(path)) return;
        EntryPoint entry = PackageWalk.Entry(call, "pytest", path);
        if (entry is not { Kind: EntryKind.Module, Module: { } module }) return;

        // Two conftest.py of directories that are no packages share a name; each is run by its path.
        Roots.Add(module.IndexOf('.') < 0
            ? new ExtraRoot(ExtraRootKind.File, path, "test file")
            : new ExtraRoot(ExtraRootKind.Module, module, "test file"));
        foreach (SearchPathAddition addition in entry.SearchPath)
        {
            if (!Path.Exists(other => other.Path == addition.Path)) Path.Add(addition);
        }
    }
}
