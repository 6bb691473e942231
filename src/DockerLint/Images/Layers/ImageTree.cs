using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Layers;

/// <summary>The files of an image at one moment of its build: what was before, and one layer over it. Never changes.</summary>
internal sealed class ImageTree : ExactTree, IWeakDoubts
{
    /// <summary>No files at all: <c>FROM scratch</c>.</summary>
    public static readonly ImageTree Empty = new(null, null);

    // Trees behind a tree from which on an answer is remembered: stages that all copy everything from the two before them ask
    // the first as often as Fibonacci counts.
    private const int Deep = 8;

    private readonly ImageTree? below;
    private readonly Layer? layer;
    private ConcurrentDictionary<string, DirectoryListing>? listings;
    private CandidateAnswer? last;

    private ImageTree(ImageTree? below, Layer? layer)
    {
        this.below = below;
        this.layer = layer;
        Depth = Math.Max(below?.Depth ?? 0, layer?.Depth ?? 0);
        LayerCount = (below?.LayerCount ?? 0) + (layer is null ? 0 : 1);
    }

    /// <inheritdoc/>
    public override int Depth { get; }

    /// <summary>Number of layers.</summary>
    public int LayerCount { get; }

    /// <summary>This image with a layer over it.</summary>
    public ImageTree With(Layer added) => new(this, added);

    /// <summary>The layers, uppermost first.</summary>
    public IEnumerable<Layer> Layers
    {
        get
        {
            for (ImageTree? tree = this; tree?.layer is not null; tree = tree.below) yield return tree.layer;
        }
    }

    /// <summary>The layer whose word counts at a path that exists or is in doubt; null where nothing is.</summary>
    public Layer? LayerAt(string path)
    {
        Layer? doubtful = null;
        foreach (Layer candidate in Layers)
        {
            LayerAnswer answer = candidate.Find(path);
            if (answer.Kind == LayerAnswerKind.Found) return candidate;
            if (answer.Kind == LayerAnswerKind.Hidden) return doubtful;
            if (answer.Kind == LayerAnswerKind.MayAdd) doubtful ??= candidate;
        }

        return doubtful;
    }

    /// <summary>The layer that makes a path doubtful, and whether nothing but weak doubts do; null for a path without a doubt.</summary>
    public (Layer Layer, bool IsWeak)? DoubtAt(string path)
    {
        (Layer Layer, bool IsWeak)? weak = null;
        foreach (Layer candidate in Layers)
        {
            LayerAnswer answer = candidate.Find(path);
            if (answer.Kind is LayerAnswerKind.Found or LayerAnswerKind.MayAdd && answer.Node.Kind == NodeKind.Unknown)
            {
                if (!answer.IsWeak) return (candidate, false);
                weak ??= (candidate, true);
            }

            if (answer.Kind is LayerAnswerKind.Found or LayerAnswerKind.Hidden) return weak;
        }

        return weak;
    }

    /// <inheritdoc/>
    public bool IsWeaklyDoubtful(string path) => Resolve(path).Node.Kind == NodeKind.Unknown && DoubtAt(Resolve(path).Path) is { IsWeak: true };

    /// <summary>The layer that took a path away, if one did and nothing put it back.</summary>
    public Layer? RemoverOf(string path)
    {
        foreach (Layer candidate in Layers)
        {
            LayerAnswerKind answer = candidate.Find(path).Kind;
            if (answer == LayerAnswerKind.Hidden) return candidate;
            if (answer == LayerAnswerKind.Found) return null;
        }

        return null;
    }

    /// <summary>Did any layer ever put something at a path?</summary>
    public bool WasAt(string path)
    {
        foreach (Layer candidate in Layers)
        {
            if (candidate.Find(path).Kind == LayerAnswerKind.Found) return true;
        }

        return false;
    }

    /// <summary>Does a directory show exactly what a directory of another tree does, because one layer alone maps it there?</summary>
    public bool Mirrors(ExactTree tree, string from, string directory)
    {
        foreach (Layer candidate in Layers)
        {
            if (candidate is TreeLayer mapped && mapped.Maps(tree, from, directory)) return true;
            if (candidate.Touches(directory)) return false;
        }

        return false;
    }

    /// <inheritdoc/>
    protected override Node Find(string path)
    {
        Node doubt = Node.Missing;
        for (ImageTree? tree = this; tree?.layer is not null; tree = tree.below)
        {
            LayerAnswer answer = tree.layer.Find(path);
            switch (answer.Kind)
            {
                case LayerAnswerKind.Found: return answer.Node;
                case LayerAnswerKind.Hidden: return doubt;
                case LayerAnswerKind.MayAdd when doubt.Kind == NodeKind.Missing:
                    doubt = answer.Node;
                    break;
            }
        }

        return doubt;
    }

    /// <inheritdoc/>
    public override DirectoryListing ListAt(string path)
    {
        if (Depth < Deep) return Gathered(path);
        ConcurrentDictionary<string, DirectoryListing> known = listings ??= new ConcurrentDictionary<string, DirectoryListing>(StringComparer.Ordinal);
        if (known.TryGetValue(path, out DirectoryListing? listing)) return listing;
        return known[path] = Gathered(path);
    }

    private DirectoryListing Gathered(string path)
    {
        var listing = new ListingBuilder();
        for (ImageTree? tree = this; tree?.layer is not null; tree = tree.below)
        {
            if (!tree.layer.List(path, listing)) break;
        }

        return listing.Build();
    }

    /// <inheritdoc/>
    public override FileContent? ContentAt(string path) => LayerAt(path)?.ContentAt(path);

    /// <inheritdoc/>
    public override void AddCandidates(string repositoryPath, string under, List<string> candidates)
    {
        if (Depth < Deep)
        {
            foreach (Layer candidate in Layers) candidate.AddCandidates(repositoryPath, under, candidates);
            return;
        }

        CandidateAnswer? known = last;
        if (known is null || known.RepositoryPath != repositoryPath || known.Under != under)
        {
            var found = new List<string>();
            foreach (Layer candidate in Layers) candidate.AddCandidates(repositoryPath, under, found);
            last = known = new CandidateAnswer(repositoryPath, under, [.. new HashSet<string>(found, StringComparer.Ordinal)]);
        }

        candidates.AddRange(known.Candidates);
    }

    private sealed record CandidateAnswer(string RepositoryPath, string Under, string[] Candidates);
}
