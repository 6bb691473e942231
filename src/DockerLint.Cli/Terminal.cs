using System;
using System.Globalization;
using System.IO;
using System.Text;
using DockerLint.Reporting;

namespace DockerLint.Cli;

/// <summary>Standard output and error, and what the reader's terminal can show.</summary>
internal sealed class Terminal : IDisposable
{
    private const int DefaultWidth = 100;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public Terminal()
    {
        Out = new StreamWriter(Console.OpenStandardOutput(), Utf8, 16 << 10) { AutoFlush = false, NewLine = "\n" };
        Error = new StreamWriter(Console.OpenStandardError(), Utf8, 256) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Findings and whatever else was asked for.</summary>
    public TextWriter Out { get; }

    /// <summary>Progress, warnings about the run, errors.</summary>
    public TextWriter Error { get; }

    /// <summary>May standard output carry colours? <c>--color</c> decides, then NO_COLOR (no-color.org), then whether a person reads.</summary>
    public static bool UsesColor(string? choice)
    {
        if (choice == "always") return true;
        if (choice == "never" || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))) return false;
        return !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
    }

    /// <summary>Columns of standard output: COLUMNS (POSIX), then the terminal's own, then 100.</summary>
    public static int Width()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns))
            return Math.Clamp(columns, 40, 1000);
        if (Console.IsOutputRedirected) return DefaultWidth;
        try
        {
            int width = Console.WindowWidth;
            return width > 0 ? Math.Clamp(width, 40, 1000) : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    /// <summary>One line on standard error, with whatever came from strangers made harmless.</summary>
    public void Complain(string message) => Error.WriteLine("dockerlint: " + SafeText.OneLine(message));

    /// <summary>Sends what is buffered; a reader that has gone is not an error.</summary>
    public void Dispose()
    {
        try
        {
            Out.Flush();
        }
        catch (IOException)
        {
            // The pipe is closed: nobody reads any more.
        }
    }
}
