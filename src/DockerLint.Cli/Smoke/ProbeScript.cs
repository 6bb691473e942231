using System;
using System.IO;
using System.Text;

namespace DockerLint.Cli.Smoke;

/// <summary>The Python programs that travel with dockerlint.</summary>
internal static class ProbeScript
{
    /// <summary>What <c>python -c</c> gets: reads the program below from standard input, in the interpreter that runs the console script, if there is one.</summary>
    public const string Bootstrap = "bootstrap.py";

    /// <summary>The probe.</summary>
    public const string Probe = "probe.py";

    /// <summary>A program by its file name.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(ProbeScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("the resource " + name + " is missing");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
