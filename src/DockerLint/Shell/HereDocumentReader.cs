using System.Text;

namespace DockerLint.Shell;

/// <summary>Reads the body of a here-document (XCU 2.7.4): the lines up to the delimiter, or to the end of the text.</summary>
internal static class HereDocumentReader
{
    public static HereDocument Read(ShellSource source, ShellRedirection redirection)
    {
        (string delimiter, bool quoted) = Delimiter(redirection.Target);
        bool stripTabs = redirection.Operator == "<<-";
        int firstLine = source.Line(source.Position);
        var body = new StringBuilder();
        while (!source.AtEnd)
        {
            string line = NextLine(source);
            if (stripTabs) line = line.TrimStart('\t');
            if (line == delimiter) break;
            body.Append(line).Append('\n');
        }

        string raw = body.ToString();
        return new HereDocument(quoted ? ShellWord.Quote(raw) : Expanding(source, raw, firstLine), raw, !quoted, firstLine);
    }

    private static string NextLine(ShellSource source)
    {
        int end = source.Text.IndexOf('\n', source.Position);
        int stop = end < 0 ? source.Text.Length : end;
        int length = stop - source.Position;
        if (length > 0 && source.Text[stop - 1] == '\r') length--;
        string line = source.Text.Substring(source.Position, length);
        source.Position = end < 0 ? source.Text.Length : end + 1;
        return line;
    }

    private static (string Text, bool Quoted) Delimiter(ShellWord word)
    {
        var text = new StringBuilder();
        bool quoted = false;
        foreach (WordPart part in word.Parts)
        {
            quoted |= part.Quoted;
            // The delimiter is not expanded: a dollar in it is itself.
            text.Append(part switch
            {
                LiteralPart literal => literal.Text,
                ParameterPart parameter => parameter.Source,
                CommandPart command => command.Source,
                _ => "",
            });
        }

        return (text.ToString(), quoted);
    }

    private static ShellWord Expanding(ShellSource outer, string raw, int line)
    {
        var pinned = new PyImportScanner.SourceSpan(line, 1, line, 1);
        var inner = new ShellSource(raw, 1, 1, pinned, outer.Depth);
        ShellWord word = new ShellWordReader(inner).ReadDocument();
        // A body that cannot be expanded is no reason to give up the script: the text itself is kept.
        return inner.Error is null ? word : ShellWord.Quote(raw);
    }
}
