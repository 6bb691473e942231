using System;
using System.Collections.Generic;
using System.IO;

namespace DockerLint.Cli.Facts;

/// <summary>What a build has evaluated and hands to <c>dockerlint facts</c>: lines of <c>name|value</c>, paths of this machine.</summary>
internal sealed class BuildList
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    private BuildList()
    {
    }

    /// <summary>Reads the file that the package's target has written.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static BuildList Read(string file)
    {
        var list = new BuildList();
        foreach (string line in File.ReadLines(file))
        {
            int bar = line.IndexOf('|', StringComparison.Ordinal);
            if (bar <= 0 || bar == line.Length - 1) continue;
            if (!list.values.TryGetValue(line[..bar], out List<string>? known)) list.values[line[..bar]] = known = [];
            known.Add(line[(bar + 1)..]);
        }

        return list;
    }

    /// <summary>All values of a name, in order.</summary>
    public IReadOnlyList<string> All(string name) => values.TryGetValue(name, out List<string>? known) ? known : [];

    /// <summary>The last value of a name, or null.</summary>
    public string? One(string name) => All(name) is { Count: > 0 } known ? known[^1] : null;
}
