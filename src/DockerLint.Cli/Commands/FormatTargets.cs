using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Words;

namespace DockerLint.Cli.Commands;

/// <summary>Where the formats of a subcommand go: one to standard output, any number of others to files.</summary>
/// <typeparam name="T">The kind of format.</typeparam>
internal sealed class FormatTargets<T>
    where T : class
{
    private readonly List<(T Format, string? File)> targets = [];

    /// <summary>Reads values of <c>--format F[=FILE]</c>.</summary>
    /// <exception cref="UsageException">An unknown name, or two formats for standard output.</exception>
    public static FormatTargets<T> Parse(IReadOnlyList<string> values, IReadOnlyList<T> all, Func<T, string> name, string standard, string command)
    {
        var parsed = new FormatTargets<T>();
        foreach (string value in values)
        {
            int equals = value.IndexOf('=', StringComparison.Ordinal);
            string wanted = equals < 0 ? value : value[..equals];
            string? file = equals < 0 ? null : value[(equals + 1)..];
            if (file is { Length: 0 }) throw new UsageException("--format " + value + " names no file", command);
            IEnumerable<string> names = all.Select(name);
            T format = all.FirstOrDefault(known => name(known) == wanted)
                ?? throw new UsageException("unknown format " + wanted + "; " + (Spelling.Nearest(wanted, names) is { } near ? "did you mean " + near + "?" : "there are " + string.Join(", ", names)), command);
            parsed.targets.Add((format, file));
        }

        if (parsed.targets.Count(target => target.File is null) > 1)
            throw new UsageException("one format goes to standard output; the others need a file: --format json=report.json", command);
        if (parsed.targets.All(target => target.File is not null)) parsed.targets.Insert(0, (all.First(known => name(known) == standard), null));
        return parsed;
    }

    /// <summary>Writes every one of them.</summary>
    public void Write(TextWriter standard, Action<T, TextWriter> write)
    {
        foreach ((T format, string? file) in targets)
        {
            if (file is null)
            {
                write(format, standard);
                continue;
            }

            using var output = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            write(format, output);
        }
    }
}
