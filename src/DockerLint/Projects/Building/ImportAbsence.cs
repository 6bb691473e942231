using System;
using System.Collections.Generic;
using DockerLint.Projects.Evaluation;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>What the absence of an imported file does, weakest first.</summary>
internal enum ImportEffect : byte
{
    /// <summary>Nothing that anybody would notice.</summary>
    None,

    /// <summary>The build succeeds, with other settings.</summary>
    BuildsDifferently,

    /// <summary>Namespaces are no longer imported by themselves: CS0246.</summary>
    UsingsLost,

    /// <summary>The import fails: MSB4019.</summary>
    ImportFails,

    /// <summary>The import names a file that is looked for upward, and now names nothing: MSB4020.</summary>
    ImportEmpty,

    /// <summary>Package versions are lost: NU1015.</summary>
    VersionsLost,

    /// <summary>Versions are managed centrally, and the one that is needed is not among them: NU1010.</summary>
    VersionsUndefined,

    /// <summary>Another file manages versions centrally, and does not allow those of the project: NU1008.</summary>
    VersionsRefused,

    /// <summary>No target framework is left: NETSDK1013.</summary>
    FrameworkLost,
}

/// <summary>A props or targets file that the repository imports and the image does not.</summary>
internal sealed class ImportAbsence(ImportFact import, string imagePath, StepModel step)
{
    public ImportFact Import { get; } = import;

    public string ImagePath { get; } = imagePath;

    public StepModel Step { get; } = step;

    public ImportEffect Effect { get; private set; }

    /// <summary>The projects that lose something, as repository paths.</summary>
    public List<string> Projects { get; } = [];

    /// <summary>The absent imports of one command, each file once.</summary>
    public static List<ImportAbsence> Of(StepModel step)
    {
        var found = new List<ImportAbsence>();
        var byPath = new Dictionary<string, ImportAbsence>(StringComparer.Ordinal);
        foreach (EvaluatedProject project in step.Projects)
        {
            if (project.Node.UnknownBecause is not null) continue;
            var alignment = new Alignment(TreePath.Parent(project.RepositoryPath), TreePath.Parent(project.Node.Path));
            foreach (ImportFact import in project.Repository.Imports)
            {
                if (AbsentFrom(step.Step.Image, project.Node.Facts, import, alignment) is not { } imagePath) continue;
                ImportEffect effect = EffectOn(step, project, import, imagePath);
                if (effect == ImportEffect.None) continue;
                if (!byPath.TryGetValue(import.Path, out ImportAbsence? absence))
                {
                    absence = new ImportAbsence(import, imagePath, step);
                    byPath[import.Path] = absence;
                    found.Add(absence);
                }

                if (effect > absence.Effect) absence.Effect = effect;
                if (!absence.Projects.Contains(project.RepositoryPath)) absence.Projects.Add(project.RepositoryPath);
            }
        }

        return found;
    }

    // Where the import should be in the image; null when it is there, something stands for it, or nobody can say.
    private static string? AbsentFrom(IFileTree image, ProjectFacts facts, ImportFact import, Alignment alignment)
    {
        if (import.IsMissing || import.UnknownBecause is not null || !facts.IsReadable) return null;
        foreach (ImportFact other in facts.Imports)
        {
            if (other.UnknownBecause is not null) return null;
            if (import.Kind != ImportKind.Element && other.Kind == import.Kind && !IsNextAbove(image, other, import)) return null;
            if (!other.IsMissing && image.Stat(other.Path).Origin == import.Path) return null;
        }

        return alignment.ToImage(import.Path) is { } path && image.Stat(path).Kind == NodeKind.Missing ? path : null;
    }

    // Without the nearest file MSBuild takes the next one further up. Any other was put there on purpose, to stand for it.
    private static bool IsNextAbove(IFileTree image, ImportFact other, ImportFact import) =>
        image.Stat(other.Path).Origin is { } origin && TreePath.Name(origin) == TreePath.Name(import.Path)
            && TreePath.Parent(origin) is var above && TreePath.Parent(import.Path) is var directory
            && above.Length < directory.Length && TreePath.IsAtOrBelow(directory, above);

    private static ImportEffect EffectOn(StepModel step, EvaluatedProject project, ImportFact import, string imagePath)
    {
        ProjectFacts image = project.Node.Facts, repository = project.Repository;
        HashSet<string> files = Subtree(repository, import.Path);
        if (image.Frameworks is { Count: 0 } && repository.Frameworks is { Count: > 0 } && SetsFramework(repository, files)) return ImportEffect.FrameworkLost;
        if (step.Command.Restores && OnVersions(image, repository, files) is var versions and not ImportEffect.None) return versions;
        if (!step.Command.Builds) return ImportEffect.None;
        foreach (ImportFact other in image.Imports)
        {
            if (other.IsMissing && other.Path == imagePath) return ImportEffect.ImportFails;
        }

        foreach (FactPlace place in image.EmptyImports)
        {
            if (import.Kind == ImportKind.Element && place.Span == import.Place.Span && step.Step.Image.Stat(place.File).Origin == import.Place.File) return ImportEffect.ImportEmpty;
        }

        if (Sets(repository, "ImplicitUsings", files) && !image.Property("ImplicitUsings").HasText && IsOn(repository.Property("ImplicitUsings")))
            return ImportEffect.UsingsLost;
        return DoesMore(repository, files) || ChangesSomething(image, repository, files) ? ImportEffect.BuildsDifferently : ImportEffect.None;
    }

    private static bool IsOn(MsBuildValue value) => value.IsTrue || MsBuildText.Same(value.Text, "enable");

    // The file itself and what it imports in turn.
    private static HashSet<string> Subtree(ProjectFacts facts, string path)
    {
        var files = new HashSet<string>(StringComparer.Ordinal) { path };
        foreach (ImportFact import in facts.Imports)
        {
            if (import.Kind == ImportKind.Element && files.Contains(import.Place.File)) files.Add(import.Path);
        }

        return files;
    }

    private static bool Sets(ProjectFacts facts, string property, HashSet<string> files) =>
        facts.PropertyPlaces.TryGetValue(property, out FactPlace? place) && files.Contains(place.File);

    private static bool SetsFramework(ProjectFacts facts, HashSet<string> files) =>
        Sets(facts, "TargetFramework", files) || Sets(facts, "TargetFrameworks", files);

    private static ImportEffect OnVersions(ProjectFacts image, ProjectFacts repository, HashSet<string> files)
    {
        const string Switch = "ManagePackageVersionsCentrally";
        // NuGet manages nothing centrally where no Directory.Packages.props is imported.
        bool isManaged = image.Property(Switch).IsTrue && image.Import(ImportKind.DirectoryPackagesProps) is not null;
        if (!repository.Property(Switch).IsTrue) return isManaged && Sets(repository, Switch, files) && HasVersions(image) ? ImportEffect.VersionsRefused : ImportEffect.None;
        HashSet<string> inRepository = Versions(repository, files), inImage = Versions(image, null);
        bool isSwitch = Sets(repository, Switch, files) && !image.Property(Switch).IsTrue;
        foreach (ItemFact item in image.Items)
        {
            if (item.Kind != ItemKind.PackageReference || item.UnknownBecause is not null) continue;
            if (item.Meta("Version").Length > 0 || item.Meta("VersionOverride").Length > 0 || item.Path.Contains("$(")) continue;
            if (isSwitch || (inRepository.Contains(item.Path) && !inImage.Contains(item.Path))) return isManaged ? ImportEffect.VersionsUndefined : ImportEffect.VersionsLost;
        }

        return ImportEffect.None;
    }

    private static bool HasVersions(ProjectFacts facts)
    {
        foreach (ItemFact item in facts.Items)
        {
            if (item.Kind == ItemKind.PackageReference && item.UnknownBecause is null && item.Meta("Version").Length > 0) return true;
        }

        return false;
    }

    private static HashSet<string> Versions(ProjectFacts facts, HashSet<string>? files)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ItemFact item in facts.Items)
        {
            if (item.Kind == ItemKind.PackageVersion && (files is null || files.Contains(item.Place.File))) names.Add(item.Path);
        }

        return names;
    }

    private static bool DoesMore(ProjectFacts repository, HashSet<string> files)
    {
        foreach (ImportFact import in repository.Imports)
        {
            if (import.DoesMore && files.Contains(import.Path)) return true;
        }

        return false;
    }

    private static bool ChangesSomething(ProjectFacts image, ProjectFacts repository, HashSet<string> files)
    {
        foreach (KeyValuePair<string, FactPlace> pair in repository.PropertyPlaces)
        {
            if (files.Contains(pair.Value.File) && repository.Property(pair.Key) is { HasText: true } value && image.Property(pair.Key) != value) return true;
        }

        foreach (ItemFact item in repository.Items)
        {
            if (item.Kind is not ItemKind.PackageVersion && files.Contains(item.Place.File)) return true;
        }

        return false;
    }
}
