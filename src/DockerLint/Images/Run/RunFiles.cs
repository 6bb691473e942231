using System;
using System.Collections.Generic;
using DockerLint.Images.Copying;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Run;

/// <summary>
/// The files while a RUN executes: the image as it becomes, the mounts over it, and what is written below a mount, which
/// goes with it.
/// </summary>
internal sealed class RunFiles : IImageEffects
{
    // One RUN that makes more layers than this is no ordinary RUN; later effects are left out, with a note.
    private const int MostLayers = 1000;

    private readonly LayerSource step;
    private readonly List<Layer> mounts;
    private readonly List<string> mountPoints;
    private readonly List<Layer> written = [];
    private readonly Action<string> note;
    private ImageTree? view;
    private int layers;

    public RunFiles(ImageTree image, LayerSource step, List<Layer> mounts, List<string> mountPoints, Action<string> note)
    {
        Image = image;
        this.step = step;
        this.mounts = mounts;
        this.mountPoints = mountPoints;
        this.note = note;
    }

    /// <summary>The step.</summary>
    public LayerSource Step => step;

    /// <summary>The image without mounts.</summary>
    public ImageTree Image { get; private set; }

    /// <summary>What commands see.</summary>
    public ImageTree View => view ??= BuildView();

    /// <summary>Where relative paths begin; null when nobody knows.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>Every path that was changed, and whether it was taken away.</summary>
    public List<(string Path, bool IsRemoved)> Journal { get; } = [];

    /// <inheritdoc/>
    public IFileTree Files => View;

    /// <summary>An absolute path; null when nobody knows where it leads.</summary>
    public string? Absolute(string path) =>
        path.StartsWith("/", StringComparison.Ordinal) ? TreePath.Clean(path)
        : WorkingDirectory is { } directory ? TreePath.Combine(directory, path) : null;

    /// <summary>Goes back to an earlier state, for a branch that may not have been taken.</summary>
    public void Reset(ImageTree image, int writtenCount)
    {
        Image = image;
        written.RemoveRange(writtenCount, written.Count - writtenCount);
        view = null;
    }

    /// <summary>Number of layers below mounts, for <see cref="Reset"/>.</summary>
    public int WrittenCount => written.Count;

    /// <inheritdoc/>
    public void AddDirectory(string path)
    {
        if (Absolute(path) is { } absolute) MakeDirectory(absolute);
    }

    /// <inheritdoc/>
    public void AddFile(string path, ReadOnlyMemory<byte> content) => Put(path, FileContent.Of(content));

    /// <inheritdoc/>
    public void AddFileOfUnknownContent(string path) => Put(path, FileContent.Unknown);

    /// <summary>May a file be made at the path? No program of a shell makes the directory above it.</summary>
    public bool HasParent(string path) =>
        Absolute(path) is not { } absolute || View.Resolve(TreePath.Parent(absolute)).Node.Kind is NodeKind.Directory or NodeKind.Unknown;

    /// <summary>Writes a file through a link, as a shell does; a directory there stays.</summary>
    public bool Put(string path, FileContent content)
    {
        if (Absolute(path) is not { } absolute) return true;
        Resolution found = View.Resolve(absolute);
        if (found.Node.Kind == NodeKind.Directory || found.Blocker is not null) return false;
        if (MakeDirectory(TreePath.Parent(found.Path)) is not { } directory) return false;
        Add(new NodeLayer(step).AddFile(TreePath.Child(directory, TreePath.Name(found.Path)), content), found.Path, false);
        return true;
    }

    /// <inheritdoc/>
    public void AddLink(string path, string target)
    {
        if (Absolute(path) is not { } absolute) return;
        if (MakeDirectory(TreePath.Parent(absolute)) is not { } directory) return;
        string real = TreePath.Child(directory, TreePath.Name(absolute));
        if (View.At(real).Kind != NodeKind.Directory) Add(new NodeLayer(step).AddLink(real, target), real, false);
    }

    /// <inheritdoc/>
    public void Copy(string from, string to)
    {
        if (Absolute(from) is not { } source || Absolute(to) is not { } target) return;
        Resolution found = View.Resolve(source);
        switch (found.Node.Kind)
        {
            case NodeKind.File:
                Put(target, View.ContentAt(found.Path) ?? FileContent.Unknown);
                break;
            case NodeKind.Directory:
                CopyContents(found.Path, target);
                break;
            case NodeKind.Unknown:
                AddUnknown(target, found.Node.UnknownBecause!);
                break;
        }
    }

    /// <inheritdoc/>
    public void CopyFiles(IReadOnlyList<KeyValuePair<string, string>> files, string directory)
    {
        if (MakeDirectory(directory) is not { } real) return;
        ImageTree before = View;
        var layer = new NodeLayer(step);
        foreach (KeyValuePair<string, string> pair in files)
        {
            if (!TreePath.IsAtOrBelow(pair.Value, directory)) continue;
            string target = TreePath.Combine(real, TreePath.Relative(pair.Value, directory));
            Resolution found = before.Resolve(pair.Key);
            for (string above = TreePath.Parent(target); above.Length > real.Length && layer.AddNewDirectory(above); above = TreePath.Parent(above))
            {
            }

            if (found.Node.Kind == NodeKind.File) layer.AddNewFile(target, before.ContentAt(found.Path) ?? FileContent.Unknown);
            else if (found.Node.Kind == NodeKind.Unknown) layer.AddUnknown(target, found.Node.UnknownBecause!);
        }

        if (!layer.IsEmpty) Add(layer, real, false);
    }

    /// <summary>Lays the contents of a directory (real) over another, as they are now.</summary>
    public void CopyContents(string from, string to)
    {
        ImageTree before = View;
        if (MakeDirectory(to) is not { } directory) return;
        var editor = new ImageEditor(ImageTree.Empty, step);
        editor.Overlay(before, from, directory);
        foreach (Layer layer in editor.Image.Layers) Add(layer, directory, false);
    }

    /// <inheritdoc/>
    public void Remove(string path)
    {
        if (Absolute(path) is not { Length: > 1 } absolute) return;
        Resolution found = View.Resolve(absolute, followLast: false);
        if (found.Path.Length > 1 && !mountPoints.Contains(found.Path)) Add(new NodeLayer(step).Remove(found.Path), found.Path, true);
    }

    /// <inheritdoc/>
    public void AddUnknown(string path, string cause, bool isWeak = false)
    {
        if (Absolute(path) is not { } absolute) return;
        Resolution found = View.Resolve(absolute);
        NodeLayer layer = new NodeLayer(step).AddUnknown(found.Path, cause, isWeak);
        if (!isWeak) AddParents(layer, found.Path);
        Add(layer, found.Path, false);
    }

    /// <inheritdoc/>
    public void AddUnknown(IReadOnlyList<string> paths, string cause)
    {
        NodeLayer inImage = new(step), inMounts = new(step);
        foreach (string path in paths)
        {
            if (Absolute(path) is not { } absolute) continue;
            Resolution found = View.Resolve(absolute);
            Journal.Add((found.Path, false));
            NodeLayer layer = IsMounted(found.Path) ? inMounts : inImage;
            layer.AddUnknown(found.Path, cause);
            AddParents(layer, found.Path);
        }

        if (!inImage.IsEmpty) Add(inImage, isMounted: false);
        if (!inMounts.IsEmpty) Add(inMounts, isMounted: true);
    }

    // Where something may be, there is a directory to hold it: otherwise nobody who asks would get that far.
    private void AddParents(NodeLayer layer, string path)
    {
        for (string above = TreePath.Parent(path); above.Length > 1 && View.At(above).Kind == NodeKind.Missing; above = TreePath.Parent(above))
            layer.AddDirectory(above);
    }

    /// <summary>What is at a path may have been taken away.</summary>
    public void AddDoubt(string path, string cause) => Add(new NodeLayer(step).AddDoubt(path, cause), path, true);

    /// <inheritdoc/>
    public void Note(string text) => note(text);

    /// <summary>Makes a directory and those above it; its real path, or null when a file stands in the way.</summary>
    public string? MakeDirectory(string path)
    {
        var editor = new ImageEditor(View, step);
        ImageTree before = editor.Image;
        string? real = editor.MakeDirectory(path, out _);
        if (real is not null && !ReferenceEquals(before, editor.Image))
        {
            foreach (Layer layer in editor.Image.Layers)
            {
                Add(layer, real, false);
                break;
            }
        }

        return real;
    }

    /// <summary>Adds a layer all of whose changes lie at or below a path.</summary>
    public void Add(Layer layer, string path, bool isRemoved)
    {
        if (Add(layer, IsMounted(path))) Journal.Add((path, isRemoved));
    }

    private bool Add(Layer layer, bool isMounted)
    {
        if (++layers > MostLayers)
        {
            if (layers == MostLayers + 1) note("RUN at line " + step.Instruction?.Span.Line + " does more than is followed");
            return false;
        }

        if (isMounted) written.Add(layer);
        else Image = Image.With(layer);
        view = mounts.Count == 0 ? Image : null;
        return true;
    }

    private bool IsMounted(string path)
    {
        foreach (string point in mountPoints)
        {
            if (TreePath.IsAtOrBelow(path, point)) return true;
        }

        return false;
    }

    private ImageTree BuildView()
    {
        ImageTree tree = Image;
        foreach (Layer layer in mounts) tree = tree.With(layer);
        foreach (Layer layer in written) tree = tree.With(layer);
        return tree;
    }
}
