using System;

namespace PyImportScanner.Packaging.Formats;

/// <summary>Booleans, numbers, dates and times of TOML 1.0.</summary>
internal static class TomlScalar
{
    /// <summary>Length of the scalar that starts at <paramref name="start"/>; a date and its time may be parted by one blank.</summary>
    public static int Length(string text, int start)
    {
        int end = start;
        while (end < text.Length && IsScalar(text[end])) end++;
        bool isDate = end - start == 10 && text[start + 4] == '-' && text[start + 7] == '-';
        if (isDate && end + 2 < text.Length && text[end] == ' ' && IsDigit(text[end + 1]) && IsDigit(text[end + 2]))
        {
            end++;
            while (end < text.Length && IsScalar(text[end])) end++;
        }

        return end - start;
    }

    /// <summary>The kind, or null where the text is no scalar.</summary>
    public static DataKind? Classify(string text)
    {
        if (text is "true" or "false") return DataKind.Boolean;
        if (text.Length == 0) return null;
        if (IsInteger(text)) return DataKind.Integer;
        if (IsFloat(text)) return DataKind.Float;
        return IsDateOrTime(text) ? DataKind.Date : null;
    }

    private static bool IsInteger(string text)
    {
        if (text.Length > 2 && text[0] == '0')
        {
            Func<char, bool>? isDigit = text[1] switch
            {
                'x' => static c => TextCursor.HexDigit(c) >= 0,
                'o' => static c => c is >= '0' and <= '7',
                'b' => static c => c is '0' or '1',
                _ => null,
            };
            if (isDigit is not null) return Digits(text, 2, isDigit) == text.Length;
        }

        return DecimalInteger(text) == text.Length;
    }

    private static bool IsFloat(string text)
    {
        string unsigned = text[0] is '+' or '-' ? text.Substring(1) : text;
        if (unsigned is "inf" or "nan") return true;
        int end = DecimalInteger(text);
        if (end < 0 || end == text.Length) return false;
        if (text[end] == '.') end = Digits(text, end + 1, IsDigit);
        if (end < 0 || end == text.Length) return end > 0;
        if (text[end] is not ('e' or 'E')) return false;
        end++;
        if (end < text.Length && text[end] is '+' or '-') end++;
        return Digits(text, end, IsDigit) == text.Length;
    }

    /// <summary>End of a signed decimal integer without leading zeros, or -1.</summary>
    private static int DecimalInteger(string text)
    {
        int start = text[0] is '+' or '-' ? 1 : 0;
        int end = Digits(text, start, IsDigit);
        return end > start + 1 && text[start] == '0' ? -1 : end;
    }

    /// <summary>End of digits that single underscores may part, or -1.</summary>
    private static int Digits(string text, int start, Func<char, bool> isDigit)
    {
        int i = start;
        while (i < text.Length)
        {
            bool separator = text[i] == '_' && i > start && text[i - 1] != '_';
            if (!separator && !isDigit(text[i])) break;
            i++;
        }

        return i == start || text[i - 1] == '_' || (i < text.Length && text[i] == '_') ? -1 : i;
    }

    private static bool IsDateOrTime(string text)
    {
        if (text.Length >= 3 && text[2] == ':') return Time(text, 0) == text.Length;
        if (!IsDate(text)) return false;
        if (text.Length == 10) return true;
        if (text[10] is not ('T' or 't' or ' ')) return false;
        int end = Time(text, 11);
        if (end < 0 || end == text.Length) return end > 0;
        if (text[end] is 'Z' or 'z') return end + 1 == text.Length;
        return text[end] is '+' or '-' && end + 6 == text.Length && text[end + 3] == ':'
            && Number(text, end + 1, 2) is >= 0 and < 24 && Number(text, end + 4, 2) is >= 0 and < 60;
    }

    private static bool IsDate(string text)
    {
        if (text.Length < 10 || text[4] != '-' || text[7] != '-') return false;
        int year = Number(text, 0, 4), month = Number(text, 5, 2), day = Number(text, 8, 2);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    /// <summary>End of <c>hh:mm:ss[.fraction]</c>, or -1.</summary>
    private static int Time(string text, int start)
    {
        if (text.Length < start + 8 || text[start + 2] != ':' || text[start + 5] != ':') return -1;
        bool inRange = Number(text, start, 2) is >= 0 and < 24 && Number(text, start + 3, 2) is >= 0 and < 60
            && Number(text, start + 6, 2) is >= 0 and < 60;
        if (!inRange) return -1;
        int end = start + 8;
        if (end >= text.Length || text[end] != '.') return end;
        int fraction = ++end;
        while (end < text.Length && IsDigit(text[end])) end++;
        return end == fraction ? -1 : end;
    }

    private static int Number(string text, int start, int length)
    {
        int value = 0;
        for (int i = start; i < start + length; i++)
        {
            if (i >= text.Length || !IsDigit(text[i])) return -1;
            value = (value * 10) + (text[i] - '0');
        }

        return value;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsScalar(char c) =>
        c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '+' or '-' or '_' or '.' or ':';
}
