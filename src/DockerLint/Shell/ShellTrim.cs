namespace DockerLint.Shell;

/// <summary><c>#</c>, <c>##</c>, <c>%</c> and <c>%%</c> (XCU 2.6.2).</summary>
internal static class ShellTrim
{
    // Trying every cut is quadratic: longer values are left alone by nobody in practice.
    private const int MaximumLength = 4096;

    public static string Apply(ParameterOperator kind, string text, string pattern)
    {
        if (text.Length > MaximumLength) return text;
        bool prefix = kind is ParameterOperator.TrimShortestPrefix or ParameterOperator.TrimLongestPrefix;
        bool shortest = kind is ParameterOperator.TrimShortestPrefix or ParameterOperator.TrimShortestSuffix;
        for (int i = 0; i <= text.Length; i++)
        {
            int length = shortest ? i : text.Length - i;
            string piece = prefix ? text.Substring(0, length) : text.Substring(text.Length - length);
            if (!ShellPattern.Matches(pattern, piece)) continue;
            return prefix ? text.Substring(length) : text.Substring(0, text.Length - length);
        }

        return text;
    }
}
