using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>Why the image lacks a module that the repository holds, and what brings it there.</summary>
internal sealed class ModuleAbsence
{
    private readonly ServiceModel service;
    private readonly RepositoryModules.Hit hit;

    private ModuleAbsence(ServiceModel service, RepositoryModules.Hit hit, string imagePath)
    {
        this.service = service;
        this.hit = hit;
        ImagePath = imagePath;
    }

    /// <summary>One of <see cref="Reasons"/>.</summary>
    public string Reason { get; private set; } = Reasons.NotCopied;

    /// <summary>The reason as a clause.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the repository has it.</summary>
    public string RepositoryPath => hit.Path;

    /// <summary>Where the image needs it.</summary>
    public string ImagePath { get; }

    /// <summary>What could still save it.</summary>
    public string? UnlessBecause { get; private set; }

    /// <summary>As <see cref="MissingModule.IsDoubtWeak"/>.</summary>
    public bool IsDoubtWeak { get; private set; }

    /// <summary>The ignore line, the step that removed it.</summary>
    public List<RelatedPlace> Related { get; } = [];

    /// <summary>The absence of a module that an import asks for.</summary>
    public static ModuleAbsence Of(
        ServiceModel service, EntryClosure closure, UnresolvedImport import, ClosureModule importer, RepositoryModules.Hit hit, string name)
    {
        SearchPath path = closure.Closure.FinalPath;
        // The submodule of a package that the image has belongs to where that package is.
        if (import.Container is { Substituted: false, File: { } file } package && TreePath.Name(file).StartsWith("__init__.", StringComparison.Ordinal)
            && name.StartsWith(package.Name + ".", StringComparison.Ordinal))
        {
            string beside = TreePath.Parent(file);
            string suffix = package.Name.Replace('.', '/');
            if (beside.EndsWith("/" + suffix, StringComparison.Ordinal))
                return Of(service, hit, name, TreePath.Clean("/" + beside.Substring(0, beside.Length - suffix.Length)), path, import.Resolution);
        }

        string root = ImageRoot(importer, path, closure.Entry.WorkingDirectory, hit.Root);
        return Of(service, hit, name, root, path, import.Resolution);
    }

    /// <summary>The absence of a module below a directory of the image.</summary>
    public static ModuleAbsence Of(
        ServiceModel service, RepositoryModules.Hit hit, string name, string imageRoot, SearchPath path, ModuleResolution? resolution)
    {
        string suffix = name.Replace('.', '/');
        var absence = new ModuleAbsence(service, hit, TreePath.Clean(imageRoot + "/" + suffix + (hit.IsPackage ? "" : ".py")));
        absence.Explain(suffix, path, resolution);
        return absence;
    }

    /// <summary>Does an instruction copy the path, wherever it goes?</summary>
    public static bool IsNamedByCopy(ServiceModel service, string repositoryPath)
    {
        foreach (Instruction instruction in service.Dockerfile.Instructions)
        {
            if (instruction.Keyword is not ("COPY" or "ADD") || instruction.FlagValue("from") is not null) continue;
            for (int i = 0; i < instruction.Arguments.Count - 1; i++)
            {
                if (TreePath.IsAtOrBelow(repositoryPath, TreePath.Combine(service.ContextPath, instruction.Arguments[i].Text.TrimStart('/')))) return true;
            }
        }

        return false;
    }

    /// <summary>The edit that brings the files into the image, checked by building the mended image; null where none is known.</summary>
    public Fix? Fix(SortedSet<string> neededFiles) => Reason switch
    {
        Reasons.Ignored => CopyFix.Exceptions(service, hit, ImagePath, neededFiles),
        Reasons.NotCopied or Reasons.OtherStage => CopyFix.Copies(service, hit, ImagePath, neededFiles),
        // A second copy mends it; whether the first should rather go where this one goes, somebody has to decide.
        Reasons.WrongDestination => CopyFix.Copies(service, hit, ImagePath, neededFiles) is { } fix ? fix with { IsSafe = false } : null,
        _ => null,
    };

    /// <summary>The directory of the search path where the name belongs: the one that stands for the directory of the hit.</summary>
    private static string ImageRoot(ClosureModule importer, SearchPath path, string? workingDirectory, string repositoryRoot)
    {
        string? own = null;
        for (ClosureModule? module = importer; module is not null; module = module.Via?.From)
        {
            if (module.Substituted || module.File is not { } file || RepositoryModuleSource.ImpliedRoot(module) is not { } root) continue;
            string? imageRoot = RepositoryModuleSource.RootOf(module, file);
            if (imageRoot is null || !path.Contains(imageRoot)) continue;
            if (root == repositoryRoot) return imageRoot;
            own ??= imageRoot;
        }

        if (SearchedRoots.InImage(path, repositoryRoot, importer) is { } searched) return searched;
        if (workingDirectory is not null && path.Contains(workingDirectory)) return workingDirectory;
        if (own is not null) return own;
        foreach (SearchEntry entry in path.Entries)
        {
            if (entry.Kind is SearchEntryKind.Path0 or SearchEntryKind.Inserted or SearchEntryKind.PythonPath) return entry.Directory;
        }

        return workingDirectory ?? TreePath.Root;
    }

    private void Explain(string suffix, SearchPath path, ModuleResolution? resolution)
    {
        Node there = service.Build.Image.Stat(ImagePath);
        // What else is installed is hardly ever listed; a module of the repository is none of it (see MissingModuleDraft). Into a
        // package that is installed from its project the build may take more than anybody sees.
        bool isSite = suffix.IndexOf('/') < 0 && (ImagePath.IndexOf("/site-packages/", StringComparison.Ordinal) >= 0 || ImagePath.IndexOf("/dist-packages/", StringComparison.Ordinal) >= 0);
        if (there.Kind == NodeKind.Unknown && !isSite)
        {
            UnlessBecause = there.UnknownBecause;
            IsDoubtWeak = service.Build.Image.DoubtAbout(ImagePath)?.IsWeak == true;
        }

        Absence absence = service.Build.Explain(Representative());
        switch (absence.Reason)
        {
            case AbsenceReason.Present:
                ExplainPlace(absence.Places[0], suffix, path, resolution);
                break;
            case AbsenceReason.Ignored when absence.IgnoredBy is { } by:
                Reason = Reasons.Ignored;
                Text = $"{TreePath.Display(by.File)}:{by.Line} ({by.Pattern}) keeps {Name()} out of the build context";
                Related.Add(new RelatedPlace(TreePath.Display(by.File), SourceSpan.OnLine(by.Line, 1, by.Pattern.Length), "this line keeps it out"));
                break;
            case AbsenceReason.OtherStage:
                Reason = Reasons.OtherStage;
                Text = $"only stage {StageName(absence.Stage!)} holds {Name()}, at {absence.Elsewhere[0]}";
                break;
            case AbsenceReason.Removed when absence.RemovedBy is { } step:
                Reason = Reasons.Removed;
                Text = $"{TreePath.Display(step.Dockerfile)}:{step.Instruction.Span.Line} removes {absence.Elsewhere[0]}";
                break;
            case AbsenceReason.OutsideContext:
                Text = $"{Name()} lies outside the build context {TreePath.Display(service.ContextPath)}";
                break;
            default:
                if (OtherCase() is { } other)
                {
                    Reason = Reasons.Case;
                    Text = $"the image has {other}, in other letter case";
                }
                else
                {
                    Text = $"no instruction copies {Name()}";
                }

                break;
        }
    }

    private void ExplainPlace(string place, string suffix, SearchPath path, ModuleResolution? resolution)
    {
        string shown = hit.IsPackage ? TreePath.Parent(place) : place;
        string tail = "/" + suffix + (hit.IsPackage ? "" : ".py");
        if (!shown.EndsWith(tail, StringComparison.Ordinal))
        {
            Reason = Reasons.WrongDestination;
            Text = $"{Name()} is copied to {shown}, where the name does not lead";
            return;
        }

        string root = shown.Length == tail.Length ? TreePath.Root : shown.Substring(0, shown.Length - tail.Length);
        if (!path.Contains(root))
        {
            Reason = Reasons.NotOnSearchPath;
            Text = $"it is at {shown}, but {root} is not on sys.path ({Front(path)})";
            return;
        }

        Reason = Reasons.Shadowed;
        string first = resolution?.File ?? (resolution is { Locations.Count: > 0 } ? resolution.Locations[0] : null) ?? "another module of that name";
        Text = $"it is at {shown}, but {first} is found first";
    }

    private static string Front(SearchPath path)
    {
        var front = new List<string>();
        foreach (SearchEntry entry in path.Entries)
        {
            if (entry.Kind is SearchEntryKind.Path0 or SearchEntryKind.Inserted or SearchEntryKind.PythonPath or SearchEntryKind.Appended
                && !front.Contains(entry.Directory)) front.Add(entry.Directory);
        }

        return front.Count == 0 ? "no directory of the application" : string.Join(", ", front);
    }

    private static string StageName(BuiltStage stage) => stage.Name is { } name ? "'" + name + "'" : stage.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Name() => TreePath.Display(hit.Path) + (hit.IsPackage ? "/" : "");

    /// <summary>A file that stands for the module: a package may be present in part, and its own file is what makes it one.</summary>
    private string Representative()
    {
        if (!hit.IsPackage) return hit.Path;
        string? first = null;
        foreach (DirectoryEntry entry in service.Session.Directories.List(hit.Path).Entries)
        {
            if (entry.Name == "__init__.py") return TreePath.Child(hit.Path, entry.Name);
            if (first is null && entry.Name.EndsWith(".py", StringComparison.Ordinal)) first = entry.Name;
        }

        return first is null ? hit.Path : TreePath.Child(hit.Path, first);
    }

    private string? OtherCase()
    {
        string parent = TreePath.Parent(ImagePath), name = TreePath.Name(ImagePath);
        foreach (DirectoryEntry entry in service.Build.Image.List(parent).Entries)
        {
            if (entry.Name != name && entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return TreePath.Child(parent, entry.Name);
        }

        return null;
    }
}
