using System.Collections.Generic;
using DockerLint.Services.Evidence;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <content>Simple commands: assignments, changes of directory, calls of functions and scripts, and builds.</content>
internal sealed partial class BuildScript
{
    private List<ScriptState> RunSimple(SimpleCommand command, ScriptState state, bool isFed)
    {
        RunSubstitutions(command, state);
        if (command.Words.Count == 0)
        {
            foreach (ShellAssignment assignment in command.Assignments) Assign(assignment, state);
            return [state];
        }

        IReadOnlyList<ExpandedWord> words = Expand(command.Words, state);
        if (words.Count == 0) return [state];
        switch (words[0].Text)
        {
            case "cd" or "pushd":
                ChangeDirectory(words, state);
                return [state];
            case "popd":
                state.Directory = null;
                return [state];
            case "exit" or "return":
                state.Ended = true;
                return [state];
            case "export" or "local" or "readonly" or "declare" or "typeset":
                foreach (ShellWord word in command.Words)
                {
                    if (ShellAssignments.TryRead(word) is { } assignment) Assign(assignment, state);
                }

                return [state];
            case "bash" or "sh" when words.Count > 2 && words[1].Text is "-c" or "-ec" or "-lc" && words[2].Value is { } text:
                return RunText(text, command, state);
        }

        if (functions.TryGetValue(words[0].Text, out FunctionDefinition? function)) return Call(function, words, state);
        if (BuildCommand.Parse(words) is { } build) Found(build, command, state, isFed);
        else RunScript(words, command, state);
        return [state];
    }

    /// <summary>
    /// A script of the repository, with its arguments and with the variables that are set here (whether they are exported is not
    /// looked at). What it sets is its own.
    /// </summary>
    private void RunScript(IReadOnlyList<ExpandedWord> words, SimpleCommand command, ScriptState state)
    {
        int at = ScriptCall.Of(words);
        if (at < 0 || calls >= MaximumCalls || state.Directory is not { } directory) return;
        if (RepositoryPaths.Resolve(directory, words[at].Text, true) is not { } path || scripts.Get(path) is not { } script) return;
        ShellVariables variables = state.Variables.Copy();
        foreach (ShellAssignment assignment in command.Assignments)
        {
            if (assignment.Value is { } word) variables.Set(assignment.Name, ValueOf(new ShellExpander(state.Variables).ExpandSingle(word)));
        }

        variables.ScriptName = ShellValue.Known(path);
        var arguments = new List<ExpandedWord>();
        for (int i = at + 1; i < words.Count; i++) arguments.Add(words[i]);
        variables.Arguments = arguments;
        variables.Set("BASH_SOURCE", ShellValue.Known(path));
        int line = firstLine + command.Span.Line - 1;
        var called = new BuildScript(
            script.Slice, scripts, build => found(build with { Line = line, Through = build.Through ?? (path, build.Line) }), 1, staysInMissingDirectories) { calls = calls + 1, steps = steps };
        called.RunList(script.Script.Body, [new ScriptState(variables, directory, scripts.Repository)]);
        steps = called.steps;
    }

    // id=$(docker build -q .)
    private void RunSubstitutions(SimpleCommand command, ScriptState state)
    {
        if (!slice.MayBuild(command)) return;
        foreach (CommandPart part in ScriptWords.Substitutions(command)) RunList(part.Script.Body, [state.Copy()]);
    }

    /// <summary>The script of <c>bash -c</c>: a text of its own, with what it reads.</summary>
    private List<ScriptState> RunText(string text, SimpleCommand command, ScriptState state)
    {
        (ScriptSlice Slice, int Line) outer = (slice, firstLine);
        ShellScript script = ShellParser.Parse(text);
        slice = ScriptSlice.Of(script);
        firstLine += command.Span.Line - 1;
        List<ScriptState> states = RunList(script.Body, [state]);
        (slice, firstLine) = outer;
        return states;
    }

    private List<ScriptState> Call(FunctionDefinition function, IReadOnlyList<ExpandedWord> words, ScriptState state)
    {
        called.Add(function.Name);
        IReadOnlyList<ExpandedWord>? outer = state.Variables.Arguments;
        var arguments = new List<ExpandedWord>();
        for (int i = 1; i < words.Count; i++) arguments.Add(words[i]);
        state.Variables.Arguments = arguments;
        List<ScriptState> states = Run(function.Body, [state]);
        foreach (ScriptState one in states)
        {
            one.Ended = false;
            one.Variables.Arguments = outer;
        }

        return states;
    }

    private void Assign(ShellAssignment assignment, ScriptState state)
    {
        if (!slice.IsLive(assignment.Name)) return;
        if (assignment.Elements is { } elements)
        {
            state.Arrays[assignment.Name] = assignment.Appends && state.Arrays.TryGetValue(assignment.Name, out IReadOnlyList<ShellWord>? before) ? [.. before, .. elements] : elements;
            return;
        }

        if (assignment.Value is not { } word)
        {
            state.Variables.Set(assignment.Name, ShellValue.Known(""));
            return;
        }

        state.Variables.Set(assignment.Name, ValueOf(new ShellExpander(state.Variables).ExpandSingle(word)));
    }

    // The unknown part keeps its place, so that "img/$1" is still a path with one hole.
    private static ShellValue ValueOf(ExpandedWord word) => ShellValue.Known(word.Value ?? ShellHoles.Of(word.Text));

    private void ChangeDirectory(IReadOnlyList<ExpandedWord> words, ScriptState state)
    {
        ExpandedWord? target = null;
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i].Text is not ("--" or "-P" or "-L" or ">" or "/dev/null")) target ??= words[i];
        }

        if (target is null || target.Text == "-" || state.Directory is null)
        {
            state.Directory = null;
            return;
        }

        string text = target.IsKnown ? target.Text : ShellHoles.Of(target.Text);
        string? path = RepositoryPaths.Resolve(state.Directory, text, true);
        bool exists = path is not null && (Holes.In(path) || scripts.Repository.Stat(path).Kind == NodeKind.Directory);
        if (exists)
        {
            state.Directory = path;
            state.Variables.Set("PWD", ShellValue.Known(path!));
        }
        else if (!staysInMissingDirectories) state.Directory = null;
    }

    private void Found(BuildCommand build, SimpleCommand command, ScriptState state, bool isFed)
    {
        if (state.Directory is not { } directory) return;
        // "git archive HEAD | docker build -": the archive is the directory.
        if (build.Context == "-") build = isFed ? build with { Context = "." } : build with { Context = "://" };
        found(new ScriptBuild(build, directory, firstLine + command.Span.Line - 1));
    }
}
