using System;
using System.Collections.Generic;

namespace DockerLint.Projects.Evaluation;

/// <summary>Target framework monikers: what they stand for and which of a list a reference uses (NuGet's "nearest").</summary>
internal static class Frameworks
{
    public static MsBuildValue? Function(string member, List<string>? arguments)
    {
        int count = arguments?.Count ?? 0;
        if (count is 0 or > 2) return null;
        switch (member)
        {
            case "ISTARGETFRAMEWORKCOMPATIBLE" when count == 2:
                return IsCompatible(arguments![0], arguments[1]) is { } compatible
                    ? StringMethods.Truth(compatible)
                    : MsBuildValue.Unknown("the target framework " + arguments[0] + " is not known");
            case "GETTARGETFRAMEWORKIDENTIFIER" when count == 1 && Parse(arguments![0]) is { } framework:
                return MsBuildValue.Of(framework.Identifier);
            case "GETTARGETFRAMEWORKVERSION" when count == 1 && Parse(arguments![0]) is { } framework:
                return MsBuildValue.Of(framework.VersionText);
            case "GETTARGETPLATFORMIDENTIFIER" when count == 1 && Parse(arguments![0]) is { } framework:
                return MsBuildValue.Of(framework.Platform);
            default: return null;
        }
    }

    internal sealed record Framework(string Identifier, int Major, int Minor, string Platform)
    {
        public string VersionText => Major + "." + Minor;

        public string TargetPlatform => Platform.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
    }

    /// <summary>net10.0, net8.0-windows, netcoreapp3.1, netstandard2.0, net48; null for anything else.</summary>
    internal static Framework? Parse(string moniker)
    {
        string text = moniker.Trim().ToUpperInvariant();
        int dash = text.IndexOf('-');
        string platform = dash < 0 ? "" : moniker.Trim().Substring(dash + 1);
        if (dash >= 0) text = text.Substring(0, dash);
        foreach ((string prefix, string identifier) in Prefixes)
        {
            if (!text.StartsWith(prefix, StringComparison.Ordinal)) continue;
            string number = text.Substring(prefix.Length);
            if (identifier.Length == 0) return Net(number, platform);
            return VersionFunctions.Parse(number) is { } version && number.IndexOf('.') > 0
                ? new Framework(identifier, version[0], version[1], platform)
                : null;
        }

        return null;
    }

    private static readonly (string Prefix, string Identifier)[] Prefixes =
        [("NETCOREAPP", ".NETCoreApp"), ("NETSTANDARD", ".NETStandard"), ("NET", "")];

    private static Framework? Net(string number, string platform)
    {
        if (VersionFunctions.Parse(number) is not { } version) return null;
        if (number.IndexOf('.') > 0) return new Framework(version[0] >= 5 ? ".NETCoreApp" : ".NETFramework", version[0], version[1], platform);
        return number.Length is 2 or 3 ? new Framework(".NETFramework", number[0] - '0', number[1] - '0', platform) : null;
    }

    /// <summary>Can a project for <paramref name="target"/> use what is built for <paramref name="candidate"/>? Null: not known.</summary>
    internal static bool? IsCompatible(string target, string candidate)
    {
        if (Parse(target) is not { } wanted || Parse(candidate) is not { } offered) return null;
        if (offered.Platform.Length > 0 && !MsBuildText.Same(offered.TargetPlatform, wanted.TargetPlatform)) return false;
        if (offered.Identifier == wanted.Identifier)
            return (offered.Major, offered.Minor).CompareTo((wanted.Major, wanted.Minor)) <= 0;
        if (offered.Identifier != ".NETStandard") return false;
        return wanted.Identifier == ".NETCoreApp" && (wanted.Major >= 3 || offered.Major < 2 || wanted.Major == 2) ? true : null;
    }

    /// <summary>The moniker of a list that a reference from <paramref name="target"/> is built with; null when that is not certain.</summary>
    internal static string? Nearest(string target, IReadOnlyList<string> candidates)
    {
        string? best = null;
        Framework? bestFramework = null;
        foreach (string candidate in candidates)
        {
            if (MsBuildText.Same(candidate, target)) return candidate;
            bool? compatible = IsCompatible(target, candidate);
            if (compatible is null) return null;
            if (compatible == false) continue;
            Framework framework = Parse(candidate)!;
            if (bestFramework is not null && Rank(framework).CompareTo(Rank(bestFramework)) <= 0) continue;
            best = candidate;
            bestFramework = framework;
        }

        return best;
    }

    private static (int, int, int, int) Rank(Framework framework) =>
        (framework.Identifier == ".NETStandard" ? 0 : 1, framework.Major, framework.Minor, framework.Platform.Length > 0 ? 1 : 0);
}
