using System.Text;

namespace DockerLint.Fixing;

/// <summary>Spelling of paths as arguments of COPY: words are expanded (shell/lex.go of BuildKit), sources are patterns (Go's filepath.Match).</summary>
internal static class CopyWord
{
    /// <summary>Can an instruction name it at all? A control would end the line.</summary>
    public static bool CanName(string path)
    {
        foreach (char c in path)
        {
            if (c < ' ' || c == '\x7f' || c == '\uFFFD') return false;
        }

        return path.Length > 0;
    }

    /// <summary>Blanks divide words outside of the JSON form.</summary>
    public static bool NeedsJson(string path)
    {
        foreach (char c in path)
        {
            if (char.IsWhiteSpace(c)) return true;
        }

        return false;
    }

    /// <summary>The pattern that matches just this path.</summary>
    public static string EscapePattern(string path)
    {
        var pattern = new StringBuilder(path.Length);
        foreach (char c in path)
        {
            if (c is '*' or '?' or '[') pattern.Append('[').Append(c).Append(']');
            else if (c == '\\') pattern.Append("\\\\");
            else pattern.Append(c);
        }

        return path.StartsWith("--", System.StringComparison.Ordinal) ? "./" + pattern : pattern.ToString();
    }

    /// <summary>As a word of the plain form.</summary>
    public static string Plain(string path, char escape) => Protect(path, escape);

    /// <summary>As a string of the JSON form; its text is expanded, too.</summary>
    public static string Json(string path, char escape)
    {
        var text = new StringBuilder("\"");
        foreach (char c in Protect(path, escape))
        {
            if (c is '"' or '\\') text.Append('\\');
            text.Append(c);
        }

        return text.Append('"').ToString();
    }

    private static string Protect(string path, char escape)
    {
        var word = new StringBuilder(path.Length);
        foreach (char c in path)
        {
            if (c is '$' or '\'' or '"' || c == escape) word.Append(escape);
            word.Append(c);
        }

        return word.ToString();
    }
}
