using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images.BaseImages;
using PyImportScanner;

namespace DockerLint.Images.Building;

/// <summary>The plans of the stages that the target reaches, in file order.</summary>
internal sealed class BuildPlan
{
    private readonly BuildRequest request;
    private readonly List<BuildProblem> problems;
    private readonly StageList stages;
    private readonly GlobalScope globals;
    private readonly ReferenceResolver resolver;
    private readonly Dictionary<int, StagePlan> plans = [];

    private BuildPlan(BuildRequest request, List<BuildProblem> problems)
    {
        this.request = request;
        this.problems = problems;
        stages = new StageList(request.Dockerfile);
        globals = new GlobalScope(request, stages, problems);
        resolver = new ReferenceResolver(stages, request.NamedContexts);
    }

    /// <summary>The plans in file order; the last is the target's. Empty for a file without stages.</summary>
    public List<StagePlan> Stages { get; } = [];

    /// <summary>Plans a build.</summary>
    public static BuildPlan Of(BuildRequest request, List<BuildProblem> problems)
    {
        var plan = new BuildPlan(request, problems);
        if (plan.stages.Stages.Count == 0) return plan;
        StageSyntax? target = plan.stages.Target(request.Target);
        if (target is null)
        {
            problems.Add(new BuildProblem
            {
                Kind = BuildProblemKind.StageProblem,
                Message = "target stage \"" + request.Target + "\" could not be found",
                Span = new SourceSpan(1, 1, 1, 1),
            });
            target = plan.stages.Target(null)!;
        }

        foreach (int index in plan.Reached(target.Index)) plan.Stages.Add(plan.PlanStage(plan.stages.Stages[index]));
        return plan;
    }

    /// <summary>The stage of the plan with an index of the file; null when the target does not reach it.</summary>
    public StagePlan? Find(int index) => plans.TryGetValue(index, out StagePlan? plan) ? plan : null;

    private SortedSet<int> Reached(int target)
    {
        var reached = new SortedSet<int> { target };
        var open = new Stack<int>();
        open.Push(target);
        while (open.Count > 0)
        {
            StageSyntax stage = stages.Stages[open.Pop()];
            if (ReplacedBy(stage) is not null) continue;
            StageSyntax? below = stages.ForFrom(BaseReference(stage).Value ?? "", stage.Index);
            if (below is not null)
            {
                Need(below.Index);
                foreach (Instruction onBuild in below.OnBuilds) NeedSources(onBuild.Trigger!, stage.Index);
            }

            foreach (Instruction instruction in stage.Instructions) NeedSources(instruction, stage.Index);
        }

        return reached;

        void Need(int index)
        {
            if (reached.Add(index)) open.Push(index);
        }

        void NeedSources(Instruction instruction, int stage)
        {
            foreach (string from in FromReferences(instruction))
            {
                SourceReference reference = resolver.Resolve(from, stage, instruction, instruction.Span, null);
                if (reference.Kind == SourceKind.Stage) Need(reference.Index);
            }
        }
    }

    private static IEnumerable<string> FromReferences(Instruction instruction)
    {
        foreach (Flag flag in instruction.Flags)
        {
            if (flag.Value is null) continue;
            if (flag.Name == "from" && instruction.Keyword == "COPY") yield return flag.Value;
            if (flag.Name != "mount" || instruction.Keyword != "RUN") continue;
            foreach (string option in flag.Value.Split(','))
            {
                if (option.StartsWith("from=", StringComparison.OrdinalIgnoreCase)) yield return option.Substring("from=".Length);
            }
        }
    }

    private ExpandedWord BaseReference(StageSyntax stage) =>
        stage.From.Arguments.Count == 0
            ? new ExpandedWord { UnknownBecause = "FROM names nothing" }
            : WordExpander.Expand(stage.From.Arguments[0].Text, globals.Variables, request.Dockerfile.Escape);

    private string? ReplacedBy(StageSyntax stage) => stage.Name is null ? null : resolver.NamedContext(stage.Name);

    private StagePlan PlanStage(StageSyntax stage)
    {
        (StagePlan plan, IReadOnlyList<OnBuildTrigger> triggers) = Start(stage);
        plans[stage.Index] = plan;
        if (plan.Base.Kind == SourceKind.NamedContext && ReplacedBy(stage) is not null) return plan;
        StagePlanner.Fill(request, globals, resolver, problems, plan, triggers);
        return plan;
    }

    private (StagePlan Plan, IReadOnlyList<OnBuildTrigger> Triggers) Start(StageSyntax stage)
    {
        ExpandedWord word = BaseReference(stage);
        string? reference = word.Value;
        if (ReplacedBy(stage) is { } replacement) return (FromContext(stage, reference, replacement), []);
        if (word.Error is not null) Fail(stage, "failed to process \"" + stage.From.Arguments[0].Text + "\": " + word.Error);
        if (reference is { Length: 0 })
        {
            Fail(stage, "base name (" + stage.From.Arguments[0].Text + ") should not be blank");
            reference = null;
        }

        if (reference is null) return (FromImage(stage, stage.From.Arguments.Count > 0 ? stage.From.Arguments[0].Text : "?"), []);
        if (stages.ForFrom(reference, stage.Index) is { } below) return FromStage(stage, reference, plans[below.Index]);
        if (resolver.NamedContext(reference) is { } context) return (FromContext(stage, reference, context), []);
        if (reference == "scratch") return (FromScratch(stage), []);
        if (ImageReference.Parse(reference) is null)
        {
            Fail(stage, "failed to parse stage name \"" + reference + "\": invalid reference format: repository name must be lowercase");
            return (FromImage(stage, reference), []);
        }

        return request.BaseImages?.Find(reference) is { } image
            ? FromBuiltImage(stage, reference, image)
            : (FromImage(stage, reference), []);
    }

    private static StagePlan FromScratch(StageSyntax stage) => WithPath(new StagePlan
    {
        Syntax = stage,
        Reference = "scratch",
        Base = SourceReference.Nothing,
    });

    private static StagePlan FromContext(StageSyntax stage, string? reference, string name) => WithPath(new StagePlan
    {
        Syntax = stage,
        Reference = reference ?? name,
        Base = new SourceReference(SourceKind.NamedContext, -1, name),
    });

    private static StagePlan WithPath(StagePlan plan)
    {
        plan.Scope.Set("PATH", VariableValue.Of(ImageConfig.DefaultPath));
        plan.Config = new ImageConfig { Environment = [new EnvironmentVariable("PATH", VariableValue.Of(ImageConfig.DefaultPath))] };
        return plan;
    }

    private static (StagePlan Plan, IReadOnlyList<OnBuildTrigger> Triggers) FromStage(StageSyntax stage, string reference, StagePlan below)
    {
        var plan = new StagePlan
        {
            Syntax = stage,
            Reference = reference,
            Base = new SourceReference(SourceKind.Stage, below.Syntax.Index),
            Facts = below.Facts,
            IsWindows = below.IsWindows,
            Scope = below.Scope.Copy(),
            // The triggers run now; grandchildren do not run them again.
            Config = below.Config with { OnBuild = [] },
        };
        return (plan, below.Config.OnBuild);
    }

    private static (StagePlan Plan, IReadOnlyList<OnBuildTrigger> Triggers) FromBuiltImage(StageSyntax stage, string reference, SimulatedImage image)
    {
        var plan = new StagePlan
        {
            Syntax = stage,
            Reference = reference,
            Base = new SourceReference(SourceKind.Image, -1, reference),
            BaseImage = image,
            Scope = new StageScope(image.Config.EnvironmentUnknownBecause),
            Config = image.Config with { OnBuild = [] },
        };
        foreach (EnvironmentVariable variable in image.Config.Environment) plan.Scope.Set(variable.Name, variable.Value);
        return (plan, image.Config.OnBuild);
    }

    private static StagePlan FromImage(StageSyntax stage, string reference)
    {
        BaseImageFacts facts = BaseImageTable.Find(reference);
        return new StagePlan
        {
            Syntax = stage,
            Reference = reference,
            Base = new SourceReference(SourceKind.Image, -1, reference),
            Facts = facts,
            IsWindows = WindowsStage.IsWindows(reference),
            Scope = BaseImageConfig.ScopeOf(facts),
            Config = BaseImageConfig.ConfigOf(facts),
        };
    }

    private void Fail(StageSyntax stage, string message) => problems.Add(new BuildProblem
    {
        Kind = BuildProblemKind.StageProblem,
        Message = message,
        Instruction = stage.From,
        Span = stage.From.Arguments.Count > 0 ? stage.From.Arguments[0].Span : stage.From.Span,
        Stage = stage.Index,
    });
}
