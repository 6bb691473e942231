using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <summary>A script at one point, on one of its paths.</summary>
internal sealed class ScriptState
{
    private readonly IFileTree repository;

    public ScriptState(ShellVariables variables, string directory, IFileTree repository)
    {
        this.repository = repository;
        Variables = variables;
        Variables.Substitute = part => ScriptOutput.Of(part, this, repository);
        Directory = directory;
        Arrays = new Dictionary<string, IReadOnlyList<ShellWord>>(StringComparer.Ordinal);
    }

    private ScriptState(ScriptState other)
    {
        repository = other.repository;
        Variables = other.Variables.Copy();
        Variables.Substitute = part => ScriptOutput.Of(part, this, repository);
        Directory = other.Directory;
        Arrays = other.Arrays.Count == 0 ? [] : new Dictionary<string, IReadOnlyList<ShellWord>>(other.Arrays, StringComparer.Ordinal);
    }

    public ShellVariables Variables { get; }

    public Dictionary<string, IReadOnlyList<ShellWord>> Arrays { get; }

    /// <summary>The working directory, a clean path of the repository tree; null when not known.</summary>
    public string? Directory { get; set; }

    /// <summary>Ran <c>exit</c> or <c>return</c>.</summary>
    public bool Ended { get; set; }

    public ScriptState Copy() => new(this) { Ended = Ended };

    public bool SameAs(ScriptState other) => Directory == other.Directory && Ended == other.Ended && Variables.SameAs(other.Variables);
}

/// <summary>Answers the few commands whose output is a path: <c>$(cd "$(dirname "$0")/.." &amp;&amp; pwd)</c> and its relatives.</summary>
internal static class ScriptOutput
{
    private const int MaximumDepth = 8;

    public static ShellValue Of(CommandPart part, ScriptState state, IFileTree repository, int depth = 0)
    {
        ShellValue unknown = ShellValue.Unknown("the output of " + part.Source + " is not known");
        if (depth > MaximumDepth || part.Script.Body.Items.Count == 0) return unknown;
        ScriptState inner = state.Copy();
        inner.Variables.Substitute = nested => Of(nested, inner, repository, depth + 1);
        ShellValue? last = null;
        foreach (ShellListItem item in part.Script.Body.Items)
        {
            foreach (SimpleCommand? command in Commands(item.Command))
            {
                if (command is null) return unknown;
                last = Run(command, inner, repository) ?? last;
            }
        }

        return last ?? unknown;
    }

    private static IEnumerable<SimpleCommand?> Commands(ShellCommand command)
    {
        if (command is AndOrCommand both)
        {
            yield return both.First as SimpleCommand;
            foreach (AndOrPart part in both.Rest)
            {
                if (part.IsAnd) yield return part.Command as SimpleCommand;
            }

            yield break;
        }

        yield return command as SimpleCommand;
    }

    /// <summary>What one command prints; null for nothing.</summary>
    private static ShellValue? Run(SimpleCommand command, ScriptState state, IFileTree repository)
    {
        IReadOnlyList<ExpandedWord> words = new ShellExpander(state.Variables).Expand(command.Words);
        if (words.Count == 0) return null;
        string? last = words[words.Count - 1].Value;
        switch (words[0].Text)
        {
            case "cd" or "pushd":
                state.Directory = last is null || state.Directory is null ? null : Evidence.RepositoryPaths.Resolve(state.Directory, last, true);
                return null;
            case "pwd":
                return state.Directory is { } directory ? ShellValue.Known(directory) : null;
            case "dirname":
                return last is null || EndsInHole(last) ? Unknown("dirname") : ShellValue.Known(last.StartsWith("/", StringComparison.Ordinal) ? TreePath.Parent(TreePath.Clean(last)) : Dirname(last));
            case "basename":
                return last is null || EndsInHole(last) ? Unknown("basename") : ShellValue.Known(words.Count > 2 ? Basename(words[1].Text, last) : TreePath.Name(last.TrimEnd('/')));
            case "realpath" or "readlink":
                return last is not null && state.Directory is { } from && Evidence.RepositoryPaths.Resolve(from, last, true) is { } real
                    ? ShellValue.Known(real)
                    : Unknown(words[0].Text);
            case "git" when last is "--show-toplevel":
                return ShellValue.Known(TreePath.Root);
            case "echo" or "printf" when words.Count == 2 && last is not null:
                return ShellValue.Known(last);
            default:
                return Unknown(words[0].Text);
        }
    }

    private static ShellValue Unknown(string program) => ShellValue.Unknown("the output of " + program + " is not known");

    // What a variable stands for may have directories of its own.
    private static bool EndsInHole(string path) => Evidence.Holes.In(TreePath.Name(path.TrimEnd('/')));

    private static string Dirname(string path) => path.LastIndexOf('/') is var slash and > 0 ? path.Substring(0, slash) : ".";

    private static string Basename(string path, string suffix)
    {
        string name = TreePath.Name(path.TrimEnd('/'));
        return name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;
    }
}
