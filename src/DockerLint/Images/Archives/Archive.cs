using System.Collections.Generic;
using DockerLint.Images.Copying;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Archives;

/// <summary>The members of an archive.</summary>
/// <param name="Members">In the order of the archive; later ones replace earlier ones.</param>
/// <param name="UnknownBecause">Why there may be more, or null.</param>
internal sealed record Archive(IReadOnlyList<ArchiveMember> Members, string? UnknownBecause)
{
    /// <summary>An archive certainly, but nobody can say with what in it.</summary>
    public static Archive Unreadable(string cause) => new([], cause);

    /// <summary>Unpacks into an existing directory (clean, real).</summary>
    public void Extract(ImageEditor editor, string directory)
    {
        var layer = new NodeLayer(editor.Step);
        foreach (ArchiveMember member in Members)
        {
            string path = TreePath.Child(directory, member.Path);
            for (string above = TreePath.Parent(path); above.Length > directory.Length; above = TreePath.Parent(above))
                layer.AddDirectory(above);
            if (member.Content is not null) layer.AddFile(path, member.Content);
            else if (member.LinkTarget is not null) layer.AddLink(path, member.LinkTarget);
            else layer.AddDirectory(path);
        }

        if (!layer.IsEmpty) editor.Add(layer);
        if (UnknownBecause is not null) editor.Doubt(directory, UnknownBecause);
    }
}

/// <summary>A file, a symbolic link, or a directory (neither content nor target).</summary>
/// <param name="Path">Relative, clean.</param>
/// <param name="Content">The bytes of a file.</param>
/// <param name="LinkTarget">The target of a link.</param>
internal readonly record struct ArchiveMember(string Path, FileContent? Content, string? LinkTarget);
