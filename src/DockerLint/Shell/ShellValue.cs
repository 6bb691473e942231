using System.Collections.Generic;

namespace DockerLint.Shell;

/// <summary>What is known of a variable's value, or of a command's output.</summary>
public readonly record struct ShellValue
{
    private ShellValue(string? text, string? cause, bool isUnset) => (Text, UnknownBecause, IsUnset) = (text, cause, isUnset);

    /// <summary>The value; null when unset or unknown.</summary>
    public string? Text { get; }

    /// <summary>
    /// For an unknown value: why, a clause for people. For an unset variable: who may set it all the same (a deployment);
    /// then a plain <c>$X</c> is unknown, while <c>${X:-d}</c> is the default that its author wrote.
    /// </summary>
    public string? UnknownBecause { get; }

    /// <summary>The variable is not set, as far as anybody can see.</summary>
    public bool IsUnset { get; }

    /// <summary>The elements, for an array of bash; <see cref="Text"/> is then the first of them.</summary>
    public IReadOnlyList<ExpandedWord>? Elements { get; init; }

    /// <summary>The value is known.</summary>
    public bool IsKnown => Text is not null;

    /// <summary>A known value.</summary>
    public static ShellValue Known(string text) => new(text, null, false);

    /// <summary>Certainly not set, or (with a cause) not set unless something outside sets it.</summary>
    public static ShellValue Unset(string? maySetBecause = null) => new(null, maySetBecause, true);

    /// <summary>An array.</summary>
    public static ShellValue Array(IReadOnlyList<ExpandedWord> elements)
    {
        ShellValue first = elements.Count == 0 ? Unset() : elements[0].Value is { } text ? Known(text) : Unknown(elements[0].UnknownBecause!);
        return first with { Elements = elements };
    }

    /// <summary>Nobody can say.</summary>
    public static ShellValue Unknown(string cause) => new(null, cause, false);
}

/// <summary>A word after expansion.</summary>
/// <param name="Text">The text; unknown stretches stand in it as they were written (<c>$PORT</c>).</param>
/// <param name="UnknownBecause">Null when the text is exactly what the program is given; else the cause.</param>
/// <param name="KnownPrefix">How many characters at the front are certain: <c>--bind=:$PORT</c> is certainly a <c>--bind</c>.</param>
/// <param name="IsAnyNumber">An unquoted unknown: it may be no word, one or several.</param>
/// <param name="IsPattern">Has wildcards that were not expanded: nothing matched, or there was no tree to look at.</param>
public sealed record ExpandedWord(
    string Text,
    string? UnknownBecause = null,
    int KnownPrefix = 0,
    bool IsAnyNumber = false,
    bool IsPattern = false)
{
    /// <summary>The text is certain.</summary>
    public bool IsKnown => UnknownBecause is null;

    /// <summary>The text when it is certain, else null.</summary>
    public string? Value => UnknownBecause is null ? Text : null;

    /// <summary>A certain word.</summary>
    public static ExpandedWord Known(string text) => new(text, null, text.Length);

    /// <summary>A word of which nothing is known.</summary>
    public static ExpandedWord Unknown(string source, string cause, bool anyNumber = false) => new(source, cause, 0, anyNumber);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>Where an expansion looks up variables and command output.</summary>
public interface IShellVariables
{
    /// <summary>The value of a named variable or of <c>? $ ! -</c>.</summary>
    ShellValue Get(string name);

    /// <summary><c>${X:=d}</c> assigns.</summary>
    void Set(string name, ShellValue value);

    /// <summary><c>$0</c>.</summary>
    ShellValue ScriptName { get; }

    /// <summary><c>$1</c> and on; null when nobody knows the arguments.</summary>
    IReadOnlyList<ExpandedWord>? Arguments { get; }

    /// <summary>The output of <c>$( … )</c>, trailing newlines removed.</summary>
    ShellValue Output(CommandPart command);
}
