using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;

namespace DockerLint.Cli.Git;

/// <summary>An object of a repository.</summary>
/// <param name="Id">Its id in hexadecimal digits.</param>
/// <param name="Type"><c>commit</c>, <c>tree</c>, <c>blob</c> or <c>tag</c>.</param>
/// <param name="Content">The bytes; null when there are more than the bound.</param>
internal sealed record GitObject(string Id, string Type, byte[]? Content);

/// <summary>
/// Reads objects through one <c>git cat-file --batch</c> (git-cat-file(1)), each at most once. A name goes over standard
/// input on one line, so no name can become an option. Safe for concurrent use.
/// </summary>
internal sealed class GitObjects(GitProgram git, int maximumSize) : IDisposable
{
    // Only small ones are kept: sources are asked for by several services, archives are not.
    private const int KeptSize = 1 << 20;

    private readonly object gate = new();
    private readonly ConcurrentDictionary<string, byte[]> kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GitTreeObject> trees = new(StringComparer.Ordinal);
    private readonly byte[] one = new byte[1];
    private Process? process;
    private BufferedStream? output;

    /// <summary>The content of the blob with an id; null where it is missing or too large.</summary>
    public byte[]? Blob(string id)
    {
        if (kept.TryGetValue(id, out byte[]? known)) return known;
        if (Find(id) is not { Type: "blob", Content: { } content }) return null;
        if (content.Length <= KeptSize) kept[id] = content;
        return content;
    }

    /// <summary>The tree object with an id; null where it is missing.</summary>
    public GitTreeObject? Tree(string id)
    {
        if (trees.TryGetValue(id, out GitTreeObject? known)) return known;
        return Find(id) is { Type: "tree", Content: { } content } ? trees.GetOrAdd(id, GitTreeObject.Parse(content, id.Length / 2)) : null;
    }

    /// <summary>The object that a name stands for (gitrevisions(7)); null where there is none or the name is no one-line text.</summary>
    public GitObject? Find(string name)
    {
        if (name.Length is 0 or > 4096 || name.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0) return null;
        lock (gate)
        {
            Start();
            try
            {
                process!.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(name + "\n"));
                process.StandardInput.BaseStream.Flush();
                return ReadAnswer(name);
            }
            catch (IOException error)
            {
                throw new UsageException("git cat-file ended unexpectedly: " + error.Message);
            }
        }
    }

    public void Dispose()
    {
        if (process is null) return;
        try
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(1000)) process.Kill();
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended before us.
        }

        process.Dispose();
        output?.Dispose();
        process = null;
    }

    private void Start()
    {
        if (process is not null) return;
        process = git.Start("cat-file", "--batch");
        output = new BufferedStream(process.StandardOutput.BaseStream, 64 << 10);
    }

    // "<id> SP <type> SP <size> LF <content> LF", or "<name> SP missing|ambiguous|dangling … LF" ("dangling" and its like
    // carry the name in a second line, with --follow-symlinks only).
    private GitObject? ReadAnswer(string name)
    {
        string header = ReadLine();
        string[] parts = header.Split(' ');
        if (header.StartsWith(name + " ", StringComparison.Ordinal) && header.Length > name.Length && header[(name.Length + 1)..] is "missing" or "ambiguous") return null;
        if (parts.Length != 3 || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            // Sizes above 2 GiB, and whatever a later git may say.
            if (parts.Length == 3 && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long large))
            {
                Skip(large + 1);
                return new GitObject(parts[0], parts[1], null);
            }

            return null;
        }

        if (size > maximumSize)
        {
            Skip((long)size + 1);
            return new GitObject(parts[0], parts[1], null);
        }

        byte[] content = new byte[size];
        output!.ReadExactly(content);
        Skip(1);
        return new GitObject(parts[0], parts[1], content);
    }

    private string ReadLine()
    {
        var line = new MemoryStream();
        while (true)
        {
            if (output!.Read(one) == 0) throw new EndOfStreamException("no answer");
            if (one[0] == (byte)'\n') return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
            line.WriteByte(one[0]);
        }
    }

    private void Skip(long count)
    {
        byte[] buffer = new byte[Math.Min(count, 64 << 10)];
        while (count > 0)
        {
            int read = output!.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0) throw new EndOfStreamException("the object ends early");
            count -= read;
        }
    }
}
