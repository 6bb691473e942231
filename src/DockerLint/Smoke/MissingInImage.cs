using System;
using System.Collections.Generic;

namespace DockerLint.Smoke;

/// <summary>Modules of the repository that a container did not find, each by its most telling occurrence.</summary>
internal sealed class MissingInImage
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>All names.</summary>
    public ICollection<string> Names => entries.Keys;

    /// <summary>A name that was not found.</summary>
    /// <param name="Name">The dotted name.</param>
    /// <param name="Job">The start command.</param>
    /// <param name="Module">What was being imported.</param>
    /// <param name="Importer"><c>file:line</c>; null when the probe asked.</param>
    /// <param name="IsRaised">The failure was not caught.</param>
    /// <param name="IsFirstPass">Seen without stand-ins.</param>
    public sealed record Entry(string Name, SmokeJob Job, SmokeModule Module, string? Importer, bool IsRaised, bool IsFirstPass);

    public void Add(string name, SmokeJob job, SmokeModule module, string? importer, bool isRaised, bool isFirstPass)
    {
        // With a stand-in nothing is raised: what is behind the first obstacle counts as raised when the import is unguarded.
        bool counts = isRaised || (!isFirstPass && Contains(job.HandBack, name));
        var entry = new Entry(name, job, module, importer, counts, isFirstPass);
        if (!entries.TryGetValue(name, out Entry? known) || Weight(entry) > Weight(known)) entries[name] = entry;
    }

    /// <summary>Those whose parents were found: a whole missing package is told once.</summary>
    public IEnumerable<Entry> Topmost()
    {
        var names = new List<string>(entries.Keys);
        names.Sort(StringComparer.Ordinal);
        foreach (string name in names)
        {
            bool isBelow = false;
            for (int dot = name.LastIndexOf('.'); dot > 0 && !isBelow; dot = name.LastIndexOf('.', dot - 1)) isBelow = entries.ContainsKey(name.Substring(0, dot));
            if (!isBelow) yield return entries[name];
        }
    }

    private static int Weight(Entry entry) =>
        (entry.IsRaised ? 8 : 0) + (entry.IsFirstPass ? 4 : 0) + (entry.Module.IsStart ? 2 : 0) + (entry.Importer is null ? 0 : 1);

    private static bool Contains(IReadOnlyList<string> list, string name)
    {
        foreach (string item in list)
        {
            if (item == name) return true;
        }

        return false;
    }
}
