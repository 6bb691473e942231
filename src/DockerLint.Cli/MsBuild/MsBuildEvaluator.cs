using System;
using System.Collections.Generic;
using System.IO;
using DockerLint.Projects;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Cli.MsBuild;

/// <summary>
/// Evaluates projects with MSBuild itself. Nothing of a project is executed, but property functions and SDK resolvers are, as
/// they are whenever an editor opens the project.
/// </summary>
internal sealed class MsBuildEvaluator : IProjectEvaluator, IDisposable
{
    private readonly Dictionary<IFileTree, StageDirectory> directories = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ProjectFacts> known = new(StringComparer.Ordinal);
    private readonly object gate = new();

    /// <inheritdoc/>
    public ProjectFacts Evaluate(IFileTree tree, string path, EvaluationOptions options)
    {
        // MSBuild keeps what it has parsed in one cache of the process: one evaluation at a time.
        lock (gate)
        {
            if (!directories.TryGetValue(tree, out StageDirectory? directory)) directories[tree] = directory = StageDirectory.Of(tree, path);
            SortedDictionary<string, string> properties = Known(options.GlobalProperties);
            string key = directory.OnDisk(path) + "\n" + string.Join('\n', properties);
            if (!known.TryGetValue(key, out ProjectFacts? facts)) known[key] = facts = Load(directory, path, properties);
            return facts;
        }
    }

    public void Dispose()
    {
        foreach (StageDirectory directory in directories.Values) directory.Dispose();
    }

    // A property whose value is not known is left to the project, as on a developer's machine.
    private static SortedDictionary<string, string> Known(IReadOnlyDictionary<string, MsBuildValue> properties)
    {
        var known = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, MsBuildValue value) in properties)
        {
            // An empty framework is that of the outer evaluation, which MSBuild knows by its absence.
            if (value.IsKnown && (value.Text.Length > 0 || name != "TargetFramework")) known[name] = value.Text;
        }

        return known;
    }

    private static ProjectFacts Load(StageDirectory directory, string path, SortedDictionary<string, string> properties)
    {
        const ProjectLoadSettings Settings =
            ProjectLoadSettings.IgnoreMissingImports | ProjectLoadSettings.IgnoreInvalidImports | ProjectLoadSettings.IgnoreEmptyImports;
        // MSBuild takes the environment for properties. What tells it that a pipeline runs it holds here, not in the container.
        foreach (string name in (string[])["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"]) properties.TryAdd(name, "");
        using var collection = new ProjectCollection(properties);
        try
        {
            return MsBuildFacts.Of(new Project(directory.OnDisk(path), null, null, collection, Settings), directory, path);
        }
        catch (InvalidProjectFileException error)
        {
            string file = error.ProjectFile is { } named && directory.InTree(named) is { } inTree ? inTree : path;
            var place = new FactPlace(file, SourceSpan.OnLine(Math.Max(1, error.LineNumber), Math.Max(1, error.ColumnNumber), 1));
            return Unreadable(path, error.BaseMessage, place);
        }
        catch (IOException error)
        {
            return Unreadable(path, error.Message, new FactPlace(path, default));
        }
    }

    private static ProjectFacts Unreadable(string path, string message, FactPlace place) =>
        new(path, _ => MsBuildValue.Unknown(TreePath.Display(path) + " cannot be evaluated")) { Errors = [new ProjectError(message.TrimEnd('.'), place)] };
}
