using System.Globalization;
using System.Text;

namespace DockerLint.Facts;

/// <summary>A number by which a host knows the text of a file again without the file.</summary>
internal static class TextFacts
{
    /// <summary>Stands for bytes that are no UTF-8: who decoded them guessed, so that no text of theirs proves anything.</summary>
    public const string Undecodable = "?";

    /// <summary>The fingerprint of a file's content.</summary>
    public static string Fingerprint(byte[] content)
    {
        string text = Encoding.UTF8.GetString(content);
        return text.IndexOf('\uFFFD') >= 0 ? Undecodable : Fingerprint(text.TrimStart('\uFEFF'));
    }

    /// <summary>The fingerprint of a text: FNV-1a over its UTF-16 units, and its length.</summary>
    public static string Fingerprint(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text) hash = unchecked((hash ^ c) * 1099511628211);
        return hash.ToString("x16", CultureInfo.InvariantCulture) + text.Length.ToString(CultureInfo.InvariantCulture);
    }
}
