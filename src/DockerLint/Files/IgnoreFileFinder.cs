using System;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Files;

/// <summary>Which ignore file a build obeys (BK:frontend/dockerui/config.go).</summary>
public static class IgnoreFileFinder
{
    /// <summary>
    /// <c>&lt;Dockerfile&gt;.dockerignore</c> beside the Dockerfile if there is one, even an empty one, else
    /// <c>.dockerignore</c> in the root of the context, else <see cref="IgnoreFile.None"/>; never both. Patterns are
    /// relative to the context root in either case.
    /// </summary>
    /// <param name="repository">The files.</param>
    /// <param name="dockerfile">The Dockerfile's path in the tree.</param>
    /// <param name="context">The context root in the tree.</param>
    /// <param name="isWindows">An image of Windows is built on Windows, where a backslash in a pattern divides (Go's <c>path/filepath</c>).</param>
    public static IgnoreFile Find(IFileTree repository, string dockerfile, string context, bool isWindows = false) =>
        Find(dockerfile, context, path => Read(repository, path, isWindows));

    /// <summary>The same with another way to read: null where there is no such file.</summary>
    internal static IgnoreFile Find(string dockerfile, string context, Func<string, IgnoreFile?> read) =>
        read(dockerfile + ".dockerignore") ?? read(TreePath.Child(context, ".dockerignore")) ?? IgnoreFile.None;

    /// <summary>Reads an ignore file; null where there is none.</summary>
    internal static IgnoreFile? Read(IFileTree repository, string path, bool isWindows)
    {
        if (repository.Stat(path).Kind != NodeKind.File || repository.Read(path) is not { } bytes) return null;
        return isWindows
            ? IgnoreFile.Parse(path, Encoding.UTF8.GetString(bytes.Span).Replace('\\', '/'))
            : IgnoreFile.Parse(path, bytes.Span);
    }
}
