using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DockerLint.Checks;
using PyImportScanner.Files;

namespace DockerLint.Cli.Files;

/// <summary>
/// The paths in git's index, read straight from <c>.git/index</c> (gitformat-index(5), versions 2 to 4): starting
/// <c>git ls-files</c> would cost more than the whole check of a small repository.
/// </summary>
internal sealed class GitIndex : ITrackedFiles
{
    private const int MaximumIndexSize = 512 << 20;
    private const uint DirectoryMode = 0x4000;
    private const uint GitlinkMode = 0xE000;
    private const uint LinkMode = 0xA000;
    private const int TypeMask = 0xF000;

    // Where the parts of an entry stand.
    private const int ModifiedAt = 8;
    private const int ModeAt = 24;
    private const int SizeAt = 36;
    private const int IdAt = 40;

    private const int ExtendedFlag = 0x4000;
    private const int IntentToAddFlag = 0x2000;
    private const int StageMask = 0x3000;
    private const int OurStage = 0x2000;

    private readonly Dictionary<string, int> files = new(StringComparer.Ordinal);
    private readonly List<string> opaque = [];
    private readonly string prefix;
    private readonly byte[] data;
    private readonly int hash;
    private readonly DateTime written;

    private GitIndex(string prefix, byte[] data, int hash, DateTime written)
    {
        this.prefix = prefix;
        this.data = data;
        this.hash = hash;
        this.written = written;
    }

    /// <summary>
    /// The index of the work tree that holds <paramref name="root"/>; null where there is none, where it cannot be read
    /// (split index, damage), or where it holds nothing below the root: then git says nothing about these files.
    /// </summary>
    /// <param name="root">A directory of the work tree.</param>
    /// <param name="file">The file of the index, where it is another one (<c>GIT_INDEX_FILE</c>, as in hooks of <c>git commit -a</c>).</param>
    public static GitIndex? Open(string root, string? file = null)
    {
        try
        {
            return OpenAbove(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)), file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool IsTracked(string path)
    {
        string full = prefix + path;
        if (files.ContainsKey(full)) return true;

        // What lies in a submodule, or in a directory that a sparse checkout folded, is tracked elsewhere.
        foreach (string directory in opaque)
        {
            if (TreePath.IsAtOrBelow(full, directory)) return true;
        }

        return false;
    }

    /// <summary>The entries below the root, in no order.</summary>
    public IEnumerable<GitIndexEntry> Entries()
    {
        foreach (KeyValuePair<string, int> file in files)
        {
            if (TreePath.IsAtOrBelow(file.Key, prefix)) yield return Describe(file.Key.Substring(prefix.Length), file.Value);
        }

        foreach (string directory in opaque)
        {
            if (TreePath.IsAtOrBelow(directory, prefix) && directory.Length > prefix.Length)
                yield return new GitIndexEntry(directory.Substring(prefix.Length), GitIndexKind.Opaque, "", 0, default);
        }
    }

    /// <summary>The entry of a file or link; null where there is none.</summary>
    public GitIndexEntry? Find(string path) => files.TryGetValue(prefix + path, out int at) ? Describe(path, at) : null;

    /// <summary>
    /// Is a file that was changed at a time, and has the size of its entry, still what the entry says? What was changed no
    /// earlier than the index was written may have been changed once more since.
    /// </summary>
    public bool IsUnchanged(GitIndexEntry entry, DateTime modified) => modified == entry.Modified && modified < written;

    private GitIndexEntry Describe(string path, int at)
    {
        ReadOnlySpan<byte> entry = data.AsSpan(at);
        uint seconds = BinaryPrimitives.ReadUInt32BigEndian(entry.Slice(ModifiedAt));
        uint nanoseconds = BinaryPrimitives.ReadUInt32BigEndian(entry.Slice(ModifiedAt + 4));
        bool isLink = (BinaryPrimitives.ReadUInt32BigEndian(entry.Slice(ModeAt)) & TypeMask) == LinkMode;
        return new GitIndexEntry(
            path,
            isLink ? GitIndexKind.Link : GitIndexKind.File,
            Convert.ToHexStringLower(entry.Slice(IdAt, hash)),
            BinaryPrimitives.ReadUInt32BigEndian(entry.Slice(SizeAt)),
            DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / 100)));
    }

    private static GitIndex? OpenAbove(string root, string? chosen)
    {
        for (string? directory = root; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (GitDirectory(directory) is not { } git) continue;
            var file = new FileInfo(chosen ?? Path.Combine(git, "index"));
            if (!file.Exists || file.Length is < 12 or > MaximumIndexSize) return null;
            string below = root.Length == directory.Length ? "" : root.Substring(Path.TrimEndingDirectorySeparator(directory).Length);
            var index = new GitIndex(below.Replace('\\', '/'), File.ReadAllBytes(file.FullName), UsesSha256(git) ? 32 : 20, file.LastWriteTimeUtc);
            return index.Parse() && index.HasFilesBelowRoot() ? index : null;
        }

        return null;
    }

    // A file ".git" names the directory: linked work trees and submodules (gitrepository-layout(5)).
    private static string? GitDirectory(string directory)
    {
        string git = Path.Combine(directory, ".git");
        if (Directory.Exists(git)) return git;
        var file = new FileInfo(git);
        if (!file.Exists || file.Length is 0 or > 4096) return null;
        string text = File.ReadAllText(git).Trim();
        return text.StartsWith("gitdir:", StringComparison.Ordinal)
            ? Path.GetFullPath(text.Substring("gitdir:".Length).Trim(), directory)
            : null;
    }

    private static bool UsesSha256(string git)
    {
        string common = Path.Combine(git, "commondir");
        string home = File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), git) : git;
        string config = Path.Combine(home, "config");
        return File.Exists(config)
            && File.ReadAllText(config).Replace(" ", "", StringComparison.Ordinal)
                .Contains("objectformat=sha256", StringComparison.OrdinalIgnoreCase);
    }

    private bool HasFilesBelowRoot()
    {
        if (prefix.Length == 0) return files.Count > 0;
        foreach (string file in files.Keys)
        {
            if (TreePath.IsAtOrBelow(file, prefix)) return true;
        }

        return false;
    }

    private bool Parse()
    {
        ReadOnlySpan<byte> data = this.data;
        if (!data.StartsWith("DIRC"u8)) return false;
        uint version = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(4));
        uint count = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(8));
        if (version is < 2 or > 4) return false;
        int at = 12;
        byte[] name = [];
        for (uint i = 0; i < count; i++)
        {
            int start = at;
            at += IdAt + hash;
            ushort flags = BinaryPrimitives.ReadUInt16BigEndian(data.Slice(at));
            bool isExtended = (flags & ExtendedFlag) != 0 && version >= 3;
            bool isPromise = isExtended && (BinaryPrimitives.ReadUInt16BigEndian(data.Slice(at + 2)) & IntentToAddFlag) != 0;
            at += isExtended ? 4 : 2;
            int kept = version == 4 ? name.Length - ReadVariable(data, ref at) : 0;
            int length = data.Slice(at).IndexOf((byte)0);
            if (length < 0 || kept < 0) return false;
            name = [.. name.AsSpan(0, kept), .. data.Slice(at, length)];
            at += length + 1;
            if (version < 4) at = start + ((at - 1 - start + 8) & ~7);
            // Of a path in conflict our side counts; what "git add -N" announces is in no commit yet.
            if ((flags & StageMask) is 0 or OurStage && !isPromise) Add(name, start);
        }

        return !HasExtension(data.Slice(0, data.Length - hash), at, "link"u8);
    }

    // "Offset encoding" of pack files: every further byte adds one before shifting.
    private static int ReadVariable(ReadOnlySpan<byte> data, ref int at)
    {
        int value = data[at] & 0x7F;
        while ((data[at++] & 0x80) != 0)
        {
            if (value > 1 << 22) throw new InvalidDataException();
            value = ((value + 1) << 7) | (data[at] & 0x7F);
        }

        return value;
    }

    private void Add(ReadOnlySpan<byte> name, int at)
    {
        string path = "/" + Encoding.UTF8.GetString(name).TrimEnd('/');
        uint mode = BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at + ModeAt));
        if ((mode & TypeMask) is DirectoryMode or GitlinkMode) opaque.Add(path);
        else files[path] = at;
    }

    // A split index ("link") keeps most entries in another file.
    private static bool HasExtension(ReadOnlySpan<byte> data, int at, ReadOnlySpan<byte> signature)
    {
        while (at + 8 <= data.Length)
        {
            if (data.Slice(at, 4).SequenceEqual(signature)) return true;
            uint size = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(at + 4));
            if (size > int.MaxValue - 8) return true;
            at += 8 + (int)size;
            if (at < 0) return true;
        }

        return false;
    }
}
