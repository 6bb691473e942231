using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Images.Layers;

/// <summary>Collects the entries of a directory from the uppermost layer down.</summary>
internal sealed class ListingBuilder
{
    private readonly Dictionary<string, Node> entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);

    /// <summary>The cause why there may be further entries; the uppermost one counts.</summary>
    public string? UnknownBecause { get; private set; }

    /// <summary>An entry, unless a layer above has said what is there.</summary>
    public void Add(string name, Node node)
    {
        if (hidden.Contains(name)) return;
        if (!entries.TryGetValue(name, out Node above)) entries[name] = node;
        // A doubt does not hide what certainly lies below it.
        else if (above.Kind == NodeKind.Unknown && node.Kind != NodeKind.Unknown) entries[name] = node;
    }

    /// <summary>All entries of a listing, its doubt included.</summary>
    public void AddAll(DirectoryListing listing)
    {
        foreach (DirectoryEntry entry in listing.Entries) Add(entry.Name, entry.Node);
        if (listing.UnknownBecause is { } cause) Doubt(cause);
    }

    /// <summary>A name that layers below do not contribute to any more.</summary>
    public void Hide(string name) => hidden.Add(name);

    /// <summary>There may be further entries.</summary>
    public void Doubt(string cause) => UnknownBecause ??= cause;

    /// <summary>The listing, ordinal by name.</summary>
    public DirectoryListing Build()
    {
        var sorted = new DirectoryEntry[entries.Count];
        int i = 0;
        foreach (KeyValuePair<string, Node> entry in entries) sorted[i++] = new DirectoryEntry(entry.Key, entry.Value);
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new DirectoryListing(NodeKind.Directory, sorted, UnknownBecause);
    }
}
