using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <summary>A build that a script starts.</summary>
/// <param name="Command">The build.</param>
/// <param name="Directory">Where it runs, a clean path of the repository tree.</param>
/// <param name="Line">The line of the script.</param>
/// <param name="Through">Where it stands in a script that is called there; null where it stands there itself.</param>
internal sealed record ScriptBuild(BuildCommand Command, string Directory, int Line, (string File, int Line)? Through = null);

/// <summary>
/// Goes through a shell script on the paths that its conditions leave open, and collects the builds it starts. Nothing is run;
/// a variable that nobody sets is a hole, and a <c>case</c> on one is tried with each of its patterns.
/// </summary>
internal sealed partial class BuildScript
{
    private const int MaximumStates = 48;
    private const int MaximumSteps = 20_000;
    private const int MaximumDepth = 40;
    private const int MaximumRepeats = 64;
    private const int MaximumCalls = 3;

    private readonly CalledScripts scripts;
    private readonly Action<ScriptBuild> found;
    private readonly Dictionary<string, FunctionDefinition> functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> called = new(StringComparer.Ordinal);
    private readonly bool staysInMissingDirectories;
    private ScriptSlice slice;
    private int firstLine;
    private int steps;
    private int depth;
    private int calls;

    private BuildScript(ScriptSlice slice, CalledScripts scripts, Action<ScriptBuild> found, int firstLine, bool staysInMissingDirectories)
    {
        this.slice = slice;
        this.scripts = scripts;
        this.found = found;
        this.firstLine = firstLine;
        this.staysInMissingDirectories = staysInMissingDirectories;
    }

    /// <summary>Collects the builds of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="slice">The part of it that matters.</param>
    /// <param name="scripts">Those that it calls; wildcards and directories are looked up in their repository.</param>
    /// <param name="directory">Where it starts.</param>
    /// <param name="variables">What is set; others are unset.</param>
    /// <param name="scriptPath">Its own path for <c>$0</c>; null for a text inside another file.</param>
    /// <param name="firstLine">The line on which the text begins in its file.</param>
    /// <param name="isDocument">An instruction for people: <c>cd</c> into a clone that is not there stays where it is, and scripts are not followed.</param>
    /// <param name="found">Takes the builds.</param>
    public static void Read(
        ShellScript script, ScriptSlice slice, CalledScripts scripts, string directory, Func<string, ShellValue> variables, string? scriptPath, int firstLine, bool isDocument, Action<ScriptBuild> found)
    {
        // What people are told to type says less than the script itself.
        var reader = new BuildScript(slice, scripts, found, firstLine, isDocument) { calls = isDocument ? MaximumCalls : 0 };
        ShellVariables own = new(name => name switch
        {
            "GITHUB_WORKSPACE" or "CI_PROJECT_DIR" or "WORKSPACE" or "BUILD_SOURCESDIRECTORY" => ShellValue.Known(TreePath.Root),
            "BASH_SOURCE" when scriptPath is not null => ShellValue.Known(scriptPath),
            _ => variables(name),
        })
        {
            ScriptName = scriptPath is null ? ShellValue.Known("sh") : ShellValue.Known(scriptPath),
            Arguments = scriptPath is null ? [] : null,
        };
        own.Set("PWD", ShellValue.Known(directory));
        var state = new ScriptState(own, directory, scripts.Repository);
        List<ScriptState> ends = reader.RunList(script.Body, [state]);
        reader.RunUncalled(ends.Count > 0 ? ends[0] : state);
    }

    /// <summary>Functions that only <c>"$@"</c> calls, or an argument that nobody knows.</summary>
    private void RunUncalled(ScriptState end)
    {
        foreach (FunctionDefinition function in new List<FunctionDefinition>(functions.Values))
        {
            if (called.Contains(function.Name) || !slice.MayBuild(function.Body)) continue;
            ScriptState state = end.Copy();
            state.Ended = false;
            state.Variables.Arguments = null;
            Run(function.Body, [state]);
        }
    }

    private List<ScriptState> RunList(ShellList list, List<ScriptState> states)
    {
        foreach (ShellListItem item in list.Items) states = Run(item.Command, states);
        return states;
    }

    private List<ScriptState> Run(ShellCommand command, List<ScriptState> states)
    {
        if (!slice.Holds(command) || ++steps > MaximumSteps || depth > MaximumDepth) return states;
        depth++;
        var result = new List<ScriptState>();
        foreach (ScriptState state in states)
        {
            if (state.Ended) result.Add(state);
            else result.AddRange(RunOne(command, state));
        }

        depth--;
        return Merge(result);
    }

    private static List<ScriptState> Merge(List<ScriptState> states)
    {
        if (states.Count < 2) return states;
        var merged = new List<ScriptState>();
        foreach (ScriptState state in states)
        {
            if (merged.Count < MaximumStates && !merged.Exists(state.SameAs)) merged.Add(state);
        }

        return merged;
    }

    private List<ScriptState> RunOne(ShellCommand command, ScriptState state)
    {
        switch (command)
        {
            case SimpleCommand simple:
                return RunSimple(simple, state, isFed: false);
            case PipelineCommand pipeline:
                return RunPipeline(pipeline, state);
            case AndOrCommand both:
                return RunAndOr(both, state);
            case SubshellCommand subshell:
                RunList(subshell.Body, [state.Copy()]);
                return [state];
            case GroupCommand group:
                return RunList(group.Body, [state]);
            case IfCommand decision:
                return RunIf(decision, state);
            case ForCommand loop:
                return RunFor(loop, state);
            case WhileCommand loop:
                List<ScriptState> once = RunList(loop.Body, RunList(loop.Condition, [state.Copy()]));
                once.RemoveAll(static one => one.Ended);
                once.Add(state);
                return once;
            case CaseCommand choice:
                return RunCase(choice, state);
            case FunctionDefinition function:
                functions[function.Name] = function;
                return [state];
            default:
                return [state];
        }
    }

    private List<ScriptState> RunPipeline(PipelineCommand pipeline, ScriptState state)
    {
        bool isArchive = false;
        for (int i = 0; i < pipeline.Commands.Count; i++)
        {
            ShellCommand command = pipeline.Commands[i];
            if (pipeline.Commands.Count == 1) return Run(command, [state]);
            if (command is SimpleCommand simple)
            {
                RunSimple(simple, state.Copy(), isArchive);
                string first = simple.Words.Count > 0 ? simple.Words[0].Plain ?? "" : "";
                isArchive = first is "tar" or "git";
            }
            else
            {
                Run(command, [state.Copy()]);
            }
        }

        return [state];
    }

    private List<ScriptState> RunAndOr(AndOrCommand both, ScriptState state)
    {
        List<ScriptState> states = Run(both.First, [state]);
        foreach (AndOrPart part in both.Rest)
        {
            if (part.IsAnd)
            {
                // "[ -z "$1" ] && exit 1": there is a path on which it does not end.
                List<ScriptState> after = Run(part.Command, states.ConvertAll(static one => one.Copy()));
                after.RemoveAll(static one => one.Ended);
                if (after.Count > 0) states = after;
                continue;
            }

            // "… || exit 1" and "… || build another way": what matters is that it may run.
            foreach (ScriptState one in states) Run(part.Command, [one.Copy()]);
        }

        return states;
    }

    private List<ScriptState> RunIf(IfCommand decision, ScriptState state)
    {
        var result = new List<ScriptState>();
        foreach (IfBranch branch in decision.Branches) result.AddRange(RunList(branch.Body, RunList(branch.Condition, [state.Copy()])));
        if (decision.Else is { } other) result.AddRange(RunList(other, [state.Copy()]));
        else result.Add(state);
        result.RemoveAll(static one => one.Ended);
        return result.Count > 0 ? result : [state];
    }

    private List<ScriptState> RunFor(ForCommand loop, ScriptState state)
    {
        List<ScriptState> states = [state];
        IReadOnlyList<ExpandedWord>? words = loop.Words is { } given ? Expand(given, state) : state.Variables.Arguments;
        bool known = words is { Count: > 0 and <= MaximumRepeats };
        foreach (ExpandedWord word in known ? words! : [ExpandedWord.Unknown("$" + (loop.Variable ?? "i"), "the loop is not known")])
        {
            if (loop.Variable is { } name)
            {
                foreach (ScriptState one in states) one.Variables.Set(name, word.Value is { } value ? ShellValue.Known(value) : ShellValue.Unknown(word.UnknownBecause!));
            }

            states = RunList(loop.Body, states);
            foreach (ScriptState one in states) one.Ended = false;
        }

        return states;
    }

    private List<ScriptState> RunCase(CaseCommand choice, ScriptState state)
    {
        ExpandedWord subject = new ShellExpander(state.Variables).ExpandSingle(choice.Subject);
        var result = new List<ScriptState>();
        foreach (CaseArm arm in choice.Arms)
        {
            foreach (ShellWord pattern in arm.Patterns)
            {
                string? text = new ShellExpander(state.Variables).ExpandPattern(pattern);
                if (subject.Value is { } known && text is not null)
                {
                    if (!ShellPattern.Matches(text, known)) continue;
                    return RunList(arm.Body, [state]);
                }

                ScriptState branch = state.Copy();
                if (text is not null && !ShellPattern.HasWildcard(text) && !text.StartsWith("-", StringComparison.Ordinal)) Bind(choice.Subject, ShellPattern.Unescape(text), branch);
                result.AddRange(RunList(arm.Body, [branch]));
            }
        }

        result.RemoveAll(static one => one.Ended);
        return result.Count > 0 ? result : [state];
    }

    /// <summary>On this path the subject of a <c>case</c> is what its pattern says.</summary>
    private static void Bind(ShellWord subject, string value, ScriptState state)
    {
        if (subject.Parts.Count != 1 || subject.Parts[0] is not ParameterPart { Index: null } part) return;
        if (part.Name.Length == 1 && part.Name[0] is >= '1' and <= '9')
        {
            int index = part.Name[0] - '1';
            var arguments = new List<ExpandedWord>(state.Variables.Arguments ?? []);
            while (arguments.Count <= index) arguments.Add(ExpandedWord.Unknown("$" + (arguments.Count + 1), "the arguments are not known"));
            arguments[index] = ExpandedWord.Known(value);
            state.Variables.Arguments = arguments;
        }
        else if (ShellParser.IsName(part.Name))
        {
            state.Variables.Set(part.Name, ShellValue.Known(value));
        }
    }

    private IReadOnlyList<ExpandedWord> Expand(IReadOnlyList<ShellWord> words, ScriptState state)
    {
        var expanded = new List<ShellWord>();
        foreach (ShellWord word in words)
        {
            if (word.Parts.Count == 1 && word.Parts[0] is ParameterPart { Index: "@" or "*" } part && state.Arrays.TryGetValue(part.Name, out IReadOnlyList<ShellWord>? elements))
                expanded.AddRange(elements);
            else expanded.Add(word);
        }

        return new ShellExpander(state.Variables, new ShellExpansionOptions { Braces = true, Files = scripts.Repository, WorkingDirectory = state.Directory }).Expand(expanded);
    }
}
