using System;
using System.Collections.Generic;
using DockerLint.Images.Layers;
using DockerLint.Images.Run.Commands;
using DockerLint.Shell;
using PyImportScanner.Files;
using ExpandedWord = DockerLint.Shell.ExpandedWord;

namespace DockerLint.Images.Run;

/// <content>Conditions, loops, pipelines and functions.</content>
internal sealed partial class ShellRunner
{
    private RunStatus RunAndOr(AndOrCommand command)
    {
        RunStatus status;
        bool hidden = HasOr(command, 0);
        if (hidden) tolerated++;
        status = Run(command.First);
        if (hidden) tolerated--;
        for (int i = 0; i < command.Rest.Count; i++)
        {
            AndOrPart part = command.Rest[i];
            if (part.IsAnd && status == RunStatus.Failure) continue;
            if (!part.IsAnd && status == RunStatus.Success)
            {
                // What is assumed to succeed might fail after all; then this runs.
                if (part.Command is SimpleCommand { Words.Count: > 0 } other && other.Words[0].Literal is "true" or ":" or "echo" or "exit") continue;
                if (IsCertain(command, i)) continue;
                RunMaybe(() => Run(part.Command));
                continue;
            }

            bool tolerant = HasOr(command, i + 1);
            if (tolerant) tolerated++;
            if (status == RunStatus.Unknown)
            {
                RunMaybe(() => Run(part.Command));
            }
            else status = Run(part.Command);
            if (tolerant) tolerated--;
        }

        return status;
    }

    private bool IsCertain(AndOrCommand command, int index) =>
        lastWasCertain && (index == 0 ? command.First : command.Rest[index - 1].Command) is SimpleCommand or ConditionalCommand;

    private static bool HasOr(AndOrCommand command, int from)
    {
        for (int i = from; i < command.Rest.Count; i++)
        {
            if (!command.Rest[i].IsAnd) return true;
        }

        return false;
    }

    private RunStatus RunPipeline(PipelineCommand pipeline)
    {
        RunStatus status;
        if (pipeline.Commands.Count == 1) status = Run(pipeline.Commands[0]);
        else
        {
            string? input = null;
            status = RunStatus.Success;
            foreach (ShellCommand command in pipeline.Commands)
            {
                string? previous = input;
                string? output = null;
                status = InSubshell(() =>
                {
                    if (command is not SimpleCommand simple) return Run(command);
                    CommandResult result = RunSimple(simple, previous, isPiped: true);
                    output = result.Output;
                    return result.Status;
                });
                input = output;
            }
        }

        if (!pipeline.Negated) return status;
        return status == RunStatus.Success ? RunStatus.Failure : status == RunStatus.Failure ? RunStatus.Success : status;
    }

    private RunStatus InSubshell(Func<RunStatus> action)
    {
        ShellVariables outer = variables;
        string? directory = Files.WorkingDirectory;
        variables = variables.Copy();
        RunStatus status = action();
        variables = outer;
        Files.WorkingDirectory = directory;
        return status;
    }

    private RunStatus RunIf(IfCommand command)
    {
        bool undecided = false;
        foreach (IfBranch branch in command.Branches)
        {
            tolerated++;
            RunStatus condition = RunList(branch.Condition);
            tolerated--;
            if (condition == RunStatus.Success && !lastWasCertain) condition = RunStatus.Unknown;
            if (condition == RunStatus.Failure) continue;
            if (condition == RunStatus.Success && !undecided) return RunList(branch.Body);
            RunMaybe(() => RunList(branch.Body));
            undecided = true;
            if (condition == RunStatus.Success) return RunStatus.Unknown;
        }

        if (command.Else is null) return undecided ? RunStatus.Unknown : RunStatus.Success;
        if (!undecided) return RunList(command.Else);
        RunMaybe(() => RunList(command.Else));
        return RunStatus.Unknown;
    }

    private RunStatus RunFor(ForCommand command)
    {
        IReadOnlyList<ExpandedWord> words = command.Words is null ? [] : Expander().Expand(command.Words);
        if (command.Variable is null || HasUnknown(words))
        {
            if (command.Variable is not null) variables.Set(command.Variable, ShellValue.Unknown("a loop over words that are not known"));
            RunMaybe(() => RunList(command.Body));
            return RunStatus.Success;
        }

        var status = RunStatus.Success;
        foreach (ExpandedWord word in words)
        {
            if (IsExhausted) break;
            variables.Set(command.Variable, ShellValue.Known(word.Text));
            status = RunList(command.Body);
        }

        return status;
    }

    private RunStatus RunWhile(WhileCommand command)
    {
        tolerated++;
        RunMaybe(() =>
        {
            RunList(command.Condition);
            return RunList(command.Body);
        });
        tolerated--;
        return RunStatus.Success;
    }

    private RunStatus RunCase(CaseCommand command)
    {
        ExpandedWord subject = Expander().ExpandSingle(command.Subject);
        foreach (CaseArm arm in command.Arms)
        {
            bool? matches = Matches(subject, arm);
            if (matches == false) continue;
            if (matches == true && !arm.FallsThrough) return RunList(arm.Body);
            RunMaybe(() => RunList(arm.Body));
        }

        return RunStatus.Success;
    }

    private bool? Matches(ExpandedWord subject, CaseArm arm)
    {
        bool? result = false;
        foreach (ShellWord pattern in arm.Patterns)
        {
            if (pattern.Literal == "*") return subject.IsKnown ? true : null;
            string? text = Expander().ExpandPattern(pattern);
            if (text is null || subject.Value is not { } value) result = null;
            else if (Shell.ShellPattern.Matches(text, value)) return true;
        }

        return result;
    }

    private RunStatus Define(FunctionDefinition function)
    {
        functions[function.Name] = function;
        return RunStatus.Success;
    }

    /// <summary>A branch that may or may not be taken: what it would make or take away is unknown afterwards.</summary>
    private void RunMaybe(Func<RunStatus> action)
    {
        ImageTree image = Files.Image;
        int written = Files.WrittenCount;
        int journal = Files.Journal.Count;
        ShellVariables before = variables;
        string? directory = Files.WorkingDirectory;
        variables = variables.Copy();
        maybe++;
        tolerated++;
        action();
        tolerated--;
        maybe--;
        ShellVariables after = variables;
        variables = before;
        foreach (KeyValuePair<string, ShellValue> assigned in after.Assigned)
        {
            if (before.Get(assigned.Key) != assigned.Value)
                before.Set(assigned.Key, ShellValue.Unknown("a condition that cannot be decided sets " + assigned.Key));
        }

        if (Files.WorkingDirectory != directory) Files.WorkingDirectory = directory;
        List<(string Path, bool IsRemoved)> changes = Files.Journal.GetRange(journal, Files.Journal.Count - journal);
        Files.Journal.RemoveRange(journal, changes.Count);
        Files.Reset(image, written);
        string cause = "RUN at " + TreePath.Display(plan.Dockerfile) + ":" + plan.Instruction.Span.Line + " has a condition that cannot be decided";
        foreach ((string path, bool isRemoved) in changes)
        {
            if (isRemoved) Files.AddDoubt(path, cause);
            else Files.AddUnknown(path, cause);
        }
    }
}
