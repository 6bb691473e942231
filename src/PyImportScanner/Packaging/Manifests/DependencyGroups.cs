using System;
using System.Collections.Generic;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>Dependency groups with <c>{include-group = "…"}</c> (PEP 735). Circles are refused by installers; here they end.</summary>
internal sealed class DependencyGroups
{
    private readonly Dictionary<string, DataValue> groups = new(StringComparer.Ordinal);
    private readonly DependencySources sources;

    public DependencyGroups(DataValue? table, DependencySources sources)
    {
        this.sources = sources;
        foreach (DataMember member in PyprojectReader.Members(table)) groups[DistributionName.Normalize(member.Key)] = member.Value;
    }

    public void AddTo(DependencyTable table)
    {
        foreach (KeyValuePair<string, DataValue> group in groups) Collect(group.Key, table.Open(group.Key));
    }

    private void Collect(string first, List<DeclaredDependency> into)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { first };
        var pending = new Stack<string>();
        pending.Push(first);
        while (pending.Count > 0)
        {
            if (!groups.TryGetValue(pending.Pop(), out DataValue? group)) continue;
            sources.AddAll(group, into);
            foreach (DataValue item in group.Items)
            {
                string? included = item["include-group"]?.AsString;
                if (included is not null && seen.Add(DistributionName.Normalize(included))) pending.Push(DistributionName.Normalize(included));
            }
        }
    }
}
