using System.Text;

namespace PyImportScanner.Lexing;

/// <summary>
/// NFKC for the characters that occur in names of Python programs: ligatures, full-width and mathematical letters, Latin
/// letters with a combining mark. The runtime's own tables are absent in invariant mode, which the command runs in.
/// </summary>
internal static class CompatibilityForm
{
    private static readonly string[] ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
    private const string Marks = "\u0300\u0301\u0302\u0303\u0308\u030A\u0327";

    // One row a mark: base letters and what they become.
    private static readonly string[] composed =
    [
        "AEIOUaeiouÀÈÌÒÙàèìòù", "AEIOUYaeiouyÁÉÍÓÚÝáéíóúý", "AEIOUaeiouÂÊÎÔÛâêîôû", "ANOanoÃÑÕãñõ", "AEIOUaeiouyÄËÏÖÜäëïöüÿ", "AaÅå", "CcÇç",
    ];

    /// <summary>The normalised name.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (c is >= '\uFB00' and <= '\uFB06') text.Append(ligatures[c - '\uFB00']);
            else if (c is >= '\uFF01' and <= '\uFF5E') text.Append((char)(c - 0xFEE0));
            else if (char.IsHighSurrogate(c) && i + 1 < name.Length && Mathematical(char.ConvertToUtf32(c, name[i + 1])) is var plain && plain != 0)
            {
                text.Append(plain);
                i++;
            }
            else if (!Compose(text, c)) text.Append(Single(c));
        }

        return text.ToString();
    }

    private static char Single(char c) => c switch
    {
        '\u212A' => 'K',
        '\u212B' => 'Å',
        '\u017F' => 's',
        'ª' => 'a',
        'º' => 'o',
        '\u2102' => 'C',
        '\u210E' => 'h',
        '\u2115' => 'N',
        '\u2119' => 'P',
        '\u211A' => 'Q',
        '\u211D' => 'R',
        '\u2124' => 'Z',
        _ => c,
    };

    private static bool Compose(StringBuilder text, char mark)
    {
        int row = Marks.IndexOf(mark);
        if (row < 0 || text.Length == 0) return false;
        string letters = composed[row];
        int half = letters.Length / 2;
        int at = letters.IndexOf(text[text.Length - 1]);
        if (at < 0 || at >= half) return false;
        text[text.Length - 1] = letters[half + at];
        return true;
    }

    // U+1D400..U+1D6A3: runs of 26 capital and 26 small letters; U+1D7CE..U+1D7FF: runs of ten digits.
    private static char Mathematical(int code)
    {
        if (code is >= 0x1D400 and <= 0x1D6A3)
        {
            int letter = (code - 0x1D400) % 52;
            return (char)(letter < 26 ? 'A' + letter : 'a' + letter - 26);
        }

        return code is >= 0x1D7CE and <= 0x1D7FF ? (char)('0' + ((code - 0x1D7CE) % 10)) : '\0';
    }
}
