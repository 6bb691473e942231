using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using PyImportScanner.Files;

namespace DockerLint.Cli.Containers;

/// <summary>A file of a container.</summary>
/// <param name="Kind">File, directory or link; what is neither (a device, a pipe) is left out.</param>
/// <param name="Size">Bytes of a file.</param>
/// <param name="LinkTarget">The target of a link, as written.</param>
/// <param name="Digest">SHA-256 of a file in hexadecimal; null when it was not asked for.</param>
internal sealed record ContainerFile(NodeKind Kind, long Size, string? LinkTarget, string? Digest);

/// <summary>
/// Reads the file tree of an image through a container that is never started: works for every processor, without a shell and
/// without Python.
/// </summary>
internal static class ContainerFiles
{
    private const int MostFiles = 500_000;

    /// <summary>Everything below a directory, by absolute clean path; false where there is no such directory.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="container">The container.</param>
    /// <param name="directory">An absolute path.</param>
    /// <param name="files">Gets the files.</param>
    /// <param name="withDigests">Contents are read and summed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ContainerEngineException">The engine fails, or there are too many files.</exception>
    public static bool Read(
        IContainerEngine engine, string container, string directory, Dictionary<string, ContainerFile> files, bool withDigests, CancellationToken cancellation)
    {
        string above = TreePath.Parent(directory);
        return engine.CopyOut(container, directory, stream => ReadTar(stream, above, files, withDigests), followLink: false, cancellation);
    }

    /// <summary>The same for a tar stream whose names are relative to <paramref name="above"/>.</summary>
    public static void ReadTar(Stream stream, string above, Dictionary<string, ContainerFile> files, bool withDigests)
    {
        foreach (TarEntry entry in TarEntries.Read(stream))
        {
            if (files.Count >= MostFiles) throw new ContainerEngineException("the image has more than " + MostFiles + " files below " + above);
            string path = TreePath.Combine(above, "./" + entry.Name.TrimEnd('/'));
            ContainerFile? file = entry.EntryType switch
            {
                TarEntryType.Directory => new(NodeKind.Directory, 0, null, null),
                TarEntryType.SymbolicLink => new(NodeKind.Link, 0, entry.LinkName, null),
                TarEntryType.RegularFile or TarEntryType.V7RegularFile => new(NodeKind.File, entry.Length, null, withDigests ? Digest(entry) : null),
                // A second name of a file that came before.
                TarEntryType.HardLink => files.GetValueOrDefault(TreePath.Combine(above, "./" + entry.LinkName)),
                _ => null,
            };
            if (file is not null) files[path] = file;
        }
    }

    private static string Digest(TarEntry entry) =>
        Convert.ToHexString(entry.DataStream is { } content ? SHA256.HashData(content) : SHA256.HashData([]));
}
