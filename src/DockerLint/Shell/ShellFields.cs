using System.Collections.Generic;
using System.Text;

namespace DockerLint.Shell;

/// <summary>A word that is being put together: its text, the same as a pattern, and what is not known of it.</summary>
internal sealed class ShellField
{
    // Doubling a variable again and again must not fill the memory.
    private const int MaximumLength = 1 << 16;

    private readonly StringBuilder text = new();
    private readonly StringBuilder pattern = new();
    private int knownPrefix = -1;
    private bool onlyUnknown = true;
    private bool quotedUnknown;

    public string Text => text.ToString();

    public string Pattern => pattern.ToString();

    public string? UnknownBecause { get; private set; }

    public bool HasWildcard { get; private set; }

    /// <summary>Quotes make even an empty field a word.</summary>
    public bool Keep { get; set; }

    public bool IsEmpty => text.Length == 0 && !Keep && UnknownBecause is null;

    public void Append(string value, bool quoted)
    {
        if (value.Length == 0) return;
        if (text.Length + value.Length > MaximumLength)
        {
            AppendUnknown("…", "the text is too long", quoted);
            return;
        }

        onlyUnknown = false;
        text.Append(value);
        if (quoted) pattern.Append(ShellPattern.Escape(value));
        else
        {
            pattern.Append(value);
            HasWildcard |= value.IndexOfAny(Wildcards) >= 0;
        }
    }

    public void AppendUnknown(string source, string cause, bool quoted)
    {
        UnknownBecause ??= cause;
        if (knownPrefix < 0) knownPrefix = text.Length;
        quotedUnknown |= quoted;
        if (text.Length < MaximumLength) text.Append(source);
    }

    public ExpandedWord ToWord() => UnknownBecause is null
        ? ExpandedWord.Known(Text)
        : new ExpandedWord(Text, UnknownBecause, knownPrefix, onlyUnknown && !quotedUnknown && !Keep);

    private static readonly char[] Wildcards = ['*', '?', '['];
}

/// <summary>The fields that one word splits into (XCU 2.6.5).</summary>
internal sealed class ShellFields(bool splits, string? separators)
{
    private readonly List<ShellField> done = [];
    private readonly string separators = separators ?? " \t\n";
    private ShellField current = new();

    public void Literal(string text, bool quoted)
    {
        current.Keep |= quoted;
        current.Append(text, quoted);
    }

    /// <summary>The value of an expansion: split where it is not quoted.</summary>
    public void Value(string value, bool quoted)
    {
        if (quoted || !splits)
        {
            Literal(value, quoted);
            return;
        }

        int start = 0;
        for (int i = 0; i <= value.Length; i++)
        {
            bool end = i == value.Length;
            if (!end && separators.IndexOf(value[i]) < 0) continue;
            current.Append(value.Substring(start, i - start), false);
            start = i + 1;
            if (!end) Break();
        }
    }

    public void Unknown(string source, string cause, bool quoted) => current.AppendUnknown(source, cause, quoted);

    /// <summary>Ends the field here; one that is empty and was not quoted vanishes.</summary>
    public void Break()
    {
        if (!current.IsEmpty) done.Add(current);
        current = new ShellField();
    }

    public List<ShellField> All()
    {
        Break();
        return done;
    }

    public ShellField Single() => current;
}
