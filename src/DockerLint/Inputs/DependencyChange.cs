using System;
using System.Collections.Generic;
using System.Text;
using PyImportScanner.Packaging.Manifests;

namespace DockerLint.Inputs;

/// <summary>
/// Compares what a requirements or lock file asks of one service, distribution by distribution: a lock file that many services
/// share touches those whose distributions it changes.
/// </summary>
internal static class DependencyChange
{
    /// <summary>What changed, each a line for people; null when nothing did for this service.</summary>
    public static IReadOnlyList<string>? Of(ServiceInputs before, ServiceInputs after, string old, string now)
    {
        List<string> changes = Distributions(before.Distributions, after.Distributions);
        if (changes.Count > 0) return changes;
        if (before.Service.Repository.Read(old) is not { } a || after.Service.Repository.Read(now) is not { } b) return [];
        // Somebody says that it changed, and both states are the same one.
        if (a.Span.SequenceEqual(b.Span)) return [];
        ManifestRole? role = after.ManifestRoleOf(now);
        if (role is ManifestRole.Lock) return null;
        if (role is ManifestRole.Project && InputText.IsSame(now, InputCategory.Dependencies, a.Span, b.Span)) return null;
        if (role is not (ManifestRole.Requirements or ManifestRole.Constraints)) return [];
        HashSet<string> left = Lines(a.Span), right = Lines(b.Span);
        left.SymmetricExceptWith(right);
        // Distributions are the same, so a differing requirement is one that a marker leaves out here; an option may mean anything.
        bool isConstraint = role == ManifestRole.Constraints;
        foreach (string line in left)
        {
            if (isConstraint || line[0] == '-' || line.IndexOf("://", StringComparison.Ordinal) >= 0) return [line];
        }

        return null;
    }

    private static List<string> Distributions(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var changes = new List<string>();
        foreach (KeyValuePair<string, string> pair in after)
        {
            if (!before.TryGetValue(pair.Key, out string? old)) changes.Add(pair.Key + " " + Short(pair.Key, pair.Value) + " (new)");
            else if (old != pair.Value) changes.Add(pair.Key + " " + Short(pair.Key, old) + " → " + Short(pair.Key, pair.Value));
        }

        foreach (KeyValuePair<string, string> pair in before)
        {
            if (!after.ContainsKey(pair.Key)) changes.Add(pair.Key + " " + Short(pair.Key, pair.Value) + " (gone)");
        }

        changes.Sort(string.CompareOrdinal);
        return changes;
    }

    // "requests>=2.31" behind its own name says the name twice.
    private static string Short(string name, string text) =>
        text.Length > name.Length && text.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? text.Substring(name.Length).Trim() : text;

    /// <summary>What a requirements file asks for, a line each, without comments and hashes.</summary>
    internal static HashSet<string> Lines(ReadOnlySpan<byte> content)
    {
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (string raw in Encoding.UTF8.GetString(content).Replace("\\\r\n", " ").Replace("\\\n", " ").Split('\n'))
        {
            int comment = raw.StartsWith("#", StringComparison.Ordinal) ? 0 : raw.IndexOf(" #", StringComparison.Ordinal);
            string line = (comment < 0 ? raw : raw.Substring(0, comment)).Trim();
            int hash = line.IndexOf(" --hash", StringComparison.Ordinal);
            if (hash > 0) line = line.Substring(0, hash).Trim();
            if (line.Length > 0) lines.Add(line);
        }

        return lines;
    }
}
