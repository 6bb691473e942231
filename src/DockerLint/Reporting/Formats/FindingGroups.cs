using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>One thing that people are told: a place that fails in the same way in one or more services, with the fix for each.</summary>
internal sealed class FindingGroup
{
    private readonly List<FindingGroup> others = [];
    private readonly List<Fix> fixes = [];
    private readonly List<string> services = [];
    private readonly List<string> places = [];
    private readonly HashSet<string> seenPlaces = new(StringComparer.Ordinal);
    private string? firstPlace;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>What is told: where services differ in what might save them, the one that says most about it.</summary>
    public Finding First { get; private set; } = null!;

    /// <summary>The services in which it fails, in the order of the report.</summary>
    public IReadOnlyList<string> Services => services;

    /// <summary>Where else the same is missing: the instructions of other Dockerfiles, <c>file:line</c>.</summary>
    public IReadOnlyList<string> OtherPlaces => places;

    /// <summary>Every fix once: each Dockerfile has its own.</summary>
    public IReadOnlyList<Fix> Fixes => fixes;

    /// <summary>Other places that the same fixes mend.</summary>
    public IReadOnlyList<FindingGroup> Others => others;

    internal HashSet<string> FixKeys { get; } = new(StringComparer.Ordinal);

    internal void Add(Finding finding, string? fixKey)
    {
        if (First is null || (finding.Message.Length > First.Message.Length && finding.File == First.File)) First = finding;
        string place = finding.File + ":" + finding.Span.Line.ToString(CultureInfo.InvariantCulture);
        if (firstPlace is null) firstPlace = place;
        else if (place != firstPlace && seenPlaces.Add(place)) places.Add(place);
        if (finding.Service is { } service && seen.Add(service)) services.Add(service);
        if (fixKey is not null && FixKeys.Add(fixKey)) fixes.Add(finding.Fix!);
    }

    internal void AddOther(FindingGroup other) => others.Add(other);

    /// <summary>The services as text: a few by name, the rest as a number.</summary>
    /// <param name="most">How many by name.</param>
    public string ServiceNames(int most)
    {
        var text = new StringBuilder();
        for (int i = 0; i < services.Count && i < most; i++) text.Append(i == 0 ? "" : ", ").Append(services[i]);
        if (services.Count > most) text.Append(" and ").Append((services.Count - most).ToString(CultureInfo.InvariantCulture)).Append(" more");
        return text.ToString();
    }
}

/// <summary>
/// Findings as people read them: what several services have in common is told once, and so are findings that the same edits mend,
/// under the first of them. Formats for programs keep every finding.
/// </summary>
internal static class FindingGroups
{
    /// <summary>The groups in the order of the report.</summary>
    /// <param name="findings">All findings, worst first.</param>
    /// <param name="least">Findings below this level are left out.</param>
    /// <param name="acrossDockerfiles">What instructions of several Dockerfiles lack alike is one group.</param>
    public static List<FindingGroup> Of(IReadOnlyList<Finding> findings, Severity least, bool acrossDockerfiles = false)
    {
        var told = new List<FindingGroup>();
        // For each fix the groups that show it.
        var shown = new Dictionary<string, List<FindingGroup>>(StringComparer.Ordinal);
        foreach (FindingGroup place in Places(findings, least, acrossDockerfiles))
        {
            if (Mended(place, shown) is { } above)
            {
                above.AddOther(place);
                continue;
            }

            told.Add(place);
            foreach (string key in place.FixKeys)
            {
                if (!shown.TryGetValue(key, out List<FindingGroup>? groups)) shown[key] = groups = [];
                groups.Add(place);
            }
        }

        return told;
    }

    /// <summary>Every place once, with the services in which it fails.</summary>
    /// <param name="findings">All findings, worst first.</param>
    /// <param name="least">Findings below this level are left out.</param>
    /// <param name="acrossDockerfiles">What instructions of several Dockerfiles lack alike is one place.</param>
    public static List<FindingGroup> Places(IReadOnlyList<Finding> findings, Severity least, bool acrossDockerfiles = false)
    {
        var places = new List<FindingGroup>();
        var known = new Dictionary<(string, Severity, string?, string, PyImportScanner.SourceSpan, string, string?), FindingGroup>();
        foreach (Finding finding in findings)
        {
            if (finding.Severity < least) continue;
            // The same file, asked for by the same words: one mistake, made when the file was added.
            bool isShared = acrossDockerfiles && finding is { Service: not null, RepositoryPath: not null } && finding.File == finding.Dockerfile;
            var key = (
                finding.Rule, finding.Severity, finding.Module, isShared ? finding.RepositoryPath! : finding.File, isShared ? default : finding.Span, Claim(finding.Message),
                finding.Service is null ? finding.Dockerfile : null);
            if (!known.TryGetValue(key, out FindingGroup? place))
            {
                known[key] = place = new FindingGroup();
                places.Add(place);
            }

            place.Add(finding, finding.Fix is { } fix ? Key(fix) : null);
        }

        return places;
    }

    /// <summary>A message without what might save the image, which may differ from service to service.</summary>
    private static string Claim(string message)
    {
        foreach (string reservation in new[] { ", unless ", " (not certain: " })
        {
            int at = message.IndexOf(reservation, StringComparison.Ordinal);
            if (at > 0) return message.Substring(0, at);
        }

        return message;
    }

    /// <summary>The group above that shows every fix of this one.</summary>
    private static FindingGroup? Mended(FindingGroup place, Dictionary<string, List<FindingGroup>> shown)
    {
        foreach (string key in place.FixKeys)
        {
            return shown.TryGetValue(key, out List<FindingGroup>? groups) ? groups.Find(group => place.FixKeys.IsSubsetOf(group.FixKeys)) : null;
        }

        return null;
    }

    private static string Key(Fix fix)
    {
        var key = new StringBuilder();
        foreach (TextEdit edit in fix.Edits)
        {
            key.Append(edit.File).Append('\0').Append(edit.Line.ToString(CultureInfo.InvariantCulture)).Append('\0')
                .Append(edit.DeleteLines.ToString(CultureInfo.InvariantCulture)).Append('\0').Append(edit.Insert).Append('\0');
        }

        return key.ToString();
    }
}
