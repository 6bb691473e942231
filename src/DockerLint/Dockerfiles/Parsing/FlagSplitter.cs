using System.Collections.Generic;
using System.Text;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>
/// Takes the flags off an instruction (BK:frontend/dockerfile/parser/split_command.go). BuildKit walks bytes here and
/// takes each for a character: <c>é</c> arrives as two, and a byte 0x85 or 0xA0 inside a character is a blank.
/// </summary>
internal static class FlagSplitter
{
    /// <summary>Reads the leading words that start with <c>--</c>.</summary>
    /// <param name="line">The logical line; a character that BuildKit tears apart is replaced in it.</param>
    /// <param name="from">Where the rest behind the instruction's name begins.</param>
    /// <param name="rest">Where the arguments begin.</param>
    public static List<Flag> Split(LogicalLine line, int from, out int rest)
    {
        string text = line.Text;
        var flags = new List<Flag>();
        for (rest = from; ;)
        {
            while (rest < text.Length && IsByteBlank(text[rest])) rest++;
            if (rest + 1 >= text.Length || text[rest] != '-' || text[rest + 1] != '-') return flags;
            int start = rest;
            string word = ReadWord(line, ref rest, out bool quoted);
            if (word == "--") return flags;
            if (quoted || word.Length > 0) flags.Add(ToFlag(word, line, start, rest));
            text = line.Text;
        }
    }

    private static Flag ToFlag(string word, LogicalLine line, int start, int end)
    {
        string name = word.Length > 2 ? word.Substring(2) : "";
        int equals = name.IndexOf('=');
        string? value = equals < 0 ? null : name.Substring(equals + 1);
        return new Flag(equals < 0 ? name : name.Substring(0, equals), value, line.Span(start, end)) { Text = word };
    }

    private static string ReadWord(LogicalLine line, ref int place, out bool quoted)
    {
        string text = line.Text;
        var word = new StringBuilder();
        char quote = '\0';
        quoted = false;
        for (; place < text.Length; place++)
        {
            char c = text[place];
            if (c >= '\x80')
            {
                if (AppendBytes(word, line, ref place, quote != '\0')) return word.ToString();
                continue;
            }

            if (quote == '\0' && IsByteBlank(c)) return word.ToString();
            if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
                quoted = true;
            }
            else if (c == quote && quote != '\0') quote = '\0';
            else if (c == '\\')
            {
                if (place + 1 == text.Length) continue;
                if (text[place + 1] < '\x80') word.Append(text[++place]);
            }
            else word.Append(c);
        }

        return word.ToString();
    }

    // Returns whether a byte of the character ended the word; the place is then behind what BuildKit has read of it.
    private static bool AppendBytes(StringBuilder word, LogicalLine line, ref int place, bool inQuotes)
    {
        string text = line.Text;
        int length = char.IsHighSurrogate(text[place]) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]) ? 2 : 1;
        byte[] bytes = Encoding.UTF8.GetBytes(text.Substring(place, length));
        for (int i = 0; i < bytes.Length; i++)
        {
            if (inQuotes || bytes[i] is not (0x85 or 0xA0))
            {
                word.Append((char)bytes[i]);
                continue;
            }

            bool isLast = i == bytes.Length - 1;
            if (isLast) place += length;
            for (int j = 0; j < length && !isLast; j++) line.Damage(place + j);
            return true;
        }

        place += length - 1;
        return false;
    }

    private static bool IsByteBlank(char c) => c is >= '\t' and <= '\r' or ' ';
}
