using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.BaseImages;
using DockerLint.Images.Copying;
using DockerLint.Images.Layers;
using DockerLint.Images.Run;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Building;

/// <summary>Carries a plan out, operation by operation.</summary>
internal sealed class BuildRunner
{
    // Engines stop at some 125 layers (moby, layer.ErrMaxDepthExceeded); a RUN counts with several here. Each lookup passes all.
    private const int MostLayers = 2000;

    private readonly BuildRequest request;
    private readonly BuildPlan plan;
    private readonly List<BuildProblem> problems;
    private readonly NoteList notes = new();
    private readonly CopyProblems copyProblems;
    private readonly BuildContexts contexts;
    private readonly Dictionary<int, BuiltStage> built = [];

    public BuildRunner(BuildRequest request, BuildPlan plan, List<BuildProblem> problems)
    {
        this.request = request;
        this.plan = plan;
        this.problems = problems;
        contexts = new BuildContexts(request, plan, problems);
        copyProblems = new CopyProblems(problems, contexts.SourceOf);
    }

    /// <summary>Builds all stages of the plan.</summary>
    public ImageBuild Run()
    {
        var stages = new List<BuiltStage>();
        foreach (StagePlan stage in plan.Stages)
        {
            BuiltStage result = new StageRunner(this, stage).Run();
            built[stage.Syntax.Index] = result;
            stages.Add(result);
        }

        problems.Sort(static (a, b) => a.Span.Line != b.Span.Line ? a.Span.Line.CompareTo(b.Span.Line) : a.Span.Column.CompareTo(b.Span.Column));
        return new ImageBuild
        {
            Image = stages.Count > 0 ? stages[stages.Count - 1].Image : SimulatedImage.Empty,
            Stages = stages,
            Problems = problems,
            Notes = notes.All,
            Context = contexts.Main,
        };
    }

    /// <summary>The tree behind a reference.</summary>
    public ExactTree TreeOf(SourceReference reference)
    {
        switch (reference.Kind)
        {
            case SourceKind.Context: return contexts.Main.Tree;
            case SourceKind.NamedContext: return contexts.Named(reference.Name!).Tree;
            case SourceKind.Stage: return built[reference.Index].Image.Tree;
            case SourceKind.Image when reference.Name == "scratch": return ImageTree.Empty;
            case SourceKind.Image: return ImageTreeOf(reference.Name!);
            default: return ImageTree.Empty;
        }
    }

    private ExactTree ImageTreeOf(string reference)
    {
        if (request.BaseImages?.Find(reference) is { } image) return image.Tree;
        return new BaseImageTree(BaseImageTable.Find(reference));
    }

    /// <summary>One stage.</summary>
    private sealed class StageRunner(BuildRunner runner, StagePlan plan)
    {
        private readonly Dictionary<Instruction, SimulatedImage> before = new(ReferenceComparer<Instruction>.Instance);
        private readonly List<RunStep> runs = [];
        private readonly List<Instruction> instructions = [];
        private ImageTree tree = ImageTree.Empty;

        public BuiltStage Run()
        {
            tree = Start();
            foreach (PlanStep step in plan.Steps)
            {
                if (tree.LayerCount > MostLayers)
                {
                    GiveUp(step);
                    break;
                }

                instructions.Add(step.Instruction);
                var image = new SimulatedImage(tree, step.Before);
                before[step.Instruction] = image;
                var source = new LayerSource(step.Instruction, plan.Syntax.Index, step.Dockerfile);
                switch (step)
                {
                    case WorkdirPlan workdir: MakeWorkdir(workdir, source); break;
                    case CopyPlan copy: Copy(copy, source); break;
                    case RunPlan run: Execute(run, image, source); break;
                }
            }

            return new BuiltStage(before)
            {
                Index = plan.Syntax.Index,
                Name = plan.Syntax.Name,
                From = plan.Syntax.From,
                BaseReference = plan.Reference ?? "",
                BaseStage = plan.Base.Kind == SourceKind.Stage ? runner.built[plan.Base.Index] : null,
                Base = plan.Facts,
                Image = new SimulatedImage(tree, plan.Config),
                Runs = runs,
                Instructions = instructions,
            };
        }

        // What the rest of the stage would have done may be anything.
        private void GiveUp(PlanStep step)
        {
            string cause = "there are more steps than are followed, from " + At(step) + " on";
            runner.notes.Add(cause);
            var editor = new ImageEditor(tree, new LayerSource(step.Instruction, plan.Syntax.Index, step.Dockerfile));
            editor.Doubt(TreePath.Root, cause);
            tree = editor.Image;
        }

        private ImageTree Start()
        {
            switch (plan.Base.Kind)
            {
                case SourceKind.Stage:
                    return runner.built[plan.Base.Index].Image.Tree;
                case SourceKind.NamedContext:
                    var from = new LayerSource(plan.Syntax.From, plan.Syntax.Index, runner.request.Dockerfile.Path);
                    return ImageTree.Empty.With(new TreeLayer(from, runner.TreeOf(plan.Base), TreePath.Root, TreePath.Root));
                case SourceKind.Image when plan.BaseImage is not null:
                    return plan.BaseImage.Tree;
                case SourceKind.Image:
                    if (!plan.Facts!.Known) runner.notes.Add("base image " + plan.Reference + " is not known: what it contains is unknown");
                    var source = new LayerSource(plan.Syntax.From, plan.Syntax.Index, runner.request.Dockerfile.Path) { IsBase = true };
                    return ImageTree.Empty.With(new TreeLayer(source, new BaseImageTree(plan.Facts), TreePath.Root, TreePath.Root));
                default:
                    return ImageTree.Empty;
            }
        }

        private void MakeWorkdir(WorkdirPlan step, LayerSource source)
        {
            if (step.Path is not { Length: > 1 } path) return;
            var editor = new ImageEditor(tree, source);
            if (editor.MakeDirectory(path, out string? blocker) is null)
            {
                runner.problems.Add(new BuildProblem
                {
                    Kind = BuildProblemKind.BuildError,
                    Message = "mkdir " + blocker + ": not a directory",
                    Instruction = step.Instruction,
                    Span = step.Instruction.Arguments[0].Span,
                    Stage = plan.Syntax.Index,
                });
            }

            tree = editor.Image;
        }

        private void Copy(CopyPlan step, LayerSource source)
        {
            if (step.From.Kind == SourceKind.Nothing) return;
            Instruction instruction = step.Instruction;
            var copy = new CopyRequest
            {
                Step = source,
                Instruction = instruction,
                From = runner.TreeOf(step.From),
                Sources = step.Sources,
                Destination = step.Destination,
                DestinationUnknownBecause = step.DestinationUnknownBecause,
                Heredocs = step.Heredocs,
                IgnoresCase = step.IgnoresCase,
                IsAdd = instruction.Keyword == "ADD",
                // --chmod makes it a plain copy.
                Link = IsSet(instruction, "link") && instruction.FlagValue("chmod") is null,
                Parents = IsSet(instruction, "parents"),
                Excludes = Values(instruction, "exclude"),
                Unpack = HasFlag(instruction, "unpack") ? IsSet(instruction, "unpack") : null,
            };
            if (step.Destination is null)
                runner.notes.Add("where " + instruction.Keyword + " at " + At(step) + " copies to is unknown: " + step.DestinationUnknownBecause);
            tree = CopyEngine.Run(tree, copy, runner.copyProblems);
        }

        private void Execute(RunPlan step, SimulatedImage image, LayerSource source)
        {
            RunStep result = RunSimulator.Run(runner.request, step, image, source, runner.TreeOf, runner.notes);
            runs.Add(result);
            tree = result.After.Tree;
        }

        private static string At(PlanStep step) => TreePath.Display(step.Dockerfile) + ":" + step.Instruction.Span.Line;

        private static bool HasFlag(Instruction instruction, string name)
        {
            foreach (Flag flag in instruction.Flags)
            {
                if (flag.Name == name) return true;
            }

            return false;
        }

        private static bool IsSet(Instruction instruction, string name) =>
            HasFlag(instruction, name) && !string.Equals(instruction.FlagValue(name), "false", StringComparison.OrdinalIgnoreCase);

        private static List<string> Values(Instruction instruction, string name)
        {
            var values = new List<string>();
            foreach (Flag flag in instruction.Flags)
            {
                if (flag.Name == name && flag.Value is not null) values.Add(flag.Value);
            }

            return values;
        }
    }
}
