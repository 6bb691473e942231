using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Copying;

/// <summary>
/// Adds layers to an image: the file operations that instructions and commands are made of. Every operation sees what the
/// ones before it did.
/// </summary>
/// <param name="image">The image to start from.</param>
/// <param name="step">The step that acts.</param>
internal sealed class ImageEditor(ImageTree image, LayerSource step)
{
    // PATH_MAX of Linux: a longer path cannot be made.
    private const int LongestPath = 4096;

    // A tree behind a tree behind a tree …: beyond this many, files are listed instead, for the sake of the stack.
    private const int DeepestChain = 48;

    // More files than any image has; what a chain that deep copies beyond it is unknown.
    private const int MostListedFiles = 250_000;

    /// <summary>The image as it is now.</summary>
    public ImageTree Image { get; private set; } = image;

    /// <summary>The step that acts.</summary>
    public LayerSource Step => step;

    /// <summary>Adds a layer.</summary>
    public void Add(Layer layer) => Image = Image.With(layer);

    /// <summary>Makes a directory and those above it, through links; null when a file stands in the way (see <paramref name="blocker"/>).</summary>
    public string? MakeDirectory(string path, out string? blocker)
    {
        Resolution found = Image.Resolve(path);
        blocker = found.Blocker ?? (found.Node.Kind == NodeKind.File ? found.Path : null);
        if (blocker is null && found.Path.Length > LongestPath) blocker = found.Path.Substring(0, 80) + "…";
        if (blocker is not null) return null;
        if (found.Node.Kind == NodeKind.Directory) return found.Path;
        var layer = new NodeLayer(step);
        for (string above = found.Path; Image.At(above).Kind != NodeKind.Directory; above = TreePath.Parent(above))
            layer.AddDirectory(above);
        Add(layer);
        return found.Path;
    }

    /// <summary>A file at a clean path without links whose directory exists.</summary>
    public void PutFile(string path, FileContent content) => Add(new NodeLayer(step).AddFile(path, content));

    /// <summary>A link at a clean path without links whose directory exists.</summary>
    public void PutLink(string path, string target) => Add(new NodeLayer(step).AddLink(path, target));

    /// <summary>Takes away what is at a clean path without links.</summary>
    public void Remove(string path) => Add(new NodeLayer(step).Remove(path));

    /// <summary>Says that something may be at a path or below it.</summary>
    public void Doubt(string path, string cause) => Add(new NodeLayer(step).AddUnknown(path, cause));

    /// <summary>Lays a directory of another tree over an existing directory of the image.</summary>
    public void Overlay(ExactTree tree, string from, string to)
    {
        if (tree.Depth < DeepestChain) Add(new TreeLayer(step, tree, from, to));
        else Add(Listed(tree, from, to));
    }

    private NodeLayer Listed(ExactTree tree, string from, string to)
    {
        var layer = new NodeLayer(step);
        int files = 0;
        foreach (TreeEntry entry in TreeWalk.Below(tree, from))
        {
            string target = TreePath.Child(to, TreePath.Relative(entry.Path, from));
            if (++files > MostListedFiles)
            {
                layer.AddUnknown(to, "too many files pass through too many stages");
                break;
            }

            switch (entry.Node.Kind)
            {
                case NodeKind.Directory: layer.AddDirectory(target); break;
                case NodeKind.File: layer.AddFile(target, tree.ContentAt(entry.Path) ?? FileContent.Unknown); break;
                case NodeKind.Link: layer.AddLink(target, entry.Node.LinkTarget!); break;
                case NodeKind.Unknown: layer.AddUnknown(target, entry.Node.UnknownBecause!); break;
            }

            if (entry.MoreBecause is { } cause) layer.AddUnknown(target, cause);
        }

        return layer;
    }
}
