using System.Text;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>A part of an expanded word: known text, or unknown behind a known beginning.</summary>
/// <param name="Text">The text, or only its known beginning.</param>
/// <param name="Cause">Why the rest is unknown; null when nothing is.</param>
internal readonly record struct Piece(string Text, string? Cause = null)
{
    public static readonly Piece Empty = new("");

    public static Piece Unknown(string cause) => new("", cause);
}

/// <summary>Joins pieces. What follows an unknown piece is dropped: its place is not known.</summary>
internal sealed class PieceBuilder
{
    // `ENV X=$X$X`, repeated, doubles; nobody's path or image name is longer than this.
    private const int MaximumLength = 1 << 20;

    private readonly StringBuilder text = new();

    public string? Cause { get; private set; }

    public void Add(char c)
    {
        if (Cause is null && HasRoom(1)) text.Append(c);
    }

    public void Add(string more)
    {
        if (Cause is null && HasRoom(more.Length)) text.Append(more);
    }

    public void Add(Piece piece)
    {
        Add(piece.Text);
        Cause ??= piece.Cause;
    }

    public Piece ToPiece() => new(text.ToString(), Cause);

    private bool HasRoom(int length)
    {
        if (text.Length + length <= MaximumLength) return true;
        Cause = "its text is longer than a million characters";
        return false;
    }
}
