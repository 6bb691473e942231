using System.Collections.Generic;

namespace PyImportScanner.Imports;

/// <summary>
/// A path as <c>os.path</c> and <c>pathlib</c> compute it, lexically: an anchor, a number of parents taken, and raw
/// components, in which <c>..</c> stays until something normalises it.
/// </summary>
internal sealed class PathValue
{
    private const int MaximumComponents = 64;
    private readonly PathBase anchor;
    private readonly int up;
    private readonly string[] tail;

    // The working directory itself, not a relative text.
    private readonly bool rooted;

    private PathValue(PathBase anchor, int up, string[] tail, bool rooted)
    {
        this.anchor = anchor;
        this.up = up;
        this.tail = tail;
        this.rooted = rooted;
    }

    /// <summary><c>__file__</c>.</summary>
    public static readonly PathValue File = new(PathBase.File, 0, [], rooted: true);

    /// <summary><c>os.getcwd()</c>.</summary>
    public static readonly PathValue WorkingDirectory = new(PathBase.WorkingDirectory, 0, [], rooted: true);

    /// <summary>A literal.</summary>
    public static PathValue Of(string text)
    {
        bool absolute = text.Length > 0 && text[0] == '/';
        return new PathValue(absolute ? PathBase.Absolute : PathBase.WorkingDirectory, 0, Split(text), absolute);
    }

    /// <summary>The text of a relative or absolute literal, else null.</summary>
    public string? Literal => anchor == PathBase.File || up > 0 || (rooted && anchor != PathBase.Absolute)
        ? null
        : (anchor == PathBase.Absolute ? "/" : "") + string.Join("/", tail);

    /// <summary>The directory that holds it.</summary>
    public PathValue Parent()
    {
        if (tail.Length > 0) return With(up, Take(tail, tail.Length - 1));
        return rooted && anchor != PathBase.Absolute ? With(up + 1, tail) : this;
    }

    /// <summary>Made absolute and normalised.</summary>
    public PathValue Normalised()
    {
        int parents = up;
        var parts = new List<string>();
        foreach (string part in tail)
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (anchor != PathBase.Absolute) parents++;
        }

        return new PathValue(anchor, parents, parts.ToArray(), rooted: true);
    }

    /// <summary>With another path behind it; an absolute one replaces it.</summary>
    public PathValue? Join(PathValue other)
    {
        if (other.rooted) return other;
        if (tail.Length + other.tail.Length > MaximumComponents || other.up > 0) return null;
        return With(up, Concatenate(tail, other.tail));
    }

    /// <summary>With text directly behind it, as string concatenation does.</summary>
    public PathValue? Append(string text)
    {
        if (text.Length == 0) return this;
        if (text[0] == '/') return Join(Of(text.TrimStart('/')));
        if (Literal is { } literal) return Of(literal + text);
        if (tail.Length == 0) return null;
        string[] joined = Concatenate(Take(tail, tail.Length - 1), Split(tail[tail.Length - 1] + text));
        return joined.Length > MaximumComponents ? null : With(up, joined);
    }

    /// <summary>What the model keeps.</summary>
    public PathExpression ToExpression()
    {
        if (anchor == PathBase.Absolute) return new PathExpression(anchor, "/" + string.Join("/", tail));
        var parts = new List<string>();
        for (int i = 0; i < up; i++) parts.Add("..");
        parts.AddRange(tail);
        return new PathExpression(anchor, string.Join("/", parts));
    }

    private PathValue With(int parents, string[] parts) => new(anchor, parents, parts, rooted);

    private static string[] Split(string text)
    {
        var parts = new List<string>();
        foreach (string part in text.Split('/'))
        {
            if (part.Length > 0 && part != ".") parts.Add(part);
        }

        return parts.ToArray();
    }

    private static string[] Take(string[] parts, int count)
    {
        var result = new string[count];
        System.Array.Copy(parts, result, count);
        return result;
    }

    private static string[] Concatenate(string[] a, string[] b)
    {
        var result = new string[a.Length + b.Length];
        a.CopyTo(result, 0);
        b.CopyTo(result, a.Length);
        return result;
    }
}
