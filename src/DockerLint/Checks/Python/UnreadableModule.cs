using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Imports;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Python;

/// <summary>A file of the closure that is no valid Python.</summary>
/// <param name="Module">The module.</param>
/// <param name="File">Its file in the repository.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="IsHard">It is imported whenever the service starts.</param>
/// <param name="Chain">From the start command to it.</param>
public sealed record UnreadableModule(string Module, string File, ScanError Error, bool IsHard, IReadOnlyList<ChainLink> Chain)
{
    /// <summary>The syntax that the Python of the image does not have; null when no Python reads the file.</summary>
    public VersionNeed? Needs { get; init; }

    /// <summary>The Python of the image, for <see cref="Needs"/>.</summary>
    public PythonVersion? Python { get; init; }

    /// <summary>The start of the service certainly fails.</summary>
    public bool IsCertain { get; init; }
}
