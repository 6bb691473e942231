using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>A line that makes a file before an image is built.</summary>
/// <param name="File">The script, workflow or document, a clean path of the repository tree.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record Preparation(string File, int Line);

/// <summary>
/// What scripts, workflows, Makefiles and documents put into a build context before the build: <c>mkdir build &amp;&amp; cp … build/</c>,
/// a download, a redirection. Read only for paths that the repository lacks; a line is believed when it names the path
/// as what a command writes.
/// </summary>
/// <param name="repository">The tree.</param>
/// <param name="files">The files that evidence is read from. Not found out here: many threads ask at once, and a walk that shares its work with them would wait for those who wait for it.</param>
internal sealed class PreparedFiles(IFileTree repository, Func<IReadOnlyList<string>> files)
{
    private const int MaximumFileSize = 1 << 20;
    private const int MaximumFiles = 400;

    private readonly ConcurrentDictionary<(string, string), Preparation?> known = new();
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> contents = new(StringComparer.Ordinal);

    /// <summary>The line that makes a path which the repository lacks; null where none is known to.</summary>
    /// <param name="path">A clean path of the repository tree, below the context.</param>
    /// <param name="contextPath">The build context.</param>
    /// <param name="dockerfile">The Dockerfile, whose comments count as well.</param>
    public Preparation? Of(string path, string contextPath, string dockerfile)
    {
        if (!TreePath.IsAtOrBelow(path, contextPath) || path.Length == contextPath.Length) return null;
        return known.GetOrAdd((path, dockerfile), _ => Find(path, contextPath, dockerfile));
    }

    private Preparation? Find(string path, string contextPath, string dockerfile)
    {
        string relative = TreePath.Relative(path, contextPath);
        string first = relative;
        // The highest directory that is not there is what is made.
        for (string above = TreePath.Parent(path); above.Length > contextPath.Length && !repository.Stat(above).Exists; above = TreePath.Parent(above)) first = TreePath.Relative(above, contextPath);
        if (InFile(dockerfile, relative, first, contextPath, commentsOnly: true) is { } comment) return comment;
        int read = 0;
        foreach (string file in files())
        {
            if (!IsNear(file, contextPath) && !IsNear(file, TreePath.Parent(dockerfile))) continue;
            if (++read > MaximumFiles) break;
            if (InFile(file, relative, first, contextPath, commentsOnly: false) is { } line) return line;
        }

        return null;
    }

    /// <summary>Beside the context or above it, or in a directory of those (<c>scripts/</c>, <c>.circleci/</c>); workflows lie two below.</summary>
    private static bool IsNear(string file, string directory)
    {
        // Asked of every script for every path that is not there: the directories of the file are not cut out of its path.
        int own = file.LastIndexOf('/');
        int above = own <= 0 ? 0 : file.LastIndexOf('/', own - 1);
        return IsIn(directory, file, own) || IsIn(directory, file, above) || file.StartsWith("/.github/", StringComparison.Ordinal);
    }

    /// <summary>Is the path at or below the directory that the first characters of a file's path are? None of them are the root.</summary>
    private static bool IsIn(string path, string file, int length) =>
        length <= 0 || (path.Length >= length && string.CompareOrdinal(path, 0, file, 0, length) == 0 && (path.Length == length || path[length] == '/'));

    private Preparation? InFile(string file, string relative, string first, string contextPath, bool commentsOnly)
    {
        ReadOnlyMemory<byte> bytes = contents.GetOrAdd(file, Content);
        if (bytes.Span.IndexOf(Encoding.UTF8.GetBytes(TreePath.Name("/" + first))) < 0) return null;
        string[] lines = Encoding.UTF8.GetString(bytes.Span).Split('\n');
        bool downloads = bytes.Span.IndexOf("download-artifact"u8) >= 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.IndexOf(TreePath.Name("/" + first), StringComparison.Ordinal) < 0) continue;
            if (commentsOnly && (line.Length == 0 || line[0] != '#')) continue;
            if (!commentsOnly && IsBuild(line)) continue;
            if (WritingLine.Makes(line, relative, first, contextPath, downloads)) return new Preparation(file, i + 1);
        }

        return null;
    }

    private ReadOnlyMemory<byte> Content(string file) => repository.Read(file) is { } bytes && bytes.Length <= MaximumFileSize ? bytes : default;

    // A command that only builds the image names what it reads.
    private static bool IsBuild(string line) => line.StartsWith("docker build", StringComparison.Ordinal) || line.StartsWith("COPY ", StringComparison.Ordinal) || line.StartsWith("ADD ", StringComparison.Ordinal);
}
