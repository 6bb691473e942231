using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Images.Building;

/// <summary>Walks the instructions of one stage with its environment and makes the plan.</summary>
internal sealed class StagePlanner
{
    private readonly BuildRequest request;
    private readonly GlobalScope globals;
    private readonly ReferenceResolver resolver;
    private readonly List<BuildProblem> problems;
    private readonly StagePlan plan;
    private StageScope scope;
    private ImageConfig config;
    private bool ownCommand;
    private bool ownEntrypoint;

    private StagePlanner(BuildRequest request, GlobalScope globals, ReferenceResolver resolver, List<BuildProblem> problems, StagePlan plan)
    {
        this.request = request;
        this.globals = globals;
        this.resolver = resolver;
        this.problems = problems;
        this.plan = plan;
        scope = plan.Scope;
        config = plan.Config;
    }

    private char Escape => request.Dockerfile.Escape;

    /// <summary>Fills a plan whose base, configuration and scope are set.</summary>
    public static void Fill(
        BuildRequest request, GlobalScope globals, ReferenceResolver resolver, List<BuildProblem> problems, StagePlan plan,
        IReadOnlyList<OnBuildTrigger> triggers)
    {
        var planner = new StagePlanner(request, globals, resolver, problems, plan);
        planner.scope = planner.scope.Copy();
        foreach (OnBuildTrigger trigger in triggers)
        {
            if (trigger.Trigger.Error is { } error) planner.Fail(BuildProblemKind.InvalidDockerfile, error.Message, trigger.Declared, trigger.Declared.Span);
            else planner.Plan(trigger.Trigger, trigger.Dockerfile, '\\');
        }

        foreach (Instruction instruction in plan.Syntax.Instructions)
        {
            // What BuildKit refuses is reported for the whole file.
            if (instruction.Error is null) planner.Plan(instruction, request.Dockerfile.Path, planner.Escape);
        }

        plan.Config = planner.config;
        plan.Scope = planner.scope;
    }

    private void Plan(Instruction instruction, string dockerfile, char escape)
    {
        PlanStep step = new(instruction, dockerfile, config);
        switch (instruction.Keyword)
        {
            case "ARG": DeclareArguments(instruction, escape); break;
            case "ENV": SetEnvironment(instruction, escape); break;
            case "WORKDIR": step = ChangeDirectory(instruction, dockerfile, escape); break;
            case "COPY" or "ADD": step = CopyPlanner.Plan(step, new WordReader(this, instruction, escape), resolver, plan.Syntax.Index, problems); break;
            case "RUN": step = RunPlanner.Plan(step, new WordReader(this, instruction, escape), scope.Copy(), resolver, plan.Syntax.Index, problems); break;
            case "USER": config = config with { User = Expand(instruction, instruction.Arguments[0], escape).Text ?? config.User }; break;
            case "STOPSIGNAL": config = config with { StopSignal = Expand(instruction, instruction.Arguments[0], escape).Text }; break;
            case "SHELL": config = config with { Shell = Texts(instruction) }; break;
            case "HEALTHCHECK": config = config with { Healthcheck = instruction }; break;
            case "CMD": SetCommand(instruction, dockerfile); break;
            case "ENTRYPOINT": SetEntrypoint(instruction, dockerfile); break;
            case "ONBUILD":
                config = config with { OnBuild = [.. config.OnBuild, new OnBuildTrigger(instruction.Trigger!, instruction, dockerfile)] };
                break;
            case "VOLUME" or "EXPOSE":
                foreach (Word word in instruction.Arguments) Expand(instruction, word, escape);
                break;
        }

        plan.Steps.Add(step);
    }

    private void DeclareArguments(Instruction instruction, char escape)
    {
        foreach (KeyValueWord pair in instruction.Pairs)
        {
            string name = Expand(instruction, new Word(pair.Key, pair.Span), escape).Text ?? pair.Key;
            if (request.BuildArguments.TryGetValue(name, out string? given)) scope.Set(name, VariableValue.Of(given));
            else if (GlobalScope.IsOpen(request, name)) scope.Set(name, GlobalScope.Open(name));
            else if (pair.Value is not null) scope.Set(name, Expand(instruction, new Word(pair.Value, pair.Span), escape));
            else if (globals.Variables.Lookup(name) is { State: not VariableState.Unset } value) scope.Set(name, value);
        }
    }

    private void SetEnvironment(Instruction instruction, char escape)
    {
        // Every value sees the environment before the instruction.
        var values = new List<EnvironmentVariable>();
        foreach (KeyValueWord pair in instruction.Pairs)
        {
            string name = Expand(instruction, new Word(pair.Key, pair.Span), escape).Text ?? pair.Key;
            values.Add(new EnvironmentVariable(name, Expand(instruction, new Word(pair.Value ?? "", pair.Span), escape)));
        }

        var environment = new List<EnvironmentVariable>(config.Environment);
        foreach (EnvironmentVariable variable in values)
        {
            scope.Set(variable.Name, variable.Value);
            int at = environment.FindIndex(other => other.Name == variable.Name);
            if (at >= 0) environment[at] = variable;
            else environment.Add(variable);
        }

        config = config with { Environment = environment };
    }

    private WorkdirPlan ChangeDirectory(Instruction instruction, string dockerfile, char escape)
    {
        ImageConfig before = config;
        VariableValue path = new WordReader(this, instruction, escape).ExpandPath(instruction.Arguments[0].Text, instruction.Arguments[0].Span);
        string? known = path.Text is null ? null
            : path.Text.StartsWith("/", StringComparison.Ordinal) ? TreePath.Clean(path.Text)
            : config.WorkingDirectory is { } current ? TreePath.Combine(current, path.Text) : null;
        config = config with
        {
            WorkingDirectory = known,
            WorkingDirectoryUnknownBecause = known is not null ? null : path.UnknownBecause ?? config.WorkingDirectoryUnknownBecause,
        };
        return new WorkdirPlan(instruction, dockerfile, before, known);
    }

    private void SetCommand(Instruction instruction, string dockerfile)
    {
        config = config with { Cmd = Command(instruction, dockerfile) };
        ownCommand = true;
        if (ownEntrypoint) config = config with { CommandUnknownBecause = null };
    }

    private void SetEntrypoint(Instruction instruction, string dockerfile)
    {
        config = config with
        {
            Entrypoint = Command(instruction, dockerfile),
            // It clears a CMD that was inherited, not one of its own stage.
            Cmd = ownCommand ? config.Cmd : null,
            CommandUnknownBecause = null,
        };
        ownEntrypoint = true;
    }

    private ImageCommand? Command(Instruction instruction, string dockerfile)
    {
        if (instruction.IsJson)
        {
            return instruction.Arguments.Count == 0
                ? null
                : new ImageCommand { Words = Texts(instruction), Instruction = instruction, Dockerfile = dockerfile };
        }

        string text = instruction.Arguments.Count > 0 ? instruction.Arguments[0].Text : "";
        if (text.Length == 0) return null;
        return new ImageCommand
        {
            Words = [.. config.Shell ?? ["/bin/sh", "-c"], text],
            IsShellForm = true,
            Instruction = instruction,
            Dockerfile = dockerfile,
        };
    }

    private static List<string> Texts(Instruction instruction)
    {
        var texts = new List<string>();
        foreach (Word word in instruction.Arguments) texts.Add(word.Text);
        return texts;
    }

    private VariableValue Expand(Instruction instruction, Word word, char escape) =>
        GlobalScope.ToValue(WordExpander.Expand(word.Text, scope, escape), word.Text, instruction, word.Span, problems);

    private void Fail(BuildProblemKind kind, string message, Instruction instruction, SourceSpan span) =>
        problems.Add(new BuildProblem { Kind = kind, Message = message, Instruction = instruction, Span = span, Stage = plan.Syntax.Index });

    /// <summary>Expands words of one instruction in the environment of the moment.</summary>
    internal readonly struct WordReader(StagePlanner planner, Instruction instruction, char escape)
    {
        /// <summary>The instruction.</summary>
        public Instruction Instruction => instruction;

        /// <summary>The stage is one of Windows.</summary>
        public bool IsWindows => planner.plan.IsWindows;

        /// <summary>The variables of the moment.</summary>
        public IVariables Variables => planner.scope;

        /// <summary>The configuration of the moment.</summary>
        public ImageConfig Config => planner.config;

        /// <summary>Expands a word; an error is reported and makes it unknown.</summary>
        public VariableValue Expand(string text, SourceSpan span) => planner.Expand(instruction, new Word(text, span), escape);

        /// <summary>Expands a word that is a path.</summary>
        public VariableValue ExpandPath(string text, SourceSpan span) => IsWindows ? WindowsStage.ToPath(Expand(text, span)) : Expand(text, span);

        /// <summary>Reports a problem.</summary>
        public void Fail(string message, SourceSpan span) => planner.Fail(BuildProblemKind.BuildError, message, instruction, span);
    }
}
