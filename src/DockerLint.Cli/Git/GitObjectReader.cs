using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;

namespace DockerLint.Cli.Git;

/// <summary>
/// One <c>git cat-file --batch</c> (git-cat-file(1)). A name goes over standard input on one line, so no name can become an option.
/// For one thread at a time.
/// </summary>
internal sealed class GitObjectReader : IDisposable
{
    private readonly int maximumSize;
    private readonly byte[] one = new byte[1];
    private readonly byte[] skipped = new byte[4 << 10];
    private readonly MemoryStream line = new();
    private readonly Process process;
    private readonly BufferedStream output;

    /// <param name="git">Starts git.</param>
    /// <param name="maximumSize">Contents of more bytes are passed over.</param>
    public GitObjectReader(GitProgram git, int maximumSize)
    {
        this.maximumSize = maximumSize;
        process = git.Start("cat-file", "--batch");
        output = new BufferedStream(process.StandardOutput.BaseStream, 64 << 10);
    }

    /// <summary>The object that a name stands for; null where there is none.</summary>
    /// <exception cref="IOException">The program has ended.</exception>
    public GitObject? Find(string name)
    {
        process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(name + "\n"));
        process.StandardInput.BaseStream.Flush();
        return ReadAnswer(name);
    }

    public void Dispose()
    {
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
        output.Dispose();
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
        output.ReadExactly(content);
        Skip(1);
        return new GitObject(parts[0], parts[1], content);
    }

    private string ReadLine()
    {
        line.SetLength(0);
        while (true)
        {
            if (output.Read(one) == 0) throw new EndOfStreamException("no answer");
            if (one[0] == (byte)'\n') return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
            line.WriteByte(one[0]);
        }
    }

    private void Skip(long count)
    {
        while (count > 0)
        {
            int read = output.Read(skipped, 0, (int)Math.Min(count, skipped.Length));
            if (read == 0) throw new EndOfStreamException("the object ends early");
            count -= read;
        }
    }
}
