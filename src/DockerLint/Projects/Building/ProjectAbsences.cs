using System;
using System.Collections.Generic;
using DockerLint.Projects.Commands;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>What the absence of a project does.</summary>
internal enum AbsenceEffect : byte
{
    /// <summary>A solution lists it: the command fails with MSB3202.</summary>
    SolutionFails,

    /// <summary>It is compiled against: the build fails.</summary>
    BuildFails,

    /// <summary>An analyzer or generator: the build succeeds without it.</summary>
    SilentlyLeftOut,

    /// <summary>The restore skips it, and what follows does not restore again: NETSDK1004.</summary>
    AssetsMissing,

    /// <summary>The restore skips it, and what follows restores again: the layer is of no use.</summary>
    LayerUseless,
}

/// <summary>An absent project with its effect.</summary>
/// <param name="Effect">What happens.</param>
/// <param name="Step">The command where it is absent.</param>
/// <param name="Absent">The project.</param>
/// <param name="Other">The restore that skipped it before, or the build that needs it afterwards.</param>
internal sealed record ProjectAbsence(AbsenceEffect Effect, StepModel Step, AbsentProject Absent, StepModel? Other)
{
    /// <summary>Every absence once, in the order of the commands.</summary>
    public static List<ProjectAbsence> Of(DotNetAnalysis analysis)
    {
        var found = new List<ProjectAbsence>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (IReadOnlyList<StepModel> chain in analysis.Chains)
        {
            foreach (ProjectAbsence absence in OfChain(chain))
            {
                // A COPY that is refused is told as such; what it should have brought is no second finding.
                if (IsRefused(analysis, chain, absence.Absent.RepositoryPath)) continue;
                if (keys.Add(absence.Effect + " " + absence.Step.Step.Instruction.Span + " " + absence.Absent.ImagePath)) found.Add(absence);
            }
        }

        return found;
    }

    private static bool IsRefused(DotNetAnalysis analysis, IReadOnlyList<StepModel> chain, string repositoryPath)
    {
        DotNetStage? last = null;
        foreach (StepModel step in chain)
        {
            if (ReferenceEquals(step.Stage, last)) continue;
            last = step.Stage;
            foreach (string source in last.RefusedSources)
            {
                if (TreePath.IsAtOrBelow(repositoryPath, TreePath.Combine(analysis.Build.ContextPath, source.TrimStart('/')))) return true;
            }
        }

        return false;
    }

    private static List<ProjectAbsence> OfChain(IReadOnlyList<StepModel> chain)
    {
        var found = new List<ProjectAbsence>();
        var handled = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < chain.Count; i++)
        {
            foreach (AbsentProject absent in chain[i].Absent)
            {
                AbsenceEffect? effect = absent.Use == ProjectUse.Listed ? AbsenceEffect.SolutionFails
                    : !chain[i].Command.Builds ? null
                    : absent.Use == ProjectUse.Silent ? AbsenceEffect.SilentlyLeftOut : AbsenceEffect.BuildFails;
                if (effect is { } known && handled.Add(absent.ImagePath))
                    found.Add(new ProjectAbsence(known, chain[i], absent, RestoreWithout(chain, i, absent.ImagePath)));
            }
        }

        for (int i = 0; i < chain.Count; i++)
        {
            if (chain[i].Command.Verb != DotNetVerb.Restore) continue;
            foreach (AbsentProject absent in chain[i].Absent)
            {
                if (!handled.Contains(absent.ImagePath) && AfterRestore(chain, i, absent) is { } later) found.Add(later);
            }
        }

        return found;
    }

    private static StepModel? RestoreWithout(IReadOnlyList<StepModel> chain, int before, string imagePath)
    {
        for (int i = 0; i < before; i++)
        {
            if (chain[i].Command.Verb == DotNetVerb.Restore && chain[i].FindAbsent(imagePath) is not null) return chain[i];
        }

        return null;
    }

    // The project is there later: only what happens between decides whether anybody is hurt.
    private static ProjectAbsence? AfterRestore(IReadOnlyList<StepModel> chain, int restore, AbsentProject absent)
    {
        bool hasBuild = false, isUnknown = false;
        for (int i = restore + 1; i < chain.Count; i++)
        {
            StepModel step = chain[i];
            if (step.Target.Path is null && step.Target.UnknownBecause is not null) isUnknown = true;
            hasBuild |= step.Command.Builds;
            if (!step.Present.Contains(absent.ImagePath)) continue;
            if (step.Command.Restores) return new ProjectAbsence(AbsenceEffect.LayerUseless, chain[restore], absent, step);
            if (step.Command.Builds)
            {
                string assets = TreePath.Parent(absent.ImagePath) + "/obj/project.assets.json";
                bool isSure = step.Step.Image.Stat(assets).Kind == NodeKind.Missing && NeedsCertainly(step, absent.ImagePath);
                return new ProjectAbsence(isSure ? AbsenceEffect.AssetsMissing : AbsenceEffect.LayerUseless, chain[restore], absent, step);
            }
        }

        // Builds follow, and none of them needs the project: another framework, a test.
        return hasBuild && !isUnknown ? null : new ProjectAbsence(AbsenceEffect.LayerUseless, chain[restore], absent, null);
    }

    private static bool NeedsCertainly(StepModel step, string imagePath)
    {
        foreach (EvaluatedProject project in step.Projects)
        {
            if (project.Node.Path == imagePath) return project.Node.UnknownBecause is null;
        }

        return false;
    }
}
