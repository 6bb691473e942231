using System;
using System.Collections.Generic;
using DockerLint.Projects.Commands;
using DockerLint.Projects.Evaluation;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>Works out what one command reads: its target, the closure in the image, and what the repository has beyond it.</summary>
internal sealed class StepReader(DotNetBuild build)
{
    private readonly Dictionary<string, ProjectGraph> repositoryGraphs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectFacts> repositoryFacts = new(StringComparer.Ordinal);

    public StepModel Read(DotNetStage stage, DotNetStep step)
    {
        CommandTarget target = step.Directory is { } directory
            ? CommandTarget.Find(step.Image, step.Command, directory)
            : new CommandTarget(null, null, "the working directory is not known");
        var model = new StepModel(stage, step, target);
        if (target.Path is not { } path) return model;
        GraphOptions options = Options(stage, step, path);
        var entries = new List<string>();
        if (SolutionFacts.IsSolution(path)) Solution(model, path, entries);
        else entries.Add(path);
        model.Graph = ProjectGraph.Load(step.Image, build.Files, entries, options);
        foreach (ProjectNode node in model.Graph.Nodes) Project(model, node, options);
        foreach (MissingProject missing in model.Graph.Missing) Missing(model, missing, options);
        return model;
    }

    private GraphOptions Options(DotNetStage stage, DotNetStep step, string path)
    {
        var properties = new Dictionary<string, MsBuildValue>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, MsBuildValue> pair in step.Command.Properties) properties[pair.Key] = pair.Value;
        if (step.Command.HasDefaultConfiguration && DefaultConfiguration(stage, step, path) is { } configuration) properties["Configuration"] = MsBuildValue.Of(configuration);
        if (SolutionFacts.IsSolution(path))
        {
            properties["SolutionDir"] = MsBuildValue.Of(MsBuildText.WithSlash(TreePath.Parent(path)));
            properties["SolutionName"] = MsBuildValue.Of(MsBuildText.Stem(TreePath.Name(path)));
        }

        return new GraphOptions
        {
            Evaluation = new EvaluationOptions { GlobalProperties = properties, Environment = step.Environment },
            Framework = step.Command.Framework,
            IsRestore = step.Command.Verb == DotNetVerb.Restore,
        };
    }

    // PublishRelease and PackRelease (Microsoft.NET.Publish.targets): Debug before SDK 8, Release from it on for net8.0 and later.
    private string? DefaultConfiguration(DotNetStage stage, DotNetStep step, string path)
    {
        if (SdkVersions.OfImage(stage.RootImage) is not { } sdk || SolutionFacts.IsSolution(path)) return null;
        if (sdk.Major < 8) return sdk.Major < 7 ? "Debug" : null;
        var options = new EvaluationOptions { GlobalProperties = step.Command.Properties, Environment = step.Environment };
        ProjectFacts facts = build.Files.Evaluate(step.Image, path, options);
        foreach (string name in new[] { "PublishRelease", "PackRelease" })
        {
            if (facts.PropertyPlaces.ContainsKey(name) || !facts.Property(name).IsKnown || facts.Property(name).HasText) return null;
        }

        IReadOnlyList<string>? frameworks = step.Command.Framework is { } given ? [given] : facts.Frameworks;
        if (frameworks is not { Count: > 0 }) return null;
        foreach (string moniker in frameworks)
        {
            if (Frameworks.Parse(moniker) is not { Identifier: ".NETCoreApp", Major: >= 8 }) return null;
        }

        return "Release";
    }

    private void Solution(StepModel model, string path, List<string> entries)
    {
        IFileTree image = model.Step.Image;
        if (SolutionFacts.Read(image, build.Files, path) is not { } solution) return;
        model.Solution = solution;
        string? origin = image.Stat(path).Origin;
        if (origin is not null && solution.SolutionPlace is { } named && IsAbsent(model, solution.SolutionPath, out string? whether))
            Absent(model, new Alignment(TreePath.Parent(origin), TreePath.Parent(path)), solution.SolutionPath, new FactPlace(origin, named.Span), ProjectUse.Listed, whether);
        foreach (SolutionProject project in solution.Projects)
        {
            if (!IsSelected(model.Command, solution, project, out string? whetherBuilt)) continue;
            Node node = image.Stat(project.Path);
            if (node.Kind == NodeKind.File)
            {
                if (IsEvaluated(project.Path)) entries.Add(project.Path);
                else model.Present.Add(project.Path);
            }
            else if (origin is not null && IsAbsent(model, project.Path, out string? doubt))
            {
                var alignment = new Alignment(TreePath.Parent(origin), TreePath.Parent(path));
                Absent(model, alignment, project.Path, new FactPlace(origin, project.Place.Span), ProjectUse.Listed, doubt ?? whetherBuilt);
            }
        }
    }

    // Without -c a publish or pack takes Release or Debug, by its SDK.
    private static bool IsSelected(DotNetCommand command, SolutionFacts solution, SolutionProject project, out string? unknown)
    {
        unknown = null;
        if (project.Id.Length == 0 || !solution.Configurations.IsTold) return true;
        string? configuration = Given(command, "Configuration", ref unknown), platform = Given(command, "Platform", ref unknown);
        if (unknown is not null) return true;
        bool isBuilt = solution.Configurations.Builds(project.Id, configuration, platform);
        if (configuration is not null || command.Verb is not (DotNetVerb.Publish or DotNetVerb.Pack)) return isBuilt;
        bool inRelease = solution.Configurations.Builds(project.Id, "Release", platform);
        if (isBuilt != inRelease) unknown = "whether Debug or Release is built is not known";
        return isBuilt || inRelease;
    }

    private static string? Given(DotNetCommand command, string property, ref string? unknown)
    {
        if (!command.Properties.TryGetValue(property, out MsBuildValue value)) return null;
        if (!value.IsKnown) unknown = "the " + property.ToLowerInvariant() + " is not known";
        return value.IsKnown && value.HasText ? value.Text : null;
    }

    private static bool IsEvaluated(string path) => MsBuildText.Extension(path).ToUpperInvariant() is ".CSPROJ" or ".FSPROJ" or ".VBPROJ" or ".PROJ";

    private void Project(StepModel model, ProjectNode node, GraphOptions options)
    {
        model.Present.Add(node.Path);
        if (model.Step.Image.Stat(node.Path).Origin is not { } origin) return;
        ProjectFacts repository = RepositoryFacts(origin, node.Framework, options);
        model.Projects.Add(new EvaluatedProject(node, origin, repository));
        var alignment = new Alignment(TreePath.Parent(origin), TreePath.Parent(node.Path));
        foreach (ItemFact item in repository.Items)
        {
            // A reference that only the repository states hangs on something the image lacks: Exists(…), or an import.
            if (item.Kind != ItemKind.ProjectReference || alignment.ToImage(item.Path) is not { } imagePath) continue;
            if (!IsAbsent(model, imagePath, out string? doubt) || States(node.Facts, imagePath)) continue;
            Absent(model, alignment, imagePath, item.Place, UseOf(item), item.UnknownBecause ?? doubt ?? (item.IsWildcard ? null : "its condition does not hold in the image"));
        }
    }

    private static bool States(ProjectFacts facts, string path)
    {
        foreach (ItemFact item in facts.Items)
        {
            if (item.Kind == ItemKind.ProjectReference && item.Path == path) return true;
        }

        return false;
    }

    private ProjectFacts RepositoryFacts(string path, string? framework, GraphOptions options)
    {
        EvaluationOptions evaluation = options.Evaluation;
        string key = path + "\n" + framework + "\n" + evaluation.Key();
        if (repositoryFacts.TryGetValue(key, out ProjectFacts? known)) return known;
        ProjectFacts facts = build.Files.Evaluate(build.Repository, path, evaluation);
        if (framework is not null && !facts.Property("TargetFramework").HasText)
            facts = build.Files.Evaluate(build.Repository, path, evaluation.With("TargetFramework", framework));
        return repositoryFacts[key] = facts;
    }

    private void Missing(StepModel model, MissingProject missing, GraphOptions options)
    {
        IFileTree image = model.Step.Image;
        if (!IsAbsent(model, missing.Path, out string? doubt)) return;
        string project = missing.From.Path;
        if (image.Stat(project).Origin is not { } origin) return;
        var alignment = new Alignment(TreePath.Parent(origin), TreePath.Parent(project));
        string file = image.Stat(missing.Reference.Place.File).Origin ?? origin;
        var place = new FactPlace(file, missing.Reference.Place.Span);
        Absent(model, alignment, missing.Path, place, UseOf(missing.Reference), missing.Reference.UnknownBecause ?? missing.From.UnknownBecause ?? doubt);
        if (alignment.ToRepository(missing.Path) is not { } repositoryPath) return;
        if (build.Repository.Stat(repositoryPath).Kind == NodeKind.File) Behind(model, alignment, repositoryPath, missing, options);
    }

    // What the absent project references is absent too, as a rule: all of it is said at once.
    private void Behind(StepModel model, Alignment alignment, string repositoryPath, MissingProject missing, GraphOptions options)
    {
        GraphOptions behind = options with { Framework = null };
        string key = repositoryPath + "\n" + options.IsRestore + "\n" + options.Evaluation.Key();
        if (!repositoryGraphs.TryGetValue(key, out ProjectGraph? graph))
            repositoryGraphs[key] = graph = ProjectGraph.Load(build.Repository, build.Files, [repositoryPath], behind);
        foreach (ProjectNode node in graph.Nodes)
        {
            if (node.From is null || alignment.ToImage(node.Path) is not { } imagePath) continue;
            if (!IsAbsent(model, imagePath, out string? doubt)) continue;
            ProjectUse use = UseOf(missing.Reference) == ProjectUse.Silent ? ProjectUse.Silent : UseOf(node.Reference!);
            Absent(model, alignment, imagePath, node.Reference!.Place, use, missing.UnknownBecause ?? node.UnknownBecause ?? doubt);
        }
    }

    // That a base image nobody knows holds the very project of this repository is possible, and no reason to be silent.
    private static bool IsAbsent(StepModel model, string path, out string? doubt)
    {
        Node node = model.Step.Image.Stat(path);
        doubt = node.Kind == NodeKind.Unknown ? node.UnknownBecause : null;
        return node.Kind == NodeKind.Missing || (doubt is not null && doubt == model.Step.BaseUnknownBecause);
    }

    private static ProjectUse UseOf(ItemFact reference) =>
        MsBuildText.Same(reference.Meta("OutputItemType"), "Analyzer") || reference.IsOff("ReferenceOutputAssembly") ? ProjectUse.Silent : ProjectUse.Reference;

    private void Absent(StepModel model, Alignment alignment, string imagePath, FactPlace place, ProjectUse use, string? unknown)
    {
        if (alignment.ToRepository(imagePath) is not { } repositoryPath) return;
        string? otherCase = null;
        if (build.Repository.Stat(repositoryPath).Kind != NodeKind.File)
        {
            // Absent from the repository as well: only a slip of the letter case is a difference between the two.
            otherCase = Alignment.OtherCase(build.Repository, repositoryPath);
            if (otherCase is null) return;
        }

        if (model.FindAbsent(imagePath) is { } known)
        {
            // What is certain counts more, and of two alike what hurts more.
            bool wasSure = known.UnknownBecause is null, isSure = unknown is null;
            if (wasSure != isSure ? wasSure : known.Use <= use) return;
            model.Absent.Remove(known);
        }

        string namedBy = TreePath.Display(place.File) + ":" + place.Span.Line;
        model.Absent.Add(new AbsentProject(imagePath, repositoryPath, namedBy, place, use, otherCase, unknown));
    }
}
