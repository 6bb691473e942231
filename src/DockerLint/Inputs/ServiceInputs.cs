using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Images;
using DockerLint.Services;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Manifests;

namespace DockerLint.Inputs;

/// <summary>
/// The files of the repository whose change can change what the image of a service does. Nothing is enumerated to answer for one
/// file; the closure is computed when a question needs it, and once. Safe for concurrent use.
/// </summary>
public sealed class ServiceInputs
{
    private readonly ServiceModel service;
    private readonly List<RepositoryBuild> builds = [];
    private readonly Dictionary<string, ServiceInput> named = new(StringComparer.Ordinal);
    private readonly Lazy<InstallInputs> installs;
    private readonly Lazy<IReadOnlyList<(OpaqueSteps Steps, string Context)>> opaque;
    private readonly Lazy<CodeInputs> code;

    // Thousands of files that changed lie in a few directories, and to list one of an image is dear.
    private readonly ConcurrentDictionary<string, bool> besideCode = new(StringComparer.Ordinal);

    private ServiceInputs(ServiceModel service)
    {
        this.service = service;
        builds.Add(new RepositoryBuild(service.Dockerfile.Path, service.Build));
        AddBases(service.Build);
        installs = new Lazy<InstallInputs>(() => InstallInputs.Of(builds.ConvertAll(static build => build.Build)));
        opaque = new Lazy<IReadOnlyList<(OpaqueSteps, string)>>(() => builds.ConvertAll(build => (OpaqueSteps.Of(build.Build, ReferenceEquals(build.Build, service.Build) ? service.Projects : null), build.Build.Context.Path)));
        code = new Lazy<CodeInputs>(() => CodeInputs.Of(service));
        NameBuildFiles();
    }

    /// <summary>The service.</summary>
    public ServiceModel Service => service;

    /// <summary>What is unknown and makes more files count than need be; asks for the closure.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            var notes = new List<string>(code.Value.Notes);
            if (code.Value.UnknownCommand is { } command) notes.Add($"what {command} reads is not known: every file that the image holds counts");
            if (code.Value.MayLoadAny) notes.Add("every Python file that the image holds counts");
            return notes;
        }
    }

    /// <summary>What the install steps ask for: distribution to its pinned version, or the line that names it.</summary>
    public IReadOnlyDictionary<string, string> Distributions => installs.Value.Distributions;

    /// <summary>What the evidence says about the build and the start, as one text: equal texts build and start alike.</summary>
    public string Definition => DefinitionText.Of(service.Definition, service.ContextPath, service.Dockerfile);

    /// <summary>The files that say so.</summary>
    public IReadOnlyList<ServiceInput> Evidence => EvidenceOf(service.Definition);

    /// <summary>The files that define a service: where the build and the start are written down.</summary>
    public static IReadOnlyList<ServiceInput> EvidenceOf(ServiceDefinition definition) => DefinitionText.Places(definition);

    /// <summary>The Dockerfiles that are built, this service's first, with their contexts.</summary>
    internal IReadOnlyList<RepositoryBuild> Builds => builds;

    /// <summary>What a file is to install steps; null where none reads it.</summary>
    public ManifestRole? ManifestRoleOf(string path) => installs.Value.RoleOf(path);

    /// <summary>Why a file counts; null where it does not.</summary>
    /// <param name="path">A clean path of the repository tree, of a file that is there.</param>
    public ServiceInput? Find(string path)
    {
        if (named.TryGetValue(path, out ServiceInput? build)) return build;
        if (installs.Value.Files.TryGetValue(path, out ServiceInput? manifest)) return manifest;
        CodeInputs run = code.Value;
        if (run.Find(path) is { } module) return module;
        if (MayBeRead(path, run) && (IsCode(path) || MayBeBesideCode(path, run)) && service.Build.Image.PlacesOf(path) is { Count: > 0 } places && InImage(path, places) is { } found) return found;
        return InOpaqueStep(path) ?? Submodule(path);
    }

    /// <summary>The step of the build that may have changed or removed a file of the image, for people; null where every step is followed.</summary>
    /// <param name="imagePath">The file of the image.</param>
    /// <param name="repositoryPath">The file of the repository that is copied there.</param>
    public string? UnknownChange(string imagePath, string repositoryPath)
    {
        bool isFromStage = service.Build.Image.OriginOf(imagePath)?.Instruction.FlagValue("from") is not null;
        foreach ((OpaqueSteps steps, _) in opaque.Value)
        {
            if (steps.Changing(imagePath, repositoryPath, isFromStage) is { } step) return step;
        }

        return null;
    }

    /// <summary>False when a file certainly does not count; cheap, as it asks for no closure.</summary>
    public bool MayHold(string path)
    {
        // With the closure at hand, the whole answer is cheaper than this one.
        if (code.IsValueCreated) return true;
        if (named.ContainsKey(path) || service.Build.Image.PlacesOf(path).Count > 0 || installs.Value.Files.ContainsKey(path)) return true;
        return InOpaqueStep(path) is not null || Submodule(path) is not null;
    }

    private ServiceInput? InOpaqueStep(string path)
    {
        IReadOnlyList<(OpaqueSteps Steps, string Context)> all = opaque.Value;
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Steps.Find(path, all[i].Context) is { } seen) return seen;
        }

        return null;
    }

    /// <summary>All of them, ordinal by path. Walks the image.</summary>
    public IReadOnlyList<ServiceInput> List()
    {
        var candidates = new SortedSet<string>(named.Keys, StringComparer.Ordinal);
        candidates.UnionWith(installs.Value.Files.Keys);
        AddFiles(service.Build.Image, candidates);
        foreach ((OpaqueSteps steps, _) in opaque.Value)
        {
            foreach (SimulatedImage image in steps.Images) AddFiles(image, candidates);
        }

        var inputs = new List<ServiceInput>();
        foreach (ServiceInput evidence in Evidence)
        {
            if (!candidates.Contains(evidence.Path)) inputs.Add(evidence);
        }

        foreach (string path in candidates)
        {
            if (Find(path) is { } input) inputs.Add(input);
        }

        inputs.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return inputs;
    }

    /// <summary>Works out the inputs of a service.</summary>
    public static ServiceInputs Of(ServiceModel service) => new(service);

    private static void AddFiles(SimulatedImage image, SortedSet<string> candidates)
    {
        foreach (ImageFile file in image.EnumerateFiles())
        {
            if (file.Origin?.RepositoryPath is { } path) candidates.Add(path);
        }
    }

    // Most files of a repository are modules that nobody loads, or documents: no image needs to be asked about them.
    private static bool MayBeRead(string path, CodeInputs run) => IsCode(path)
        ? run.UnknownCommand is not null || run.MayLoadAny || run.OpenDirectories.Count > 0
        : !Documentation.Covers(path);

    // Of most directories it is known already, and to find out where a file lies is dearer.
    private bool MayBeBesideCode(string path, CodeInputs run)
    {
        if (run.UnknownCommand is not null) return true;
        foreach (string candidate in service.Build.Image.Tree.CandidatesFor(path))
        {
            if (IsBesideCode(TreePath.Parent(candidate), run)) return true;
        }

        return false;
    }

    private static bool IsCode(string path) => path.EndsWith(".py", StringComparison.Ordinal);

    private ServiceInput? InImage(string path, IReadOnlyList<string> places)
    {
        CodeInputs run = code.Value;
        bool isPython = IsCode(path);
        InputCategory category = isPython ? InputCategory.Code : InputCategory.Data;
        if (run.UnknownCommand is { } command) return new ServiceInput(path, category, $"in the image as {places[0]}, and what {command} reads is not known") { IsConservative = true, Line = LineOf(places[0]) };
        if (isPython)
        {
            if (run.MayLoadAny) return new ServiceInput(path, category, $"in the image as {places[0]}, where any module may be loaded by name") { IsConservative = true, Line = LineOf(places[0]) };
            foreach (string place in places)
            {
                if (IsOpen(place, run)) return new ServiceInput(path, category, $"in the image as {place}, where modules are loaded by names that are worked out") { Line = LineOf(place) };
            }

            return null;
        }

        foreach (string place in places)
        {
            if (IsBesideCode(TreePath.Parent(place), run)) return new ServiceInput(path, category, "copied to " + place) { Line = LineOf(place) };
        }

        return null;
    }

    private static bool IsOpen(string place, CodeInputs run)
    {
        foreach (string directory in run.OpenDirectories)
        {
            if (TreePath.IsAtOrBelow(place, directory)) return true;
        }

        return false;
    }

    /// <summary>
    /// Data belongs to the nearest directory above it that holds Python modules: it counts when one of them is loaded. Where there
    /// is no such directory it counts, too.
    /// </summary>
    private bool IsBesideCode(string directory, CodeInputs run)
    {
        if (besideCode.TryGetValue(directory, out bool known)) return known;
        return besideCode[directory] = Contains(run.Directories, directory) || (!HoldsModules(directory) && (directory.Length == 1 || IsBesideCode(TreePath.Parent(directory), run)));
    }

    private bool HoldsModules(string directory)
    {
        foreach (DirectoryEntry entry in service.Build.Image.List(directory).Entries)
        {
            if (entry.Node.Kind == NodeKind.File && entry.Name.EndsWith(".py", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static bool Contains(IReadOnlyCollection<string> directories, string directory) => directories is HashSet<string> set ? set.Contains(directory) : false;

    private int LineOf(string place) => service.Build.Image.OriginOf(place)?.Instruction.Span.Line ?? 0;

    // What a submodule holds is not known here; a new commit of it changes whatever is copied from it.
    private ServiceInput? Submodule(string path)
    {
        if (service.Repository.LinkStat(path).Kind != NodeKind.Unknown) return null;
        foreach (RepositoryBuild build in builds)
        {
            if (build.Build.Image.Tree.CandidatesFor(path).Count > 0) return new ServiceInput(path, InputCategory.Code, "a submodule below what is copied") { IsConservative = true };
        }

        return null;
    }

    private void AddBases(ImageBuild build)
    {
        foreach (RepositoryBuild below in build.BaseBuilds)
        {
            if (builds.Exists(known => known.Dockerfile == below.Dockerfile)) continue;
            builds.Add(below);
            AddBases(below.Build);
        }
    }

    private void NameBuildFiles()
    {
        for (int i = 0; i < builds.Count; i++)
        {
            RepositoryBuild build = builds[i];
            string reason = i == 0 ? "the Dockerfile" : "the Dockerfile of a base image";
            if (!named.ContainsKey(build.Dockerfile)) named.Add(build.Dockerfile, new ServiceInput(build.Dockerfile, InputCategory.Dockerfile, reason));
            string ignore = build.Build.Context.Ignore.Path;
            if (ignore.Length > 0 && !named.ContainsKey(ignore)) named.Add(ignore, new ServiceInput(ignore, InputCategory.Context, "says what reaches the builder"));
        }
    }
}
