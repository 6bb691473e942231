using System.Collections.Generic;

namespace DockerLint.Projects.Building;

/// <summary>All <c>dotnet</c> commands of a build with what they read; what the rules ask. Made once for a service.</summary>
public sealed class DotNetAnalysis
{
    private readonly Dictionary<DotNetStage, List<StepModel>> models = new(ReferenceComparer<DotNetStage>.Instance);

    private IReadOnlyList<ProjectAbsence>? projectAbsences;

    private DotNetAnalysis(DotNetBuild build) => Build = build;

    /// <summary>What was analysed.</summary>
    public DotNetBuild Build { get; }

    /// <summary>The commands in the order in which they run, one list for each stage that no other stage starts from.</summary>
    internal List<IReadOnlyList<StepModel>> Chains { get; } = [];

    /// <summary>Every command once, in file order.</summary>
    internal IEnumerable<StepModel> Steps
    {
        get
        {
            foreach (DotNetStage stage in Build.Stages)
            {
                foreach (StepModel step in models[stage]) yield return step;
            }
        }
    }

    /// <summary>Absent projects with what their absence does, each once.</summary>
    internal IReadOnlyList<ProjectAbsence> ProjectAbsences => projectAbsences ??= ProjectAbsence.Of(this);

    /// <summary>What is not known of the commands: clauses for people.</summary>
    public IReadOnlyList<string> Notes => AnalysisNotes.Of(this);

    /// <summary>Reads every command.</summary>
    public static DotNetAnalysis Of(DotNetBuild build)
    {
        var analysis = new DotNetAnalysis(build);
        var reader = new StepReader(build);
        var bases = new HashSet<DotNetStage>(ReferenceComparer<DotNetStage>.Instance);
        foreach (DotNetStage stage in build.Stages)
        {
            var steps = new List<StepModel>();
            foreach (DotNetStep step in stage.Steps) steps.Add(reader.Read(stage, step));
            analysis.models[stage] = steps;
            if (stage.Base is not null) bases.Add(stage.Base);
        }

        foreach (DotNetStage stage in build.Stages)
        {
            if (!bases.Contains(stage)) analysis.Chains.Add(analysis.Chain(stage));
        }

        return analysis;
    }

    /// <summary>The commands behind the files of a stage, those of the stages it starts from first.</summary>
    internal IReadOnlyList<StepModel> Chain(DotNetStage stage)
    {
        var chain = new List<StepModel>();
        for (DotNetStage? at = stage; at is not null; at = at.Base)
        {
            if (models.TryGetValue(at, out List<StepModel>? steps)) chain.InsertRange(0, steps);
        }

        return chain;
    }
}
