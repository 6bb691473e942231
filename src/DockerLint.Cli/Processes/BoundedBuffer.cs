using System;
using System.Buffers;

namespace DockerLint.Cli.Processes;

/// <summary>Keeps the first bytes of a stream; may be read while it still grows.</summary>
internal sealed class BoundedBuffer(int limit)
{
    private readonly ArrayBufferWriter<byte> content = new();

    /// <summary>There was more than the limit.</summary>
    public bool IsTruncated { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (content)
        {
            int room = limit - content.WrittenCount;
            if (bytes.Length > room) IsTruncated = true;
            content.Write(bytes[..Math.Min(bytes.Length, room)]);
        }
    }

    public ReadOnlyMemory<byte> Content()
    {
        lock (content) return content.WrittenSpan.ToArray();
    }
}
