namespace DockerLint.Shell;

/// <summary>Reads shell text. Never throws: what cannot be read is <see cref="ShellScript.Error"/>.</summary>
public static class ShellParser
{
    /// <summary>Longer texts are not read: nobody writes such a script, and work must stay bounded.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>Reads a script.</summary>
    /// <param name="text">The text; LF or CRLF.</param>
    /// <param name="firstLine">The line, from 1, on which the text begins in its file.</param>
    /// <param name="firstColumn">The column, from 1, in which it begins.</param>
    public static ShellScript Parse(string text, int firstLine = 1, int firstColumn = 1)
    {
        var source = new ShellSource(text, firstLine, firstColumn);
        if (text.Length > MaximumLength)
        {
            source.Fail("the script is larger than a megabyte", 0);
            return new ShellScript(ShellList.Empty, source.Error);
        }

        ShellList body = new ShellGrammar(new ShellLexer(source)).ReadAll();
        return new ShellScript(body, source.Error);
    }

    /// <summary>Is <paramref name="text"/> a name that can be assigned to?</summary>
    public static bool IsName(string text) => ShellNames.IsName(text);
}
