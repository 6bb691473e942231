using System;
using System.Collections.Generic;
using System.Globalization;

namespace DockerLint.Files.Patterns;

/// <summary>
/// Reads the regular expressions that BuildKit makes of patterns, in Go's syntax (regexp/syntax). Users reach it with
/// classes, <c>\d</c>, <c>|</c>, <c>{2}</c> and <c>^</c>, which BuildKit does not escape.
/// </summary>
internal sealed class RegexParser
{
    private const int MaximumRepeat = 1000;

    private readonly string text;
    private int place;
    private bool isMalformed;
    private bool isUnknown;

    private RegexParser(string text) => this.text = text;

    /// <summary>The alternatives, or null where Go refuses the expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="isUnknown">It uses what is not followed here (Unicode classes); the answer is then null, too.</param>
    public static List<List<RegexNode>>? Parse(string text, out bool isUnknown)
    {
        var parser = new RegexParser(text);
        var alternatives = new List<List<RegexNode>>();
        do
        {
            alternatives.Add(parser.Sequence(inGroup: false));
        }
        while (parser.Take('|'));
        bool isComplete = parser.place == text.Length && !parser.isMalformed;
        isUnknown = isComplete && parser.isUnknown;
        return isComplete && !parser.isUnknown ? alternatives : null;
    }

    private bool Take(char c)
    {
        if (isMalformed || place >= text.Length || text[place] != c) return false;
        place++;
        return true;
    }

    private List<RegexNode> Sequence(bool inGroup)
    {
        var nodes = new List<RegexNode>();
        while (!isMalformed && place < text.Length && text[place] is not ('|' or ')'))
        {
            char c = text[place];
            if (c is '*' or '+' or '?')
            {
                place++;
                Repeat(nodes, c == '+' ? 1 : 0, c == '?' ? 1 : RegexNode.Unlimited);
            }
            else if (c != '{' || !ReadCounts(nodes)) ReadAtom(nodes, inGroup);
        }

        return nodes;
    }

    private void Repeat(List<RegexNode> nodes, int minimum, int maximum)
    {
        if (nodes.Count == 0 || nodes[nodes.Count - 1].IsRepeated)
        {
            isMalformed = true;
            return;
        }

        RegexNode last = nodes[nodes.Count - 1];
        last.Minimum = minimum;
        last.Maximum = maximum;
        last.IsRepeated = true;

        // A lazy repetition matches the same texts.
        Take('?');
    }

    // {n}, {n,} or {n,m}; anything else is the character.
    private bool ReadCounts(List<RegexNode> nodes)
    {
        int close = text.IndexOf('}', place);
        if (close < 0) return false;
        string inner = text.Substring(place + 1, close - place - 1);
        int comma = inner.IndexOf(',');
        string first = comma < 0 ? inner : inner.Substring(0, comma);
        if (!IsCount(first, out int minimum)) return false;
        int maximum = minimum;
        if (comma == inner.Length - 1) maximum = RegexNode.Unlimited;
        else if (comma >= 0 && !IsCount(inner.Substring(comma + 1), out maximum)) return false;
        place = close + 1;
        if (minimum > MaximumRepeat || maximum > MaximumRepeat || (maximum >= 0 && maximum < minimum)) isMalformed = true;
        else Repeat(nodes, minimum, maximum);
        return true;
    }

    private static bool IsCount(string digits, out int count)
    {
        count = 0;
        if (digits.Length == 0 || (digits.Length > 1 && digits[0] == '0')) return false;
        foreach (char c in digits)
        {
            if (c is < '0' or > '9') return false;
            count = Math.Min((count * 10) + c - '0', MaximumRepeat + 1);
        }

        return true;
    }

    private void ReadAtom(List<RegexNode> nodes, bool inGroup)
    {
        char c = text[place++];
        switch (c)
        {
            case '^':
                nodes.Add(new RegexNode(RegexKind.Start));
                break;
            case '$':
                nodes.Add(new RegexNode(RegexKind.End));
                break;
            case '.':
                nodes.Add(new RegexNode(RegexKind.Any));
                break;
            case '(' when !inGroup:
                List<RegexNode> body = Sequence(inGroup: true);
                if (!Take(')')) isMalformed = true;
                nodes.Add(new RegexNode(RegexKind.Group) { Body = body });
                break;
            case '(' or ')':
                isMalformed = true;
                break;
            case '[':
                nodes.Add(new RegexNode(RegexKind.Class) { Class = ReadClass() });
                break;
            case '\\':
                ReadEscaped(nodes);
                break;
            default:
                place--;
                nodes.Add(Character(ReadCharacter()));
                break;
        }
    }

    private static RegexNode Character(int character) => new(RegexKind.Character) { Character = character };

    private int ReadCharacter()
    {
        char c = text[place++];
        return char.IsHighSurrogate(c) && place < text.Length && char.IsLowSurrogate(text[place])
            ? char.ConvertToUtf32(c, text[place++])
            : c;
    }

    private void ReadEscaped(List<RegexNode> nodes)
    {
        char c = place < text.Length ? text[place] : '\0';
        RegexKind? assertion = c switch
        {
            'A' => RegexKind.Start,
            'z' => RegexKind.End,
            'b' => RegexKind.WordBoundary,
            'B' => RegexKind.NoWordBoundary,
            _ => null,
        };
        if (assertion is { } kind)
        {
            place++;
            nodes.Add(new RegexNode(kind));
        }
        else if (c == 'Q') ReadQuoted(nodes);
        else
        {
            var members = new RegexClass();
            if (ReadClassEscape(members)) nodes.Add(new RegexNode(RegexKind.Class) { Class = members });
            else nodes.Add(Character(ReadEscape()));
        }
    }

    // \Q…\E
    private void ReadQuoted(List<RegexNode> nodes)
    {
        place++;
        int end = text.IndexOf("\\E", place, StringComparison.Ordinal);
        int stop = end < 0 ? text.Length : end;
        while (place < stop) nodes.Add(Character(ReadCharacter()));
        if (end >= 0) place = end + 2;
    }

    // \d, \pL, …, behind the backslash.
    private bool ReadClassEscape(RegexClass members)
    {
        if (place >= text.Length) return false;
        char c = text[place];
        if (c is 'p' or 'P')
        {
            isUnknown = true;
            place++;
            if (!Take('{')) place += place < text.Length ? 1 : 0;
            else if (text.IndexOf('}', place) is >= 0 and int close) place = close + 1;
            else isMalformed = true;
            return true;
        }

        if (!members.AddPerl(c)) return false;
        place++;
        return true;
    }

    // The character behind a backslash.
    private int ReadEscape()
    {
        if (place >= text.Length) return Refuse();
        char c = text[place++];
        switch (c)
        {
            case 'a': return '\a';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'x': return ReadHex();
            case >= '1' and <= '7' when place < text.Length && text[place] is >= '0' and <= '7':
            case '0':
                int value = c - '0';
                for (int i = 1; i < 3 && place < text.Length && text[place] is >= '0' and <= '7'; i++)
                    value = (value * 8) + text[place++] - '0';
                return value;
            case < '\x80' when !char.IsLetterOrDigit(c): return c;
            default: return Refuse();
        }
    }

    private int ReadHex()
    {
        int end = place + 2;
        if (Take('{'))
        {
            end = text.IndexOf('}', place);
            if (end < 0) return Refuse();
        }

        if (end > text.Length || !int.TryParse(
            text.Substring(place, end - place), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            || value is < 0 or > 0x10FFFF)
            return Refuse();
        place = end;
        Take('}');
        return value;
    }

    private int Refuse()
    {
        isMalformed = true;
        return 0;
    }

    private RegexClass ReadClass()
    {
        var members = new RegexClass();
        if (Take('^')) members.IsNegated = true;
        for (bool first = true; !isMalformed; first = false)
        {
            if (place >= text.Length)
            {
                isMalformed = true;
                break;
            }

            if (!first && Take(']')) break;
            if (ReadNamed(members)) continue;
            if (text[place] == '\\')
            {
                place++;
                if (ReadClassEscape(members)) continue;
                place--;
            }

            int low = ReadClassCharacter();
            int high = low;
            if (place + 1 < text.Length && text[place] == '-' && text[place + 1] != ']')
            {
                place++;
                high = ReadClassCharacter();
                if (high < low) isMalformed = true;
            }

            members.Add(low, high);
        }

        return members;
    }

    private int ReadClassCharacter()
    {
        if (place >= text.Length) return Refuse();
        if (text[place] != '\\') return ReadCharacter();
        place++;
        return ReadEscape();
    }

    // [:alpha:] inside a class; without its end the bracket is a member like any other.
    private bool ReadNamed(RegexClass members)
    {
        if (place + 2 >= text.Length || text[place] != '[' || text[place + 1] != ':') return false;
        int end = text.IndexOf(":]", place + 2, StringComparison.Ordinal);
        if (end < 0) return false;
        bool negated = text[place + 2] == '^';
        int start = place + (negated ? 3 : 2);
        if (start > end || !members.AddPosix(text.Substring(start, end - start), negated)) isMalformed = true;
        place = end + 2;
        return true;
    }
}
