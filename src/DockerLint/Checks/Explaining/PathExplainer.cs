using System.Collections.Generic;
using DockerLint.Checks.Python;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Explaining;

/// <summary>Says why a path of the repository, or of the image, is or is not in the image.</summary>
internal sealed class PathExplainer(ServiceModel service)
{
    private readonly ExplainedSteps steps = new(service);

    /// <summary>Explains a path of the repository.</summary>
    public Explanation Repository(string path)
    {
        string shown = TreePath.Display(path);
        Absence absence = service.Build.Explain(path);
        var explanation = new Explanation { Subject = shown, RepositoryPath = shown, Status = ExplanationStatus.Missing, Summary = "", Chain = ChainTo(path) };
        switch (absence.Reason)
        {
            case AbsenceReason.Present:
                return Present(explanation, absence.Places, ExplainedSteps.Origin(service.Build.Image, path));
            case AbsenceReason.Ignored when absence.IgnoredBy is { } line:
                return explanation with
                {
                    Summary = $"{shown} is not in the image: {TreePath.Display(line.File)}:{line.Line} ({line.Pattern}) keeps it out of the build context",
                    Reason = Reasons.Ignored,
                    Steps = [ExplainedSteps.Of(line)],
                };
            case AbsenceReason.OtherStage when absence.Stage is { } stage:
                return OtherStage(explanation, stage, absence.Elsewhere[0], path);
            case AbsenceReason.Removed when absence.RemovedBy is { } step:
                return explanation with
                {
                    Summary = $"{shown} is not in the image: it was at {absence.Elsewhere[0]} until {TreePath.Display(step.Dockerfile)}:{step.Instruction.Span.Line} took it away",
                    Reason = Reasons.Removed,
                    ImagePaths = absence.Elsewhere,
                    Steps = [steps.Of("removed by", step)],
                };
            case AbsenceReason.OutsideContext:
                return explanation with
                {
                    Summary = $"{shown} is not in the image: it lies outside of the build context {TreePath.Display(service.ContextPath)} ({service.ContextEvidence})",
                    Reason = Reasons.NotCopied,
                };
            default:
                return NotCopied(explanation, path);
        }
    }

    /// <summary>Explains a path of the image.</summary>
    public Explanation Image(string path)
    {
        SimulatedImage image = service.Build.Image;
        Node node = image.LinkStat(path);
        var explanation = new Explanation { Subject = path, Status = ExplanationStatus.Missing, Summary = path + " is not in the image: nothing puts it there", Reason = Reasons.NotInRepository, ImagePaths = [path] };
        if (node.Kind == NodeKind.Unknown) return Unknown(explanation, path, node.UnknownBecause!);
        if (node.Exists)
        {
            ImageFileOrigin? origin = image.OriginOf(path);
            Explanation present = Present(explanation with { Reason = null, Chain = origin?.RepositoryPath is { } source ? ChainTo(source) : [] }, [path], origin);
            return present with { RepositoryPath = origin?.RepositoryPath is { } file ? TreePath.Display(file) : null };
        }

        if (image.RemovedBy(path) is not { } step) return explanation;
        return explanation with
        {
            Summary = $"{path} is not in the image: {TreePath.Display(step.Dockerfile)}:{step.Instruction.Span.Line} took it away",
            Reason = Reasons.Removed,
            Steps = [steps.Of("removed by", step)],
        };
    }

    private Explanation Present(Explanation explanation, IReadOnlyList<string> places, ImageFileOrigin? origin) => explanation with
    {
        Status = ExplanationStatus.Present,
        Summary = explanation.Subject + " is in the image" + (places.Count == 1 && places[0] == explanation.Subject ? "" : " as " + string.Join(", ", places))
            + (origin is null ? ", part of the base image" : ""),
        ImagePaths = places,
        Steps = origin is null ? [] : [steps.Of("brought by", origin)],
    };

    private Explanation Unknown(Explanation explanation, string path, string cause) => explanation with
    {
        Status = ExplanationStatus.Unknown,
        Summary = "nobody can say whether " + path + " is in the image: " + cause,
        Reason = null,
        Steps = service.Build.Image.DoubtAbout(path) is { } doubt && steps.Of(doubt) is { } step ? [step] : [],
    };

    private Explanation OtherStage(Explanation explanation, BuiltStage stage, string place, string path)
    {
        string name = steps.StageName(service.Dockerfile.Path, stage.Index);
        return explanation with
        {
            Summary = $"{explanation.Subject} is not in the image: only stage {name} holds it, at {place}",
            Reason = Reasons.OtherStage,
            Steps = ExplainedSteps.Origin(stage.Image, path) is { } origin ? [steps.Of("other stage", origin)] : [],
        };
    }

    private Explanation NotCopied(Explanation explanation, string path)
    {
        bool exists = service.Repository.LinkStat(path).Exists;
        ExplainedStep? nearest = steps.Nearest(path);
        return explanation with
        {
            Summary = exists ? explanation.Subject + " is not in the image: no instruction copies it" : "there is no " + explanation.Subject + " in the repository",
            Reason = exists ? Reasons.NotCopied : Reasons.NotInRepository,
            Steps = nearest is null ? [] : [nearest],
        };
    }

    // The first module of a start command that lies at the path or below it.
    private List<ChainLink> ChainTo(string repositoryPath)
    {
        foreach (EntryClosure closure in service.Python.Closures)
        {
            foreach (ClosureModule module in closure.Closure.Modules)
            {
                if (RepositoryModuleSource.RepositoryFile(module) is { } file && TreePath.IsAtOrBelow(file, repositoryPath))
                    return Chains.Of(closure.Entry, service, module);
            }
        }

        return [];
    }
}
