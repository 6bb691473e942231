using System;
using System.IO;
using PyImportScanner.Files;

namespace DockerLint.Cli.Files;

/// <summary>Replaces a file of a <see cref="DiskFileTree"/> whole or not at all.</summary>
internal static class AtomicWriter
{
    /// <summary>What <see cref="Replace"/> says of a file that no longer holds what was read.</summary>
    public const string Changed = "it has changed meanwhile";

    /// <summary>Writes <paramref name="content"/>, if the file still holds what was read.</summary>
    /// <param name="tree">The tree; a link is followed, but never out of its root.</param>
    /// <param name="file">A path of the tree.</param>
    /// <param name="expected">What the file held when the edits were made.</param>
    /// <param name="content">What it shall hold.</param>
    /// <returns>Null, or why nothing was written.</returns>
    public static string? Replace(DiskFileTree tree, string file, ReadOnlyMemory<byte> expected, byte[] content)
    {
        if (tree.RealPath(TreePath.Clean(file)) is not { } real) return "it leads out of the repository";
        string target = tree.DiskPath(real);
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, ".dockerlint-" + Guid.NewGuid().ToString("N"));
        try
        {
            if (!File.ReadAllBytes(target).AsSpan().SequenceEqual(expected.Span)) return Changed;
            Write(temporary, content, target);
            File.Move(temporary, target, overwrite: true);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    // The rename would otherwise give the file the mode of the temporary one.
    private static void Write(string temporary, byte[] content, string target)
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }
}
