using System.Collections.Generic;

namespace DockerLint.Images;

/// <summary>Why a path of the repository is not in an image, or that it is.</summary>
public enum AbsenceReason : byte
{
    /// <summary>It is there: see <see cref="Absence.Places"/>.</summary>
    Present,

    /// <summary>No instruction brings it.</summary>
    NotCopied,

    /// <summary>The ignore file keeps it out of the context.</summary>
    Ignored,

    /// <summary>Only another stage holds it.</summary>
    OtherStage,

    /// <summary>A step took it away.</summary>
    Removed,

    /// <summary>It lies outside the build context.</summary>
    OutsideContext,
}

/// <summary>The answer of <see cref="ImageBuild.Explain"/>.</summary>
public sealed record Absence(AbsenceReason Reason)
{
    /// <summary>Where it is in the target image.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>The line that keeps it out.</summary>
    public IgnoredBy? IgnoredBy { get; init; }

    /// <summary>The last stage that holds it.</summary>
    public BuiltStage? Stage { get; init; }

    /// <summary>Where that stage holds it, or where it was before a step took it away.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <summary>The step that took it away.</summary>
    public ImageFileOrigin? RemovedBy { get; init; }

    internal static Absence Explain(ImageBuild build, string repositoryPath)
    {
        IReadOnlyList<string> places = build.Image.PlacesOf(repositoryPath);
        if (places.Count > 0) return new Absence(AbsenceReason.Present) { Places = places };
        if (Removed(build.Image, repositoryPath) is { } removed) return removed;
        for (int i = build.Stages.Count - 2; i >= 0; i--)
        {
            IReadOnlyList<string> elsewhere = build.Stages[i].Image.PlacesOf(repositoryPath);
            if (elsewhere.Count > 0)
                return new Absence(AbsenceReason.OtherStage) { Stage = build.Stages[i], Elsewhere = elsewhere };
        }

        if (build.Context.ContextPath(repositoryPath) is not { } path) return new Absence(AbsenceReason.OutsideContext);
        return build.Context.WhyIgnored(path) is { } ignored
            ? new Absence(AbsenceReason.Ignored) { IgnoredBy = ignored }
            : new Absence(AbsenceReason.NotCopied);
    }

    private static Absence? Removed(SimulatedImage image, string repositoryPath)
    {
        foreach (string candidate in image.Tree.CandidatesFor(repositoryPath))
        {
            if (image.RemovedBy(candidate) is not { } step) continue;
            if (image.Tree.WasAt(candidate)) return new Absence(AbsenceReason.Removed) { RemovedBy = step, Elsewhere = [candidate] };
        }

        return null;
    }
}
