using System;
using System.Collections.Generic;
using DockerLint.Images.Building;
using DockerLint.Images.Run.Commands;
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
internal sealed partial class ShellRunner
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

    private static string Short(string text)
    {
        string line = text.Replace('\n', ' ').Trim();
        return line.Length <= 60 ? line : line.Substring(0, 57) + "…";
    }
}
