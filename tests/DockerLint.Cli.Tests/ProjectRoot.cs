using System;
using System.IO;

namespace DockerLint.Cli.Tests;

/// <summary>The directory of this project's solution.</summary>
internal static class ProjectRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string? directory)
    {
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory, "Lint.sln"))) directory = System.IO.Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("Lint.sln is not above the tests");
    }
}
