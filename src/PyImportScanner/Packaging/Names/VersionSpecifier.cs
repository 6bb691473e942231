using System;
using System.Collections.Generic;

namespace PyImportScanner.Packaging.Names;

/// <summary>One clause of a version specifier, such as <c>&gt;=3.8</c> (PEP 440, "Version specifiers").</summary>
internal sealed class VersionSpecifier
{
    private static readonly string[] operators = ["===", "==", "~=", "!=", "<=", ">=", "<", ">"];

    private readonly string comparison;
    private readonly string text;
    private readonly PackageVersion? version;
    private readonly bool isPrefix;

    private VersionSpecifier(string comparison, string text, PackageVersion? version, bool isPrefix)
    {
        this.comparison = comparison;
        this.text = text;
        this.version = version;
        this.isPrefix = isPrefix;
    }

    /// <summary>Admits exactly one version: <c>==</c> without a wildcard, or <c>===</c>.</summary>
    public bool IsPin => comparison is "===" || (comparison == "==" && !isPrefix);

    /// <summary>The version as written.</summary>
    public string Version => text;

    /// <summary>Reads one clause; null where it does not follow PEP 440.</summary>
    public static VersionSpecifier? TryParse(string clause)
    {
        string trimmed = clause.Trim();
        string comparison = Array.Find(operators, o => trimmed.StartsWith(o, StringComparison.Ordinal)) ?? "";
        return comparison.Length == 0 ? null : TryParse(comparison, trimmed.Substring(comparison.Length));
    }

    /// <summary>Reads a comma-separated list; null where any clause does not follow PEP 440.</summary>
    public static IReadOnlyList<VersionSpecifier>? TryParseSet(string text)
    {
        var found = new List<VersionSpecifier>();
        foreach (string part in text.Split(','))
        {
            if (part.Trim().Length == 0) continue;
            if (TryParse(part) is not { } specifier) return null;
            found.Add(specifier);
        }

        return found;
    }

    /// <summary>Is <paramref name="candidate"/> admitted? Pre-releases only where the clause names one, as pip does it.</summary>
    public bool Contains(PackageVersion candidate)
    {
        if (version is null) return false;
        bool admitsPrereleases = version.IsPrerelease && comparison is "==" or ">=" or "<=" or "~=" or "===";
        if (candidate.IsPrerelease && !admitsPrereleases) return false;
        PackageVersion plain = candidate.WithoutLocal();
        return comparison switch
        {
            "==" => IsEqual(candidate),
            "===" => candidate.CompareTo(version) == 0,
            "!=" => !IsEqual(candidate),
            "<=" => plain.CompareTo(version) <= 0,
            ">=" => plain.CompareTo(version) >= 0,
            "<" => candidate.CompareTo(version) < 0
                && !(candidate.IsPrerelease && !version.IsPrerelease && candidate.CompareBase(version) == 0),
            ">" => candidate.CompareTo(version) > 0
                && !(candidate.IsPostrelease && !version.IsPostrelease && candidate.CompareBase(version) == 0)
                && !(candidate.HasLocal && candidate.CompareBase(version) == 0),
            _ => plain.CompareTo(version) >= 0 && candidate.StartsWith(version, version.Release.Count - 1),
        };
    }

    internal static VersionSpecifier? TryParse(string comparison, string text)
    {
        string trimmed = text.Trim();
        if (Array.IndexOf(operators, comparison) < 0) return null;
        if (comparison == "===") return trimmed.Length == 0 ? null : new VersionSpecifier(comparison, trimmed, PackageVersion.TryParse(trimmed), false);
        bool isPrefix = trimmed.EndsWith(".*", StringComparison.Ordinal);
        if (isPrefix && comparison is not ("==" or "!=")) return null;
        PackageVersion? version = PackageVersion.TryParse(isPrefix ? trimmed.Substring(0, trimmed.Length - 2) : trimmed);
        if (version is null || (comparison == "~=" && version.Release.Count < 2)) return null;
        if (version.HasLocal && (isPrefix || comparison is not ("==" or "!="))) return null;
        return new VersionSpecifier(comparison, trimmed, version, isPrefix);
    }

    private bool IsEqual(PackageVersion candidate)
    {
        if (!isPrefix) return (version!.HasLocal ? candidate : candidate.WithoutLocal()).CompareTo(version) == 0;
        return candidate.StartsWith(version!, version!.Release.Count) && (!version.HasSuffix || candidate.HasSuffixOf(version));
    }
}
