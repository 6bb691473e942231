using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Archives;

/// <summary>Reads tar archives: ustar, GNU long names, pax paths (POSIX.1-2017, pax). Hostile input gives a shorter list.</summary>
internal static class TarReader
{
    private const int BlockSize = 512;
    private const int MostMembers = 200_000;
    private const int LongestName = 4096;

    /// <summary>The members; null when the first header is not that of a tar archive.</summary>
    public static Archive? Read(ReadOnlyMemory<byte> bytes, bool isComplete, string file)
    {
        var members = new List<ArchiveMember>();
        var contents = new Dictionary<string, FileContent>(StringComparer.Ordinal);
        string? longName = null, longLink = null;
        long? longSize = null;
        string? doubt = isComplete ? null : file + " is too large or damaged to be read to its end";
        long position = 0;
        bool any = false;
        while (position + BlockSize <= bytes.Length)
        {
            ReadOnlySpan<byte> header = bytes.Span.Slice((int)position, BlockSize);
            if (IsZero(header)) break;
            if (!HasValidChecksum(header)) return any ? new Archive(members, file + " is damaged") : null;
            any = true;
            char type = (char)header[156];
            long size = longSize is { } pax && type is not ('x' or 'g' or 'L' or 'K') ? pax : Number(header.Slice(124, 12));
            position += BlockSize;
            long available = Math.Min(Math.Max(size, 0), bytes.Length - position);
            ReadOnlyMemory<byte> data = bytes.Slice((int)position, (int)available);
            if (size < 0 || size > bytes.Length) doubt ??= file + " is damaged";
            position += (available + BlockSize - 1) / BlockSize * BlockSize;
            switch (type)
            {
                case 'L':
                    longName = Text(data.Span);
                    continue;
                case 'K':
                    longLink = Text(data.Span);
                    continue;
                case 'x':
                    PaxRecords.Read(data.Span, ref longName, ref longLink, ref longSize);
                    continue;
                case 'g':
                    continue;
            }

            AddMember(members, contents, type, longName ?? Name(header), longLink ?? Text(header.Slice(157, 100)), data);
            longName = longLink = null;
            longSize = null;
            if (members.Count >= MostMembers) return new Archive(members, file + " has too many members");
        }

        return any ? new Archive(members, doubt) : null;
    }

    private static void AddMember(
        List<ArchiveMember> members, Dictionary<string, FileContent> contents, char type, string name, string link, ReadOnlyMemory<byte> data)
    {
        if (name.Length > LongestName || LeadsOut(name)) return;
        string path = TreePath.Clean(name).Substring(1);
        if (path.Length == 0) return;
        switch (type)
        {
            case '0' or '\0' or '7' when !name.EndsWith("/", StringComparison.Ordinal):
                FileContent content = FileContent.Of(data);
                contents[path] = content;
                members.Add(new ArchiveMember(path, content, null));
                break;
            case '1' when contents.TryGetValue(TreePath.Clean(link).Substring(1), out FileContent? linked):
                contents[path] = linked;
                members.Add(new ArchiveMember(path, linked, null));
                break;
            case '2':
                members.Add(new ArchiveMember(path, null, link));
                break;
            case '5' or '0' or '\0' or '7':
                members.Add(new ArchiveMember(path, null, null));
                break;
        }
    }

    /// <summary>The engine refuses members that climb out; here they are left out.</summary>
    private static bool LeadsOut(string name)
    {
        int depth = 0;
        foreach (string part in name.Split('/'))
        {
            if (part == "..") depth--;
            else if (part.Length > 0 && part != ".") depth++;
            if (depth < 0) return true;
        }

        return false;
    }

    private static string Name(ReadOnlySpan<byte> header)
    {
        string name = Text(header.Slice(0, 100));
        bool isUstar = header[257] == 'u' && header[258] == 's' && header[259] == 't' && header[260] == 'a' && header[261] == 'r' && header[262] == 0;
        string prefix = isUstar ? Text(header.Slice(345, 155)) : "";
        return prefix.Length == 0 ? name : prefix + "/" + name;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString((end < 0 ? field : field.Slice(0, end)).ToArray());
    }

    /// <summary>An octal field, or a big-endian number when its first bit is set (GNU); negative when it is neither.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        long value = 0;
        if ((field[0] & 0x80) != 0)
        {
            for (int i = 0; i < field.Length; i++)
            {
                if (value > long.MaxValue >> 9) return -1;
                value = (value << 8) | (i == 0 ? field[i] & 0x7FL : field[i]);
            }

            return value;
        }

        foreach (byte b in field)
        {
            if (b is 0 or (byte)' ') continue;
            if (b is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 4) return -1;
            value = (value << 3) | (long)(b - '0');
        }

        return value;
    }

    private static bool HasValidChecksum(ReadOnlySpan<byte> header)
    {
        long expected = Number(header.Slice(148, 8));
        long unsigned = 0, signed = 0;
        for (int i = 0; i < BlockSize; i++)
        {
            byte b = i is >= 148 and < 156 ? (byte)' ' : header[i];
            unsigned += b;
            signed += (sbyte)b;
        }

        return expected == unsigned || expected == signed;
    }

    private static bool IsZero(ReadOnlySpan<byte> block)
    {
        foreach (byte b in block)
        {
            if (b != 0) return false;
        }

        return true;
    }
}
