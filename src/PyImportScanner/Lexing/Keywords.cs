using System.Collections.Generic;

namespace PyImportScanner.Lexing;

/// <summary>Words that cannot be names (language reference, 2.3.1).</summary>
internal static class Keywords
{
    private static readonly HashSet<string> all =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
        "return", "try", "while", "with", "yield",
    ];

    /// <summary>Is it one?</summary>
    public static bool Contains(string word) => word.Length <= 8 && all.Contains(word);
}
