using System;
using System.Collections.Generic;

namespace DockerLint.Projects.Evaluation;

/// <summary><c>[MSBuild]::VersionGreaterThan('10.0', '8.0')</c> and its relatives.</summary>
internal static class VersionFunctions
{
    public static MsBuildValue? Function(string member, List<string>? arguments)
    {
        if (arguments?.Count != 2 || !member.StartsWith("VERSION", StringComparison.Ordinal)) return null;
        if (Parse(arguments[0]) is not { } left || Parse(arguments[1]) is not { } right)
            return MsBuildValue.Unknown("a version is compared that is none");
        int order = Compare(left, right);
        return member switch
        {
            "VERSIONEQUALS" => StringMethods.Truth(order == 0),
            "VERSIONNOTEQUALS" => StringMethods.Truth(order != 0),
            "VERSIONGREATERTHAN" => StringMethods.Truth(order > 0),
            "VERSIONGREATERTHANOREQUALS" => StringMethods.Truth(order >= 0),
            "VERSIONLESSTHAN" => StringMethods.Truth(order < 0),
            "VERSIONLESSTHANOREQUALS" => StringMethods.Truth(order <= 0),
            _ => null,
        };
    }

    /// <summary>Missing parts are zero, a leading v and a suffix behind - or + are ignored (SimpleVersion of MSBuild).</summary>
    internal static int[]? Parse(string text)
    {
        string number = text.Trim().TrimStart('v', 'V');
        int suffix = number.IndexOfAny(['-', '+']);
        if (suffix >= 0) number = number.Substring(0, suffix);
        string[] parts = number.Split('.');
        if (parts.Length > 4) return null;
        var version = new int[4];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!StringMethods.TryNumber(parts[i], out version[i]) || version[i] < 0) return null;
        }

        return version;
    }

    internal static int Compare(int[] left, int[] right)
    {
        for (int i = 0; i < 4; i++)
        {
            int order = left[i].CompareTo(right[i]);
            if (order != 0) return order;
        }

        return 0;
    }
}
