using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace DockerLint;

/// <summary>Records by identity: two that read the same are two.</summary>
internal sealed class ReferenceComparer<T> : IEqualityComparer<T>
    where T : class
{
    /// <summary>The comparer.</summary>
    public static readonly ReferenceComparer<T> Instance = new();

    /// <inheritdoc/>
    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    /// <inheritdoc/>
    public int GetHashCode(T obj) => RuntimeHelpers.GetHashCode(obj);
}
