using PyImportScanner.Closures;

namespace PyImportScanner.Frameworks;

/// <summary>Strings as frameworks write them: <c>a.b</c>, <c>a.b.Class</c>, <c>a.b:app</c>.</summary>
internal static class DottedName
{
    /// <summary>Identifiers with dots between them.</summary>
    public static bool IsDotted(string text)
    {
        bool start = true;
        foreach (char c in text)
        {
            if (c == '.' ? start : !(c == '_' || (start ? char.IsLetter(c) : char.IsLetterOrDigit(c)))) return false;
            start = c == '.';
        }

        return !start;
    }

    /// <summary>As <see cref="IsDotted"/>; what is found by directory may begin with a digit (<c>migrations.0001_initial</c>).</summary>
    public static bool IsImportable(string text)
    {
        bool start = true;
        foreach (char c in text)
        {
            if (c == '.' ? start : !(c == '_' || char.IsLetterOrDigit(c))) return false;
            start = c == '.';
        }

        return !start;
    }

    /// <summary>The string names a module.</summary>
    public static StringReference? Module(string text, SourceSpan span, ImportStrength strength, string phrase) =>
        IsDotted(text) ? new StringReference { Module = text, Span = span, Strength = strength, Phrase = phrase } : null;

    /// <summary>The string names an object: <c>a.b.Class</c> or <c>a.b:object.attribute</c>. Null without a module part.</summary>
    public static StringReference? Object(string text, SourceSpan span, ImportStrength strength, string phrase)
    {
        int colon = text.IndexOf(':');
        string module, name;
        if (colon >= 0)
        {
            module = text.Substring(0, colon);
            name = text.Substring(colon + 1);
            int end = 0;
            while (end < name.Length && (name[end] == '_' || char.IsLetterOrDigit(name[end]))) end++;
            name = name.Substring(0, end);
        }
        else
        {
            int dot = text.LastIndexOf('.');
            if (dot <= 0) return null;
            module = text.Substring(0, dot);
            name = text.Substring(dot + 1);
        }

        if (!IsDotted(module) || (name.Length > 0 && !IsDotted(name))) return null;
        return new StringReference { Module = module, Names = name.Length == 0 ? [] : [name], Span = span, Strength = strength, Phrase = phrase };
    }

    /// <summary>The last part.</summary>
    public static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);

    /// <summary>Everything before the last dot; empty without one.</summary>
    public static string Parent(string name) => name.LastIndexOf('.') is var dot and > 0 ? name.Substring(0, dot) : "";
}
