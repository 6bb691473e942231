using System;
using System.IO;
using System.Text;

namespace DockerLint.Cli.Smoke;

/// <summary>Hands on the lines of a stream that a stranger writes: none is longer than a limit, and what is longer is thrown away.</summary>
internal static class LineReader
{
    private const int LongestLine = 4 << 20;

    /// <summary>Reads to the end.</summary>
    public static void Read(Stream stream, Action<string> take)
    {
        byte[] buffer = new byte[64 << 10];
        var line = new MemoryStream();
        bool tooLong = false;
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, count);
            while (!rest.IsEmpty)
            {
                int end = rest.IndexOf((byte)'\n');
                ReadOnlySpan<byte> piece = end < 0 ? rest : rest[..end];
                tooLong |= line.Length + piece.Length > LongestLine;
                if (!tooLong) line.Write(piece);
                if (end < 0) break;
                if (!tooLong) take(Encoding.UTF8.GetString(line.GetBuffer().AsSpan(0, (int)line.Length)));
                line.SetLength(0);
                tooLong = false;
                rest = rest[(end + 1)..];
            }
        }
    }
}
