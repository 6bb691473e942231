using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using DockerLint.Cli.Containers;
using DockerLint.Cli.Git;
using DockerLint.Inputs;
using PyImportScanner.Files;

namespace DockerLint.Cli.Verify;

/// <summary>
/// Compares the files of a container, running or not, with those that an image of a commit would hold. Contents are compared by
/// their git ids, so that nothing of the image is kept.
/// </summary>
internal sealed class ImageVerifier(IContainerEngine engine, GitRepository git)
{
    // Files that Python makes beside sources, and what is installed.
    private static readonly string[] Made = ["__pycache__", "site-packages", ".egg-info", "node_modules", ".dist-info"];

    private const long MaximumFile = 64L << 20;
    private const int MaximumExplained = 20;

    /// <summary>Compares.</summary>
    /// <param name="container">Name or id.</param>
    /// <param name="inputs">The service at the commit.</param>
    /// <param name="tree">The files of the commit.</param>
    /// <param name="head">A commit that probably has the versions of the files in its history.</param>
    public (int Compared, IReadOnlyList<VerificationDifference> Differences) Compare(string container, ServiceInputs inputs, IContentIdentity tree, string head)
    {
        var expected = new ExpectedImage(inputs);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        bool isSha256 = head.Length == 64;
        foreach (string place in expected.Places()) engine.CopyOut(container, place, stream => Read(stream, TreePath.Parent(place), isSha256, found));
        var differences = new List<VerificationDifference>();
        int explained = 0;
        foreach ((string path, string source) in expected.Files)
        {
            string? wanted = tree.ContentId(source);
            if (!found.TryGetValue(path, out string? id)) differences.Add(Weighed(new VerificationDifference(VerificationKind.Missing, path, source, ""), null, inputs));
            else if (wanted is not null && id.Length > 0 && id != wanted && !IsLargeFile(container, path, wanted))
                differences.Add(Weighed(new VerificationDifference(VerificationKind.Different, path, source, explained++ < MaximumExplained ? Explain(id, head) : ""), id, inputs));
        }

        foreach (string path in found.Keys)
        {
            if (path.EndsWith(".py", StringComparison.Ordinal) && !expected.Files.ContainsKey(path) && !Array.Exists(Made, path.Contains) && expected.IsCertainlyAbsent(path))
                differences.Add(new VerificationDifference(VerificationKind.Extra, path, null, explained++ < MaximumExplained ? Explain(found[path], head) : ""));
        }

        differences.Sort(static (a, b) => string.CompareOrdinal(a.ImagePath, b.ImagePath));
        return (expected.Files.Count, differences);
    }

    /// <summary>What a program of the build writes is no version of the repository; a version of it is what somebody copied.</summary>
    private VerificationDifference Weighed(VerificationDifference difference, string? id, ServiceInputs inputs)
    {
        if (inputs.UnknownChange(difference.ImagePath, difference.RepositoryPath!) is not { } step || (id is not null && git.Find(id) is { Type: "blob" })) return difference;
        return difference with { IsCertain = false, Explanation = step + " may have done that" };
    }

    /// <summary>
    /// Git holds a pointer in the place of a large file, and the builder got the file (Git LFS specification, "The Pointer").
    /// </summary>
    private bool IsLargeFile(string container, string path, string wanted)
    {
        if (git.Blob(wanted) is not { Length: < 1024 } blob) return false;
        string pointer = Encoding.UTF8.GetString(blob);
        const string Digest = "\noid sha256:";
        int at = pointer.IndexOf(Digest, StringComparison.Ordinal);
        if (!pointer.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal) || at < 0) return false;
        string? digest = null;
        engine.CopyOut(container, path, stream =>
        {
            foreach (TarEntry entry in TarEntries.Read(stream)) digest = entry.DataStream is { } content ? Convert.ToHexStringLower(SHA256.HashData(content)) : digest;
        });
        return digest is not null && pointer.AsSpan(at + Digest.Length).StartsWith(digest, StringComparison.Ordinal);
    }

    private string Explain(string id, string head)
    {
        if (git.Find(id) is not { Type: "blob" }) return "no version of this repository";
        return git.History.WithObject(id, head) is { } commit ? "the version of " + commit[..Math.Min(10, commit.Length)] : "some other version of this repository";
    }

    private static void Read(Stream stream, string directory, bool isSha256, Dictionary<string, string> found)
    {
        foreach (TarEntry entry in TarEntries.Read(stream))
        {
            // A stranger made the archive: its names stay below the directory.
            string path = TreePath.Combine(directory, entry.Name.TrimStart('/'));
            if (!TreePath.IsAtOrBelow(path, directory)) continue;
            // Of a file with two names, the archive holds the content under the first.
            if (entry.EntryType == TarEntryType.HardLink && found.TryGetValue(TreePath.Combine(directory, entry.LinkName.TrimStart('/')), out string? other)) found[path] = other;
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile) found[path] = entry.Length > MaximumFile ? "" : BlobId(entry.DataStream ?? Stream.Null, entry.Length, isSha256);
        }
    }

    // "blob <size>\0<content>", hashed (gitformat-pack(5) names the object formats).
    private static string BlobId(Stream content, long length, bool isSha256)
    {
        using var hash = IncrementalHash.CreateHash(isSha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes("blob " + length.ToString(CultureInfo.InvariantCulture) + "\0"));
        byte[] buffer = new byte[64 << 10];
        for (int count; (count = content.Read(buffer)) > 0;) hash.AppendData(buffer, 0, count);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
