using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Closures;

namespace DockerLint.Checks.Python;

/// <summary>A name that a module, present in the image, certainly does not define.</summary>
/// <param name="Name">The name.</param>
/// <param name="Module">The module that lacks it.</param>
/// <param name="ModuleFile">Its file in the repository.</param>
/// <param name="File">The file that asks for it; null where the start command does.</param>
/// <param name="Span">The statement.</param>
/// <param name="Strength">How surely it runs.</param>
/// <param name="UnlessBecause">What could still save it.</param>
/// <param name="Command">The start command, where it is the command that asks.</param>
/// <param name="Chain">From the start command to it.</param>
public sealed record MissingName(
    string Name,
    string Module,
    string ModuleFile,
    string? File,
    SourceSpan Span,
    ImportStrength Strength,
    string? UnlessBecause,
    string? Command,
    IReadOnlyList<Reporting.ChainLink> Chain)
{
    /// <summary>A name that the module does define and that is probably meant, or null.</summary>
    public string? Nearest { get; init; }
}
