namespace DockerLint.Projects;

/// <summary>The value of a property or an expression, or the reason why nobody can say without running MSBuild.</summary>
/// <param name="Text">The text; empty for a property that is not set, and for an unknown one.</param>
/// <param name="UnknownBecause">Not null when the value is unknown: a clause for people.</param>
public readonly record struct MsBuildValue(string Text, string? UnknownBecause = null)
{
    /// <summary>Set to nothing, or not set: MSBuild does not tell the two apart.</summary>
    public static readonly MsBuildValue Empty = new("");

    /// <summary>The text is the value.</summary>
    public bool IsKnown => UnknownBecause is null;

    /// <summary>Known, and not empty.</summary>
    public bool HasText => UnknownBecause is null && Text.Length > 0;

    /// <summary>Unknown, because of <paramref name="cause"/>.</summary>
    public static MsBuildValue Unknown(string cause) => new("", cause);

    /// <summary>A known text.</summary>
    public static MsBuildValue Of(string text) => new(text);

    /// <summary>Is it certainly the boolean <c>true</c> as MSBuild writes it?</summary>
    public bool IsTrue => IsKnown && string.Equals(Text, "true", System.StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => UnknownBecause is null ? Text : "unknown: " + UnknownBecause;
}
