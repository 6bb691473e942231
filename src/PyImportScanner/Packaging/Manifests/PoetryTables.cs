using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>The dependency tables of poetry (poetry documentation, "The pyproject.toml file", "Dependency specification").</summary>
internal sealed record PoetryTables(IReadOnlyCollection<string> OptionalGroups)
{
    public static PoetryTables Read(DataValue root, string path, List<DeclaredDependency> main, DependencyTable extras, DependencyTable groups)
    {
        DataValue? poetry = root.At("tool", "poetry");
        if (poetry is null) return new PoetryTables([]);
        AddAll(poetry["dependencies"], path, main);
        if (poetry["dev-dependencies"] is { } dev) AddAll(dev, path, groups.Open("dev"));
        var optional = new HashSet<string>(StringComparer.Ordinal);
        foreach (DataMember group in PyprojectReader.Members(poetry["group"]))
        {
            AddAll(group.Value["dependencies"], path, groups.Open(group.Key));
            if (group.Value["optional"]?.AsBoolean == true) optional.Add(DistributionName.Normalize(group.Key));
        }

        Dictionary<string, int> byName = IndexByName(main);
        foreach (DataMember extra in PyprojectReader.Members(poetry["extras"]))
        {
            List<DeclaredDependency> members = extras.Open(extra.Key);
            foreach (string text in extra.Value.Strings())
            {
                if (Requirement.TryParse(text) is { } asked && byName.TryGetValue(asked.Name, out int known)) members.Add(main[known] with { IsOptional = false });
            }
        }

        return new PoetryTables(optional);
    }

    internal static void AddAll(DataValue? table, string path, List<DeclaredDependency> into)
    {
        // With [project] beside it, this table only enriches dependencies that stand there already.
        Dictionary<string, int> declared = IndexByName(into);
        foreach (DataMember member in PyprojectReader.Members(table))
        {
            if (member.Key == "python") continue;
            IReadOnlyList<DataValue> variants = member.Value.Kind == DataKind.Array ? member.Value.Items : [member.Value];
            foreach (DataValue variant in variants)
            {
                if (Read(member, variant, path) is not { } dependency) continue;
                if (!declared.TryGetValue(dependency.Requirement.Name, out int known)) into.Add(dependency);
                else if (dependency.LocalPath is not null) into[known] = into[known] with { LocalPath = dependency.LocalPath, IsEditable = dependency.IsEditable };
            }
        }
    }

    private static DeclaredDependency? Read(DataMember member, DataValue variant, string path)
    {
        if (!DistributionName.IsValid(member.Key)) return null;
        string constraint = variant.AsString ?? variant["version"]?.AsString ?? "";
        string? local = variant["path"]?.AsString;
        string? url = variant["url"]?.AsString ?? variant["git"]?.AsString;
        string marker = JoinMarkers(variant["markers"]?.AsString, PythonMarker(variant["python"]?.AsString));
        Marker? parsed = marker.Length == 0 ? null : Marker.TryParse(marker);
        var requirement = new Requirement
        {
            RawName = member.Key,
            Extras = NormalizeAll(variant["extras"]?.Strings() ?? []),
            // A bare version is a pin; carets and tildes are not PEP 440 and stay as they are written.
            Specifier = constraint.Length > 0 && char.IsDigit(constraint[0]) ? "==" + constraint : constraint,
            Url = url,
            Marker = parsed,
            HasUnreadableMarker = marker.Length > 0 && parsed is null,
        };
        return new DeclaredDependency
        {
            Requirement = requirement,
            File = path,
            Span = member.KeySpan,
            LocalPath = local is null ? null : TreePath.Combine(TreePath.Parent(path), local),
            IsEditable = (variant["develop"] ?? variant["editable"])?.AsBoolean,
            IsOptional = variant["optional"]?.AsBoolean == true,
        };
    }

    private static Dictionary<string, int> IndexByName(List<DeclaredDependency> list)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < list.Count; i++) index[list[i].Requirement.Name] = i;
        return index;
    }

    private static string JoinMarkers(string? left, string? right) =>
        left is null ? right ?? "" : right is null ? left : "(" + left + ") and (" + right + ")";

    /// <summary><c>&gt;=3.8,&lt;3.12</c>, <c>^3.8</c>, <c>~3.8</c>, alternatives joined by <c>||</c>, as a marker.</summary>
    private static string? PythonMarker(string? constraint)
    {
        if (constraint is null || constraint.Trim() is "" or "*") return null;
        var alternatives = new List<string>();
        foreach (string alternative in constraint.Split(["||"], StringSplitOptions.None))
        {
            var clauses = new List<string>();
            foreach (string clause in alternative.Split(',')) clauses.Add(PythonClause(clause.Trim()));
            alternatives.Add("(" + string.Join(" and ", clauses) + ")");
        }

        return string.Join(" or ", alternatives);
    }

    private static string PythonClause(string clause)
    {
        if (clause.Length == 0) return "unreadable";
        string version = clause.Substring(1);
        if (clause[0] == '^') return "python_version >= \"" + version + "\"";
        if (clause[0] == '~' && clause.Length > 1 && clause[1] != '=') return "python_version == \"" + version + ".*\"";
        int digits = clause.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        if (digits < 0) return "unreadable";
        string comparison = clause.Substring(0, digits).Trim();
        return "python_version " + (comparison.Length == 0 ? "==" : comparison) + " \"" + clause.Substring(digits) + "\"";
    }

    private static List<string> NormalizeAll(IReadOnlyList<string> names)
    {
        var found = new List<string>();
        foreach (string name in names) found.Add(DistributionName.Normalize(name));
        return found;
    }
}
