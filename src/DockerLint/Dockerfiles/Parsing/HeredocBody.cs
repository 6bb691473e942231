using System.Text;
using PyImportScanner;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>The lines behind an instruction up to a delimiter.</summary>
internal static class HeredocBody
{
    /// <summary>Reads a body; null when the file ends before the delimiter.</summary>
    public static Heredoc? Read(PhysicalLines lines, HeredocWord opener)
    {
        int first = lines.Number + 1;
        var content = new StringBuilder();
        while (lines.TryReadRaw(out string line))
        {
            string end = line.TrimEnd('\r', '\n');
            if (opener.Chomps) end = end.TrimStart('\t');
            if (end != opener.Name)
            {
                content.Append(line);
                continue;
            }

            string raw = content.ToString();
            var span = new SourceSpan(first, 1, lines.Number, 1);
            return new Heredoc(opener.Name, opener.Chomps ? Chomp(raw) : raw, opener.Expands, opener.Chomps, opener.FileDescriptor, span)
            {
                RawContent = raw,
            };
        }

        return null;
    }

    /// <summary>Removes the tabs at the start of every line.</summary>
    public static string Chomp(string content)
    {
        if (content.IndexOf('\t') < 0) return content;
        var result = new StringBuilder(content.Length);
        bool atStart = true;
        foreach (char c in content)
        {
            if (atStart && c == '\t') continue;
            atStart = c == '\n';
            result.Append(c);
        }

        return result.ToString();
    }
}
