using System;
using System.Collections.Generic;

namespace PyImportScanner.Resolution;

/// <summary>Why an entry is on the search path.</summary>
public enum SearchEntryKind : byte
{
    /// <summary>The first entry, set by how Python is started (using/cmdline, "Interface options").</summary>
    Path0,

    /// <summary>Put in front by a launcher or by source text.</summary>
    Inserted,

    /// <summary>From the variable <c>PYTHONPATH</c>.</summary>
    PythonPath,

    /// <summary>The standard library; answered by <see cref="StandardLibraryTable"/>, not by the tree.</summary>
    StandardLibrary,

    /// <summary>The site directory of the user.</summary>
    UserSite,

    /// <summary>A site directory of the installation.</summary>
    SitePackages,

    /// <summary>Named by a <c>.pth</c> file.</summary>
    Pth,

    /// <summary>Put behind the others by a launcher or by source text.</summary>
    Appended,

    /// <summary>An entry that nobody can name: it may hold anything.</summary>
    Unknown,
}

/// <summary>One entry of the search path.</summary>
/// <param name="Directory">An absolute, clean path of the tree: a directory, a zip file, or a directory in a zip file. Empty for unknown entries.</param>
/// <param name="Kind">Why it is there.</param>
/// <param name="UnknownBecause">The cause, for <see cref="SearchEntryKind.Unknown"/>.</param>
public sealed record SearchEntry(string Directory, SearchEntryKind Kind, string? UnknownBecause = null)
{
    /// <summary>An entry that nobody can name.</summary>
    public static SearchEntry Unknown(string cause) => new("", SearchEntryKind.Unknown, cause);

    /// <summary>Is what lies there installed rather than written here?</summary>
    public bool IsSite => Kind is SearchEntryKind.SitePackages or SearchEntryKind.UserSite;
}

/// <summary><c>sys.path</c> at one moment: entries in the order they are searched. Immutable.</summary>
public sealed class SearchPath
{
    /// <summary>A path with these entries; later duplicates of a directory are dropped, as the interpreter's start does.</summary>
    public SearchPath(IEnumerable<SearchEntry> entries) => Entries = Distinct(entries);

    private SearchPath(SearchEntry[] entries, IReadOnlyDictionary<string, string> mapped)
    {
        Entries = entries;
        Mapped = mapped;
    }

    /// <summary>The entries in the order they are searched.</summary>
    public IReadOnlyList<SearchEntry> Entries { get; }

    /// <summary>
    /// Top-level names that an editable installation maps to a file or directory of its own, asked when no entry has the
    /// name (setuptools, <c>__editable___NAME_finder.py</c>).
    /// </summary>
    public IReadOnlyDictionary<string, string> Mapped { get; init; } = new Dictionary<string, string>();

    /// <summary>The path with an entry in front; the same directory further back stays, as <c>sys.path.insert(0, …)</c> leaves it.</summary>
    public SearchPath Prepend(SearchEntry entry)
    {
        var entries = new SearchEntry[Entries.Count + 1];
        entries[0] = entry;
        for (int i = 0; i < Entries.Count; i++) entries[i + 1] = Entries[i];
        return new SearchPath(entries, Mapped);
    }

    /// <summary>The path with an entry at the end.</summary>
    public SearchPath Append(SearchEntry entry)
    {
        var entries = new SearchEntry[Entries.Count + 1];
        for (int i = 0; i < Entries.Count; i++) entries[i] = Entries[i];
        entries[Entries.Count] = entry;
        return new SearchPath(entries, Mapped);
    }

    /// <summary>Is the directory on the path?</summary>
    public bool Contains(string directory)
    {
        foreach (SearchEntry entry in Entries)
        {
            if (entry.Directory == directory && entry.Kind != SearchEntryKind.Unknown) return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(":", System.Linq.Enumerable.Select(Entries, e => e.Directory));

    private static SearchEntry[] Distinct(IEnumerable<SearchEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<SearchEntry>();
        foreach (SearchEntry entry in entries)
        {
            if (entry.Kind == SearchEntryKind.Unknown || seen.Add(entry.Directory)) kept.Add(entry);
        }

        return kept.ToArray();
    }
}
