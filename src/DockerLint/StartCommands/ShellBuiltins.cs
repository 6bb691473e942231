using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>Runs simple commands: assignments, the builtins that matter, functions; everything else goes to the follower.</summary>
internal sealed class ShellBuiltins(CommandFollower follower, ShellInterpreter interpreter, string? pipedInput = null)
{
    private const int MaximumElements = 1024;

    public List<ShellState> Run(SimpleCommand command, ShellState state)
    {
        FollowSubstitutions(command, state);
        ShellExpander expander = state.Expander();
        Dictionary<string, ShellValue>? temporary = null;
        foreach (ShellAssignment assignment in command.Assignments)
        {
            ShellValue value = Value(assignment, expander, state);
            if (command.Words.Count == 0) state.Assign(assignment.Name, value);
            else (temporary ??= new Dictionary<string, ShellValue>(StringComparer.Ordinal))[assignment.Name] = value;
        }

        if (command.Words.Count == 0) return Done(state, ShellStatus.True);
        IReadOnlyList<ExpandedWord> words = expander.Expand(command.Words);
        return words.Count == 0 ? Done(state, ShellStatus.True) : Dispatch(command, words, temporary, state);
    }

    // OUTPUT=$(alembic upgrade head): it runs, and what its failure means is for the script to say.
    private void FollowSubstitutions(SimpleCommand command, ShellState state)
    {
        foreach (ShellScript script in ShellSubstitutions.In(command) ?? [])
        {
            ShellState inner = state.Copy();
            inner.Weight /= 2;
            interpreter.RunList(script.Body, inner);
        }
    }

    private List<ShellState> Dispatch(
        SimpleCommand command, IReadOnlyList<ExpandedWord> words, Dictionary<string, ShellValue>? temporary, ShellState state)
    {
        string? name = words[0].Value;
        if (name is not null && state.Functions.TryGetValue(name, out FunctionDefinition? function))
            return Call(function, words, state);
        switch (name)
        {
            case ":" or "true": return Done(state, ShellStatus.True);
            case "false": return Done(state, ShellStatus.False);
            case "cd" or "pushd": return ChangeDirectory(words, state);
            case "popd":
                state.ChangeDirectory(state.PreviousDirectory, "the directory stack is not followed");
                return Done(state, ShellStatus.True);
            case "export" or "local" or "declare" or "typeset" or "readonly": return Declare(name, command, state);
            case "unset":
                for (int i = 1; i < words.Count; i++) state.Variables.Set(words[i].Text, ShellValue.Unset());
                return Done(state, ShellStatus.True);
            case "set": return Set(words, state);
            case "shift": return Shift(words, state);
            case "exit":
                state.Ended = state.Exited = true;
                return [state];
            case "return":
                state.Returned = true;
                return Done(state, words.Count < 2 || words[1].Value == "0" ? ShellStatus.True : ShellStatus.False);
            case "break" or "continue":
                state.Broke = true;
                return [state];
            case "[" or "test": return Test(words, state);
            case "read" or "getopts" or "mapfile" or "readarray": return Read(words, state);
            case "." or "source": return Source(words, state);
            case "eval": return Eval(words, state);
            case "command" or "builtin": return Command(command, words, temporary, state);
            case "exec": return Exec(command, words, temporary, state);
            case "trap" or "wait" or "umask" or "ulimit" or "shopt" or "alias" or "hash" or "echo" or "printf" or "type" or "let":
                return Done(state, name is "type" or "hash" or "let" ? ShellStatus.Undecided : ShellStatus.True);
            default: return Start(command, words, temporary, state, false);
        }
    }

    private static List<ShellState> Done(ShellState state, ShellStatus status)
    {
        state.Status = status;
        return [state];
    }

    private static ShellValue Value(ShellAssignment assignment, ShellExpander expander, ShellState state)
    {
        if (assignment.Value is null) return Elements(assignment, expander, state);
        ExpandedWord word = expander.ExpandSingle(assignment.Value);
        if (word.Value is not { } text) return ShellValue.Unknown(word.UnknownBecause!);
        if (!assignment.Appends) return ShellValue.Known(text);
        ShellValue before = state.Variables.Get(assignment.Name);
        return before.Text is { } known ? ShellValue.Known(known + text)
            : before is { IsUnset: true, UnknownBecause: null } ? ShellValue.Known(text)
            : ShellValue.Unknown(before.UnknownBecause ?? "not known");
    }

    // name=( … ), name+=( … )
    private static ShellValue Elements(ShellAssignment assignment, ShellExpander expander, ShellState state)
    {
        var words = new List<ExpandedWord>();
        if (assignment.Appends)
        {
            ShellValue before = state.Variables.Get(assignment.Name);
            if (before.Elements is { } known) words.AddRange(known);
            else if (before.Text is { } text) words.Add(ExpandedWord.Known(text));
            else if (!before.IsUnset) return before;
        }

        foreach (ShellWord element in assignment.Elements ?? [])
        {
            // [2]=x and [key]=x place their elements.
            if (element.Source.StartsWith("[", StringComparison.Ordinal)) return ShellValue.Unknown("arrays with indices are not followed");
            words.AddRange(expander.Expand(element));
        }

        return words.Count > MaximumElements ? ShellValue.Unknown("the array is too long") : ShellValue.Array(words);
    }

    private List<ShellState> Call(FunctionDefinition function, IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        IReadOnlyList<ExpandedWord>? outer = state.Variables.Arguments;
        state.Variables.Arguments = Tail(words, 1);
        state.Status = ShellStatus.Expected;
        List<ShellState> states = interpreter.RunCommand(function.Body, state);
        foreach (ShellState one in states)
        {
            one.Returned = false;
            one.Variables.Arguments = outer;
        }

        return states;
    }

    private static List<ShellState> ChangeDirectory(IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        ExpandedWord? target = null;
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i].Value is not ("--" or "-P" or "-L" or "-e")) target = words[i];
        }

        ShellValue home = state.Variables.Get("HOME");
        string? path = target is null ? home.Text : target.Value;
        if (path == "-") state.ChangeDirectory(state.PreviousDirectory, "the previous directory is not known");
        else if (path is null) state.ChangeDirectory(null, target?.UnknownBecause ?? "HOME is not known");
        else state.ChangeDirectory(Resolve(state, path), state.DirectoryUnknown);
        bool there = state.Directory is { } now && state.Files?.Stat(now).Kind == NodeKind.Directory;
        return Done(state, there ? ShellStatus.True : ShellStatus.Expected);
    }

    private static string? Resolve(ShellState state, string path) =>
        path.StartsWith("/", StringComparison.Ordinal) ? TreePath.Clean(path)
        : state.Directory is null ? null : TreePath.Combine(state.Directory, path.Length == 0 ? "." : path);

    private static List<ShellState> Declare(string builtin, SimpleCommand command, ShellState state)
    {
        ShellExpander expander = state.Expander();
        bool exports = builtin == "export";
        for (int i = 1; i < command.Words.Count; i++)
        {
            ShellWord word = command.Words[i];
            if (word.Plain is { } option && option.StartsWith("-", StringComparison.Ordinal))
            {
                exports |= option.Contains("x");
                continue;
            }

            if (ShellAssignments.TryRead(word) is { } assignment)
            {
                state.Assign(assignment.Name, Value(assignment, expander, state));
                if (exports) state.Export(assignment.Name);
                continue;
            }

            foreach (ExpandedWord one in expander.Expand(word))
            {
                if (one.Value is not { } text) continue;
                int equals = text.IndexOf('=');
                string name = equals < 0 ? text : text.Substring(0, equals);
                if (equals > 0) state.Assign(name, ShellValue.Known(text.Substring(equals + 1)));
                if (exports) state.Export(name);
            }
        }

        return Done(state, ShellStatus.True);
    }

    private static List<ShellState> Set(IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        for (int i = 1; i < words.Count; i++)
        {
            string? text = words[i].Value;
            if (text == "--")
            {
                state.Variables.Arguments = Tail(words, i + 1);
                break;
            }

            if (text is "-o" or "+o")
            {
                if (i + 1 < words.Count && words[i + 1].Value == "allexport") state.ExportsAll = text == "-o";
                i++;
            }
            else if (text is { Length: > 1 } && text[0] is '-' or '+')
            {
                if (text!.Contains("a")) state.ExportsAll = text[0] == '-';
                // "set -eo pipefail": the last letter takes the next word.
                if (text[text.Length - 1] == 'o') i++;
            }
            else
            {
                state.Variables.Arguments = Tail(words, i);
                break;
            }
        }

        return Done(state, ShellStatus.True);
    }

    private static List<ShellState> Shift(IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        int count = 1;
        if (words.Count > 1 && !int.TryParse(words[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out count)) count = 1;
        if (state.Variables.Arguments is { } arguments)
        {
            bool uncertain = false;
            for (int i = 0; i < arguments.Count && i < count; i++) uncertain |= arguments[i].IsAnyNumber;
            state.Variables.Arguments = uncertain ? null : Tail(arguments, Math.Min(count, arguments.Count));
        }

        return Done(state, ShellStatus.True);
    }

    private static List<ShellState> Test(IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        var inner = new List<ExpandedWord>(Tail(words, 1));
        if (words[0].Text == "[" && inner.Count > 0) inner.RemoveAt(inner.Count - 1);
        return ShellInterpreter.Decide(state, ShellTest.Evaluate(inner, state));
    }

    private static List<ShellState> Read(IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i].Value is { } name && ShellParser.IsName(name)) state.Variables.Set(name, ShellValue.Unknown("it is read at run time"));
        }

        return Done(state, ShellStatus.Undecided);
    }

    private List<ShellState> Source(IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        if (words.Count < 2 || words[1].Value is not { } path || Resolve(state, path) is not { } full)
            return Done(state, ShellStatus.Expected);
        if (full.EndsWith("/bin/activate", StringComparison.Ordinal)) return Activate(TreePath.Parent(TreePath.Parent(full)), state);
        if (ImageText.Read(follower.Image, full) is not { } text) return Done(state, ShellStatus.Expected);
        string? origin = follower.Image.Stat(full).Origin;
        var nested = new ShellInterpreter(follower, origin ?? full, origin is null);
        IReadOnlyList<ExpandedWord>? outer = state.Variables.Arguments;
        if (words.Count > 2) state.Variables.Arguments = Tail(words, 2);
        List<ShellState> states = follower.Nested(() => nested.RunList(ShellParser.Parse(text).Body, state)) ?? [state];
        foreach (ShellState one in states)
        {
            one.Returned = false;
            one.Variables.Arguments = outer;
            if (one.Status == ShellStatus.Undecided) one.Status = ShellStatus.Expected;
        }

        return states;
    }

    // The script of a virtual environment: all that matters are the two variables.
    private static List<ShellState> Activate(string environment, ShellState state)
    {
        state.Assign("VIRTUAL_ENV", ShellValue.Known(environment));
        state.Export("VIRTUAL_ENV");
        string? path = state.Variables.Get("PATH").Text;
        state.Assign("PATH", ShellValue.Known(environment + "/bin:" + (path ?? ProgramPath.DefaultPath)));
        state.Export("PATH");
        return Done(state, ShellStatus.True);
    }

    private List<ShellState> Eval(IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        var text = new StringBuilder();
        for (int i = 1; i < words.Count; i++)
        {
            if (!words[i].IsKnown)
            {
                follower.Unfollowed(words[i].Text, words[i].UnknownBecause!, state.ToProcess(), true);
                return Done(state, ShellStatus.Undecided);
            }

            text.Append(text.Length > 0 ? " " : "").Append(words[i].Text);
        }

        return follower.Nested(() => interpreter.RunList(ShellParser.Parse(text.ToString()).Body, state)) ?? [state];
    }

    private List<ShellState> Command(
        SimpleCommand command, IReadOnlyList<ExpandedWord> words, Dictionary<string, ShellValue>? temporary, ShellState state)
    {
        if (words.Count < 2) return Done(state, ShellStatus.True);
        string? option = words[1].Value;
        if (option is "-v" or "-V") return Done(state, ShellStatus.Undecided);
        int start = option == "-p" ? 2 : 1;
        return words.Count <= start ? Done(state, ShellStatus.True) : Dispatch(command, Tail(words, start), temporary, state);
    }

    private List<ShellState> Exec(
        SimpleCommand command, IReadOnlyList<ExpandedWord> words, Dictionary<string, ShellValue>? temporary, ShellState state)
    {
        int start = 1;
        while (start < words.Count && words[start].Value is { Length: > 1 } option && option[0] == '-')
            start += option == "-a" ? 2 : 1;
        // Without a program it only redirects.
        if (start >= words.Count) return Done(state, ShellStatus.True);
        Start(command, Tail(words, start), temporary, state, true);
        state.Ended = true;
        return [state];
    }

    private List<ShellState> Start(
        SimpleCommand command, IReadOnlyList<ExpandedWord> words, Dictionary<string, ShellValue>? temporary, ShellState state, bool isMain)
    {
        StartProcess process = state.ToProcess(temporary) with { IsMain = isMain, Input = Input(command, state) };
        if (isMain) process = process with { IsTested = false };
        if (interpreter.File is not null) process = process.Through(interpreter.Step(command, CommandLine.Join(words)));
        follower.Follow(words, process);
        string name = ProgramPath.BaseName(words[0].Text);
        return Done(state, ShellUtilities.IsQuestion(name) ? ShellStatus.Undecided : ShellStatus.Expected);
    }

    private string? Input(SimpleCommand command, ShellState state)
    {
        foreach (ShellRedirection redirection in command.Redirections)
        {
            if (redirection.Document is not { } document) continue;
            return state.Expander().ExpandSingle(document.Body).Text;
        }

        return pipedInput;
    }

    private static ExpandedWord[] Tail(IReadOnlyList<ExpandedWord> words, int from)
    {
        if (from >= words.Count) return [];
        var tail = new ExpandedWord[words.Count - from];
        for (int i = from; i < words.Count; i++) tail[i - from] = words[i];
        return tail;
    }
}
