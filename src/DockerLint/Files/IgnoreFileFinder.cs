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
        PathOf(repository, dockerfile, context) is { } path ? Read(repository, path, isWindows) : IgnoreFile.None;

    /// <summary>The path of that file; null where there is none.</summary>
    internal static string? PathOf(IFileTree repository, string dockerfile, string context)
    {
        string own = dockerfile + ".dockerignore";
        if (IsReadable(repository, own)) return own;
        string common = TreePath.Child(context, ".dockerignore");
        return IsReadable(repository, common) ? common : null;
    }

    /// <summary>Reads the file at such a path.</summary>
    internal static IgnoreFile Read(IFileTree repository, string path, bool isWindows)
    {
        if (repository.Read(path) is not { } bytes) return IgnoreFile.None;
        return isWindows
            ? IgnoreFile.Parse(path, Encoding.UTF8.GetString(bytes.Span).Replace('\\', '/'))
            : IgnoreFile.Parse(path, bytes.Span);
    }

    private static bool IsReadable(IFileTree repository, string path) => repository.Stat(path).Kind == NodeKind.File && repository.Read(path) is not null;
}
