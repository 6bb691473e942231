using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>Follows commands through runners and scripts to launchers, and collects the entries.</summary>
internal sealed class CommandFollower(IFileTree image, IConsoleScripts? consoleScripts)
{
    private const int MaximumSteps = 20_000;
    private const int MaximumEntries = 200;
    // Frames of the interpreter, over every script on the way: far below what the smallest stack holds.
    private const int MaximumNesting = 200;
    private const int MaximumScripts = 12;

    /// <summary>How the reason ends for a program that no launcher stands for.</summary>
    internal const string StartsNoPython = " is not known to start Python";

    private static readonly char[] Blanks = [' ', '\n'];

    private readonly List<(EntryPoint Entry, double Weight)> found = [];
    private (EntryPoint Entry, bool IsMain)? unfollowed;
    private int steps;
    private int nesting;
    private int scripts;

    public IFileTree Image => image;

    /// <summary>How many entries there are so far.</summary>
    public int Found => found.Count;

    /// <summary>The entries, each once; one that is not reached on every path is conditional.</summary>
    public IReadOnlyList<EntryPoint> Entries()
    {
        var order = new List<string>();
        var byKey = new Dictionary<string, (EntryPoint Entry, double Weight)>(StringComparer.Ordinal);
        foreach ((EntryPoint entry, double weight) in found)
        {
            string key = EntryKey.Of(entry);
            if (byKey.TryGetValue(key, out (EntryPoint Entry, double Weight) before)) byKey[key] = (before.Entry, before.Weight + weight);
            else
            {
                order.Add(key);
                byKey.Add(key, (entry, weight));
            }
        }

        var entries = new List<EntryPoint>();
        foreach (string key in order)
        {
            (EntryPoint entry, double weight) = byKey[key];
            entries.Add(weight < 0.999 ? entry with { Conditional = true } : entry);
        }

        if (unfollowed is { } rest && (entries.Count == 0 || rest.IsMain)) entries.Add(rest.Entry);
        return entries;
    }

    public void Scale(int from, int to, double factor)
    {
        for (int i = from; i < to; i++) found[i] = (found[i].Entry, found[i].Weight * factor);
    }

    /// <summary>Takes part of the budget; false when it is used up. Every true is followed by <see cref="StepDone"/>.</summary>
    public bool Step()
    {
        if (++steps > MaximumSteps || nesting >= MaximumNesting) return false;
        nesting++;
        return true;
    }

    public void StepDone() => nesting--;

    /// <summary>Runs what reads a further script; null when too many are nested.</summary>
    public T? Nested<T>(Func<T> run)
        where T : class
    {
        if (scripts >= MaximumScripts) return null;
        scripts++;
        try
        {
            return run();
        }
        finally
        {
            scripts--;
        }
    }

    /// <summary>Does an installed project of the repository bring a command of that name?</summary>
    public bool HasConsoleScript(string name) => consoleScripts?.Find(name) is not null;

    /// <summary>Follows one command.</summary>
    public void Follow(IReadOnlyList<ExpandedWord> words, StartProcess process)
    {
        if (words.Count == 0 || found.Count >= MaximumEntries || !Step()) return;
        try
        {
            if (!words[0].IsKnown) FollowUnknownProgram(words, process);
            else FollowProgram(words, process);
        }
        finally
        {
            StepDone();
        }
    }

    /// <summary>Follows the commands of a text that a shell is given.</summary>
    public void FollowText(string text, ShellStart start, StartProcess process)
    {
        ShellScript script = ShellParser.Parse(text);
        if (script.Error is { } error)
            process = process.WithNote((start.File ?? "the shell text") + " cannot be read from line " + error.Span.Line + " on: " + error.Message);
        var variables = new ShellVariables(process.Environment) { ScriptName = start.ScriptName, Arguments = start.Arguments };
        if (start.ScriptName.IsKnown) variables.Set("BASH_SOURCE", start.ScriptName);
        var state = new ShellState(process, variables) { Files = image, IsBash = start.IsBash };
        var interpreter = new ShellInterpreter(this, start.File, start.FileIsImagePath);
        if (Nested(() => interpreter.RunList(script.Body, state)) is null)
            Unfollowed(text, "scripts start scripts without end", process, true);
        else if (script.Error is { } unreadable && script.Body.Items.Count == 0)
            Unfollowed(CommandText(text), "the shell text cannot be read: " + unreadable.Message, process, true);
    }

    public void Add(EntryPoint entry, StartProcess process)
    {
        if (found.Count < MaximumEntries) found.Add((entry, process.IsTested ? 0 : process.Weight));
    }

    /// <summary>Remembers a command that leads nowhere; told only when it is what the container is for, or when there is nothing else.</summary>
    public void Unfollowed(string text, string because, StartProcess process, bool isMain, string? wantedFile = null)
    {
        if (unfollowed is { IsMain: true } || (unfollowed is not null && !isMain && ShellUtilities.IsPlain(text))) return;
        var call = new LaunchCall { Process = process, Image = image, Words = [ExpandedWord.Known(text)], Arguments = [] };
        int end = text.IndexOfAny(Blanks);
        EntryPoint entry = call.Unknown(ProgramPath.BaseName(end < 0 ? text : text.Substring(0, end)), because);
        unfollowed = (entry with { CommandText = text, FilePath = wantedFile, PathZero = PathZero.None, PathZeroDirectory = null }, isMain);
    }

    private static string CommandText(string text)
    {
        string line = text.Trim();
        int end = line.IndexOf('\n');
        return end < 0 ? line : line.Substring(0, end).TrimEnd() + " …";
    }

    private void FollowUnknownProgram(IReadOnlyList<ExpandedWord> words, StartProcess process)
    {
        // $WRAPPER gunicorn app: the wrapper may be nothing at all.
        if (words[0].IsAnyNumber && words.Count > 1 && words[1].IsKnown)
        {
            Follow(Tail(words, 1), process.WithNote("what stands before the command is not known: " + words[0].UnknownBecause));
            return;
        }

        var call = new LaunchCall { Process = process, Image = image, Words = words, Arguments = [] };
        EntryPoint entry = call.Unknown("", words[0].UnknownBecause!);
        Add(entry with { PathZero = PathZero.None, PathZeroDirectory = null }, process);
    }

    private void FollowProgram(IReadOnlyList<ExpandedWord> words, StartProcess process)
    {
        string program = words[0].Text;
        string name = ProgramPath.BaseName(program);
        if (process.Depth > MaximumNesting)
        {
            Unfollowed(CommandLine.Join(words), "the command starts itself without end", process, true);
            return;
        }

        StartProcess inner = process with { Depth = process.Depth + 1 };
        bool ownScript = program.Contains("/") && ScriptFile.IsShellScript(image, process.Resolve(program));
        if (RunnerCatalog.Find(name) is { } runner && (!ownScript || runner.KnowsItsScript))
        {
            runner.Run(new RunnerCall(this, words, inner));
        }
        else if (!ownScript && LauncherCatalog.FindCommand(name) is { } launcher)
        {
            Launch(launcher, words, inner);
        }
        else if (ScriptFile.Follow(this, words, inner) || FollowConsoleScript(words, inner))
        {
            return;
        }
        else if (!process.IsMain && ShellUtilities.IsPlain(name))
        {
            return;
        }
        else
        {
            string because = program + (ShellUtilities.IsPlain(name) ? " starts no Python" : StartsNoPython);
            Unfollowed(CommandLine.Join(words), because, process, process.IsMain && !ShellUtilities.IsPlain(name));
        }
    }

    private void Launch(Launcher launcher, IReadOnlyList<ExpandedWord> words, StartProcess process)
    {
        var call = new LaunchCall { Process = process, Image = image, Words = words, Arguments = Tail(words, 1) };
        foreach (EntryPoint entry in launcher.Launch(call)) Add(DjangoSettings.Add(entry), process);
    }

    private bool FollowConsoleScript(IReadOnlyList<ExpandedWord> words, StartProcess process)
    {
        string name = ProgramPath.BaseName(words[0].Text);
        if (consoleScripts?.Find(name) is not { } script) return false;
        var call = new LaunchCall { Process = process, Image = image, Words = words, Arguments = Tail(words, 1) };
        Add(DjangoSettings.Add(call.NewEntry(name) with
        {
            Kind = EntryKind.ConsoleScript,
            Module = script.Module,
            Attribute = script.Attribute,
        }), process);
        return true;
    }

    internal static List<ExpandedWord> Tail(IReadOnlyList<ExpandedWord> words, int from)
    {
        var tail = new List<ExpandedWord>();
        for (int i = from; i < words.Count; i++) tail.Add(words[i]);
        return tail;
    }
}

/// <summary>How a shell is started.</summary>
/// <param name="ScriptName"><c>$0</c>.</param>
/// <param name="Arguments"><c>$1</c> and on.</param>
/// <param name="IsBash">bash's brace expansion applies.</param>
/// <param name="File">The file of the text, for the trail; null for the text of <c>-c</c>.</param>
/// <param name="FileIsImagePath">The file has no source in the repository.</param>
internal sealed record ShellStart(
    ShellValue ScriptName,
    IReadOnlyList<ExpandedWord> Arguments,
    bool IsBash,
    string? File = null,
    bool FileIsImagePath = false);
