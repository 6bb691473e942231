using System;
using System.Collections.Generic;

namespace DockerLint.Services;

/// <summary>Does a name matter?</summary>
/// <param name="name">One path component.</param>
public delegate bool NameFilter(ReadOnlySpan<char> name);

/// <summary>The names of one directory; links are left out.</summary>
/// <param name="Directories">The directories.</param>
/// <param name="Files">The files that the filter lets through.</param>
public sealed record DirectoryNames(IReadOnlyList<string> Directories, IReadOnlyList<string> Files);

/// <summary>
/// A tree that can list names without keeping them: a walk over a large repository looks at each name once and keeps
/// hardly any. May be asked from several threads.
/// </summary>
public interface INameLister
{
    /// <summary>The names of a directory that is reached without links; none where it cannot be read.</summary>
    DirectoryNames Names(string directory, NameFilter keepsFile);
}
