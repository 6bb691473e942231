namespace DockerLint.Shell;

/// <summary>Names of variables and functions (XBD 3.216).</summary>
internal static class ShellNames
{
    public static bool IsStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    public static bool IsPart(char c) => IsStart(c) || c is >= '0' and <= '9';

    public static bool IsName(string text) => IsName(text, 0, text.Length);

    public static bool IsName(string text, int start, int end)
    {
        if (end <= start || !IsStart(text[start])) return false;
        for (int i = start + 1; i < end; i++)
        {
            if (!IsPart(text[i])) return false;
        }

        return true;
    }
}
