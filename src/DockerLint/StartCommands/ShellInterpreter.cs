using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>
/// Goes through a script on every path that its conditions leave open, and hands each command to the follower. A condition
/// that can be decided (a file that is there, an argument) is; the others share the weight of the path among their branches.
/// </summary>
internal sealed class ShellInterpreter(CommandFollower follower, string? file, bool fileIsImagePath)
{
    private const int MaximumStates = 8;
    private const int MaximumRepeats = 64;
    private const int MaximumBranches = 24;

    /// <summary>The file whose commands run, for the trail.</summary>
    public string? File => file;

    public List<ShellState> RunList(ShellList list, ShellState start)
    {
        var states = new List<ShellState> { start };
        foreach (ShellListItem item in list.Items)
        {
            var next = new List<ShellState>();
            foreach (ShellState state in states)
            {
                if (state.Stopped) next.Add(state);
                else if (!item.Background) next.AddRange(RunCommand(item.Command, state));
                else
                {
                    RunCommand(item.Command, state.Copy());
                    state.Status = ShellStatus.True;
                    next.Add(state);
                }
            }

            states = Merge(next);
        }

        return states;
    }

    public List<ShellState> RunCommand(ShellCommand command, ShellState state)
    {
        if (!follower.Step()) return [state];
        try
        {
            return command switch
            {
                SimpleCommand simple => new ShellBuiltins(follower, this).Run(simple, state),
                PipelineCommand pipeline => RunPipeline(pipeline, state),
                AndOrCommand both => RunAndOr(both, state),
                SubshellCommand subshell => RunSubshell(subshell, state),
                GroupCommand group => RunList(group.Body, state),
                IfCommand decision => RunIf(decision, 0, state),
                ForCommand loop => RunFor(loop, state),
                WhileCommand loop => RunWhile(loop, state),
                CaseCommand choice => RunCase(choice, state),
                FunctionDefinition function => Define(function, state),
                ConditionalCommand test => Decide(state, ShellTest.Evaluate(test, state)),
                _ => Decide(state, null),
            };
        }
        finally
        {
            follower.StepDone();
        }
    }

    public ChainStep Step(ShellCommand command, string text) => new(file ?? "", file is null ? 0 : command.Span.Line, text, fileIsImagePath);

    /// <summary>Several ways to go on, none of which can be told from the others.</summary>
    public List<ShellState> Fork(ShellState state, IReadOnlyList<Func<ShellState, List<ShellState>>> branches)
    {
        int count = branches.Count;
        int aborted = 0;
        double share = state.Weight / count;
        var ran = new List<(int From, int To, List<ShellState> States)>();
        List<ShellState> dead = [];
        foreach (Func<ShellState, List<ShellState>> branch in branches)
        {
            ShellState copy = state.Copy();
            copy.Weight = share;
            int from = follower.Found;
            List<ShellState> states = branch(copy);
            if (follower.Found == from && states.TrueForAll(static s => s.Exited))
            {
                // "exit 1" because a variable is missing: what everybody means is the other branch.
                aborted++;
                dead = states;
            }
            else
            {
                ran.Add((from, follower.Found, states));
            }
        }

        if (ran.Count == 0) return dead;
        double factor = (double)count / (count - aborted);
        var result = new List<ShellState>();
        foreach ((int from, int to, List<ShellState> states) in ran)
        {
            if (aborted > 0) follower.Scale(from, to, factor);
            foreach (ShellState one in states)
            {
                one.Weight *= factor;
                result.Add(one);
            }
        }

        return Merge(result);
    }

    public static List<ShellState> Decide(ShellState state, bool? result)
    {
        state.Status = result switch { true => ShellStatus.True, false => ShellStatus.False, null => ShellStatus.Undecided };
        return [state];
    }

    private static List<ShellState> Merge(List<ShellState> states)
    {
        if (states.Count < 2) return states;
        var merged = new List<ShellState>();
        foreach (ShellState state in states)
        {
            ShellState? same = merged.Find(state.SameAs);
            if (same is not null) same.Weight += state.Weight;
            else if (merged.Count < MaximumStates) merged.Add(state);
            else if (!state.Ended) (merged.Find(static s => !s.Ended) ?? merged[0]).Absorb(state);
        }

        return merged;
    }

    private static List<ShellState> Define(FunctionDefinition function, ShellState state)
    {
        state.Functions[function.Name] = function;
        return Decide(state, true);
    }

    private List<ShellState> RunPipeline(PipelineCommand pipeline, ShellState state)
    {
        if (pipeline.Commands.Count == 1)
        {
            List<ShellState> states = RunCommand(pipeline.Commands[0], state);
            foreach (ShellState one in states) one.Status = Negate(one.Status);
            return states;
        }

        string? input = PipedText(pipeline.Commands[0]);
        for (int i = 0; i < pipeline.Commands.Count; i++)
        {
            ShellState copy = state.Copy();
            bool reads = i == 1 && input is not null;
            if (reads && pipeline.Commands[i] is SimpleCommand simple) new ShellBuiltins(follower, this, input).Run(simple, copy);
            else RunCommand(pipeline.Commands[i], copy);
        }

        state.Status = pipeline.Negated ? ShellStatus.Undecided : ShellStatus.Expected;
        return [state];
    }

    // cat <<EOF | python: the document is the program.
    private static string? PipedText(ShellCommand command)
    {
        if (command is not SimpleCommand { Words.Count: 1 } cat || cat.Words[0].Plain != "cat") return null;
        foreach (ShellRedirection redirection in cat.Redirections)
        {
            if (redirection.Document is { } document) return document.RawText;
        }

        return null;
    }

    private static ShellStatus Negate(ShellStatus status) => status switch
    {
        ShellStatus.True => ShellStatus.False,
        ShellStatus.False => ShellStatus.True,
        _ => ShellStatus.Undecided,
    };

    private List<ShellState> RunSubshell(SubshellCommand subshell, ShellState state)
    {
        RunList(subshell.Body, state.Copy());
        state.Status = ShellStatus.Expected;
        return [state];
    }

    /// <summary>Runs what is only asked for its status. (A loop whose condition always fails never ends: that is no answer.)</summary>
    private static List<ShellState> Tested(ShellState state, Func<ShellState, List<ShellState>> run)
    {
        bool before = state.IsTested;
        state.IsTested = true;
        List<ShellState> states = run(state);
        foreach (ShellState one in states) one.IsTested = before;
        return states;
    }

    // a || exit 1: the failure of a is that of the script.
    private static bool SavesFirst(AndOrCommand both) =>
        both.Rest.Count > 0 && !both.Rest[0].IsAnd && !Ends(both.Rest[0].Command);

    private static bool Ends(ShellCommand command) => command switch
    {
        SimpleCommand { Words.Count: > 0 } simple => simple.Words[0].Plain is "exit" or "return" or "false" or "kill",
        GroupCommand { Body.Items.Count: > 0 } group => Ends(group.Body.Items[group.Body.Items.Count - 1].Command),
        PipelineCommand { Commands.Count: 1 } pipeline => Ends(pipeline.Commands[0]),
        _ => false,
    };

    private List<ShellState> RunAndOr(AndOrCommand both, ShellState state)
    {
        List<ShellState> states = SavesFirst(both) ? Tested(state, s => RunCommand(both.First, s)) : RunCommand(both.First, state);
        foreach (AndOrPart part in both.Rest)
        {
            var next = new List<ShellState>();
            foreach (ShellState one in states) next.AddRange(one.Stopped ? [one] : RunSecond(part, one));
            states = Merge(next);
        }

        return states;
    }

    private List<ShellState> RunSecond(AndOrPart part, ShellState state)
    {
        ShellStatus status = state.Status;
        ShellStatus runsOn = part.IsAnd ? ShellStatus.True : ShellStatus.False;
        if (status == runsOn || (part.IsAnd && status == ShellStatus.Expected)) return RunCommand(part.Command, state);
        if (status is ShellStatus.True or ShellStatus.False) return [state];
        return Fork(state,
        [
            s => RunCommand(part.Command, s),
            s =>
            {
                s.Status = part.IsAnd ? ShellStatus.False : ShellStatus.Expected;
                return [s];
            },
        ]);
    }

    private List<ShellState> RunIf(IfCommand decision, int branch, ShellState state)
    {
        if (branch == decision.Branches.Count)
        {
            if (decision.Else is { } otherwise) return RunList(otherwise, state);
            state.Status = ShellStatus.True;
            return [state];
        }

        if (!follower.Step()) return [state];
        var result = new List<ShellState>();
        foreach (ShellState one in Tested(state, s => RunList(decision.Branches[branch].Condition, s)))
        {
            if (one.Stopped) result.Add(one);
            else if (one.Status == ShellStatus.True) result.AddRange(RunList(decision.Branches[branch].Body, one));
            else if (one.Status == ShellStatus.False) result.AddRange(RunIf(decision, branch + 1, one));
            else
            {
                result.AddRange(Fork(one,
                [
                    s => RunList(decision.Branches[branch].Body, s),
                    s => RunIf(decision, branch + 1, s),
                ]));
            }
        }

        follower.StepDone();
        return Merge(result);
    }

    private List<ShellState> RunFor(ForCommand loop, ShellState state)
    {
        IReadOnlyList<ExpandedWord>? words = loop.Words is null ? state.Variables.Arguments : state.Expander().Expand(loop.Words);
        if (words is null || loop.Variable is null)
        {
            if (loop.Variable is not null) state.Assign(loop.Variable, ShellValue.Unknown("the loop is not followed"));
            return LeaveLoop(Fork(state, [s => RunList(loop.Body, s), static s => [s]]));
        }

        var states = new List<ShellState> { state };
        for (int i = 0; i < words.Count && i < MaximumRepeats; i++)
        {
            var next = new List<ShellState>();
            foreach (ShellState one in states)
            {
                if (one.Stopped)
                {
                    next.Add(one);
                    continue;
                }

                ExpandedWord word = words[i];
                one.Assign(loop.Variable, word.Value is { } text ? ShellValue.Known(text) : ShellValue.Unknown(word.UnknownBecause!));
                next.AddRange(word.IsAnyNumber ? Fork(one, [s => RunList(loop.Body, s), static s => [s]]) : RunList(loop.Body, one));
            }

            states = Merge(next);
        }

        return LeaveLoop(states);
    }

    private List<ShellState> RunWhile(WhileCommand loop, ShellState state)
    {
        var running = new List<ShellState> { state };
        var done = new List<ShellState>();
        for (int i = 0; i < MaximumRepeats && running.Count > 0; i++)
        {
            var next = new List<ShellState>();
            foreach (ShellState one in running)
            {
                ShellState before = one.Copy();
                foreach (ShellState tested in RunList(loop.Condition, one))
                {
                    ShellStatus status = loop.IsUntil ? Negate(tested.Status) : tested.Status;
                    if (tested.Stopped || status == ShellStatus.False) done.Add(tested);
                    else if (status == ShellStatus.True) next.AddRange(Again(RunList(loop.Body, tested), before, done));
                    else done.AddRange(Fork(tested, [s => RunList(loop.Body, s), static s => [s]]));
                }
            }

            running = Merge(next);
        }

        done.AddRange(running);
        return LeaveLoop(Merge(done));
    }

    // A round that changed nothing will never end; what stands behind the loop is read all the same.
    private static List<ShellState> Again(List<ShellState> states, ShellState before, List<ShellState> done)
    {
        var again = new List<ShellState>();
        foreach (ShellState state in states)
        {
            before.Status = state.Status;
            if (state.Stopped || state.SameAs(before)) done.Add(state);
            else again.Add(state);
        }

        return again;
    }

    private static List<ShellState> LeaveLoop(List<ShellState> states)
    {
        foreach (ShellState state in states)
        {
            state.Broke = false;
            if (!state.Stopped) state.Status = ShellStatus.Expected;
        }

        return Merge(states);
    }

    private List<ShellState> RunCase(CaseCommand choice, ShellState state)
    {
        ShellExpander expander = state.Expander();
        ExpandedWord subject = expander.ExpandSingle(choice.Subject);
        if (subject.Value is { } text)
        {
            for (int i = 0; i < choice.Arms.Count; i++)
            {
                if (Matches(choice.Arms[i], text, expander)) return RunArm(choice, i, state);
            }

            return Decide(state, true);
        }

        var branches = new List<Func<ShellState, List<ShellState>>>();
        bool complete = false;
        for (int i = 0; i < choice.Arms.Count && branches.Count < MaximumBranches; i++)
        {
            int arm = i;
            branches.Add(s => RunArm(choice, arm, s));
            complete |= Matches(choice.Arms[i], "\u0001", expander);
        }

        if (!complete) branches.Add(static s => [s]);
        return Fork(state, branches);
    }

    private List<ShellState> RunArm(CaseCommand choice, int arm, ShellState state)
    {
        List<ShellState> states = RunList(choice.Arms[arm].Body, state);
        if (!choice.Arms[arm].FallsThrough || arm + 1 >= choice.Arms.Count || !follower.Step()) return states;
        var result = new List<ShellState>();
        foreach (ShellState one in states) result.AddRange(one.Stopped ? [one] : RunArm(choice, arm + 1, one));
        follower.StepDone();
        return result;
    }

    private static bool Matches(CaseArm arm, string text, ShellExpander expander)
    {
        foreach (ShellWord word in arm.Patterns)
        {
            if (expander.ExpandPattern(word) is { } pattern && ShellPattern.Matches(pattern, text)) return true;
        }

        return false;
    }
}
