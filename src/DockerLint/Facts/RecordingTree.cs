using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Facts;

/// <summary>
/// Passes every question on to another tree and remembers the answers: a check over what was remembered gives the same
/// findings as the check that was recorded, without the disk.
/// </summary>
public sealed class RecordingTree : IFileTree
{
    private readonly IFileTree inner;
    private readonly ConcurrentDictionary<string, Node> nodes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Node> unfollowed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> real = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DirectoryListing> listings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> contents = new(StringComparer.Ordinal);

    /// <summary>Records what is asked of <paramref name="inner"/>.</summary>
    public RecordingTree(IFileTree inner) => this.inner = inner;

    /// <inheritdoc/>
    public Node Stat(string path) => nodes.GetOrAdd(TreePath.Clean(path), inner.Stat);

    /// <inheritdoc/>
    public Node LinkStat(string path) => unfollowed.GetOrAdd(TreePath.Clean(path), inner.LinkStat);

    /// <inheritdoc/>
    public string? RealPath(string path) => real.GetOrAdd(TreePath.Clean(path), key => inner.RealPath(key) ?? "") is { Length: > 0 } found ? found : null;

    /// <inheritdoc/>
    public DirectoryListing List(string path) => listings.GetOrAdd(TreePath.Clean(path), inner.List);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(string path)
    {
        string clean = TreePath.Clean(path);
        if (contents.TryGetValue(clean, out byte[]? known)) return new ReadOnlyMemory<byte>(known);
        if (inner.Read(clean) is not { } content)
        {
            Stat(clean);
            return null;
        }

        contents[clean] = content.ToArray();
        return content;
    }

    /// <summary>Paths whose change changes an answer: files that were read, directories that were listed, what was not there.</summary>
    public IReadOnlyCollection<string> Tracked
    {
        get
        {
            var paths = new SortedSet<string>(contents.Keys, StringComparer.Ordinal);
            paths.UnionWith(listings.Keys);
            foreach (KeyValuePair<string, Node> pair in nodes)
            {
                if (!pair.Value.Exists) paths.Add(pair.Key);
            }

            foreach (KeyValuePair<string, Node> pair in unfollowed)
            {
                if (!pair.Value.Exists) paths.Add(pair.Key);
            }

            return paths;
        }
    }

    /// <summary>Paths of which only the existence matters.</summary>
    public IReadOnlyCollection<string> Present
    {
        get
        {
            var paths = new SortedSet<string>(StringComparer.Ordinal);
            foreach (KeyValuePair<string, Node> pair in nodes)
            {
                if (pair.Value.Exists) paths.Add(pair.Key);
            }

            foreach (KeyValuePair<string, Node> pair in unfollowed)
            {
                if (pair.Value.Exists) paths.Add(pair.Key);
            }

            paths.ExceptWith(contents.Keys);
            paths.ExceptWith(listings.Keys);
            return paths;
        }
    }

    /// <summary>Writes by which text the files are known again that the build gives to the compiler besides the facts: Dockerfiles and ignore files.</summary>
    internal void WriteSeen(StringBuilder output, IReadOnlyList<string> dockerfiles)
    {
        foreach (KeyValuePair<string, byte[]> pair in Sorted(contents))
        {
            bool isGiven = pair.Key.EndsWith(".dockerignore", StringComparison.Ordinal) || dockerfiles.Contains(pair.Key);
            if (isGiven) FactLine.Write(output, "seen", pair.Key, TextFacts.Fingerprint(pair.Value));
        }
    }

    /// <summary>Writes the answers, ordinal by path.</summary>
    internal void Write(StringBuilder output)
    {
        foreach (KeyValuePair<string, Node> pair in Sorted(nodes)) FactLine.Write(output, ["stat", pair.Key, .. TreeFacts.Fields(pair.Value, pair.Key)]);
        foreach (KeyValuePair<string, Node> pair in Sorted(unfollowed)) FactLine.Write(output, ["link", pair.Key, .. TreeFacts.Fields(pair.Value, pair.Key)]);
        foreach (KeyValuePair<string, string> pair in Sorted(real)) FactLine.Write(output, "real", pair.Key, pair.Value);
        foreach (KeyValuePair<string, DirectoryListing> pair in Sorted(listings))
        {
            var fields = new List<string?> { "list", pair.Key, TreeFacts.Name(pair.Value.Kind), pair.Value.UnknownBecause };
            foreach (DirectoryEntry entry in pair.Value.Entries)
            {
                fields.Add(entry.Name);
                fields.AddRange(TreeFacts.Fields(entry.Node, TreePath.Child(pair.Key, entry.Name)));
            }

            FactLine.Write(output, fields.ToArray());
        }

        foreach (KeyValuePair<string, byte[]> pair in Sorted(contents)) FactLine.Write(output, "text", pair.Key, Convert.ToBase64String(pair.Value));
    }

    private static SortedDictionary<string, T> Sorted<T>(ConcurrentDictionary<string, T> answers) => new(answers, StringComparer.Ordinal);
}
