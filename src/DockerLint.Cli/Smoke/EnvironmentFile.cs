using System;
using System.Collections.Generic;
using System.IO;

namespace DockerLint.Cli.Smoke;

/// <summary>Reads what <c>docker run --env-file</c> reads (docker/cli, opts/file.go): nothing is quoted, nothing expanded.</summary>
internal static class EnvironmentFile
{
    private const long MaximumSize = 1 << 20;

    /// <exception cref="UsageException">It is not there, or a line is none; the line's number is named, never its text.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        if (!File.Exists(path)) throw new UsageException("there is no file " + path, "smoke");
        if (new FileInfo(path).Length > MaximumSize) throw new UsageException(path + " is too large for a file of variables", "smoke");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimStart('\ufeff').TrimStart();
            if (line.Length == 0 || line[0] == '#') continue;
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? line.Trim() : line[..equals];
            if (name.Length == 0 || name.AsSpan().IndexOfAny(" \t") >= 0) throw new UsageException($"{path}:{i + 1}: this is no NAME=value", "smoke");
            string? value = equals < 0 ? Environment.GetEnvironmentVariable(name) : line[(equals + 1)..];
            if (value is not null) values[name] = value;
        }

        return values;
    }
}
