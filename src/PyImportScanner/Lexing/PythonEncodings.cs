using System;
using System.Collections.Generic;
using System.Text;

namespace PyImportScanner.Lexing;

/// <summary>How decoding ended.</summary>
internal enum DecodeResult : byte
{
    /// <summary>The text is there.</summary>
    Decoded,

    /// <summary>The bytes are not text in this encoding.</summary>
    Invalid,

    /// <summary>Python has no such text encoding either.</summary>
    NotPython,

    /// <summary>Python has it, this runtime does not.</summary>
    Unsupported,
}

/// <summary>The encodings a source file may declare (library reference, codecs, "Standard Encodings").</summary>
internal static class PythonEncodings
{
    private static readonly Dictionary<string, string> names = Build();

    /// <summary>Python's name for a declared encoding: lower case, underscores as hyphens, the common aliases resolved.</summary>
    public static string Normalise(string cookie)
    {
        string name = cookie.ToLowerInvariant().Replace('_', '-');
        if (name is "utf8" or "u8" or "utf" or "utf-8" or "cp65001" or "utf8-ucs2" or "utf8-ucs4" || name.StartsWith("utf-8-", StringComparison.Ordinal)) return "utf-8";
        if (name is "latin1" or "latin" or "l1" or "8859" or "cp819" or "iso8859" or "iso8859-1" or "iso-8859-1" or "latin-1" or "iso-latin-1"
            || name.StartsWith("latin-1-", StringComparison.Ordinal) || name.StartsWith("iso-8859-1-", StringComparison.Ordinal)
            || name.StartsWith("iso-latin-1-", StringComparison.Ordinal))
        {
            return "latin-1";
        }

        return name;
    }

    /// <summary>Does the tokenizer itself take this spelling for UTF-8, without asking the codec registry?</summary>
    public static bool IsUtf8Spelling(string cookie)
    {
        string name = cookie.ToLowerInvariant().Replace('_', '-');
        return name == "utf-8" || name.StartsWith("utf-8-", StringComparison.Ordinal);
    }

    /// <summary>Decodes text in an encoding named as <see cref="Normalise"/> does.</summary>
    public static DecodeResult Decode(ReadOnlySpan<byte> text, string encoding, out string? decoded)
    {
        decoded = null;
        switch (encoding)
        {
            case "latin-1":
                decoded = Latin1(text);
                return DecodeResult.Decoded;
            case "ascii" or "us-ascii" or "646" or "ansi-x3.4-1968":
                foreach (byte b in text)
                {
                    if (b >= 0x80) return DecodeResult.Invalid;
                }

                decoded = Latin1(text);
                return DecodeResult.Decoded;
            case "utf-7" or "utf7" or "u7":
                decoded = Utf7.Decode(text);
                return decoded is null ? DecodeResult.Invalid : DecodeResult.Decoded;
        }

        // The tokenizer reads bytes line by line: an encoding that is no superset of ASCII cannot work (PEP 263).
        if (encoding.StartsWith("utf-16", StringComparison.Ordinal) || encoding.StartsWith("utf-32", StringComparison.Ordinal)) return DecodeResult.Invalid;
        if (!names.TryGetValue(encoding.Replace("-", ""), out string? name)) return DecodeResult.NotPython;
        return DecodeWith(Find(name), text, out decoded);
    }

    private static DecodeResult DecodeWith(Encoding? encoding, ReadOnlySpan<byte> text, out string? decoded)
    {
        decoded = null;
        if (encoding is null) return DecodeResult.Unsupported;
        try
        {
            decoded = encoding.GetString(text);
            return DecodeResult.Decoded;
        }
        catch (DecoderFallbackException)
        {
            return DecodeResult.Invalid;
        }
    }

    private static Encoding? Find(string name)
    {
        if (name.Length == 0) return null;
        try
        {
#if NET
            var found = CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            if (found is not null) return found;
#endif
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Latin1(ReadOnlySpan<byte> text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (byte b in text) builder.Append((char)b);
        return builder.ToString();
    }

    // Python's names without hyphens -> the runtime's; "" where the runtime has none.
    private static Dictionary<string, string> Build()
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("shift_jis", "shiftjis", "sjis", "csshiftjis", "sjs");
        Add("shift_jis", "cp932", "932", "ms932", "mskanji", "windows31j");
        Add("euc-jp", "eucjp", "ujis", "ujis");
        Add("gbk", "gbk", "936", "cp936", "ms936");
        Add("gb2312", "gb2312", "chinese", "csiso58gb231280", "euccn", "eucgb2312cn", "gb23121980", "gb231280", "isoir58");
        Add("GB18030", "gb18030", "gb180302000");
        Add("big5", "big5", "big5tw", "csbig5", "cp950", "950", "ms950");
        Add("euc-kr", "euckr", "korean", "ksc5601", "ksc56011987", "ksx1001");
        Add("ks_c_5601-1987", "cp949", "949", "ms949", "uhc");
        Add("koi8-r", "koi8r", "cskoi8r");
        Add("koi8-u", "koi8u");
        Add("macintosh", "macroman", "macintosh");
        Add("x-mac-cyrillic", "maccyrillic");
        foreach (int page in new[] { 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258 })
            Add("windows-" + page, "cp" + page, "windows" + page, page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (int page in new[] { 437, 737, 775, 850, 852, 855, 857, 860, 861, 862, 863, 864, 865, 866, 869, 874 })
            Add(page is 437 or 874 or 866 or 737 or 775 or 850 or 852 or 857 or 861 or 862 ? Page(page) : "IBM" + page, "cp" + page, "ibm" + page, page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        for (int part = 2; part <= 16; part++)
            Add("iso-8859-" + part, "iso8859" + part);
        for (int part = 2; part <= 10; part++)
            Add("iso-8859-" + (part switch { 5 => 9, 6 => 10, 7 => 13, 8 => 14, 9 => 15, 10 => 16, _ => part }), "latin" + part, "l" + part);
        Add("iso-8859-5", "cyrillic");
        Add("iso-8859-7", "greek");
        foreach (string unsupported in new[] { "eucjisx0213", "eucjis2004", "shiftjis2004", "shiftjisx0213", "sjis2004", "big5hkscs", "johab", "hz", "iso2022jp",
            "iso2022jp1", "iso2022jp2", "iso2022jp3", "iso2022jpext", "iso2022kr", "koi8t", "kz1048", "mbcs", "oem", "palmos", "ptcp154", "tis620", "hproman8",
            "macgreek", "maciceland", "maclatin2", "macturkish", "cp037", "cp1140", "cp500", "cp856", "cp858", "cp720", "cp875", "cp1006", "cp1026", "cp1125", "cp273", "cp424" })
        {
            Add("", unsupported);
        }

        return map;

        void Add(string name, params string[] aliases)
        {
            foreach (string alias in aliases) map[alias] = name;
        }
    }

    private static string Page(int page) => page switch
    {
        874 => "windows-874",
        866 => "cp866",
        _ => (page is 437 ? "IBM" : "ibm") + page,
    };
}
