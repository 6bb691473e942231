using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>One call of a launcher.</summary>
internal sealed record LaunchCall
{
    public required StartProcess Process { get; init; }

    public required IFileTree Image { get; init; }

    /// <summary>The program and its arguments, as typed.</summary>
    public required IReadOnlyList<ExpandedWord> Words { get; init; }

    /// <summary>The arguments of the launcher itself (behind <c>python -m x</c> when it was started so).</summary>
    public required IReadOnlyList<ExpandedWord> Arguments { get; init; }

    /// <summary><see cref="PathZero.BinDirectory"/> for a command, <see cref="PathZero.WorkingDirectory"/> behind <c>python -m</c>.</summary>
    public PathZero PathZero { get; init; } = PathZero.BinDirectory;

    public PythonOptions Options { get; init; }

    public string Program => Words[0].Text;

    public bool IsFile(string? path) => path is not null && Image.Stat(path).Kind == NodeKind.File;

    public string? ReadText(string? path) => path is null ? null : ImageText.Read(Image, path);

    /// <summary>An entry with everything that the circumstances say.</summary>
    public EntryPoint NewEntry(string launcher)
    {
        PythonOptions options = EffectiveOptions();
        bool safe = (options & (PythonOptions.SafePath | PythonOptions.Isolated)) != 0;
        PathZero zero = safe ? PathZero.None : PathZero;
        return new EntryPoint
        {
            CommandText = CommandLine.Join(Words),
            Launcher = launcher,
            Program = Program,
            Runners = Process.Runners,
            Options = options,
            PathZero = zero,
            PathZeroDirectory = zero switch
            {
                PathZero.WorkingDirectory => Process.WorkingDirectory,
                PathZero.BinDirectory => ProgramPath.Directory(Program, Process, Image),
                _ => null,
            },
            PythonPath = PythonPathVariable.Read(Process, options, out string? unknown),
            SearchPathUnknownBecause = unknown,
            WorkingDirectory = Process.WorkingDirectory,
            Trail = Process.Trail,
            Notes = Process.Notes,
            IsHealthCheck = Process.IsHealthCheck,
            Environment = Process.Environment,
        };
    }

    /// <summary>An entry for a module that the launcher imports.</summary>
    public EntryPoint Module(string launcher, ModuleSpec spec, params SearchPathAddition[] additions) => NewEntry(launcher) with
    {
        Kind = EntryKind.Module,
        Module = spec.Module,
        Attribute = spec.Attribute,
        AttributeIsCall = spec.IsCall,
        SearchPath = additions,
    };

    /// <summary>An entry for a file that the launcher runs.</summary>
    public EntryPoint File(string launcher, ExpandedWord path, params SearchPathAddition[] additions)
    {
        if (path.Value is not { } text) return Unknown(launcher, path.UnknownBecause!);
        if (Process.Resolve(text) is not { } full) return Unknown(launcher, Process.UnknownDirectory);
        return NewEntry(launcher) with { Kind = EntryKind.File, FilePath = full, SearchPath = additions, RunsAsMain = true };
    }

    public EntryPoint Unknown(string launcher, string because) =>
        NewEntry(launcher) with { Kind = EntryKind.Unknown, UnknownBecause = because };

    /// <summary>An entry for a word that is no module name. A path is none either, however often it is typed in place of one.</summary>
    public EntryPoint NoModule(string launcher, ExpandedWord word)
    {
        EntryPoint entry = Unknown(launcher, word.UnknownBecause ?? word.Text + " is no module name");
        if (word.Value is not { } text) return entry;
        int colon = text.IndexOf(':');
        string path = colon < 0 ? text : text.Substring(0, colon);
        // A name of a module has no such sign, and whoever was to replace it was not there.
        if (path.IndexOf('$') >= 0) return entry with { Impossible = (path, "no shell replaces the variable in it") };
        string dotted = path.EndsWith(".py", StringComparison.Ordinal) ? path.Substring(0, path.Length - 3) : path;
        if (dotted.StartsWith("./", StringComparison.Ordinal)) dotted = dotted.Substring(2);
        dotted = dotted.Trim('/').Replace('/', '.');
        if (path.IndexOf('/') < 0 || !ModuleSpec.IsDottedName(dotted)) return entry;
        return entry with { Impossible = (path, $"a module is named with dots, as '{dotted}'") };
    }

    /// <summary>Options that might hide in words that are not known may change the search path too.</summary>
    public static EntryPoint WithUnknownOptions(EntryPoint entry, ParsedOptions options) =>
        options.UnknownBecause is { } cause && entry.SearchPathUnknownBecause is null
            ? entry with { SearchPathUnknownBecause = cause, Notes = [.. entry.Notes, "further options are not known: " + cause] }
            : entry;

    /// <summary><c>sys.path.insert(0, path)</c>.</summary>
    public SearchPathAddition Insert(string path) => Addition(false, path);

    /// <summary><c>sys.path.append(path)</c>.</summary>
    public SearchPathAddition Append(string path) => Addition(true, path);

    public SearchPathAddition Insert(ExpandedWord path) =>
        path.Value is { } text ? Insert(text) : new SearchPathAddition(false, null, path.UnknownBecause);

    public SearchPathAddition Append(ExpandedWord path) =>
        path.Value is { } text ? Append(text) : new SearchPathAddition(true, null, path.UnknownBecause);

    private SearchPathAddition Addition(bool appends, string path) => Process.Resolve(path) is { } full
        ? new SearchPathAddition(appends, full)
        : new SearchPathAddition(appends, null, Process.UnknownDirectory);

    private PythonOptions EffectiveOptions()
    {
        PythonOptions options = Options;
        bool reads = (options & (PythonOptions.Isolated | PythonOptions.IgnoreEnvironment)) == 0;
        // New in 3.11.
        bool IsOld() => Installs.InstallInterpreter.PythonOf(Image) is { } version && version < new PyImportScanner.PythonVersion(3, 11);
        if (reads && Process.Variable("PYTHONSAFEPATH") is { Length: > 0 } && !IsOld()) options |= PythonOptions.SafePath;
        return options;
    }
}
