using System;
using System.Collections.Generic;
using System.Globalization;

namespace DockerLint.Projects.Evaluation;

/// <summary>The methods of <c>System.String</c> that projects call on properties: <c>$(Name.EndsWith('Tests'))</c>.</summary>
internal static class StringMethods
{
    public static MsBuildValue Call(string text, string method, List<string>? arguments)
    {
        int count = arguments?.Count ?? -1;
        string first = count > 0 ? arguments![0] : "";
        string second = count > 1 ? arguments![1] : "";
        switch (method.ToUpperInvariant())
        {
            case "LENGTH" when count <= 0: return Number(text.Length);
            case "TOLOWER" or "TOLOWERINVARIANT" when count == 0: return MsBuildValue.Of(Lower(text));
            case "TOUPPER" or "TOUPPERINVARIANT" when count == 0: return MsBuildValue.Of(text.ToUpperInvariant());
            case "TOSTRING" when count == 0: return MsBuildValue.Of(text);
            case "TRIM" when count == 0: return MsBuildValue.Of(text.Trim());
            case "TRIM" when count == 1: return MsBuildValue.Of(text.Trim(first.ToCharArray()));
            case "TRIMSTART" when count is 0 or 1: return MsBuildValue.Of(text.TrimStart(first.ToCharArray()));
            case "TRIMEND" when count is 0 or 1: return MsBuildValue.Of(text.TrimEnd(first.ToCharArray()));
            case "CONTAINS" when count == 1: return Truth(text.Contains(first));
            case "STARTSWITH" when count is 1 or 2: return Compare(second, how => text.StartsWith(first, how));
            case "ENDSWITH" when count is 1 or 2: return Compare(second, how => text.EndsWith(first, how));
            case "EQUALS" when count is 1 or 2: return Compare(second, how => text.Equals(first, how));
            case "INDEXOF" when count is 1: return Number(text.IndexOf(first, StringComparison.Ordinal));
            case "LASTINDEXOF" when count is 1: return Number(text.LastIndexOf(first, StringComparison.Ordinal));
            case "REPLACE" when count == 2 && first.Length > 0: return MsBuildValue.Of(text.Replace(first, second));
            case "SUBSTRING" when count is 1 or 2: return Substring(text, first, count == 2 ? second : null);
            default: return MsBuildValue.Unknown("the string method " + method + " is not evaluated");
        }
    }

    private static MsBuildValue Compare(string how, Func<StringComparison, bool> compare)
    {
        // Given as text: StringComparison.OrdinalIgnoreCase, System.StringComparison.Ordinal.
        if (how.Length == 0 || how.EndsWith("Ordinal", StringComparison.Ordinal)) return Truth(compare(StringComparison.Ordinal));
        return how.EndsWith("IgnoreCase", StringComparison.Ordinal)
            ? Truth(compare(StringComparison.OrdinalIgnoreCase))
            : MsBuildValue.Unknown("the comparison " + how + " is not evaluated");
    }

    private static MsBuildValue Substring(string text, string start, string? length)
    {
        if (!TryNumber(start, out int from) || from < 0 || from > text.Length)
            return MsBuildValue.Unknown("Substring is called outside of its text");
        if (length is null) return MsBuildValue.Of(text.Substring(from));
        return TryNumber(length, out int count) && count >= 0 && count <= text.Length - from
            ? MsBuildValue.Of(text.Substring(from, count))
            : MsBuildValue.Unknown("Substring is called outside of its text");
    }

    internal static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    internal static MsBuildValue Number(int number) => MsBuildValue.Of(number.ToString(CultureInfo.InvariantCulture));

    internal static MsBuildValue Truth(bool value) => MsBuildValue.Of(value ? "True" : "False");

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Globalization", "CA1308", Justification = "The called method is ToLower.")]
    private static string Lower(string text) => text.ToLowerInvariant();
}
