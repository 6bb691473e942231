using System;
using System.Collections.Generic;
using System.Text;
using PyImportScanner.Files;

namespace PyImportScanner.Resolution;

/// <summary>Adds site directories to a path and reads their <c>.pth</c> files (CPython: Lib/site.py, addsitedir and addpackage).</summary>
internal sealed class SiteDirectoryReader(DirectoryCache directories, PythonVersion version, List<SearchEntry> entries)
{
    private static readonly PythonVersion SkipsHiddenFiles = new(3, 13);
    private static readonly PythonVersion ReadsByteOrderMark = new(3, 13);

    private readonly Dictionary<string, string> mapped = new(StringComparer.Ordinal);

    /// <summary>What the finders of editable installations map.</summary>
    public IReadOnlyDictionary<string, string> Mapped => mapped;

    public void Add(string directory, SearchEntryKind kind)
    {
        DirectoryListing listing = directories.List(directory);

        // A directory that is certainly not there is left out by site.py; one that may be there can hold anything.
        if (listing.Kind is NodeKind.Missing or NodeKind.File || !AddEntry(directory, kind)) return;
        if (listing.Kind != NodeKind.Directory) return;
        foreach (DirectoryEntry file in listing.Entries)
        {
            bool hidden = file.Name[0] == '.' && version >= SkipsHiddenFiles;
            if (!hidden && file.Name.EndsWith(".pth", StringComparison.Ordinal)) ReadPth(directory, file);
        }
    }

    private bool AddEntry(string directory, SearchEntryKind kind)
    {
        foreach (SearchEntry entry in entries)
        {
            if (entry.Directory == directory && entry.Kind is not (SearchEntryKind.Unknown or SearchEntryKind.StandardLibrary)) return false;
        }

        entries.Add(new SearchEntry(directory, kind));
        return true;
    }

    private void ReadPth(string site, DirectoryEntry file)
    {
        string path = TreePath.Child(site, file.Name);
        if (directories.Read(path) is not { } content)
        {
            entries.Add(SearchEntry.Unknown("the content of " + path + " is not known"));
            return;
        }

        string text = Encoding.UTF8.GetString(content.Span);
        if (text.Length > 0 && text[0] == '\uFEFF' && version >= ReadsByteOrderMark) text = text.Substring(1);
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.TrimEnd();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("import ", StringComparison.Ordinal) || line.StartsWith("import\t", StringComparison.Ordinal))
                ReadEditableFinder(site, line);
            else
                AddIfExists(TreePath.Combine(site, line));
        }
    }

    private void AddIfExists(string path)
    {
        Node node = directories.Stat(path);
        if (node.Kind == NodeKind.Missing) return;
        AddEntry(path, SearchEntryKind.Pth);
    }

    /// <summary>Of the lines that are executed, those of setuptools' editable installations add modules; what they map stands as a literal.</summary>
    private void ReadEditableFinder(string site, string line)
    {
        int start = line.IndexOf("__editable___", StringComparison.Ordinal);
        if (start < 0) return;
        int end = start;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_')) end++;
        string finder = TreePath.Child(site, line.Substring(start, end - start) + ".py");
        if (directories.Read(finder) is { } content && EditableMapping.Read(content.Span) is { } pairs)
        {
            foreach (KeyValuePair<string, string> pair in pairs) mapped[pair.Key] = TreePath.Clean(pair.Value);
        }
        else
        {
            entries.Add(SearchEntry.Unknown("what " + finder + " maps is not known"));
        }
    }
}
