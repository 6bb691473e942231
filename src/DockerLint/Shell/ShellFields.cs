using System.Collections.Generic;
using System.Text;

namespace DockerLint.Shell;

/// <summary>A word that is being put together: its text, the same as a pattern, and what is not known of it.</summary>
internal sealed class ShellField
{
    // Doubling a variable again and again must not fill the memory.
    private const int MaximumLength = 1 << 16;

    // Most words are one piece, and most are never asked for as a pattern: neither text is put together before it is needed.
    private Piece first;
    private List<Piece>? others;
    private int length;
    private int knownPrefix = -1;
    private bool onlyUnknown = true;
    private bool quotedUnknown;

    private enum PieceKind : byte
    {
        Bare,
        Quoted,
        Unknown,
    }

    private readonly record struct Piece(string Text, PieceKind Kind);

    public string Text
    {
        get
        {
            if (others is null) return first.Text ?? "";
            var texts = new string[others.Count + 1];
            texts[0] = first.Text;
            for (int i = 0; i < others.Count; i++) texts[i + 1] = others[i].Text;
            return string.Concat(texts);
        }
    }

    /// <summary>Quoted characters are protected by backslashes; unknown pieces are left out.</summary>
    public string Pattern
    {
        get
        {
            string start = InPattern(first);
            if (others is null) return start;
            var pattern = new StringBuilder(start, length);
            foreach (Piece piece in others) pattern.Append(InPattern(piece));
            return pattern.ToString();
        }
    }

    public string? UnknownBecause { get; private set; }

    public bool HasWildcard { get; private set; }

    /// <summary>Quotes make even an empty field a word.</summary>
    public bool Keep { get; set; }

    public bool IsEmpty => length == 0 && !Keep && UnknownBecause is null;

    public void Append(string value, bool quoted)
    {
        if (value.Length == 0) return;
        if (length + value.Length > MaximumLength)
        {
            AppendUnknown("…", "the text is too long", quoted);
            return;
        }

        onlyUnknown = false;
        Add(new Piece(value, quoted ? PieceKind.Quoted : PieceKind.Bare));
        HasWildcard |= !quoted && value.IndexOfAny(Wildcards) >= 0;
    }

    public void AppendUnknown(string source, string cause, bool quoted)
    {
        UnknownBecause ??= cause;
        if (knownPrefix < 0) knownPrefix = length;
        quotedUnknown |= quoted;
        if (length < MaximumLength) Add(new Piece(source, PieceKind.Unknown));
    }

    public ExpandedWord ToWord() => UnknownBecause is null
        ? ExpandedWord.Known(Text)
        : new ExpandedWord(Text, UnknownBecause, knownPrefix, onlyUnknown && !quotedUnknown && !Keep);

    private void Add(Piece piece)
    {
        if (length == 0 && others is null) first = piece;
        else (others ??= []).Add(piece);
        length += piece.Text.Length;
    }

    private static string InPattern(Piece piece) => piece.Kind switch
    {
        PieceKind.Bare => piece.Text ?? "",
        PieceKind.Quoted => ShellPattern.Escape(piece.Text),
        _ => "",
    };

    private static readonly char[] Wildcards = ['*', '?', '['];
}

/// <summary>The fields that one word splits into (XCU 2.6.5).</summary>
/// <param name="variables">Hold <c>IFS</c>, at which values are split; null where nothing is split.</param>
internal sealed class ShellFields(IShellVariables? variables)
{
    private List<ShellField>? done;
    private string? separators;
    private ShellField current = new();

    public void Literal(string text, bool quoted)
    {
        current.Keep |= quoted;
        current.Append(text, quoted);
    }

    /// <summary>The value of an expansion: split where it is not quoted.</summary>
    public void Value(string value, bool quoted)
    {
        if (quoted || variables is null)
        {
            Literal(value, quoted);
            return;
        }

        separators ??= variables.Get("IFS").Text ?? " \t\n";
        int start = 0;
        for (int i = 0; i <= value.Length; i++)
        {
            bool end = i == value.Length;
            if (!end && separators.IndexOf(value[i]) < 0) continue;
            current.Append(start == 0 && end ? value : value.Substring(start, i - start), false);
            start = i + 1;
            if (!end) Break();
        }
    }

    public void Unknown(string source, string cause, bool quoted) => current.AppendUnknown(source, cause, quoted);

    /// <summary>Ends the field here; one that is empty and was not quoted vanishes.</summary>
    public void Break()
    {
        // Where nothing is split ("all" in all="$@"), blanks stand between the words (XCU 2.5.2).
        if (variables is null)
        {
            current.Append(" ", true);
            return;
        }

        Finish();
    }

    private void Finish()
    {
        if (current.IsEmpty) return;
        (done ??= []).Add(current);
        current = new ShellField();
    }

    public List<ShellField> All()
    {
        Finish();
        return done ?? [];
    }

    public ShellField Single() => current;
}
