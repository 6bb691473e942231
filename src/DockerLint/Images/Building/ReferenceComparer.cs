using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DockerLint.Dockerfiles;

namespace DockerLint.Images.Building;

/// <summary>Instructions by identity: two that read the same are two.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<Instruction>
{
    /// <summary>The comparer.</summary>
    public static readonly ReferenceComparer Instance = new();

    /// <inheritdoc/>
    public bool Equals(Instruction? x, Instruction? y) => ReferenceEquals(x, y);

    /// <inheritdoc/>
    public int GetHashCode(Instruction obj) => RuntimeHelpers.GetHashCode(obj);
}
