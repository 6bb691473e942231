using System;
using System.Collections.Generic;
using System.IO;
using DockerLint.Cli.Files;
using PyImportScanner.Files;

namespace DockerLint.Cli.MsBuild;

/// <summary>
/// A tree as a directory that MSBuild can read: the repository is one already; what a stage holds is laid out. Only project
/// files have their content, every other file is empty: evaluation asks whether it is there, not what it says.
/// </summary>
internal sealed class StageDirectory : IDisposable
{
    private const int MaximumFiles = 100_000;

    private static readonly HashSet<string> OfTheSystem = new(StringComparer.Ordinal)
    {
        "bin", "boot", "dev", "etc", "lib", "lib64", "media", "mnt", "opt", "proc", "run", "sbin", "sys", "tmp", "usr", "var",
    };

    private readonly IFileTree? stage;
    private int written;

    private StageDirectory(string root, IFileTree? stage)
    {
        Root = root;
        this.stage = stage;
    }

    /// <summary>The directory, without a slash at its end.</summary>
    public string Root { get; }

    /// <summary>The directory of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="project">A project in it: what lies beside the system's directories, and the project's own top one, is laid out.</param>
    public static StageDirectory Of(IFileTree tree, string project)
    {
        if (tree is DiskFileTree disk) return new StageDirectory(disk.DiskRoot, null);
        var directory = new StageDirectory(Directory.CreateTempSubdirectory("dockerlint-msbuild-").FullName, tree);
        string top = project.Split('/')[1];
        foreach (DirectoryEntry entry in tree.List(TreePath.Root).Entries)
        {
            if (entry.Name == top || !OfTheSystem.Contains(entry.Name)) directory.Write("/" + entry.Name, entry.Node);
        }

        return directory;
    }

    /// <summary>Where a path of the tree lies on this machine.</summary>
    public string OnDisk(string path) => Root + path;

    /// <summary>The path in the tree; null for a file outside of it.</summary>
    public string? InTree(string file) =>
        file.Length > Root.Length && file.StartsWith(Root, StringComparison.Ordinal) && file[Root.Length] == Path.DirectorySeparatorChar
            ? TreePath.Clean(file[Root.Length..].Replace(Path.DirectorySeparatorChar, '/'))
            : null;

    public void Dispose()
    {
        if (stage is null) return;
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A file left in the directory for temporary files is no reason to fail a check.
        }
    }

    private void Write(string path, Node node)
    {
        if (++written > MaximumFiles) return;
        if (node.Kind == NodeKind.Directory)
        {
            Directory.CreateDirectory(OnDisk(path));
            foreach (DirectoryEntry entry in stage!.List(path).Entries) Write(TreePath.Child(path, entry.Name), entry.Node);
        }
        else if (node.Kind is NodeKind.File)
        {
            ReadOnlyMemory<byte> content = IsRead(path) ? stage!.Read(path) ?? default : default;
            File.WriteAllBytes(OnDisk(path), content.ToArray());
        }
    }

    private static bool IsRead(string path)
    {
        string extension = Path.GetExtension(path);
        return extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase) || extension.Equals(".props", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".targets", StringComparison.OrdinalIgnoreCase) || extension.Equals(".user", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".tasks", StringComparison.OrdinalIgnoreCase) || extension.Equals(".items", StringComparison.OrdinalIgnoreCase);
    }
}
