using System.Collections.Generic;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Layers;

/// <summary>
/// A directory of another tree laid over a directory of the image: <c>COPY . .</c>, a base image, a mount. Nothing is
/// listed ahead; every question is mapped back to the source.
/// </summary>
internal sealed class TreeLayer : Layer
{
    private readonly ExactTree tree;
    private readonly string from;
    private readonly string to;
    private readonly bool opaque;

    /// <param name="source">The step.</param>
    /// <param name="tree">The source tree.</param>
    /// <param name="from">A directory of it, clean and without links.</param>
    /// <param name="to">The directory of the image, clean and without links.</param>
    /// <param name="opaque">What the image has at <paramref name="to"/> does not show through (a mount).</param>
    public TreeLayer(LayerSource source, ExactTree tree, string from, string to, bool opaque = false)
        : base(source)
    {
        this.tree = tree;
        this.from = from;
        this.to = to;
        this.opaque = opaque;
    }

    /// <inheritdoc/>
    public override int Depth => tree.Depth + 1;

    /// <inheritdoc/>
    public override LayerAnswer Find(string path)
    {
        if (!TreePath.IsAtOrBelow(path, to)) return LayerAnswer.Transparent;
        string mapped = Map(path);
        Node node = tree.At(mapped);
        if (node.Kind != NodeKind.Missing) return LayerAnswer.Of(node);
        return opaque || LiesBelowFile(mapped) ? LayerAnswer.Hidden : LayerAnswer.Transparent;
    }

    /// <inheritdoc/>
    public override bool List(string directory, ListingBuilder listing)
    {
        if (!TreePath.IsAtOrBelow(directory, to)) return true;
        string mapped = Map(directory);
        Node node = tree.At(mapped);
        switch (node.Kind)
        {
            case NodeKind.Directory:
                listing.AddAll(tree.ListAt(mapped));
                return !opaque;
            case NodeKind.Unknown:
                listing.Doubt(node.UnknownBecause!);
                return !opaque;
            case NodeKind.Missing:
                return !opaque && !LiesBelowFile(mapped);
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public override bool Touches(string directory) => TreePath.IsAtOrBelow(directory, to) || TreePath.IsAtOrBelow(to, directory);

    /// <summary>Is <paramref name="directory"/> the image of a directory of that tree under this layer?</summary>
    public bool Maps(ExactTree other, string otherFrom, string directory) =>
        ReferenceEquals(other, tree) && TreePath.IsAtOrBelow(directory, to) && Map(directory) == otherFrom;

    /// <inheritdoc/>
    public override FileContent? ContentAt(string path) => tree.ContentAt(Map(path));

    /// <inheritdoc/>
    public override void AddCandidates(string repositoryPath, string under, List<string> candidates)
    {
        // Each package that an install step copies out of the image is such a layer over an image that has the others: without
        // asking only for the directory that shows here, every one would double the work.
        bool isBelow = TreePath.IsAtOrBelow(under, to);
        if (!isBelow && !TreePath.IsAtOrBelow(to, under)) return;
        int start = candidates.Count;
        tree.AddCandidates(repositoryPath, isBelow ? Map(under) : from, candidates);
        ExactTree.Move(candidates, start, from, to);
    }

    private string Map(string path) => TreePath.Rebase(path, to, from);

    /// <summary>A file or a link of this layer hides what layers below have under its name.</summary>
    private bool LiesBelowFile(string mapped)
    {
        for (string above = TreePath.Parent(mapped); above.Length > from.Length; above = TreePath.Parent(above))
        {
            NodeKind kind = tree.At(above).Kind;
            if (kind == NodeKind.Directory) return false;
            if (kind is NodeKind.File or NodeKind.Link) return true;
        }

        return false;
    }
}
