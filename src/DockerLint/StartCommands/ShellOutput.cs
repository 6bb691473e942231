using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>The output of the commands that scripts use to find themselves: <c>$(cd "$(dirname "$0")" &amp;&amp; pwd)</c> and the like.</summary>
internal static class ShellOutput
{
    public static ShellValue Of(CommandPart part, ShellState outer)
    {
        ShellValue unknown = ShellValue.Unknown("the output of " + part.Source + " is not known");
        if (part.IsProcess || part.Script.Body.Items.Count == 0) return unknown;
        ShellState state = outer.Copy();
        string? text = null;
        foreach (ShellListItem item in part.Script.Body.Items)
        {
            foreach (ShellCommand command in Sequence(item.Command))
            {
                if (command is not SimpleCommand { Words.Count: > 0 } simple || !WritesNowhere(simple)) return unknown;
                string? before = text;
                if (!Run(simple, state, ref text)) return unknown;
                if (IsSilenced(simple)) text = before;
            }
        }

        return text is null ? unknown : ShellValue.Known(text.TrimEnd('\n'));
    }

    // Every command of an and-list is assumed to succeed; the right side of an or-list does not run then.
    private static IEnumerable<ShellCommand> Sequence(ShellCommand command)
    {
        if (command is not AndOrCommand both)
        {
            yield return command;
            yield break;
        }

        yield return both.First;
        foreach (AndOrPart part in both.Rest)
        {
            if (part.IsAnd) yield return part.Command;
        }
    }

    private static bool WritesNowhere(SimpleCommand command)
    {
        foreach (ShellRedirection redirection in command.Redirections)
        {
            if (redirection.Operator is not (">&" or "<") && redirection.Target.Literal != "/dev/null") return false;
        }

        return true;
    }

    // cd "$(dirname "$0")" >/dev/null 2>&1
    private static bool IsSilenced(SimpleCommand command)
    {
        foreach (ShellRedirection redirection in command.Redirections)
        {
            if (redirection.Descriptor is null or 1 && redirection.WritesFile) return true;
        }

        return false;
    }

    private static bool Run(SimpleCommand command, ShellState state, ref string? text)
    {
        var words = new List<string>();
        foreach (ExpandedWord word in state.Expander().Expand(command.Words))
        {
            if (word.Value is not { } known) return false;
            words.Add(known);
        }

        if (words.Count == 0) return false;
        string last = words[words.Count - 1];
        switch (words[0])
        {
            case "cd" when words.Count >= 2:
                state.ChangeDirectory(Resolve(state, last), "not known");
                return true;
            case "pwd":
                text = state.Directory;
                return text is not null;
            case "dirname" when words.Count == 2:
                text = Dirname(last);
                return true;
            case "basename" when words.Count is 2 or 3:
                text = Basename(words[1], words.Count == 3 ? words[2] : "");
                return true;
            case "readlink" or "realpath" when words.Count >= 2:
                string? full = Resolve(state, last);
                text = full is null ? null : state.Files?.RealPath(full) ?? full;
                return text is not null;
            case "echo":
                text = string.Join(" ", words.GetRange(1, words.Count - 1));
                return words.Count < 2 || words[1].Length == 0 || words[1][0] != '-';
            case "which" when words.Count == 2:
            case "command" when words.Count == 3 && words[1] == "-v":
                text = Which(last, state);
                return text is not null;
            case "cat" when words.Count == 2 && state.Files is { } files:
                text = Resolve(state, last) is { } path ? ImageText.Read(files, path) : null;
                return text is not null;
            default: return false;
        }
    }

    private static string? Which(string name, ShellState state)
    {
        if (state.Files is null) return null;
        string? found = ProgramPath.Find(name, state.ToProcess(), state.Files);
        // The programs of a base image are usually not listed; whoever asks for a launcher has it.
        return found ?? (LauncherCatalog.FindCommand(name) is null ? null : "/usr/local/bin/" + name);
    }

    private static string? Resolve(ShellState state, string path) =>
        path.Length > 0 && path[0] == '/' ? TreePath.Clean(path)
        : state.Directory is null ? null : TreePath.Combine(state.Directory, path);

    private static string Dirname(string path)
    {
        string trimmed = path.TrimEnd('/');
        int slash = trimmed.LastIndexOf('/');
        return slash < 0 ? trimmed.Length == 0 && path.Length > 0 ? "/" : "." : slash == 0 ? "/" : trimmed.Substring(0, slash);
    }

    private static string Basename(string path, string suffix)
    {
        string trimmed = path.TrimEnd('/');
        string name = trimmed.Substring(trimmed.LastIndexOf('/') + 1);
        bool cut = suffix.Length > 0 && name.Length > suffix.Length && name.EndsWith(suffix, System.StringComparison.Ordinal);
        return cut ? name.Substring(0, name.Length - suffix.Length) : name;
    }
}
