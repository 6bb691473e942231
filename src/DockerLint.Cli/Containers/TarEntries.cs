using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;

namespace DockerLint.Cli.Containers;

/// <summary>The entries of an archive that an engine sends.</summary>
internal static class TarEntries
{
    /// <summary>Reads them one after the other; the content of one is gone when the next is asked for.</summary>
    /// <param name="stream">The archive. One without a byte has no entries: of a path that is not there, the engine sends nothing and says why afterwards.</param>
    /// <exception cref="EndOfStreamException">The archive ends within an entry.</exception>
    public static IEnumerable<TarEntry> Read(Stream stream)
    {
        using var reader = new TarReader(stream, leaveOpen: true);
        for (TarEntry? entry = First(reader); entry is not null; entry = reader.GetNextEntry()) yield return entry;
    }

    private static TarEntry? First(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }
}
