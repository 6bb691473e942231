using System.Collections.Generic;
using System.Text;

namespace DockerLint.Cli.Git;

/// <summary>Paths as git prints them on lines: between quotes, with C escapes for bytes that are not plain (<c>core.quotePath</c> of git-config).</summary>
internal static class GitQuoting
{
    /// <summary>The path behind a line; the line itself where it is not quoted.</summary>
    public static string Unquote(string line)
    {
        if (line.Length < 2 || line[0] != '"' || line[^1] != '"') return line;
        var bytes = new List<byte>(line.Length);
        for (int i = 1; i < line.Length - 1; i++)
        {
            if (line[i] != '\\' || i + 1 >= line.Length - 1)
            {
                int length = char.IsHighSurrogate(line[i]) && char.IsLowSurrogate(line[i + 1]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(line.Substring(i, length)));
                i += length - 1;
            }
            else if (Octal(line, i + 1) is { } value)
            {
                bytes.Add(value);
                i += 3;
            }
            else
            {
                bytes.Add(Escaped(line[++i]));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static byte? Octal(string line, int at)
    {
        if (at + 3 >= line.Length) return null;
        int value = 0;
        for (int i = at; i < at + 3; i++)
        {
            if (line[i] is < '0' or > '7') return null;
            value = (value * 8) + line[i] - '0';
        }

        return value <= byte.MaxValue ? (byte)value : null;
    }

    private static byte Escaped(char letter) => letter switch
    {
        'a' => 7,
        'b' => 8,
        't' => 9,
        'n' => 10,
        'v' => 11,
        'f' => 12,
        'r' => 13,
        _ => (byte)letter,
    };
}
