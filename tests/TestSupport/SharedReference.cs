using System;
using System.Collections.Generic;
using System.IO;

namespace TestSupport;

/// <summary>
/// The reference material that lies beside the repository on a developer's machine; elsewhere the subset in the
/// repository stands in, so that a test never passes for want of data.
/// </summary>
public static class SharedReference
{
    /// <summary>The directory <c>shared/reference</c>, or null where there is none.</summary>
    public static string? Root { get; } = FindAbove(directory => Path.Combine(directory, "shared", "reference"), Directory.Exists);

    /// <summary>The directory of the solution.</summary>
    public static string RepositoryRoot { get; } =
        Path.GetDirectoryName(FindAbove(directory => Path.Combine(directory, "Lint.sln"), File.Exists))
        ?? throw new InvalidOperationException("Lint.sln is not above " + AppContext.BaseDirectory);

    /// <summary>A file of <c>shared/reference</c>, else the copy below <c>tests/DockerLint.Tests/Fixtures</c>.</summary>
    /// <param name="shared">Relative to <see cref="Root"/>.</param>
    /// <param name="fixture">Relative to the fixtures.</param>
    public static string PathOf(string shared, string fixture)
    {
        string? path = Root is null ? null : Path.Combine(Root, shared);
        return path is not null && File.Exists(path) ? path : FixturePath(fixture);
    }

    /// <summary>A file below <c>tests/DockerLint.Tests/Fixtures</c>.</summary>
    public static string FixturePath(string fixture) => Path.Combine(RepositoryRoot, "tests", "DockerLint.Tests", "Fixtures", fixture);

    /// <summary>The rows of a table of <c>dockerfile/oracle</c>.</summary>
    public static IEnumerable<string> OracleLines(string name) =>
        File.ReadLines(PathOf(Path.Combine("dockerfile", "oracle", name), Path.Combine("Oracle", name)));

    /// <summary>A small file of <c>dockerfile/oracle</c>.</summary>
    public static string OracleText(string name) =>
        File.ReadAllText(PathOf(Path.Combine("dockerfile", "oracle", name), Path.Combine("Oracle", name)));

    private static string? FindAbove(Func<string, string> candidate, Func<string, bool> exists)
    {
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            string path = candidate(directory);
            if (exists(path)) return path;
        }

        return null;
    }
}
