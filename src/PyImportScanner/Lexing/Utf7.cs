using System;
using System.Text;

namespace PyImportScanner.Lexing;

/// <summary>UTF-7 (RFC 2152), which can hide whole statements behind plus signs.</summary>
internal static class Utf7
{
    /// <summary>The text, or null when it is not valid.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        int i = 0;
        while (i < bytes.Length)
        {
            byte b = bytes[i++];
            if (b >= 0x80) return null;
            if (b != '+')
            {
                text.Append((char)b);
                continue;
            }

            if (i < bytes.Length && bytes[i] == '-')
            {
                text.Append('+');
                i++;
                continue;
            }

            i = DecodeShifted(bytes, i, text);
        }

        return text.ToString();
    }

    private static int DecodeShifted(ReadOnlySpan<byte> bytes, int i, StringBuilder text)
    {
        int bits = 0, value = 0;
        for (; i < bytes.Length && Digit(bytes[i]) is >= 0 and var digit; i++)
        {
            value = (value << 6) | digit;
            bits += 6;
            if (bits < 16) continue;
            bits -= 16;
            text.Append((char)((value >> bits) & 0xFFFF));
            value &= (1 << bits) - 1;
        }

        return i < bytes.Length && bytes[i] == '-' ? i + 1 : i;
    }

    private static int Digit(byte b) => b switch
    {
        >= (byte)'A' and <= (byte)'Z' => b - 'A',
        >= (byte)'a' and <= (byte)'z' => b - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => b - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
