using System;
using System.IO;

namespace DockerLint.Cli.Tests;

/// <summary>A directory that goes when the test ends.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dockerlint-test-").FullName;

    public TemporaryDirectory Write(string file, string text)
    {
        string full = At(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public TemporaryDirectory Write(string file, byte[] bytes)
    {
        string full = At(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return this;
    }

    public TemporaryDirectory Link(string file, string target)
    {
        string full = At(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.CreateSymbolicLink(full, target);
        return this;
    }

    /// <summary>Copies a directory of the project's repository into this one.</summary>
    public TemporaryDirectory CopyFrom(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            string target = At(System.IO.Path.GetRelativePath(directory, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return this;
    }

    public string At(string file) => System.IO.Path.Combine(Path, file);

    public string Read(string file) => File.ReadAllText(At(file));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
