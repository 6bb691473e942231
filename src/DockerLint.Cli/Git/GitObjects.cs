using System;
using System.Collections.Concurrent;
using System.IO;

namespace DockerLint.Cli.Git;

/// <summary>An object of a repository.</summary>
/// <param name="Id">Its id in hexadecimal digits.</param>
/// <param name="Type"><c>commit</c>, <c>tree</c>, <c>blob</c> or <c>tag</c>.</param>
/// <param name="Content">The bytes; null when there are more than the bound.</param>
internal sealed record GitObject(string Id, string Type, byte[]? Content);

/// <summary>
/// Reads objects by name, each blob and tree at most once. Every thread that asks at the same time has a <c>git cat-file</c> of its own, as
/// one alone makes them wait for each other's answers. Safe for concurrent use.
/// </summary>
internal sealed class GitObjects(GitProgram git, int maximumSize) : IDisposable
{
    // Only small ones are kept: sources are asked for by several services, archives are not.
    private const int KeptSize = 1 << 20;

    private readonly ConcurrentBag<GitObjectReader> idle = [];
    private readonly ConcurrentDictionary<string, byte[]> kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GitTreeObject> trees = new(StringComparer.Ordinal);

    /// <summary>The content of the blob with an id; null where it is missing or too large.</summary>
    public byte[]? Blob(string id)
    {
        if (kept.TryGetValue(id, out byte[]? known)) return known;
        if (Find(id) is not { Type: "blob", Content: { } content }) return null;
        return content.Length <= KeptSize ? kept.GetOrAdd(id, content) : content;
    }

    /// <summary>The tree object with an id; null where it is missing.</summary>
    public GitTreeObject? Tree(string id)
    {
        if (trees.TryGetValue(id, out GitTreeObject? known)) return known;
        return Find(id) is { Type: "tree", Content: { } content } ? trees.GetOrAdd(id, GitTreeObject.Parse(content, id.Length / 2)) : null;
    }

    /// <summary>The object that a name stands for (gitrevisions(7)); null where there is none or the name is no one-line text.</summary>
    public GitObject? Find(string name)
    {
        if (name.Length is 0 or > 4096 || name.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0) return null;
        GitObjectReader reader = idle.TryTake(out GitObjectReader? waiting) ? waiting : new GitObjectReader(git, maximumSize);
        try
        {
            GitObject? found = reader.Find(name);
            idle.Add(reader);
            return found;
        }
        catch (IOException error)
        {
            reader.Dispose();
            throw new UsageException("git cat-file ended unexpectedly: " + error.Message);
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out GitObjectReader? reader)) reader.Dispose();
    }
}
