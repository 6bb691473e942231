using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Manifests;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>What a back end selects.</summary>
internal sealed class BackEndLayout
{
    public List<ProjectModule> Modules { get; } = [];

    public List<string> EditablePaths { get; } = [];

    public List<ProjectModule> EditableMapping { get; } = [];

    public string? UnknownBecause { get; private set; }

    public string? FailsBecause { get; private set; }

    public BackEndLayout Unknown(string cause)
    {
        UnknownBecause ??= cause;
        return this;
    }

    public BackEndLayout Fails(string cause)
    {
        FailsBecause ??= cause;
        return this;
    }

    /// <summary>Adds a module, and its parent directory to what an editable install puts on the path.</summary>
    public void Add(string name, string path, ProjectModuleKind kind)
    {
        Modules.Add(new ProjectModule(name, path, kind));
        string parent = path;
        for (int parts = name.Split('.').Length; parts > 0; parts--) parent = TreePath.Parent(parent);
        AddEditablePath(parent);
    }

    public void AddEditablePath(string path)
    {
        if (!EditablePaths.Contains(path)) EditablePaths.Add(path);
    }
}

/// <summary>One build back end: which modules it selects. One class per back end, listed in <see cref="BackEndCatalog"/>.</summary>
internal abstract class BackEnd
{
    /// <summary>The name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>A build stops where a readme or licence file that the metadata names is absent.</summary>
    public virtual bool RequiresMetadataFiles => true;

    /// <summary>Is this the module of <c>build-backend</c>?</summary>
    public abstract bool Handles(string buildBackend);

    /// <summary>Which modules it selects from the files as they are.</summary>
    public abstract BackEndLayout Select(IFileTree tree, Pyproject project);

    protected static bool IsFile(IFileTree tree, string path) => tree.Stat(path).Kind == NodeKind.File;

    protected static bool IsDirectory(IFileTree tree, string path) => tree.Stat(path).Kind == NodeKind.Directory;

    protected static string Join(string directory, string relative) => TreePath.Combine(directory, "./" + relative);

    /// <summary>An import name from a relative path: <c>a/b</c> is <c>a.b</c>, <c>a.py</c> is <c>a</c>.</summary>
    protected static string ModuleName(string relative)
    {
        string clean = TreePath.Clean(relative).Substring(1);
        if (clean.EndsWith(".py", System.StringComparison.Ordinal)) clean = clean.Substring(0, clean.Length - 3);
        return clean.Replace('/', '.');
    }
}

/// <summary>The back ends that are understood; sorted by name.</summary>
internal static class BackEndCatalog
{
    private static readonly BackEnd[] all =
    [
        new FlitBackEnd(),
        new HatchlingBackEnd(),
        new PdmBackEnd(),
        new PoetryBackEnd(),
        new UvBuildBackEnd(),
    ];

    public static BackEnd? Find(string buildBackend) => System.Array.Find(all, b => b.Handles(buildBackend));
}
