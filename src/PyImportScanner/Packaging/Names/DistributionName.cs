using System.Text;

namespace PyImportScanner.Packaging.Names;

/// <summary>Names of distributions: what pip installs, as against what Python imports.</summary>
public static class DistributionName
{
    /// <summary>Lower case, every run of <c>-</c>, <c>_</c>, <c>.</c> one <c>-</c> (PEP 503). Import names are never normalised.</summary>
    public static string Normalize(string name)
    {
        if (IsNormal(name)) return name;
        var text = new StringBuilder(name.Length);
        bool separator = false;
        foreach (char c in name)
        {
            if (IsSeparator(c))
            {
                if (!separator) text.Append('-');
                separator = true;
                continue;
            }

            separator = false;
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>A valid name (PEP 508): ASCII letters, digits, <c>-_.</c>, with a letter or digit at both ends.</summary>
    public static bool IsValid(string name)
    {
        if (name.Length == 0 || !IsLetterOrDigit(name[0]) || !IsLetterOrDigit(name[name.Length - 1])) return false;
        foreach (char c in name)
        {
            if (!IsLetterOrDigit(c) && !IsSeparator(c)) return false;
        }

        return true;
    }

    internal static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    internal static bool IsSeparator(char c) => c is '-' or '_' or '.';

    private static bool IsNormal(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9')) continue;
            if (c != '-' || (i > 0 && name[i - 1] == '-')) return false;
        }

        return true;
    }
}
