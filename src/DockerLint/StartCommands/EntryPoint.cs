using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>What a start command makes Python load first.</summary>
public enum EntryKind : byte
{
    /// <summary>A module by its dotted name (<see cref="EntryPoint.Module"/>).</summary>
    Module,

    /// <summary>A file by its path (<see cref="EntryPoint.FilePath"/>).</summary>
    File,

    /// <summary>Program text (<see cref="EntryPoint.Code"/>): <c>python -c</c>, a here-document.</summary>
    Code,

    /// <summary>A command that an installed distribution declares; module and attribute are known when the callback knew it.</summary>
    ConsoleScript,

    /// <summary>Not understood, or no Python: <see cref="EntryPoint.UnknownBecause"/> says why.</summary>
    Unknown,
}

/// <summary>The first entry of <c>sys.path</c> before a launcher changes it (CPython, Python/pathconfig.c).</summary>
public enum PathZero : byte
{
    /// <summary>The directory of the file that runs, links followed.</summary>
    ScriptDirectory,

    /// <summary>The working directory: <c>-m</c>, <c>-c</c>, standard input.</summary>
    WorkingDirectory,

    /// <summary>The <c>bin</c> directory of a console script; the working directory is absent.</summary>
    BinDirectory,

    /// <summary>Nothing: <c>-P</c>, <c>-I</c>, PYTHONSAFEPATH.</summary>
    None,
}

/// <summary>Interpreter options that change <c>sys.path</c>.</summary>
[Flags]
public enum PythonOptions : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>-P</c> or PYTHONSAFEPATH: no <see cref="PathZero"/>.</summary>
    SafePath = 1,

    /// <summary><c>-I</c>: <c>-E</c>, <c>-s</c> and <c>-P</c>.</summary>
    Isolated = 2,

    /// <summary><c>-E</c>: PYTHON* variables do not count.</summary>
    IgnoreEnvironment = 4,

    /// <summary><c>-s</c>: no user site-packages.</summary>
    NoUserSite = 8,

    /// <summary><c>-S</c>: no site-packages and no <c>.pth</c> files.</summary>
    NoSite = 16,
}

/// <summary>A directory that a launcher puts on <c>sys.path</c>.</summary>
/// <param name="Appends">At the end, behind site-packages; otherwise <c>insert(0)</c>, so that a later one comes first.</param>
/// <param name="Path">A clean path of the image; null when not known.</param>
/// <param name="UnknownBecause">The cause when not known.</param>
public sealed record SearchPathAddition(bool Appends, string? Path, string? UnknownBecause = null);

/// <summary>The kind of an <see cref="ExtraRoot"/>.</summary>
public enum ExtraRootKind : byte
{
    /// <summary>A module by its dotted name.</summary>
    Module,

    /// <summary>A dotted name that ends in an object of a module: <c>pkg.worker.Class</c>.</summary>
    Object,

    /// <summary>A Python file by its path in the image.</summary>
    File,
}

/// <summary>Something more that the command makes Python load: a worker class, a configuration file, the settings module.</summary>
/// <param name="Kind">How <paramref name="Name"/> is to be read.</param>
/// <param name="Name">The dotted name or the clean path.</param>
/// <param name="What">What it is, for people: <c>worker class</c>.</param>
/// <param name="IsOptional">Its absence breaks nothing.</param>
/// <param name="IsLater">It is loaded when somebody asks for it, long after the start.</param>
public sealed record ExtraRoot(ExtraRootKind Kind, string Name, string What, bool IsOptional = false, bool IsLater = false);

/// <summary>One step on the way to the command.</summary>
/// <param name="File">The file; a repository path for a Dockerfile, an image path for a script.</param>
/// <param name="Line">The line, from 1; 0 when not known.</param>
/// <param name="What">The text there.</param>
/// <param name="IsImagePath"><paramref name="File"/> is a path of the image.</param>
public sealed record ChainStep(string File, int Line, string What, bool IsImagePath = false);

/// <summary>The object that a launcher looks for in a module: by name, then by type among everything the module binds.</summary>
/// <param name="Class">Its class: <c>Flask</c>.</param>
/// <param name="Package">The package of the class: <c>flask</c>.</param>
/// <param name="Names">Names that are taken whatever they are bound to.</param>
/// <param name="Submodule">A submodule that is searched when the package has no such object; null for none.</param>
public sealed record SoughtObject(string Class, string Package, IReadOnlyList<string> Names, string? Submodule = null);

/// <summary>One way into Python code.</summary>
public sealed record EntryPoint
{
    /// <summary>The command as a person would type it, prefixes such as <c>exec</c> and <c>tini --</c> removed.</summary>
    public required string CommandText { get; init; }

    /// <summary>The name of the launcher (<c>gunicorn</c>), or of the program when it is none.</summary>
    public required string Launcher { get; init; }

    /// <summary>The program as written: <c>/opt/venv/bin/python3</c>.</summary>
    public string Program { get; init; } = "";

    /// <summary>Commands that ran it inside an environment of theirs, outermost first: <c>uv run</c>.</summary>
    public IReadOnlyList<string> Runners { get; init; } = [];

    /// <summary>What is loaded.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>The dotted module name.</summary>
    public string? Module { get; init; }

    /// <summary>The object of the module: <c>app</c>, <c>create_app</c>; null when the launcher looks for one by itself.</summary>
    public string? Attribute { get; init; }

    /// <summary>The attribute is called: <c>create_app()</c>, <c>--factory</c>.</summary>
    public bool AttributeIsCall { get; init; }

    /// <summary>Runs as <c>__main__</c> (<c>python -m</c>, a file): for a package its <c>__main__</c> module runs.</summary>
    public bool RunsAsMain { get; init; }

    /// <summary>A clean path of the image: of the file that runs, or of the script that was wanted and is not there.</summary>
    public string? FilePath { get; init; }

    /// <summary>The command names no file: <see cref="FilePath"/> is where the launcher looks by itself when nothing else tells it.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Program text.</summary>
    public string? Code { get; init; }

    /// <summary>The rule for the first entry of <c>sys.path</c>.</summary>
    public PathZero PathZero { get; init; }

    /// <summary>The directory which that rule gives, a clean path; null when not known.</summary>
    public string? PathZeroDirectory { get; init; }

    /// <summary>What the launcher adds, in the order in which it does.</summary>
    public IReadOnlyList<SearchPathAddition> SearchPath { get; init; } = [];

    /// <summary>PYTHONPATH, as clean paths of the image; an empty entry is the working directory.</summary>
    public IReadOnlyList<string> PythonPath { get; init; } = [];

    /// <summary>Interpreter options.</summary>
    public PythonOptions Options { get; init; }

    /// <summary>Not null when further entries of the search path may exist: the cause.</summary>
    public string? SearchPathUnknownBecause { get; init; }

    /// <summary>The working directory of the process, a clean path; null when not known.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What else is loaded.</summary>
    public IReadOnlyList<ExtraRoot> ExtraRoots { get; init; } = [];

    /// <summary>Runs only under a condition that cannot be decided.</summary>
    public bool Conditional { get; init; }

    /// <summary>Why it may never run, a clause; null where something certainly runs it, or <see cref="Conditional"/> says enough.</summary>
    public string? Doubt { get; init; }

    /// <summary>The command of HEALTHCHECK.</summary>
    public bool IsHealthCheck { get; init; }

    /// <summary>From the Dockerfile to the command, outermost first.</summary>
    public IReadOnlyList<ChainStep> Trail { get; init; } = [];

    /// <summary>Clauses for people.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>For <see cref="EntryKind.Unknown"/>: why.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Not null when the command can never work, whatever the image holds: the name that it asks for, and a clause that says why.</summary>
    public (string Name, string Because)? Impossible { get; init; }

    /// <summary>Not null when the launcher can find no object of the module by what the command says: a clause that says why.</summary>
    public string? AttributeFailure { get; init; }

    /// <summary>What the launcher looks for by itself in a module for which no object is named; null where one is.</summary>
    public SoughtObject? Seeks { get; init; }

    /// <summary>The environment of the process.</summary>
    public Func<string, ShellValue> Environment { get; init; } = static _ => ShellValue.Unset();

    /// <summary>
    /// The directories before the standard library, in order: what was inserted (the last first), the first entry,
    /// PYTHONPATH. Null stands for a directory that is not known.
    /// </summary>
    public IReadOnlyList<string?> SearchPathFront()
    {
        var front = new List<string?>();
        for (int i = SearchPath.Count - 1; i >= 0; i--)
        {
            if (!SearchPath[i].Appends) front.Add(SearchPath[i].Path);
        }

        if (PathZero != PathZero.None) front.Add(PathZeroDirectory);
        front.AddRange(PythonPath);
        return front;
    }

    /// <summary>The directories behind site-packages, in order.</summary>
    public IReadOnlyList<string?> SearchPathBack()
    {
        var back = new List<string?>();
        foreach (SearchPathAddition addition in SearchPath)
        {
            if (addition.Appends) back.Add(addition.Path);
        }

        return back;
    }
}
