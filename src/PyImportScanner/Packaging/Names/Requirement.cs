using System;
using System.Collections.Generic;

namespace PyImportScanner.Packaging.Names;

/// <summary>A dependency specification (PEP 508): <c>name[extra]&gt;=1 ; marker</c> or <c>name @ url</c>.</summary>
public sealed record Requirement
{
    /// <summary>The distribution as written.</summary>
    public required string RawName { get; init; }

    /// <summary>The distribution, normalised (PEP 503).</summary>
    public string Name => DistributionName.Normalize(RawName);

    /// <summary>Extras asked for, normalised.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>The version specifier as written, without parentheses; empty if there is none.</summary>
    public string Specifier { get; init; } = "";

    /// <summary>The address behind <c>@</c>, or null.</summary>
    public string? Url { get; init; }

    /// <summary>The marker, or null if there is none.</summary>
    public Marker? Marker { get; init; }

    /// <summary>A marker stands there, but it cannot be read: whether the requirement applies is not known.</summary>
    public bool HasUnreadableMarker { get; init; }

    /// <summary>The one version that is admitted, or null.</summary>
    public string? PinnedVersion
    {
        get
        {
            foreach (VersionSpecifier clause in VersionSpecifier.TryParseSet(Specifier) ?? [])
            {
                if (clause.IsPin) return clause.Version;
            }

            return null;
        }
    }

    /// <summary>Does it apply? Null where the environment does not decide it.</summary>
    public bool? AppliesTo(MarkerEnvironment environment) =>
        HasUnreadableMarker ? null : Marker is null ? true : Marker.Evaluate(environment);

    /// <summary>Reads one specification; null where it does not start with a name, or goes on with something else.</summary>
    public static Requirement? TryParse(string text)
    {
        string trimmed = text.Trim();
        int end = 0;
        while (end < trimmed.Length && (DistributionName.IsLetterOrDigit(trimmed[end]) || DistributionName.IsSeparator(trimmed[end]))) end++;
        string name = trimmed.Substring(0, end);
        if (!DistributionName.IsValid(name)) return null;
        string rest = trimmed.Substring(end).TrimStart();
        if (TakeExtras(ref rest) is not { } extras) return null;
        var requirement = new Requirement { RawName = name, Extras = extras };
        return rest.Length > 0 && rest[0] == '@' ? WithUrl(requirement, rest.Substring(1).TrimStart()) : WithSpecifier(requirement, rest);
    }

    private static Requirement? WithUrl(Requirement requirement, string rest)
    {
        // A marker behind an address needs a blank before its semicolon.
        int end = rest.IndexOf(" ;", StringComparison.Ordinal);
        string url = (end < 0 ? rest : rest.Substring(0, end)).Trim();
        if (url.Length == 0) return null;
        return WithMarker(requirement with { Url = url }, end < 0 ? "" : rest.Substring(end + 2));
    }

    private static Requirement? WithSpecifier(Requirement requirement, string rest)
    {
        int end = rest.IndexOf(';');
        string specifier = (end < 0 ? rest : rest.Substring(0, end)).Trim();
        if (specifier.Length > 1 && specifier[0] == '(' && specifier[specifier.Length - 1] == ')')
            specifier = specifier.Substring(1, specifier.Length - 2).Trim();
        bool isSpecifier = specifier.Length == 0 || specifier[0] is '=' or '<' or '>' or '!' or '~';
        if (!isSpecifier) return null;
        return WithMarker(requirement with { Specifier = specifier }, end < 0 ? "" : rest.Substring(end + 1));
    }

    private static Requirement WithMarker(Requirement requirement, string marker)
    {
        if (marker.Trim().Length == 0) return requirement;
        Marker? parsed = Marker.TryParse(marker);
        return requirement with { Marker = parsed, HasUnreadableMarker = parsed is null };
    }

    private static List<string>? TakeExtras(ref string rest)
    {
        if (rest.Length == 0 || rest[0] != '[') return [];
        int end = rest.IndexOf(']');
        if (end < 0) return null;
        var extras = new List<string>();
        foreach (string part in rest.Substring(1, end - 1).Split(','))
        {
            string extra = part.Trim();
            if (extra.Length > 0) extras.Add(DistributionName.Normalize(extra));
        }

        rest = rest.Substring(end + 1).TrimStart();
        return extras;
    }
}
