using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Fixing;
using DockerLint.Images;
using DockerLint.Reporting;
using DockerLint.Rules.Copy;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>
/// The edits that bring a module into the image. Each is tried out: the mended Dockerfile is simulated, and an edit that does
/// not bring the module is not proposed.
/// </summary>
internal static class CopyFix
{
    /// <summary>COPY lines for the missing module, in the stage that serves: the last, or one that it copies from.</summary>
    public static Fix? Copies(ServiceModel service, RepositoryModules.Hit hit, string imagePath, SortedSet<string> neededFiles)
    {
        if (!TreePath.IsAtOrBelow(hit.Path, service.ContextPath)) return null;
        // "COPY . ./pkg/": the context itself would have to be another one, and no line makes up for that.
        if (hit.Path == service.ContextPath || IsMeantElsewhere(service, hit.Path)) return null;
        List<MissingPath> paths = CopyUnits.Of(service.Session.Directories, hit, imagePath, neededFiles);
        foreach (BuiltStage stage in Stages(service.Build.Stages))
        {
            if (Propose(service, stage, paths) is { } fix && Works(service, fix, imagePath)) return fix;
        }

        return null;
    }

    /// <summary>An instruction copies it by a name with a slip: mending the name is what is needed, not a second instruction.</summary>
    private static bool IsMeantElsewhere(ServiceModel service, string path)
    {
        foreach (BuildProblem problem in service.Build.Problems)
        {
            if (problem is { Kind: BuildProblemKind.CopySourceMissing, Nearest: { } nearest }
                && TreePath.IsAtOrBelow(path, TreePath.Clean(service.ContextPath + "/" + nearest.TrimStart('/')))) return true;
        }

        return false;
    }

    /// <summary>
    /// The stages that may take the line, the best first: those that copy sources already, the last of them first, even where
    /// the last stage only takes what they have gathered.
    /// </summary>
    private static IEnumerable<BuiltStage> Stages(IReadOnlyList<BuiltStage> stages)
    {
        for (int i = stages.Count - 1; i >= 0; i--)
        {
            if (BringsSources(stages[i])) yield return stages[i];
        }

        for (int i = stages.Count - 1; i >= 0; i--)
        {
            if (!BringsSources(stages[i]) && (i == stages.Count - 1 || stages[i].BaseStage is not null)) yield return stages[i];
        }
    }

    /// <summary>Exception lines in the ignore file, where an instruction would copy the module if it were not ignored.</summary>
    public static Fix? Exceptions(ServiceModel service, RepositoryModules.Hit hit, string imagePath, SortedSet<string> neededFiles)
    {
        Fix? fix = IgnoreFileFix.Exception(service, service.Build.Context.Ignore.Path, hit.Path);
        if (fix is not null && Works(service, fix, imagePath)) return fix;
        // No instruction brings it even then: both edits are needed.
        if (fix is null || Copies(service, hit, imagePath, neededFiles, fix) is not { } copies) return null;
        return new Fix(copies.Description + ", and " + fix.Description, fix.IsSafe && copies.IsSafe, [.. fix.Edits, .. copies.Edits]);
    }

    private static Fix? Copies(ServiceModel service, RepositoryModules.Hit hit, string imagePath, SortedSet<string> neededFiles, Fix exception)
    {
        List<MissingPath> paths = CopyUnits.Of(service.Session.Directories, hit, imagePath, neededFiles);
        BuiltStage last = service.Build.Stages[service.Build.Stages.Count - 1];
        if (Propose(service, last, paths) is not { } copies) return null;
        var both = new Fix("", IsSafe: true, [.. exception.Edits, .. copies.Edits]);
        return Works(service, both, imagePath) ? copies : null;
    }

    private static bool BringsSources(BuiltStage stage)
    {
        foreach (Instruction instruction in stage.Instructions)
        {
            if (instruction.Keyword is "COPY" or "ADD" && instruction.FlagValue("from") is null) return true;
        }

        return false;
    }

    private static Fix? Propose(ServiceModel service, BuiltStage stage, IReadOnlyList<MissingPath> paths)
    {
        IReadOnlyList<Instruction> all = service.Dockerfile.Instructions;
        int from = -1;
        for (int i = 0; i < all.Count; i++)
        {
            if (ReferenceEquals(all[i], stage.From)) from = i;
        }

        return from < 0 ? null : CopyLineWriter.Propose(new CopyProposal
        {
            Dockerfile = service.Dockerfile,
            From = from,
            ContextPath = service.ContextPath,
            Missing = paths,
            WorkingDirectory = index => index >= 0 && index < all.Count
                ? stage.ImageBefore(all[index]).Config.WorkingDirectory
                : stage.Image.Config.WorkingDirectory,
        });
    }

    private static bool Works(ServiceModel service, Fix fix, string imagePath)
    {
        ImageBuild mended = service.Session.Simulate(service, new EditedTree(service.Repository, fix.Edits));
        return mended.Image.Stat(imagePath).Kind is NodeKind.File or NodeKind.Directory;
    }
}
