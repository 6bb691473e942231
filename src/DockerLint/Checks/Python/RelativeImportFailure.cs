using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Closures;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Python;

/// <summary>A relative import in a file that is no part of a package the way it is started.</summary>
/// <param name="Module">What it asks for, without dots.</param>
/// <param name="Statement">The statement as people write it: <c>from .models import x</c>.</param>
/// <param name="IsBeyond">More dots than packages; otherwise there is no package at all.</param>
/// <param name="File">The file, in the repository.</param>
/// <param name="Span">The statement.</param>
/// <param name="Strength">How surely it runs.</param>
/// <param name="Chain">From the start command to it.</param>
public sealed record RelativeImportFailure(
    string Module, string Statement, bool IsBeyond, string File, SourceSpan Span, ImportStrength Strength, IReadOnlyList<ChainLink> Chain);
