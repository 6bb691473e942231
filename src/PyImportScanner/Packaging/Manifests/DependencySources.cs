using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>Turns requirement strings of a project file into dependencies, with the sources that <c>tool.uv.sources</c> gives them.</summary>
internal sealed class DependencySources
{
    private readonly string path;
    private readonly Dictionary<string, DataValue> sources = new(StringComparer.Ordinal);

    public DependencySources(string path, DataValue root)
    {
        this.path = path;
        foreach (DataMember member in PyprojectReader.Members(root.At("tool", "uv", "sources")))
        {
            sources[DistributionName.Normalize(member.Key)] = member.Value;
        }
    }

    public void AddAll(DataValue? list, List<DeclaredDependency> into)
    {
        foreach (DataValue item in list?.Items ?? [])
        {
            if (item.AsString is { } text && Read(text, item.Span) is { } dependency) into.Add(dependency);
        }
    }

    public DeclaredDependency? Read(string text, SourceSpan span)
    {
        // pdm writes local development dependencies as -e file:///${PROJECT_ROOT}/sub#egg=name.
        bool isEditable = text.StartsWith("-e ", StringComparison.Ordinal);
        if (isEditable) text = FromEgg(text.Substring(3).Trim());
        if (Requirement.TryParse(text) is not { } requirement) return null;
        var dependency = new DeclaredDependency
        {
            Requirement = requirement,
            File = path,
            Span = span,
            LocalPath = LocalAddress(requirement.Url),
            IsEditable = isEditable ? true : null,
        };
        return sources.TryGetValue(requirement.Name, out DataValue? source) ? WithSource(dependency, source) : dependency;
    }

    private static string FromEgg(string address)
    {
        int egg = address.IndexOf("#egg=", StringComparison.Ordinal);
        return egg < 0 ? address : address.Substring(egg + 5) + " @ " + address.Substring(0, egg);
    }

    private string? LocalAddress(string? url)
    {
        const string file = "file://";
        if (url is null || !url.StartsWith(file, StringComparison.Ordinal)) return null;
        string local = url.Substring(file.Length);
        string directory = TreePath.Parent(path);
        return local.StartsWith("/${PROJECT_ROOT}", StringComparison.Ordinal)
            ? TreePath.Combine(directory, local.Substring("/${PROJECT_ROOT}".Length).TrimStart('/'))
            : TreePath.Combine(directory, local);
    }

    private DeclaredDependency WithSource(DeclaredDependency dependency, DataValue source)
    {
        // Several sources are parted by markers; any local one is where the code may come from.
        foreach (DataValue one in source.Kind == DataKind.Array ? source.Items : [source])
        {
            if (one["path"]?.AsString is { } local)
            {
                return dependency with
                {
                    LocalPath = TreePath.Combine(TreePath.Parent(path), local),
                    IsEditable = one["editable"]?.AsBoolean,
                };
            }

            if (one["workspace"]?.AsBoolean == true)
                return dependency with { IsWorkspaceMember = true, IsEditable = one["editable"]?.AsBoolean };
        }

        return dependency;
    }
}
