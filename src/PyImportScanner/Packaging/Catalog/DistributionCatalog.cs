using System;
using System.Collections.Generic;
using System.IO;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Catalog;

/// <summary>How sure it is that a distribution brings a module.</summary>
public enum Confidence : byte
{
    /// <summary>Concluded from the name alone, or general knowledge: prevents findings, raises none.</summary>
    Low,

    /// <summary>Listed in public mappings, or follows from a naming pattern of its publisher.</summary>
    Medium,

    /// <summary>Seen in a wheel, or said by the files themselves.</summary>
    High,
}

/// <summary>A distribution that may bring a module.</summary>
/// <param name="Name">Normalised.</param>
/// <param name="ImportName">The import name of it that matched, dotted for children of a namespace.</param>
/// <param name="Confidence">How sure that is.</param>
public readonly record struct DistributionCandidate(string Name, string ImportName, Confidence Confidence);

/// <summary>The import names of a distribution.</summary>
/// <param name="Imports">Dotted for children of a shared namespace.</param>
/// <param name="Confidence">How sure that is.</param>
/// <param name="IsNamespaceParent">Owns a few modules directly below its name, and does not cover the children of others.</param>
/// <param name="IsInTable">False where only patterns and the name itself were used: the distribution may bring anything.</param>
public sealed record DistributionImports(IReadOnlyList<string> Imports, Confidence Confidence, bool IsNamespaceParent, bool IsInTable);

/// <summary>Which import names a distribution brings, and which distributions bring an import name.</summary>
/// <remarks>
/// Facts come from a table (loaded on first use), then from naming patterns, then from the name itself. The longest dotted
/// prefix wins; import names are case-sensitive and are never normalised.
/// </remarks>
public static class DistributionCatalog
{
    private static readonly Lazy<Table> table = new(Table.Load);

    /// <summary>Import names of a distribution.</summary>
    /// <param name="distribution">Any spelling.</param>
    public static DistributionImports ImportsOf(string distribution)
    {
        string name = DistributionName.Normalize(distribution);
        if (table.Value.ByDistribution.TryGetValue(name, out DistributionImports? known)) return known;
        if (DistributionPatterns.ImportsOf(name) is { } byPattern) return byPattern;
        string identity = name.Replace('-', '_'), written = distribution.Replace('-', '_').Replace('.', '_');
        IReadOnlyList<string> imports = written == identity ? [identity] : [identity, written];
        return new DistributionImports(imports, Confidence.Low, IsNamespaceParent: false, IsInTable: false);
    }

    /// <summary>Distributions known to bring a module, the surest first; empty where none is known.</summary>
    /// <param name="module">A dotted name; the longest prefix with an entry decides.</param>
    public static IReadOnlyList<DistributionCandidate> ProvidersOf(string module)
    {
        for (string prefix = module; prefix.Length > 0; prefix = Parent(prefix))
        {
            if (!table.Value.ByImport.TryGetValue(prefix, out List<DistributionCandidate>? found)) continue;
            // A namespace parent answers for itself only.
            bool isChild = prefix.Length < module.Length;
            var usable = new List<DistributionCandidate>();
            foreach (DistributionCandidate candidate in found)
            {
                if (!isChild || !table.Value.ByDistribution[candidate.Name].IsNamespaceParent) usable.Add(candidate);
            }

            if (usable.Count > 0) return usable;
            if (isChild && Namespaces.IsShared(prefix)) break;
        }

        return DistributionPatterns.ProvidersOf(module);
    }

    /// <summary>Does a distribution with these import names bring the module, or a part of a namespace of that name?</summary>
    /// <param name="imports">From <see cref="ImportsOf"/>.</param>
    /// <param name="module">A dotted name.</param>
    /// <param name="matched">The import name that answers for it; empty where none does.</param>
    public static bool Covers(DistributionImports imports, string module, out string matched)
    {
        matched = "";
        for (int i = 0; i < imports.Imports.Count; i++)
        {
            string import = imports.Imports[i];
            bool isExact = import == module || IsPrefix(module, import);
            bool isChild = IsPrefix(import, module) && !(imports.IsNamespaceParent && IsClaimedByOthers(import, module));
            if ((isExact || isChild) && import.Length > matched.Length) matched = import;
        }

        return matched.Length > 0;
    }

    /// <summary>Is the name a namespace that no single distribution owns (<c>google.cloud</c>)?</summary>
    /// <param name="module">A dotted name.</param>
    public static bool IsShared(string module) => Namespaces.IsShared(module);

    /// <summary>Does the module's name follow from the distribution's by a pattern of its publisher? Then the table's doubt counts for little.</summary>
    /// <param name="candidate">From <see cref="ProvidersOf"/>.</param>
    public static bool FollowsPattern(DistributionCandidate candidate)
    {
        foreach (string import in DistributionPatterns.ImportsOf(candidate.Name)?.Imports ?? [])
        {
            if (import == candidate.ImportName) return true;
        }

        return false;
    }

    /// <summary>Is there an entry of another distribution for something between <paramref name="parent"/> and <paramref name="module"/>?</summary>
    private static bool IsClaimedByOthers(string parent, string module)
    {
        for (string prefix = module; prefix.Length > parent.Length; prefix = Parent(prefix))
        {
            if (table.Value.ByImport.ContainsKey(prefix) || DistributionPatterns.ProvidersOf(prefix).Count > 0) return true;
        }

        return false;
    }

    internal static string Parent(string module)
    {
        int dot = module.LastIndexOf('.');
        return dot < 0 ? "" : module.Substring(0, dot);
    }

    internal static bool IsPrefix(string prefix, string name) =>
        name.Length > prefix.Length && name[prefix.Length] == '.' && name.StartsWith(prefix, StringComparison.Ordinal);

    private sealed class Table
    {
        public Dictionary<string, DistributionImports> ByDistribution { get; } = new(1024, StringComparer.Ordinal);

        public Dictionary<string, List<DistributionCandidate>> ByImport { get; } = new(1024, StringComparer.Ordinal);

        public static Table Load()
        {
            var loaded = new Table();
            using Stream stream = typeof(DistributionCatalog).Assembly.GetManifestResourceStream("distributions.tsv")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (line[0] != '#') loaded.Add(line.Split('\t'));
            }

            foreach (List<DistributionCandidate> candidates in loaded.ByImport.Values) candidates.Sort((a, b) => b.Confidence.CompareTo(a.Confidence));
            return loaded;
        }

        private void Add(string[] columns)
        {
            string name = columns[0], flags = columns[2];
            string[] imports = columns[1] switch { "" => [], "=" => [name.Replace('-', '_')], _ => columns[1].Split(',') };
            Confidence confidence = flags[0] switch { 'h' => Confidence.High, 'm' => Confidence.Medium, _ => Confidence.Low };
            ByDistribution[name] = new DistributionImports(imports, confidence, flags.Contains("p"), IsInTable: true);
            foreach (string import in imports)
            {
                if (!ByImport.TryGetValue(import, out List<DistributionCandidate>? candidates)) ByImport[import] = candidates = [];
                candidates.Add(new DistributionCandidate(name, import, confidence));
            }
        }
    }
}
