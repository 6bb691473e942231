using System;

namespace PyImportScanner;

/// <summary>A Python feature release, such as 3.11.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
public readonly record struct PythonVersion(int Major, int Minor) : IComparable<PythonVersion>
{
    /// <summary>Assumed where nothing says which Python runs. The newest release line in wide use keeps false syntax errors away.</summary>
    public static readonly PythonVersion Default = new(3, 12);

    /// <inheritdoc/>
    public int CompareTo(PythonVersion other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    /// <summary>Reads <c>3.11</c> or <c>3.11.7</c>; null for anything else.</summary>
    public static PythonVersion? TryParse(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length >= 2 && int.TryParse(parts[0], out int major) && int.TryParse(parts[1], out int minor)
            ? new PythonVersion(major, minor)
            : null;
    }

    /// <summary>Older.</summary>
    public static bool operator <(PythonVersion left, PythonVersion right) => left.CompareTo(right) < 0;

    /// <summary>Newer.</summary>
    public static bool operator >(PythonVersion left, PythonVersion right) => left.CompareTo(right) > 0;

    /// <summary>Older or the same.</summary>
    public static bool operator <=(PythonVersion left, PythonVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Newer or the same.</summary>
    public static bool operator >=(PythonVersion left, PythonVersion right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Major + "." + Minor;
}
