using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Images.Trees;

/// <summary>
/// A tree that says what lies at one clean path without following anything; links, and everything of
/// <see cref="IFileTree"/>, are built on that. An image, a filtered context and a base image are such trees.
/// </summary>
internal abstract class ExactTree : IFileTree
{
    // Linux gives up after 40 (ELOOP); so does this.
    private const int MaximumLinks = 40;

    private ConcurrentDictionary<string, Node>? seen;

    // Directories to which no link leads: what lies in them is found without going down from the root again.
    private ConcurrentDictionary<string, byte>? plain;

    /// <summary>
    /// How many trees may stand one behind the other before an answer reaches the last: a bound for recursion.
    /// </summary>
    public virtual int Depth => 0;

    /// <summary>What lies at a clean path all of whose parents are directories, nothing followed.</summary>
    public Node At(string path)
    {
        if (path.Length == 1) return Node.Directory;
        ConcurrentDictionary<string, Node> answers = seen ??= new ConcurrentDictionary<string, Node>(StringComparer.Ordinal);
        if (answers.TryGetValue(path, out Node known)) return known;
        Node found = Find(path);
        answers[path] = found;
        return found;
    }

    /// <summary>The uncached answer behind <see cref="At"/>; never asked for the root.</summary>
    protected abstract Node Find(string path);

    /// <summary>The entries of a path at which <see cref="At"/> is a directory.</summary>
    public abstract DirectoryListing ListAt(string path);

    /// <summary>The bytes of a path at which <see cref="At"/> is a file.</summary>
    public abstract FileContent? ContentAt(string path);

    /// <summary>Adds the paths of this tree that may hold a repository path; a superset, found without walking.</summary>
    /// <param name="repositoryPath">A clean path of the repository tree.</param>
    /// <param name="under">Only paths at or below this directory of the tree are asked for; what lies elsewhere may be left out.</param>
    /// <param name="candidates">Where to add them.</param>
    public abstract void AddCandidates(string repositoryPath, string under, List<string> candidates);

    /// <summary>The paths of this tree that may hold a repository path.</summary>
    public List<string> CandidatesFor(string repositoryPath)
    {
        var candidates = new List<string>();
        AddCandidates(repositoryPath, TreePath.Root, candidates);
        return candidates;
    }

    /// <summary>Of the candidates from an index on, keeps those at or below a directory, as they lie below another.</summary>
    internal static void Move(List<string> candidates, int start, string from, string to)
    {
        int kept = start;
        for (int i = start; i < candidates.Count; i++)
        {
            if (TreePath.IsAtOrBelow(candidates[i], from)) candidates[kept++] = TreePath.Rebase(candidates[i], from, to);
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    /// <summary>Follows links from the root on. What is missing is kept lexically, as a destination needs it.</summary>
    public Resolution Resolve(string path, bool followLast = true)
    {
        if (path.Length > 1 && TreePath.IsClean(path) && IsPlainDirectory(TreePath.Parent(path)) && At(path) is var direct && (direct.Kind != NodeKind.Link || !followLast))
            return new Resolution(path, direct, null);
        string current = TreePath.Root;
        Node node = Node.Directory;
        var rest = new Stack<string>();
        PushAll(rest, path);
        int links = 0;
        while (rest.Count > 0)
        {
            string part = rest.Pop();
            if (part == "..")
            {
                current = TreePath.Parent(current);
                node = Node.Directory;
                continue;
            }

            if (node.Kind == NodeKind.File) return new Resolution(Append(current, part, rest), Node.Missing, current);
            if (node.Kind is NodeKind.Missing or NodeKind.Unknown) return new Resolution(Append(current, part, rest), node, null);
            string next = TreePath.Child(current, part);
            node = At(next);
            if (node.Kind != NodeKind.Link || (rest.Count == 0 && !followLast))
            {
                current = next;
                continue;
            }

            if (++links > MaximumLinks) return new Resolution(next, Node.Missing, null);
            if (node.LinkTarget!.StartsWith("/", StringComparison.Ordinal)) current = TreePath.Root;
            PushAll(rest, node.LinkTarget);
            node = Node.Directory;
        }

        return new Resolution(current, node, null);
    }

    /// <inheritdoc/>
    public Node Stat(string path) => Resolve(path).Node;

    /// <inheritdoc/>
    public Node LinkStat(string path) => Resolve(path, followLast: false).Node;

    /// <inheritdoc/>
    public string? RealPath(string path)
    {
        Resolution found = Resolve(path);
        return found.Node.Kind is NodeKind.File or NodeKind.Directory ? found.Path : null;
    }

    /// <inheritdoc/>
    public DirectoryListing List(string path)
    {
        Resolution found = Resolve(path);
        return found.Node.Kind switch
        {
            NodeKind.Directory => ListAt(found.Path),
            NodeKind.Unknown => new DirectoryListing(NodeKind.Unknown, [], found.Node.UnknownBecause),
            NodeKind.Missing => DirectoryListing.Missing,
            _ => new DirectoryListing(found.Node.Kind, []),
        };
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(string path)
    {
        Resolution found = Resolve(path);
        return found.Node.Kind == NodeKind.File ? ContentAt(found.Path)?.Read() : null;
    }

    private bool IsPlainDirectory(string path)
    {
        ConcurrentDictionary<string, byte> known = plain ??= new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        if (path.Length == 1 || known.ContainsKey(path)) return true;
        if (!IsPlainDirectory(TreePath.Parent(path)) || At(path).Kind != NodeKind.Directory) return false;
        known[path] = 0;
        return true;
    }

    private static string Append(string current, string part, Stack<string> rest)
    {
        string path = TreePath.Child(current, part);
        return rest.Count == 0 ? path : TreePath.Combine(path, string.Join("/", rest));
    }

    private static void PushAll(Stack<string> rest, string path)
    {
        string[] parts = path.Split('/');
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i].Length > 0 && parts[i] != ".") rest.Push(parts[i]);
        }
    }
}

/// <summary>Where a path leads when links are followed.</summary>
/// <param name="Path">The path without links; parts that do not exist are kept as written.</param>
/// <param name="Node">What is there.</param>
/// <param name="Blocker">A file that stands where a directory is needed, or null.</param>
internal readonly record struct Resolution(string Path, Node Node, string? Blocker);
