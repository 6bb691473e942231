using DockerLint.Dockerfiles.Expansion;

namespace DockerLint.Dockerfiles.Scoping;

/// <summary>The way from an expanded word to a value.</summary>
internal static class ScopeValues
{
    /// <summary>The value of a word without error.</summary>
    public static VariableValue Of(ExpandedWord word) =>
        word.Value is { } text ? VariableValue.Of(text) : VariableValue.Unknown(word.UnknownBecause ?? "its value is not known");
}
