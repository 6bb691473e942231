using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.Services.Scripts;

/// <summary>
/// The part of a script on which its builds depend (a program slice in the sense of Weiser, "Program Slicing", 1981): the commands
/// that may build, move or end, the functions and conditions around them, and the variables that these read. Everything else,
/// which is most of most scripts, need not be gone through.
/// </summary>
internal sealed class ScriptSlice
{
    // Every round finds a function or a variable more; a script that needs as many is gone through whole.
    private const int MaximumRounds = 16;

    private readonly Dictionary<ShellCommand, Effects> effects = new(ReferenceComparer<ShellCommand>.Instance);
    private readonly HashSet<string> functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Effects> calls = new(StringComparer.Ordinal);

    // The shell itself reads these.
    private readonly HashSet<string> live = new(StringComparer.Ordinal) { "HOME", "IFS" };
    private bool hasChanged;
    private bool isWhole;

    [Flags]
    private enum Effects : byte
    {
        None = 0,

        /// <summary>May change what the rest of the script builds.</summary>
        Changes = 1,

        /// <summary>May build.</summary>
        Builds = 2,

        /// <summary>May leave the script or the function.</summary>
        Ends = 4,
    }

    /// <summary>The slice of a script.</summary>
    public static ScriptSlice Of(ShellScript script)
    {
        var slice = new ScriptSlice();
        int rounds = 0;
        do
        {
            slice.hasChanged = false;
            slice.Visit(script.Body);
        }
        while (slice.hasChanged && ++rounds < MaximumRounds);
        slice.isWhole = slice.hasChanged;
        return slice;
    }

    /// <summary>Must the command be gone through?</summary>
    public bool Holds(ShellCommand command) => isWhole || (effects.TryGetValue(command, out Effects found) && found != Effects.None);

    /// <summary>May it, or what it calls, build?</summary>
    public bool MayBuild(ShellCommand command) => isWhole || (effects.TryGetValue(command, out Effects found) && (found & Effects.Builds) != 0);

    /// <summary>Does anything in the slice read this variable?</summary>
    public bool IsLive(string variable) => isWhole || live.Contains(variable);

    private Effects Visit(ShellList list)
    {
        Effects all = Effects.None;
        foreach (ShellListItem item in list.Items) all |= Visit(item.Command);
        return all;
    }

    private Effects Visit(ShellCommand command)
    {
        Effects found = Of(command);
        effects[command] = found;
        return found;
    }

    private Effects Of(ShellCommand command)
    {
        switch (command)
        {
            case SimpleCommand simple:
                return OfSimple(simple);
            case PipelineCommand { Commands.Count: 1 } single:
                return Visit(single.Commands[0]);
            case PipelineCommand pipeline:
                Effects stages = Effects.None;
                foreach (ShellCommand stage in pipeline.Commands) stages |= Visit(stage);
                return Inside(stages);
            case AndOrCommand both:
                Effects rest = Effects.None;
                foreach (AndOrPart part in both.Rest) rest |= Visit(part.Command);
                return Visit(both.First) | Inside(rest);
            case SubshellCommand subshell:
                return Inside(Visit(subshell.Body));
            case GroupCommand group:
                return Visit(group.Body);
            case IfCommand decision:
                Effects branches = decision.Else is { } other ? Visit(other) : Effects.None;
                foreach (IfBranch branch in decision.Branches) branches |= Visit(branch.Condition) | Visit(branch.Body);
                return Inside(branches);
            case WhileCommand loop:
                return Inside(Visit(loop.Condition) | Visit(loop.Body));
            case ForCommand loop:
                Effects body = Inside(Visit(loop.Body));
                if (body != Effects.None && loop.Words is { } words) Read(words);
                return body;
            case CaseCommand choice:
                return OfCase(choice);
            case FunctionDefinition function:
                Define(function);
                // Always entered: whether it is called is seen later.
                return Effects.Changes;
            default:
                return Effects.None;
        }
    }

    // What ends in there ends only there, or is one of several paths.
    private static Effects Inside(Effects effects) => effects & ~Effects.Ends;

    private Effects OfCase(CaseCommand choice)
    {
        Effects arms = Effects.None;
        foreach (CaseArm arm in choice.Arms) arms |= Visit(arm.Body);
        if (arms == Effects.None) return arms;
        Read(choice.Subject);
        foreach (CaseArm arm in choice.Arms) Read(arm.Patterns);
        return arms;
    }

    private void Define(FunctionDefinition function)
    {
        Effects body = Inside(Visit(function.Body));
        hasChanged |= functions.Add(function.Name);
        calls.TryGetValue(function.Name, out Effects known);
        if ((known | body) == known) return;
        calls[function.Name] = known | body;
        hasChanged = true;
    }

    private Effects OfSimple(SimpleCommand command)
    {
        Effects found = OfSubstitutions(command);
        foreach (ShellAssignment assignment in Assignments(command))
        {
            if (IsLive(assignment.Name)) found |= Effects.Changes;
        }

        for (int i = 0; i < command.Words.Count; i++) found |= OfAssigningExpansions(command.Words[i]);
        if (command.Words.Count > 0) found |= OfProgram(command);
        if (found == Effects.None) return found;
        Read(command.Words);
        Read(command.Assignments);
        return found;
    }

    private static IEnumerable<ShellAssignment> Assignments(SimpleCommand command)
    {
        if (command.Words.Count == 0) return command.Assignments;
        return Declares(command.Words[0].Plain) ? Declared(command) : [];
    }

    private static IEnumerable<ShellAssignment> Declared(SimpleCommand command)
    {
        foreach (ShellWord word in command.Words)
        {
            if (ShellAssignments.TryRead(word) is { } assignment) yield return assignment;
        }
    }

    private static bool Declares(string? program) => program is "declare" or "export" or "local" or "readonly" or "typeset";

    // ": ${X:=default}"
    private Effects OfAssigningExpansions(ShellWord word)
    {
        for (int i = 0; i < word.Parts.Count; i++)
        {
            if (word.Parts[i] is ParameterPart { Operator: ParameterOperator.Assign } parameter && IsLive(parameter.Name)) return Effects.Changes;
        }

        return Effects.None;
    }

    private Effects OfProgram(SimpleCommand command)
    {
        string? program = ProgramOf(command.Words[0]);
        if (program is "exit" or "return") return Effects.Ends;
        if (program is "cd" or "popd" or "pushd") return Effects.Changes;
        if (Declares(program)) return Effects.None;
        if (program is null or "bash" or "sh" || ScriptCall.IsName(program)) return Effects.Changes | Effects.Builds;
        if (functions.Contains(program)) return calls.TryGetValue(program, out Effects called) ? called : Effects.None;
        return (program is not ("[" or "[[") && MayExpand(program)) || BuildCommand.MayBe(program, command.Words) ? Effects.Changes | Effects.Builds : Effects.None;
    }

    /// <summary>The program of a command; null where nobody can tell.</summary>
    private static string? ProgramOf(ShellWord word)
    {
        if (word.Literal is { Length: > 0 } text) return text;
        // "$HERE/lint.sh": the directory does not make it another program.
        if (word.Parts.Count < 2 || word.Parts[word.Parts.Count - 1] is not LiteralPart last) return null;
        int slash = last.Text.LastIndexOf('/');
        return slash < 0 || slash == last.Text.Length - 1 ? null : last.Text.Substring(slash + 1);
    }

    // The word may become another one, or is an assignment.
    private static bool MayExpand(string word)
    {
        foreach (char c in word)
        {
            if (c is '{' or '*' or '?' or '[' or '~' or '=') return true;
        }

        return false;
    }

    private Effects OfSubstitutions(SimpleCommand command)
    {
        Effects found = Effects.None;
        foreach (CommandPart part in ScriptWords.Substitutions(command)) found |= Visit(part.Script.Body) & Effects.Builds;
        return found;
    }

    private void Read(IReadOnlyList<ShellAssignment> assignments)
    {
        foreach (ShellAssignment assignment in assignments)
        {
            if (assignment.Value is { } value) Read(value);
            if (assignment.Elements is { } elements) Read(elements);
        }
    }

    private void Read(IReadOnlyList<ShellWord> words)
    {
        for (int i = 0; i < words.Count; i++) Read(words[i]);
    }

    private void Read(ShellWord word)
    {
        for (int i = 0; i < word.Parts.Count; i++) Read(word.Parts[i]);
    }

    private void Read(WordPart part)
    {
        switch (part)
        {
            case ParameterPart parameter:
                hasChanged |= live.Add(parameter.Name);
                if (parameter.Operand is { } operand) Read(operand);
                break;
            case CommandPart command:
                foreach (ShellListItem item in command.Script.Body.Items) ReadAll(item.Command);
                break;
            case ArrayPart array:
                Read(array.Elements);
                break;
        }
    }

    // What a substitution prints is worked out of lists of simple commands only.
    private void ReadAll(ShellCommand command)
    {
        switch (command)
        {
            case SimpleCommand simple:
                Read(simple.Words);
                Read(simple.Assignments);
                break;
            case PipelineCommand pipeline:
                foreach (ShellCommand stage in pipeline.Commands) ReadAll(stage);
                break;
            case AndOrCommand both:
                ReadAll(both.First);
                foreach (AndOrPart next in both.Rest) ReadAll(next.Command);
                break;
        }
    }
}
