using System;
using System.IO;
using System.Linq;
using PyImportScanner.Files;

namespace PyImportScanner.Tests.Closures;

/// <summary>The files of this machine, links followed by the operating system.</summary>
internal sealed class DiskTree : IFileTree
{
    public Node Stat(string path) => File.Exists(path) ? new Node(NodeKind.File) : Directory.Exists(path) ? Node.Directory : Node.Missing;

    public Node LinkStat(string path) => Stat(path);

    public string? RealPath(string path) => Stat(path).Exists ? path : null;

    public DirectoryListing List(string path)
    {
        if (!Directory.Exists(path)) return File.Exists(path) ? new DirectoryListing(NodeKind.File, []) : DirectoryListing.Missing;
        DirectoryEntry[] entries = new DirectoryInfo(path).EnumerateFileSystemInfos()
            .Select(i => new DirectoryEntry(i.Name, i.LinkTarget is null ? new Node(i is DirectoryInfo ? NodeKind.Directory : NodeKind.File) : Stat(i.FullName)))
            .Where(e => e.Node.Exists)
            .OrderBy(e => e.Name, StringComparer.Ordinal)
            .ToArray();
        return new DirectoryListing(NodeKind.Directory, entries);
    }

    public ReadOnlyMemory<byte>? Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;
}
