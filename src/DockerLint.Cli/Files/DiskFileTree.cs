using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Files;

/// <summary>
/// The files below a directory of this machine. Every directory is enumerated at most once; names are matched ordinally
/// against that enumeration, so that a disk that folds case answers as Linux would.
/// </summary>
/// <remarks>
/// A link whose target leaves the root is dangling here: a stranger's repository must not make the tool read
/// <c>/etc/passwd</c>. Nothing but regular, non-empty files is ever opened, so a pipe or a device cannot block a run.
/// </remarks>
internal sealed class DiskFileTree : ListingTree, INameLister
{
    /// <summary>The largest file whose content is read: 32 MiB.</summary>
    public const long MaximumFileSize = 32L << 20;

    // A directory says of each entry whether it is a link; asking an entry for its attributes would cost a call to the system.
    private static readonly EnumerationOptions EveryEntry = Entries(0);
    private static readonly EnumerationOptions ButLinks = Entries(FileAttributes.ReparsePoint);

    private readonly string root;
    private readonly Lazy<Submodules> submodules;

    /// <summary>A tree over an existing directory.</summary>
    /// <param name="directory">The directory; relative ones start at the working directory.</param>
    public DiskFileTree(string directory)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        submodules = new Lazy<Submodules>(() => Submodules.Read(root));
    }

    /// <summary>The root as an absolute path of this machine.</summary>
    public string DiskRoot => root;

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>? ReadExact(string real)
    {
        try
        {
            return ReadBounded(DiskPath(real));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string? BelowRoot(string target)
    {
        string rootText = Path.DirectorySeparatorChar == '\\' ? root.Replace('\\', '/') : root;
        if (!target.StartsWith(rootText, StringComparison.Ordinal)) return null;
        return target.Length > rootText.Length && target[rootText.Length] != '/' ? null : target.Substring(rootText.Length);
    }

    /// <summary>Where a clean path of this tree lies on this machine; links are not followed.</summary>
    public string DiskPath(string path) => path.Length == 1 ? root : root + path;

    // Pipes, sockets and devices have length 0, and so never reach the call that would open (and wait for) them.
    private static ReadOnlyMemory<byte>? ReadBounded(string file)
    {
        long length = new FileInfo(file).Length;
        if (length == 0) return ReadOnlyMemory<byte>.Empty;
        if (length > MaximumFileSize) return null;
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(file);
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < bytes.Length)
        {
            int read = RandomAccess.Read(handle, bytes.AsSpan(filled), filled);
            if (read == 0) break;
            filled += read;
        }

        return bytes.AsMemory(0, filled);
    }

    /// <inheritdoc/>
    public DirectoryNames Names(string directory, NameFilter keepsFile)
    {
        var directories = new List<string>();
        var files = new List<string>();
        try
        {
            VisitAll(DiskPath(directory), ButLinks, (ref FileSystemEntry entry) =>
            {
                if (entry.IsDirectory) directories.Add(entry.FileName.ToString());
                else if (keepsFile(entry.FileName)) files.Add(entry.FileName.ToString());
            });
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException or System.Security.SecurityException)
        {
            // What cannot be read holds no Dockerfile that could be built.
        }

        return new DirectoryNames(directories, files);
    }

    private static EnumerationOptions Entries(FileAttributes skipped) => new()
    {
        AttributesToSkip = skipped,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    /// <inheritdoc/>
    protected override DirectoryListing Enumerate(string real)
    {
        try
        {
            string directory = DiskPath(real);
            var found = new List<DirectoryEntry>();
            VisitAll(directory, ButLinks, (ref FileSystemEntry entry) => found.Add(Describe(ref entry, real)));
            int all = 0;
            VisitAll(directory, EveryEntry, (ref FileSystemEntry _) => all++);
            if (all > found.Count) AddLinks(directory, found);
            submodules.Value.Complete(real, found, IsEmpty);
            found.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            return new DirectoryListing(NodeKind.Directory, found.ToArray());
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException or System.Security.SecurityException)
        {
            string cause = "the directory " + TreePath.Display(real) + " cannot be read";
            return new DirectoryListing(NodeKind.Directory, [], cause);
        }
    }

    private bool IsEmpty(string path)
    {
        foreach (string _ in new FileSystemEnumerable<string>(DiskPath(path), static (ref FileSystemEntry _) => "", EveryEntry)) return false;
        return true;
    }

    private delegate void Visitor(ref FileSystemEntry entry);

    // Of texts, whatever they are: with a type of ours the runtime would compile all of the enumerator at every start.
    private static void VisitAll(string directory, EnumerationOptions options, Visitor visit)
    {
        var entries = new FileSystemEnumerable<string>(directory, static (ref FileSystemEntry _) => "", options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
            {
                visit(ref entry);
                return false;
            },
        };
        foreach (string _ in entries)
        {
        }
    }

    // What appears in the full list only is a link, or came into being just now.
    private static void AddLinks(string directory, List<DirectoryEntry> found)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (DirectoryEntry entry in found) known.Add(entry.Name);
        foreach (string name in new FileSystemEnumerable<string>(directory, static (ref FileSystemEntry entry) => entry.FileName.ToString(), EveryEntry))
        {
            if (!known.Contains(name) && new FileInfo(Path.Join(directory, name)).LinkTarget is { } target)
                found.Add(new DirectoryEntry(name, new Node(NodeKind.Link, target)));
        }
    }

    private static DirectoryEntry Describe(ref FileSystemEntry entry, string directory)
    {
        string name = entry.FileName.ToString();
        return entry.IsDirectory
            ? new DirectoryEntry(name, Node.Directory)
            : new DirectoryEntry(name, new Node(NodeKind.File, Origin: TreePath.Child(directory, name)));
    }
}
