using System;
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
    public static IgnoreFile Find(IFileTree repository, string dockerfile, string context) =>
        Read(repository, dockerfile + ".dockerignore")
        ?? Read(repository, TreePath.Child(context, ".dockerignore"))
        ?? IgnoreFile.None;

    private static IgnoreFile? Read(IFileTree repository, string path)
    {
        if (repository.Stat(path).Kind != NodeKind.File) return null;
        ReadOnlyMemory<byte>? content = repository.Read(path);
        return content is { } bytes ? IgnoreFile.Parse(path, bytes.Span) : null;
    }
}
