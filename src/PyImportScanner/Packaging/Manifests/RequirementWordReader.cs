using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>Tells names, paths, archives and addresses apart, for requirements files and command lines alike (pip: <c>constructors.py</c> documents the order).</summary>
public sealed class RequirementWordReader(IFileTree tree, string workingDirectory, MarkerEnvironment environment)
{
    private static readonly string[] archiveSuffixes = [".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar"];
    private static readonly string[] vcsPrefixes = ["git+", "hg+", "svn+", "bzr+"];

    /// <summary>Reads one requirement.</summary>
    /// <param name="text">The requirement without options.</param>
    /// <param name="isEditable">It stands behind <c>-e</c>.</param>
    public RequirementEntry Read(string text, bool isEditable)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0) return Unreadable(text);
        if (IsVcs(trimmed)) return Addressed(RequirementKind.Vcs, trimmed, isEditable);
        if (IsAddress(trimmed)) return FromAddress(trimmed, isEditable);
        Requirement? named = Requirement.TryParse(trimmed);
        if (named?.Url is { } url) return FromNamedAddress(trimmed, named, url, isEditable);
        if (isEditable || LooksLikePath(trimmed)) return Local(trimmed, isEditable);
        if (named is null) return Unreadable(text);
        return new RequirementEntry { Kind = RequirementKind.Distribution, Text = trimmed, Requirement = named, Applies = named.AppliesTo(environment) };
    }

    internal static bool IsArchive(string path) => Array.Exists(archiveSuffixes, s => path.EndsWith(s, StringComparison.OrdinalIgnoreCase));

    internal static RequirementEntry Unreadable(string text) => new() { Kind = RequirementKind.Unreadable, Text = text, Applies = null };

    private static bool IsVcs(string text) => Array.Exists(vcsPrefixes, p => text.StartsWith(p, StringComparison.Ordinal));

    private static bool IsAddress(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (text.StartsWith("file:", StringComparison.Ordinal)) return true;
        if (scheme <= 0) return false;
        for (int i = 0; i < scheme; i++)
        {
            if (!DistributionName.IsLetterOrDigit(text[i]) && text[i] is not ('+' or '-' or '.')) return false;
        }

        return true;
    }

    private RequirementEntry FromAddress(string text, bool isEditable) =>
        FileAddressPath(text) is { } path ? Local(path, isEditable) : Addressed(RequirementKind.Url, text, isEditable);

    private RequirementEntry FromNamedAddress(string text, Requirement named, string url, bool isEditable)
    {
        bool? applies = named.AppliesTo(environment);
        string? path = FileAddressPath(url) ?? (IsAddress(url) || IsVcs(url) ? null : url);
        if (path is not null) return Local(path, isEditable) with { Text = text, Requirement = named, Applies = applies };
        RequirementKind kind = IsVcs(url) ? RequirementKind.Vcs : RequirementKind.Url;
        return new RequirementEntry { Kind = kind, Text = text, Requirement = named, IsEditable = isEditable, Applies = applies };
    }

    /// <summary><c>file:///abs</c>, <c>file:./rel</c>; null for other schemes.</summary>
    private static string? FileAddressPath(string text)
    {
        if (!text.StartsWith("file:", StringComparison.Ordinal)) return null;
        string path = text.Substring("file:".Length);
        int fragment = path.IndexOf('#');
        if (fragment >= 0) path = path.Substring(0, fragment);
        return path.StartsWith("//localhost/", StringComparison.Ordinal) ? path.Substring("//localhost".Length)
            : path.StartsWith("//", StringComparison.Ordinal) ? path.Substring(2)
            : path;
    }

    private static RequirementEntry Addressed(RequirementKind kind, string text, bool isEditable)
    {
        int egg = text.IndexOf("egg=", StringComparison.Ordinal);
        string? name = egg < 0 ? WheelName(text) : text.Substring(egg + 4).Split('&')[0];
        Requirement? named = name is null ? null : Requirement.TryParse(name);
        return new RequirementEntry { Kind = kind, Text = text, Requirement = named, IsEditable = isEditable };
    }

    /// <summary>A path: has a separator, starts with a dot, or is an archive or a project directory that is there.</summary>
    private bool LooksLikePath(string text)
    {
        string path = WithoutMarker(text);
        if (path.Length == 0) return false;
        if (path[0] == '.' || path[0] == '/' || path[0] == '~' || IsArchive(path)) return true;
        if (!path.Contains("/")) return false;
        Node node = tree.Stat(TreePath.Combine(workingDirectory, WithoutExtras(path, out _)));
        return node.Exists || Requirement.TryParse(text) is null;
    }

    private RequirementEntry Local(string text, bool isEditable)
    {
        string path = WithoutExtras(WithoutMarker(text), out IReadOnlyList<string> extras);
        int fragment = path.IndexOf("#egg=", StringComparison.Ordinal);
        if (fragment >= 0) path = path.Substring(0, fragment);
        bool isArchive = IsArchive(path);
        string? wheel = isArchive ? WheelName(path) : null;
        return new RequirementEntry
        {
            Kind = isArchive ? RequirementKind.LocalArchive : RequirementKind.LocalProject,
            Text = text,
            Path = TreePath.Combine(workingDirectory, path),
            Requirement = wheel is null ? null : Requirement.TryParse(wheel),
            LocalExtras = extras,
            IsEditable = isEditable,
        };
    }

    private static string WithoutMarker(string text)
    {
        int marker = text.IndexOf(';');
        return (marker < 0 ? text : text.Substring(0, marker)).Trim();
    }

    private static string WithoutExtras(string path, out IReadOnlyList<string> extras)
    {
        extras = [];
        int open = path.LastIndexOf('[');
        if (open <= 0 || path[path.Length - 1] != ']') return path;
        var found = new List<string>();
        foreach (string part in path.Substring(open + 1, path.Length - open - 2).Split(','))
        {
            if (part.Trim().Length > 0) found.Add(DistributionName.Normalize(part.Trim()));
        }

        extras = found;
        return path.Substring(0, open);
    }

    /// <summary>The pinned name in the file name of a wheel: <c>name-version-tags.whl</c>.</summary>
    private static string? WheelName(string address)
    {
        string path = address.Split('#', '?')[0];
        string name = TreePath.Name(path);
        if (!name.EndsWith(".whl", StringComparison.OrdinalIgnoreCase)) return null;
        string[] parts = name.Split('-');
        return parts.Length >= 3 && DistributionName.IsValid(parts[0]) ? parts[0] + "==" + parts[1] : null;
    }
}
