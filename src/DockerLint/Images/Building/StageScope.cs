using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles.Expansion;

namespace DockerLint.Images.Building;

/// <summary>The variables of a stage while its instructions run: ENV and ARG share one environment, the later wins.</summary>
internal sealed class StageScope : IVariables
{
    private readonly Dictionary<string, VariableValue> values;

    /// <summary>An empty scope.</summary>
    /// <param name="unknownBecause">Why variables that nobody has set are not certainly unset (a base image nobody knows), or null.</param>
    public StageScope(string? unknownBecause)
        : this(new Dictionary<string, VariableValue>(StringComparer.Ordinal), unknownBecause)
    {
    }

    private StageScope(Dictionary<string, VariableValue> values, string? unknownBecause)
    {
        this.values = values;
        UnknownBecause = unknownBecause;
    }

    /// <summary>Why what is not here is not certainly unset.</summary>
    public string? UnknownBecause { get; }

    /// <summary>Sets a variable.</summary>
    public void Set(string name, VariableValue value) => values[name] = value;

    /// <summary>Is it set here, known or not?</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>A copy that can be changed on its own.</summary>
    public StageScope Copy() => new(new Dictionary<string, VariableValue>(values, StringComparer.Ordinal), UnknownBecause);

    /// <inheritdoc/>
    public VariableValue Lookup(string name) =>
        values.TryGetValue(name, out VariableValue value) ? value
        : UnknownBecause is { } cause ? VariableValue.Unknown(cause) : VariableValue.Unset;
}
