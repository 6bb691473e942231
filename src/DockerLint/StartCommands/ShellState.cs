using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>What is known of the exit status of a command.</summary>
internal enum ShellStatus : byte
{
    /// <summary>An ordinary command: it succeeds, or nothing works at all.</summary>
    Expected,

    /// <summary>A test that cannot be decided.</summary>
    Undecided,

    True,

    False,
}

/// <summary>A shell at one point of a script, on one path through its conditions.</summary>
internal sealed class ShellState
{
    private readonly HashSet<string> exported;
    private readonly Func<string, ShellValue> environment;

    public ShellState(StartProcess process, ShellVariables variables)
        : this(process, variables, new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, FunctionDefinition>(StringComparer.Ordinal))
    {
        Directory = process.WorkingDirectory;
        DirectoryUnknown = process.WorkingDirectoryUnknown;
        Weight = process.Weight;
        NoteDirectory();
    }

    private ShellState(
        StartProcess process, ShellVariables variables, HashSet<string> exported, Dictionary<string, FunctionDefinition> functions)
    {
        Process = process;
        Variables = variables;
        Functions = functions;
        this.exported = exported;
        environment = process.Environment;
        Variables.Substitute = part => ShellOutput.Of(part, this);
    }

    public StartProcess Process { get; }

    public ShellVariables Variables { get; }

    public Dictionary<string, FunctionDefinition> Functions { get; }

    public PyImportScanner.Files.IFileTree? Files { get; set; }

    public bool IsBash { get; set; }

    public bool ExportsAll { get; set; }

    public string? Directory { get; private set; }

    public string? DirectoryUnknown { get; private set; }

    public string? PreviousDirectory { get; private set; }

    public double Weight { get; set; }

    public ShellStatus Status { get; set; }

    /// <summary>Ran <c>exec</c> or <c>exit</c>.</summary>
    public bool Ended { get; set; }

    /// <summary>The end was <c>exit</c>: nothing was started in the place of the shell.</summary>
    public bool Exited { get; set; }

    public bool Returned { get; set; }

    /// <summary>What runs now is asked a question: its failure breaks nothing.</summary>
    public bool IsTested { get; set; }

    public bool Broke { get; set; }

    public bool Stopped => Ended || Returned || Broke;

    public void ChangeDirectory(string? directory, string? unknownBecause)
    {
        PreviousDirectory = Directory;
        Directory = directory;
        DirectoryUnknown = directory is null ? unknownBecause : null;
        NoteDirectory();
    }

    // The shell keeps $PWD (POSIX, Shell Variables).
    private void NoteDirectory() =>
        Variables.Set("PWD", Directory is { } known ? ShellValue.Known(known) : ShellValue.Unknown(DirectoryUnknown ?? "the working directory is not known"));

    public void Export(string name) => exported.Add(name);

    public void Assign(string name, ShellValue value)
    {
        Variables.Set(name, value);
        if (ExportsAll) exported.Add(name);
    }

    public ShellExpander Expander() => new(Variables, new ShellExpansionOptions
    {
        Braces = IsBash,
        Files = Files,
        WorkingDirectory = Directory,
    });

    /// <summary>The circumstances of a command that is started here.</summary>
    public StartProcess ToProcess(IReadOnlyDictionary<string, ShellValue>? temporary = null)
    {
        var variables = new Dictionary<string, ShellValue>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, ShellValue> pair in Variables.Assigned)
        {
            // An assignment to a variable of the environment changes the environment; others need an export.
            if (exported.Contains(pair.Key) || environment(pair.Key).IsKnown) variables[pair.Key] = pair.Value;
        }

        if (temporary is not null)
        {
            foreach (KeyValuePair<string, ShellValue> pair in temporary) variables[pair.Key] = pair.Value;
        }

        return Process.In(Directory, DirectoryUnknown).WithEnvironment(variables) with
        {
            Weight = Weight,
            IsTested = IsTested || Process.IsTested,
            Depth = Process.Depth + 1,
            Input = null,
        };
    }

    public ShellState Copy()
    {
        var copy = new ShellState(
            Process,
            Variables.Copy(),
            new HashSet<string>(exported, StringComparer.Ordinal),
            new Dictionary<string, FunctionDefinition>(Functions, StringComparer.Ordinal))
        {
            Files = Files,
            IsBash = IsBash,
            ExportsAll = ExportsAll,
            Directory = Directory,
            DirectoryUnknown = DirectoryUnknown,
            PreviousDirectory = PreviousDirectory,
            Weight = Weight,
            Status = Status,
            Ended = Ended,
            Exited = Exited,
            IsTested = IsTested,
            Returned = Returned,
            Broke = Broke,
        };
        return copy;
    }

    /// <summary>Will the same happen from here on?</summary>
    public bool SameAs(ShellState other) =>
        Directory == other.Directory && Status == other.Status && Ended == other.Ended && Returned == other.Returned
        && Broke == other.Broke && ExportsAll == other.ExportsAll && Functions.Count == other.Functions.Count
        && exported.SetEquals(other.exported) && Variables.SameAs(other.Variables);

    /// <summary>Forgets what differs from another path, so that one state can stand for both.</summary>
    public void Absorb(ShellState other)
    {
        const string cause = "it depends on a condition that cannot be decided";
        Weight += other.Weight;
        if (Directory != other.Directory) (Directory, DirectoryUnknown) = (null, cause);
        foreach (KeyValuePair<string, ShellValue> pair in new List<KeyValuePair<string, ShellValue>>(other.Variables.Assigned))
        {
            if (Variables.Get(pair.Key) != pair.Value) Variables.Set(pair.Key, ShellValue.Unknown(cause));
        }

        foreach (KeyValuePair<string, ShellValue> pair in new List<KeyValuePair<string, ShellValue>>(Variables.Assigned))
        {
            if (other.Variables.Get(pair.Key) != pair.Value) Variables.Set(pair.Key, ShellValue.Unknown(cause));
        }

        exported.UnionWith(other.exported);
        Status = ShellStatus.Undecided;
    }
}
