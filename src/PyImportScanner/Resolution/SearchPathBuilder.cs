using System.Collections.Generic;
using PyImportScanner.Files;

namespace PyImportScanner.Resolution;

/// <summary>How the first entry of the search path is chosen (using/cmdline, "Interface options").</summary>
public enum Path0Rule : byte
{
    /// <summary>No first entry.</summary>
    None,

    /// <summary>The directory of the real path of a script: <c>python f.py</c>, and every console script (its bin directory).</summary>
    ScriptDirectory,

    /// <summary>The working directory: <c>-m</c>, <c>-c</c>, standard input.</summary>
    WorkingDirectory,

    /// <summary>A directory or zip file that holds <c>__main__.py</c>.</summary>
    Itself,
}

/// <summary>All that decides <c>sys.path</c> when user code begins.</summary>
public sealed record PythonStart
{
    /// <summary>The release.</summary>
    public required PythonVersion Version { get; init; }

    /// <summary>The working directory, an absolute path of the tree.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The rule for the first entry.</summary>
    public Path0Rule Path0 { get; init; }

    /// <summary>The script, directory or zip file that the rule speaks of; relative to the working directory.</summary>
    public string? Script { get; init; }

    /// <summary>The value of <c>PYTHONPATH</c>, or null.</summary>
    public string? PythonPath { get; init; }

    /// <summary><c>-I</c>.</summary>
    public bool Isolated { get; init; }

    /// <summary><c>-E</c>.</summary>
    public bool IgnoreEnvironment { get; init; }

    /// <summary><c>-s</c>, or <c>PYTHONNOUSERSITE</c>.</summary>
    public bool NoUserSite { get; init; }

    /// <summary><c>-S</c>.</summary>
    public bool NoSite { get; init; }

    /// <summary><c>-P</c>.</summary>
    public bool SafePath { get; init; }

    /// <summary>The variable <c>PYTHONSAFEPATH</c> is set and not empty.</summary>
    public bool SafePathVariable { get; init; }

    /// <summary>The directory of the standard library; only named in answers, its content comes from the table.</summary>
    public string StandardLibrary { get; init; } = "";

    /// <summary>The site directory of the user; it comes before the others.</summary>
    public string? UserSite { get; init; }

    /// <summary>The site directories of the installation, in order.</summary>
    public IReadOnlyList<string> SiteDirectories { get; init; } = [];

    /// <summary>Directories that the launcher inserts at position 0, in the order in which it does so: the last ends up first.</summary>
    public IReadOnlyList<string> Inserts { get; init; } = [];

    /// <summary>Directories that the launcher appends, in order.</summary>
    public IReadOnlyList<string> Appends { get; init; } = [];

    /// <summary>Why the path may hold further entries that nobody can name, or null.</summary>
    public string? UnknownBecause { get; init; }
}

/// <summary>Builds the search path of a start (CPython: Modules/getpath.py and Lib/site.py).</summary>
public static class SearchPathBuilder
{
    private static readonly PythonVersion SafePathIsKnown = new(3, 11);

    /// <summary>The search path at the first statement of user code.</summary>
    public static SearchPath Build(PythonStart start, DirectoryCache directories)
    {
        var entries = new List<SearchEntry>();
        AddPath0(entries, start, directories.Tree);
        AddPythonPath(entries, start);
        entries.Add(new SearchEntry(start.StandardLibrary, SearchEntryKind.StandardLibrary));
        var site = new SiteDirectoryReader(directories, start.Version, entries);
        if (!start.NoSite) AddSites(site, start);
        if (start.UnknownBecause is { } cause) entries.Add(SearchEntry.Unknown(cause));

        var path = new SearchPath(entries) { Mapped = site.Mapped };
        foreach (string directory in start.Inserts)
            path = path.Prepend(new SearchEntry(TreePath.Combine(start.WorkingDirectory, directory), SearchEntryKind.Inserted));
        foreach (string directory in start.Appends)
            path = path.Append(new SearchEntry(TreePath.Combine(start.WorkingDirectory, directory), SearchEntryKind.Appended));
        return path;
    }

    /// <summary>The path after <c>site.addsitedir(directory)</c>: the directory, and what its <c>.pth</c> files name, at the end.</summary>
    public static SearchPath AddSiteDirectory(SearchPath path, string directory, DirectoryCache directories, PythonVersion version)
    {
        var entries = new List<SearchEntry>(path.Entries);
        var site = new SiteDirectoryReader(directories, version, entries);
        site.Add(directory, SearchEntryKind.SitePackages);
        for (int i = path.Entries.Count; i < entries.Count; i++) path = path.Append(entries[i]);
        return path;
    }

    private static void AddPath0(List<SearchEntry> entries, PythonStart start, IFileTree tree)
    {
        bool safe = start.Isolated || (start.Version >= SafePathIsKnown
            && (start.SafePath || (start.SafePathVariable && !start.IgnoreEnvironment)));
        string script = TreePath.Combine(start.WorkingDirectory, start.Script ?? "");
        switch (start.Path0)
        {
            // What is run names this entry itself, so the safe path does not leave it out.
            case Path0Rule.Itself:
                entries.Add(new SearchEntry(script, SearchEntryKind.Path0));
                break;
            case Path0Rule.ScriptDirectory when !safe:
                entries.Add(new SearchEntry(TreePath.Parent(tree.RealPath(script) ?? script), SearchEntryKind.Path0));
                break;
            case Path0Rule.WorkingDirectory when !safe:
                entries.Add(new SearchEntry(TreePath.Clean(start.WorkingDirectory), SearchEntryKind.Path0));
                break;
        }
    }

    private static void AddPythonPath(List<SearchEntry> entries, PythonStart start)
    {
        if (start.Isolated || start.IgnoreEnvironment || string.IsNullOrEmpty(start.PythonPath)) return;
        foreach (string part in start.PythonPath!.Split(':'))
            entries.Add(new SearchEntry(TreePath.Combine(start.WorkingDirectory, part), SearchEntryKind.PythonPath));
    }

    private static void AddSites(SiteDirectoryReader site, PythonStart start)
    {
        if (start.UserSite is { } user && !start.NoUserSite && !start.Isolated) site.Add(TreePath.Clean(user), SearchEntryKind.UserSite);
        foreach (string directory in start.SiteDirectories) site.Add(TreePath.Clean(directory), SearchEntryKind.SitePackages);
    }
}
