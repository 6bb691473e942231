namespace PyImportScanner.Imports;

/// <summary>What stands between a statement and its running, or its failing. The names are those of the oracle.</summary>
public enum GuardKind : byte
{
    /// <summary>No guard.</summary>
    None,

    /// <summary>A test of <c>TYPE_CHECKING</c>.</summary>
    TypeChecking,

    /// <summary>A constant test.</summary>
    Const,

    /// <summary>The body of a try that catches ImportError.</summary>
    TryImportError,

    /// <summary>A <c>with suppress(ImportError)</c> body.</summary>
    SuppressImportError,

    /// <summary>A handler that catches ImportError: the fallback.</summary>
    ExceptImportError,

    /// <summary>The body of a try whose handler ends the program or raises again: no guard at all.</summary>
    TryReraise,

    /// <summary>A test of the Python version.</summary>
    Version,

    /// <summary>A test of the platform.</summary>
    Platform,

    /// <summary>A test of <c>__name__ == "__main__"</c>.</summary>
    Main,

    /// <summary>Any other test.</summary>
    If,
}

/// <summary>One guard around a statement.</summary>
/// <remarks>
/// Version tests are kept as written and decided by <see cref="IsReached"/> for the Python of the image, so that a file
/// is scanned once however many services with different Pythons share it.
/// </remarks>
public sealed record Guard
{
    /// <summary>What kind of guard.</summary>
    public required GuardKind Kind { get; init; }

    /// <summary>True on the else side of a test.</summary>
    public bool Negated { get; init; }

    /// <summary>Value of the test where it does not depend on the Python version: is this branch reached? Null if nobody can say.</summary>
    public bool? Value { get; init; }

    /// <summary>Exception names of the handlers, for the try kinds.</summary>
    public string[] Handlers { get; init; } = [];

    /// <summary>Identity of the try statement inside its file, so that body and fallback can be judged as a group; 0 for other kinds.</summary>
    public int TryId { get; init; }

    /// <summary>The test, where it depends on the Python version.</summary>
    public VersionTest? VersionTest { get; init; }

    /// <summary>Is this branch reached under <paramref name="version"/>? Null if nobody can say.</summary>
    public bool? IsReached(PythonVersion version) => VersionTest is null ? Value : VersionTest.Evaluate(version);
}

/// <summary>A decidable test of the Python version, evaluated for a target. Subclasses live beside the condition reader.</summary>
public abstract class VersionTest
{
    /// <summary>Is the guarded branch (negation included) reached under <paramref name="version"/>?</summary>
    public abstract bool? Evaluate(PythonVersion version);
}
