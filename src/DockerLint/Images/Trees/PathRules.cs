namespace DockerLint.Images.Trees;

/// <summary>
/// Patterns that decide path by path, remembering for a directory what they said about it (the walk of
/// <c>tonistiigi/fsutil:filter.go</c>).
/// </summary>
internal abstract class PathRules
{
    /// <summary>Do the patterns match a path (relative, without leading slash), given what they said about its directory?</summary>
    public abstract PathVerdict Decide(string path, PathVerdict? directory);

    /// <summary>The rule of the file opener: the same patterns without memory, each against the path or an ancestor of it.</summary>
    public abstract bool DecideAlone(string path);

    /// <summary>Could something below a directory be decided otherwise than the directory itself was?</summary>
    public abstract bool MayDifferBelow(string path, PathVerdict directory);
}

/// <summary>What the patterns said about one path; opaque but for the result.</summary>
/// <param name="matched">The result.</param>
internal abstract class PathVerdict(bool matched)
{
    /// <summary>The result.</summary>
    public bool Matched => matched;
}
