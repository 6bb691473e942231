using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images.Building;
using DockerLint.Images.Layers;
using DockerLint.Images.Run.Commands;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;
using ExpandedWord = DockerLint.Shell.ExpandedWord;

namespace DockerLint.Images.Run;

/// <summary>How a command ends.</summary>
internal enum RunStatus : byte
{
    /// <summary>It succeeds, or nothing says that it fails: a command that fails unheard fails the build.</summary>
    Success,

    /// <summary>It certainly fails.</summary>
    Failure,

    /// <summary>Both are possible, and it is used as a condition.</summary>
    Unknown,
}

/// <summary>Follows the commands of a RUN as the shell would execute them.</summary>
internal sealed class ShellRunner
{
    private const int MostCommands = 5000;
    private const int MostSteps = 50_000;
    private const int DeepestNesting = 60;

    private readonly RunPlan plan;
    private readonly IRunInterpreter? interpreter;
    private readonly List<RunCommand> commands = [];
    private readonly Dictionary<string, FunctionDefinition> functions = new(StringComparer.Ordinal);
    private ShellVariables variables;
    private int depth;
    private int steps;
    private int maybe;
    private int tolerated;
    private bool stopsAtFailure;
    private bool lastWasCertain;

    public ShellRunner(RunPlan plan, RunFiles files, IRunInterpreter? interpreter)
    {
        this.plan = plan;
        this.interpreter = interpreter;
        Files = files;
        variables = new ShellVariables(Outer) { Substitute = Substitute };
    }

    /// <summary>The files.</summary>
    public RunFiles Files { get; }

    /// <summary>The simple commands met so far.</summary>
    public IReadOnlyList<RunCommand> Commands => commands;

    /// <summary>The shell knows <c>{a,b}</c>.</summary>
    public bool IsBash { get; set; }

    /// <summary>
    /// A command that fails here fails the build. There is an image only where it succeeds, so a file that it needs and that nobody
    /// saw being made is there all the same.
    /// </summary>
    public bool MustSucceed => tolerated == 0;

    /// <summary>Why what the present command leaves is not known.</summary>
    public string Cause(string command) =>
        "RUN at " + TreePath.Display(plan.Dockerfile) + ":" + plan.Instruction.Span.Line + " (" + Short(command) + ") may create it";

    /// <summary>Is a program a POSIX shell?</summary>
    public static bool IsShell(string program) =>
        program.Substring(program.LastIndexOf('/') + 1) is "sh" or "bash" or "dash" or "ash" or "ksh" or "zsh";

    /// <summary>Does a shell expand braces?</summary>
    public static bool HasBraces(string program) => program.Substring(program.LastIndexOf('/') + 1) is "bash" or "ksh" or "zsh";

    /// <summary>Says that something may be below the working directory.</summary>
    public void Doubt(string command)
    {
        if (Files.WorkingDirectory is { } directory) Files.AddUnknown(directory, Cause(command), isWeak: true);
    }

    /// <summary>Executes text.</summary>
    public RunStatus RunScript(string text, int line)
    {
        ShellScript script = ShellParser.Parse(text, line);
        RunStatus status = RunList(script.Body);
        if (script.Error is not null) Doubt("the rest of a script that cannot be read");
        return status;
    }

    /// <summary>Executes text in a shell of its own: <c>sh -c</c>.</summary>
    public RunStatus RunInner(string text, bool braces)
    {
        bool before = IsBash;
        IsBash = braces;
        RunStatus status = InSubshell(() => RunScript(text, plan.Instruction.Span.Line));
        IsBash = before;
        return status;
    }

    /// <summary>Executes words that are expanded already; <c>env env env …</c> comes back here for each of them.</summary>
    public RunStatus RunWords(IReadOnlyList<ExpandedWord> words, string? input = null)
    {
        if (!Enter()) return RunStatus.Unknown;
        RunStatus status = Dispatch(new CommandCall(this, words, input, plan.Instruction.Span)).Status;
        depth--;
        return status;
    }

    /// <summary><c>set -e</c>.</summary>
    public void SetOptions(IReadOnlyList<ExpandedWord> options)
    {
        foreach (ExpandedWord option in options)
        {
            if (option.Value is not { Length: > 1 } text) continue;
            if (text[0] == '-' && text[1] != '-' && text.IndexOf('e') > 0) stopsAtFailure = true;
            if (text[0] == '+' && text.IndexOf('e') > 0) stopsAtFailure = false;
        }
    }

    /// <summary>Sets a variable, as <c>export</c> does.</summary>
    public void Assign(string name, ShellValue value) => variables.Set(name, value);

    private RunStatus RunList(ShellList list)
    {
        var status = RunStatus.Success;
        for (int i = 0; i < list.Items.Count && !IsExhausted; i++)
        {
            bool last = i == list.Items.Count - 1;
            // Without set -e only the last command of a list decides.
            bool tolerant = !last && !stopsAtFailure;
            if (tolerant) tolerated++;
            status = Run(list.Items[i].Command);
            if (tolerant) tolerated--;
        }

        return status;
    }

    private RunStatus Run(ShellCommand command)
    {
        if (!Enter()) return RunStatus.Unknown;
        RunStatus status = command switch
        {
            SimpleCommand simple => RunSimple(simple, null).Status,
            AndOrCommand andOr => RunAndOr(andOr),
            PipelineCommand pipeline => RunPipeline(pipeline),
            SubshellCommand subshell => InSubshell(() => RunList(subshell.Body)),
            GroupCommand group => RunList(group.Body),
            IfCommand branch => RunIf(branch),
            ForCommand loop => RunFor(loop),
            WhileCommand loop => RunWhile(loop),
            CaseCommand choice => RunCase(choice),
            FunctionDefinition function => Define(function),
            ConditionalCommand test => TestCommand.Evaluate(ExpandAll(test.Words), Files.View, Files.WorkingDirectory),
            _ => RunStatus.Unknown,
        };
        depth--;
        if (command is not SimpleCommand) Redirect(command.Redirections, null);
        return status;
    }

    private bool IsExhausted => steps >= MostSteps;

    // One level deeper, if that is still followed.
    private bool Enter()
    {
        if (IsExhausted) return false;
        if (depth >= DeepestNesting || commands.Count >= MostCommands || ++steps >= MostSteps)
        {
            // Said once; from here on nothing of this RUN is followed.
            steps = MostSteps;
            Doubt("more commands than are followed");
            return false;
        }

        depth++;
        return true;
    }

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
                ? System.Text.Encoding.UTF8.GetString(bytes.ToArray())
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

    private static string Short(string text)
    {
        string line = text.Replace('\n', ' ').Trim();
        return line.Length <= 60 ? line : line.Substring(0, 57) + "…";
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
