using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Projects;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Cli.MsBuild;

/// <summary>Takes from an evaluated project what files of the tree say; what SDKs and packages bring is left out.</summary>
internal sealed class MsBuildFacts
{
    private static readonly Dictionary<string, ItemKind> Kinds =
        Enum.GetValues<ItemKind>().ToDictionary(kind => kind.ToString(), kind => kind, StringComparer.OrdinalIgnoreCase);

    private readonly Project project;
    private readonly StageDirectory directory;
    private readonly List<ProjectRootElement> files = [];
    private readonly string projectDirectory;

    private MsBuildFacts(Project project, StageDirectory directory, string path)
    {
        this.project = project;
        this.directory = directory;
        projectDirectory = TreePath.Parent(path);
        files.Add(project.Xml);
        foreach (ResolvedImport import in project.Imports)
        {
            if (directory.InTree(import.ImportedProject.FullPath) is not null) files.Add(import.ImportedProject);
        }
    }

    /// <summary>The facts of a project of the tree.</summary>
    public static ProjectFacts Of(Project project, StageDirectory directory, string path)
    {
        var reader = new MsBuildFacts(project, directory, path);
        // The project goes with its collection: what may be asked later is kept.
        // A value that names a file of the tree names it as the tree does.
        var properties = project.Properties.ToDictionary(
            property => property.Name, property => property.EvaluatedValue.Replace(directory.Root + "/", "/", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
        return new ProjectFacts(path, name => MsBuildValue.Of(properties.GetValueOrDefault(name, "")))
        {
            IsReadable = true,
            Sdks = [.. project.Xml.Sdk.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(sdk => sdk.Split('/')[0])],
            Imports = reader.Imports(),
            EmptyImports = reader.EmptyImports(),
            Items = reader.Items(),
            Wildcards = reader.Wildcards(),
            CompileRemoves = reader.CompileRemoves(),
            PropertyPlaces = reader.PropertyPlaces(),
        };
    }

    private static bool DoesMore(ProjectRootElement file) =>
        file.Targets.Any(target => target.Condition.Length == 0) || file.UsingTasks.Any(task => task.Condition.Length == 0)
        || file.ItemGroups.Where(group => group.Parent == file && group.Condition.Length == 0)
            .Any(group => group.Items.Any(item => item.Condition.Length == 0 && !Kinds.ContainsKey(item.ItemType)));

    private FactPlace? PlaceOf(ElementLocation location) =>
        directory.InTree(location.File) is { } file ? new FactPlace(file, SourceSpan.OnLine(Math.Max(1, location.Line), Math.Max(1, location.Column), 1)) : null;

    private List<ImportFact> Imports()
    {
        var imports = new List<ImportFact>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ResolvedImport import in project.Imports)
        {
            if (directory.InTree(import.ImportedProject.FullPath) is not { } path || !seen.Add(path)) continue;
            FactPlace? place = PlaceOf(import.ImportingElement.Location);
            ImportKind kind = place is not null ? ImportKind.Element
                : Is("DirectoryBuildPropsPath", path) ? ImportKind.DirectoryBuildProps
                : Is("DirectoryBuildTargetsPath", path) ? ImportKind.DirectoryBuildTargets
                : Is("DirectoryPackagesPropsPath", path) ? ImportKind.DirectoryPackagesProps : ImportKind.Element;
            imports.Add(new ImportFact(path, kind, IsMissing: false, null, place ?? new FactPlace(directory.InTree(project.FullPath)!, default)) { DoesMore = DoesMore(import.ImportedProject) });
        }

        foreach (ProjectImportElement element in files.SelectMany(file => file.Imports))
        {
            if (MissingImport(element) is { } missing) imports.Add(missing);
        }

        return imports;
    }

    private bool Is(string property, string path) => directory.InTree(project.GetPropertyValue(property)) == path;

    // MSBuild ignores what is not there when asked to; only an import without a condition is certain to be made.
    private ImportFact? MissingImport(ProjectImportElement element)
    {
        if (IsConditional(element) || element.Sdk is { Length: > 0 }) return null;
        if (project.Imports.Any(import => import.ImportingElement == element)) return null;
        string here = Path.GetDirectoryName(element.ContainingProject.FullPath)! + "/";
        string written = project.ExpandString(element.Project.Replace("$(MSBuildThisFileDirectory)", here, StringComparison.OrdinalIgnoreCase));
        string full = Path.GetFullPath(written.Replace('\\', '/'), here);
        if (written.Contains('*', StringComparison.Ordinal) || directory.InTree(full) is not { } path || File.Exists(full)) return null;
        return new ImportFact(path, ImportKind.Element, IsMissing: true, null, PlaceOf(element.Location)!);
    }

    private List<FactPlace> EmptyImports() =>
    [
        .. files.SelectMany(file => file.Imports).Where(element => !IsConditional(element) && element.Sdk is not { Length: > 0 })
            .Where(element => project.ExpandString(element.Project.Replace("$(MSBuildThisFileDirectory)", Path.GetDirectoryName(element.ContainingProject.FullPath)! + "/", StringComparison.OrdinalIgnoreCase)).Trim().Length == 0)
            .Select(element => PlaceOf(element.Location)!),
    ];

    private static bool IsConditional(ProjectElement element) => element.Condition is { Length: > 0 } || element.Parent?.Condition is { Length: > 0 };

    private List<ItemFact> Items()
    {
        var items = new List<ItemFact>();
        foreach (ProjectItem item in project.Items)
        {
            if (!Kinds.TryGetValue(item.ItemType, out ItemKind kind) || item.Xml is null || PlaceOf(item.Xml.Location) is not { } place) continue;
            bool isPackage = kind is ItemKind.PackageReference or ItemKind.PackageVersion;
            string? path = isPackage ? item.EvaluatedInclude : directory.InTree(item.GetMetadataValue("FullPath"));
            if (path is null) continue;
            items.Add(new ItemFact
            {
                Kind = kind,
                Path = path,
                Specification = item.EvaluatedInclude,
                IsWildcard = item.Xml.Include.AsSpan().IndexOfAny('*', '?') >= 0,
                Place = place,
                Metadata = item.DirectMetadata.ToDictionary(metadata => metadata.Name, metadata => metadata.EvaluatedValue, StringComparer.OrdinalIgnoreCase),
            });
        }

        return items;
    }

    private IEnumerable<ProjectItemElement> Elements() => files.SelectMany(file => file.Items).Where(element => Kinds.ContainsKey(element.ItemType));

    private List<WildcardFact> Wildcards()
    {
        var wildcards = new List<WildcardFact>();
        foreach (ProjectItemElement element in Elements())
        {
            // Whether a condition holds is known only where it brought an item.
            if (IsConditional(element) && !project.Items.Any(item => item.Xml == element)) continue;
            foreach (string part in project.ExpandString(element.Include ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                int star = part.AsSpan().IndexOfAny('*', '?');
                if (star < 0) continue;
                string before = part[..star].Replace('\\', '/');
                string fixedPart = before[..(before.LastIndexOf('/') + 1)];
                string full = Path.GetFullPath(fixedPart, directory.OnDisk(projectDirectory));
                if (directory.InTree(full.TrimEnd('/')) is not { } outside || TreePath.IsAtOrBelow(outside, projectDirectory)) continue;
                wildcards.Add(new WildcardFact(Kinds[element.ItemType], outside, part, null, PlaceOf(element.Location)!));
            }
        }

        return wildcards;
    }

    private List<string> CompileRemoves()
    {
        var patterns = new List<string>();
        foreach (ProjectItemElement element in Elements())
        {
            if (element.Remove is not { Length: > 0 } || !element.ItemType.Equals("Compile", StringComparison.OrdinalIgnoreCase)) continue;
            foreach (string part in project.ExpandString(element.Remove).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                patterns.Add(TreePath.Combine(projectDirectory, part.Replace('\\', '/')));
        }

        return patterns;
    }

    private Dictionary<string, FactPlace> PropertyPlaces()
    {
        var places = new Dictionary<string, FactPlace>(StringComparer.OrdinalIgnoreCase);
        foreach (ProjectProperty property in project.Properties)
        {
            if (property.Xml is { } xml && PlaceOf(xml.Location) is { } place) places[property.Name] = place;
        }

        return places;
    }
}
