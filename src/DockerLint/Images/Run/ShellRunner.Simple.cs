using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images.Run.Commands;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;
using ExpandedWord = DockerLint.Shell.ExpandedWord;

namespace DockerLint.Images.Run;

/// <content>Simple commands: their words, variables, redirections and output.</content>
internal sealed partial class ShellRunner
{
    private CommandResult RunSimple(SimpleCommand command, string? input, bool isPiped = false)
    {
        lastWasCertain = false;
        ShellExpander expander = Expander();
        IReadOnlyList<ExpandedWord> words = expander.Expand(command.Words);
        // NAME=value before a command is meant for that command; for what is looked at here it makes no difference.
        foreach (ShellAssignment assignment in command.Assignments) Assign(assignment, expander);
        foreach (ShellRedirection redirection in command.Redirections)
        {
            if (redirection.Document is { } document) input = expander.ExpandSingle(document.Body).Value;
            else if (redirection.Operator == "<<<") input = expander.ExpandSingle(redirection.Target).Value + "\n";
        }

        if (words.Count == 0)
        {
            Redirect(command.Redirections, "");
            lastWasCertain = true;
            return new CommandResult(RunStatus.Success, "");
        }

        CommandResult result = Dispatch(new CommandCall(this, words, input, command.Span) { IsPiped = isPiped });
        lastWasCertain = result.IsCertain;
        bool redirected = Redirect(command.Redirections, result.Output);
        return redirected ? result with { Output = "" } : result;
    }

    private void Assign(ShellAssignment assignment, ShellExpander expander)
    {
        if (assignment.Value is null)
        {
            variables.Set(assignment.Name, ShellValue.Unknown(assignment.Name + " is an array"));
            return;
        }

        ExpandedWord value = expander.ExpandSingle(assignment.Value);
        ShellValue known = value.Value is { } text ? ShellValue.Known(text) : ShellValue.Unknown(value.UnknownBecause!);
        if (assignment.Appends && known.Text is { } tail)
            known = variables.Get(assignment.Name).Text is { } head ? ShellValue.Known(head + tail) : ShellValue.Unknown(assignment.Name + " is not known");
        variables.Set(assignment.Name, known);
    }

    private CommandResult Dispatch(CommandCall call)
    {
        if (call.Name is null)
        {
            Doubt(call.Text);
            return CommandResult.Done;
        }

        if (functions.TryGetValue(call.Name, out FunctionDefinition? function)) return Call(function, call);
        RunCommand command = Record(call);
        if (interpreter?.Interpret(command, Files) == true) return CommandResult.Done;
        return CommandCatalog.Find(call.Name) is { } known ? known(call) : UnknownCommand.Run(call);
    }

    private CommandResult Call(FunctionDefinition function, CommandCall call)
    {
        IReadOnlyList<ExpandedWord>? outer = variables.Arguments;
        variables.Arguments = call.Arguments;
        RunStatus status = Run(function.Body);
        variables.Arguments = outer;
        return new CommandResult(status, null);
    }

    private RunCommand Record(CommandCall call)
    {
        var command = new RunCommand
        {
            Words = call.Words,
            WorkingDirectory = Files.WorkingDirectory,
            Variables = new ScriptVariables(variables.Copy()),
            Files = Files.View,
            Instruction = plan.Instruction,
            Dockerfile = plan.Dockerfile,
            Span = call.Span,
            IsConditional = maybe > 0,
            MayFail = tolerated > 0,
        };
        commands.Add(command);
        return command;
    }

    /// <summary>Makes the files that a command's output goes to; true when standard output is among them.</summary>
    private bool Redirect(IReadOnlyList<ShellRedirection> redirections, string? output)
    {
        bool isOutput = false;
        foreach (ShellRedirection redirection in redirections)
        {
            if (!redirection.WritesFile || redirection.Operator == "<>") continue;
            bool standard = redirection.Descriptor is null or 1;
            isOutput |= standard;
            ExpandedWord target = Expander().ExpandSingle(redirection.Target);
            if (target.Value is not { Length: > 0 } path || path.StartsWith("/dev/", StringComparison.Ordinal)) continue;
            WriteFile(path, standard ? output : "", redirection.Operator is ">>" or "&>>");
        }

        return isOutput;
    }

    /// <summary>Writes a file as <c>&gt;</c> and <c>&gt;&gt;</c> do; null is a text that nobody knows.</summary>
    public void WriteFile(string path, string? text, bool append)
    {
        FileContent content = text is null ? FileContent.Unknown : FileContent.Of(text);
        if (append && Files.Absolute(path) is { } absolute && Files.View.Resolve(absolute) is { Node.Kind: NodeKind.File } found)
        {
            string? before = Files.View.ContentAt(found.Path)?.Read() is { Length: < 1 << 20 } bytes
                ? Encoding.UTF8.GetString(bytes.Span)
                : null;
            content = before is null || text is null ? FileContent.Unknown : FileContent.Of(before + text);
        }

        if (Files.HasParent(path)) Files.Put(path, content);
    }

    private ShellExpander Expander() =>
        new(variables, new ShellExpansionOptions { Braces = IsBash, Files = Files.View, WorkingDirectory = Files.WorkingDirectory });

    private List<ExpandedWord> ExpandAll(IReadOnlyList<ShellWord> words)
    {
        var expanded = new List<ExpandedWord>();
        ShellExpander expander = Expander();
        foreach (ShellWord word in words) expanded.Add(expander.ExpandSingle(word));
        lastWasCertain = true;
        return expanded;
    }

    private ShellValue Outer(string name)
    {
        if (name == "PWD" && Files.WorkingDirectory is { } directory) return ShellValue.Known(directory);
        VariableValue value = plan.Scope.Lookup(name);
        if (value.State == VariableState.Unset && name == "HOME")
            return plan.Before.User is "" or "root" or "0" ? ShellValue.Known("/root") : ShellValue.Unknown("the home directory of " + plan.Before.User + " is not known");
        return value.State switch
        {
            VariableState.Set => ShellValue.Known(value.Text!),
            VariableState.Unknown => ShellValue.Unknown(value.UnknownBecause!),
            _ => ShellValue.Unset(),
        };
    }

    private ShellValue Substitute(CommandPart part)
    {
        if (!part.IsProcess && part.Script.Body.Items.Count == 1 && part.Script.Body.Items[0].Command is SimpleCommand simple && depth < DeepestNesting)
        {
            depth++;
            string? output = null;
            InSubshell(() =>
            {
                CommandResult result = RunSimple(simple, null);
                output = result.Output;
                return result.Status;
            });
            depth--;
            if (output is not null) return ShellValue.Known(output.TrimEnd('\n'));
        }

        return ShellValue.Unknown("the output of " + Short(part.Source) + " is not known");
    }

    private static bool HasUnknown(IReadOnlyList<ExpandedWord> words)
    {
        foreach (ExpandedWord word in words)
        {
            if (!word.IsKnown) return true;
        }

        return false;
    }

    /// <summary>The variables of a script, for those who ask with the Dockerfile's words.</summary>
    private sealed class ScriptVariables(ShellVariables variables) : IVariables
    {
        public VariableValue Lookup(string name)
        {
            ShellValue value = variables.Get(name);
            if (value.Text is { } text) return VariableValue.Of(text);
            return value.IsUnset ? VariableValue.Unset : VariableValue.Unknown(value.UnknownBecause ?? name + " is not known");
        }
    }
}
