using System.Collections.Generic;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>What is known of a variable.</summary>
public enum VariableState : byte
{
    /// <summary>Certainly not set.</summary>
    Unset,

    /// <summary>Set, to a known value that may be empty.</summary>
    Set,

    /// <summary>Nobody can say without building: it may be unset, empty or anything.</summary>
    Unknown,
}

/// <summary>The answer of a lookup: unset, a value, or unknown with the cause.</summary>
public readonly record struct VariableValue
{
    private VariableValue(VariableState state, string? text, string? cause)
    {
        State = state;
        Text = text;
        UnknownBecause = cause;
    }

    /// <summary>Certainly not set.</summary>
    public static VariableValue Unset => default;

    /// <summary>Which of the three.</summary>
    public VariableState State { get; }

    /// <summary>The value; null unless <see cref="VariableState.Set"/>.</summary>
    public string? Text { get; }

    /// <summary>A clause for people; null unless <see cref="VariableState.Unknown"/>.</summary>
    public string? UnknownBecause { get; }

    /// <summary>A known value.</summary>
    public static VariableValue Of(string text) => new(VariableState.Set, text, null);

    /// <summary>Unknown, because of <paramref name="cause"/>.</summary>
    public static VariableValue Unknown(string cause) => new(VariableState.Unknown, null, cause);
}

/// <summary>The variables that a word may name.</summary>
public interface IVariables
{
    /// <summary>What <paramref name="name"/> holds. Names are case-sensitive.</summary>
    VariableValue Lookup(string name);
}

/// <summary>Variables from a dictionary; everything else is unset.</summary>
/// <param name="values">Name to value.</param>
public sealed class FixedVariables(IReadOnlyDictionary<string, string> values) : IVariables
{
    /// <summary>No variable is set.</summary>
    public static readonly FixedVariables None = new(new Dictionary<string, string>());

    /// <inheritdoc/>
    public VariableValue Lookup(string name) =>
        values.TryGetValue(name, out string? value) ? VariableValue.Of(value) : VariableValue.Unset;
}
