using System.Globalization;
using System.Text;

namespace DockerLint.Reporting;

/// <summary>Paths as relative references (RFC 3986).</summary>
internal static class UriText
{
    private const string Unreserved = "-._~/!$&'()*+,;=@";

    /// <summary>The path with everything outside of pchar percent-encoded as UTF-8.</summary>
    public static string Relative(string path)
    {
        var text = new StringBuilder(path.Length + 8);
        foreach (byte b in Encoding.UTF8.GetBytes(path))
        {
            char c = (char)b;
            bool plain = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || (c < 128 && Unreserved.IndexOf(c) >= 0);
            if (plain) text.Append(c);
            else text.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
