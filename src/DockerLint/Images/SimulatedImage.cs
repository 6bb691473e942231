using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images;

/// <summary>
/// The files of an image as its Dockerfile makes them, at the end of a stage or before one of its instructions. Lazy:
/// every question is mapped back through the layers to the context; only <see cref="EnumerateFiles"/> walks.
/// </summary>
public sealed class SimulatedImage : IFileTree
{
    internal SimulatedImage(ImageTree tree, ImageConfig config)
    {
        Tree = tree;
        Config = config;
    }

    /// <summary>An image without files.</summary>
    public static SimulatedImage Empty { get; } = new(ImageTree.Empty, new ImageConfig());

    internal ImageTree Tree { get; }

    /// <summary>What the image says about the process it starts.</summary>
    public ImageConfig Config { get; }

    /// <inheritdoc/>
    public Node Stat(string path) => Tree.Stat(path);

    /// <inheritdoc/>
    public Node LinkStat(string path) => Tree.LinkStat(path);

    /// <inheritdoc/>
    public string? RealPath(string path) => Tree.RealPath(path);

    /// <inheritdoc/>
    public DirectoryListing List(string path) => Tree.List(path);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(string path) => Tree.Read(path);

    /// <summary>Which step brought what is at a path (links above it followed), or null where nothing is, or only the base image's.</summary>
    public ImageFileOrigin? OriginOf(string path)
    {
        Resolution found = Tree.Resolve(path, followLast: false);
        return found.Node.Exists ? OriginAt(found.Path) : null;
    }

    /// <summary>
    /// Files and links that come from the build context or from steps that the simulation understands, sorted by code
    /// point; not the base image's own.
    /// </summary>
    public IEnumerable<ImageFile> EnumerateFiles()
    {
        var files = new List<ImageFile>();
        foreach (TreeEntry entry in TreeWalk.Below(Tree, TreePath.Root))
        {
            if (entry.Node.Kind is not (NodeKind.File or NodeKind.Link)) continue;
            Layer? layer = Tree.LayerAt(entry.Path);
            if (layer is null || layer.Source.IsBase) continue;
            files.Add(new ImageFile(entry.Path, entry.Node.LinkTarget, Describe(layer, entry.Path)));
        }

        files.Sort(static (a, b) => Utf8Order.Instance.Compare(a.Path, b.Path));
        return files;
    }

    /// <summary>Directories that are certainly there and not the base image's own, sorted by code point.</summary>
    public IEnumerable<string> EnumerateDirectories()
    {
        var directories = new List<string>();
        foreach (TreeEntry entry in TreeWalk.Below(Tree, TreePath.Root))
        {
            if (entry.Node.Kind == NodeKind.Directory && Tree.LayerAt(entry.Path)?.Source.IsBase == false) directories.Add(entry.Path);
        }

        directories.Sort(Utf8Order.Instance);
        return directories;
    }

    /// <summary>Where a file of the repository lies in this image, sorted; found through the layers, without walking.</summary>
    /// <param name="repositoryPath">A clean path of the repository tree, of a file or a directory.</param>
    public IReadOnlyList<string> PlacesOf(string repositoryPath)
    {
        List<string> candidates = Tree.CandidatesFor(repositoryPath);
        if (candidates.Count == 0) return candidates;
        var places = new List<string>();
        foreach (string candidate in candidates)
        {
            if (places.Contains(candidate)) continue;
            Resolution found = Tree.Resolve(candidate, followLast: false);
            if (found.Path != candidate) continue;
            bool isIt = found.Node.Kind == NodeKind.File
                ? IsFrom(candidate, found.Node, repositoryPath)
                : found.Node.Kind is NodeKind.Directory or NodeKind.Link;
            if (isIt) places.Add(candidate);
        }

        places.Sort(Utf8Order.Instance);
        return places;
    }

    /// <summary>Why nobody can say what is at a path; null where it is known.</summary>
    public ImageDoubt? DoubtAbout(string path)
    {
        Resolution found = Tree.Resolve(path);
        if (found.Node.Kind != NodeKind.Unknown) return null;
        (Layer Layer, bool IsWeak)? doubt = Tree.DoubtAt(found.Path);
        return new ImageDoubt(found.Node.UnknownBecause!, doubt?.IsWeak ?? false, doubt?.Layer.Source.Instruction);
    }

    /// <summary>The step that took a path away, when one did and none put it back.</summary>
    public ImageFileOrigin? RemovedBy(string path)
    {
        Layer? layer = Tree.RemoverOf(TreePath.Clean(path));
        return layer?.Source.Instruction is { } instruction ? new ImageFileOrigin(instruction, layer.Source.Dockerfile, layer.Source.Stage, null) : null;
    }

    // A file that arrives empty has no origin of its own, though it is one of the repository.
    private bool IsFrom(string path, Node node, string repositoryPath) => node.Origin is { } origin
        ? origin == repositoryPath && Tree.LayerAt(path) is { Source: { IsBase: false, Instruction: not null } }
        : OriginAt(path)?.RepositoryPath == repositoryPath;

    private ImageFileOrigin? OriginAt(string path) => Tree.LayerAt(path) is { Source.IsBase: false } layer ? Describe(layer, path) : null;

    private static ImageFileOrigin? Describe(Layer layer, string path) =>
        layer.Source.Instruction is not { } instruction ? null
        : new ImageFileOrigin(instruction, layer.Source.Dockerfile, layer.Source.Stage, layer.ContentAt(path)?.Behind);
}

/// <summary>A file or link of an image.</summary>
/// <param name="Path">Where.</param>
/// <param name="LinkTarget">The target as written, for a link.</param>
/// <param name="Origin">What brought it.</param>
public sealed record ImageFile(string Path, string? LinkTarget, ImageFileOrigin? Origin);

/// <summary>The step behind a node of an image.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Dockerfile">Path of its Dockerfile in the repository.</param>
/// <param name="Stage">Index of the stage that ran it.</param>
/// <param name="RepositoryPath">The repository file behind a file; null for what is made in the image.</param>
public sealed record ImageFileOrigin(Instruction Instruction, string Dockerfile, int Stage, string? RepositoryPath);

/// <summary>A doubt about a path of an image.</summary>
/// <param name="Cause">A clause for people.</param>
/// <param name="IsWeak">
/// The only ground is that some command ran there which might make anything. A file of the repository that is not copied
/// is then most probably missing.
/// </param>
/// <param name="Instruction">The instruction behind it, where one is.</param>
public sealed record ImageDoubt(string Cause, bool IsWeak, Instruction? Instruction);
