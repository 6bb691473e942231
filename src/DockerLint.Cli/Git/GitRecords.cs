using System;
using System.IO;

namespace DockerLint.Cli.Git;

/// <summary>Takes one record of a <c>-z</c> output.</summary>
internal delegate void GitRecord(ReadOnlySpan<byte> record);

/// <summary>The outputs that git ends with zero bytes, in which no name needs quoting.</summary>
internal static class GitRecords
{
    private const int MaximumRecord = 64 << 20;

    /// <summary>Gives each record to <paramref name="take"/> while it comes.</summary>
    public static void Read(Stream output, GitRecord take)
    {
        byte[] buffer = new byte[64 << 10];
        int filled = 0;
        while (true)
        {
            int read = output.Read(buffer, filled, buffer.Length - filled);
            if (read == 0) break;
            filled += read;
            int start = 0;
            for (int end; (end = buffer.AsSpan(start, filled - start).IndexOf((byte)0)) >= 0; start += end + 1) take(buffer.AsSpan(start, end));
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled < buffer.Length) continue;
            if (buffer.Length >= MaximumRecord) throw new UsageException("git printed a record of more than 64 MiB");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        if (filled > 0) take(buffer.AsSpan(0, filled));
    }

    /// <summary>A path of the work tree as a path of ROOT; null when it lies outside.</summary>
    /// <param name="path">As git prints it, from the top of the work tree.</param>
    /// <param name="prefix">Where ROOT lies below the top; empty for the top itself.</param>
    public static string? Below(string path, string prefix)
    {
        if (prefix.Length == 0) return "/" + path;
        return path.Length > prefix.Length && path[prefix.Length] == '/' && path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null;
    }
}
