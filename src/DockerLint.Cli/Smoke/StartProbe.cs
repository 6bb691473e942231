using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Cli.Containers;
using DockerLint.Reporting;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>Runs the real start command for some seconds, traces which modules are not found, and tells when it ends early.</summary>
internal static class StartProbe
{
    private const string Directory = "/dockerlint";
    private const int LongestTail = 4000;

    public static IReadOnlyList<Finding> Run(
        IContainerEngine engine, ServiceModel service, string image, SmokeOptions options, List<string> notes, CancellationToken cancellation)
    {
        if (engine.InspectImage(image, cancellation) is not { } facts) return [];
        if (facts.Entrypoint.Count == 0 && facts.Command.Count == 0)
            return [SmokeFindings.NotProbed(service, "the image has neither ENTRYPOINT nor CMD: there is nothing to start", Severity.Warning)];
        string mark = "@" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) + " ";
        string? variables = WriteVariables(ServiceEnvironment.Of(service.Definition, options.Environment));
        string name = SmokeContainer.NewName();
        try
        {
            string path = facts.Environment.TryGetValue("PYTHONPATH", out string? own) && own.Length > 0 ? Directory + ":" + own : Directory;
            engine.Create(
                new ContainerOptions
                {
                    Image = image,
                    Name = name,
                    Labels = [SmokeContainer.Label],
                    Environment = ["PYTHONPATH=" + path, "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1", "DOCKERLINT_TRACE=" + mark],
                    EnvironmentFile = variables,
                    Sandbox = new Sandbox { IsRoot = facts.RunsAsRoot, ReadOnly = options.ReadOnly, Memory = options.Memory },
                },
                cancellation);
            engine.CopyIn(name, "/", Tar(), cancellation);
            var trace = new StartTrace(mark, ServiceEnvironment.Secrets(options.Environment));
            RunResult result = engine.Start(
                name,
                new RunStreams
                {
                    ReadOutput = stream => LineReader.Read(stream, trace.Line),
                    ErrorPiece = piece => trace.Piece(piece.Span),
                    Timeout = TimeSpan.FromSeconds(options.StartSeconds),
                },
                cancellation);
            cancellation.ThrowIfCancellationRequested();
            notes.Add(result.TimedOut ? $"the start command ran for {options.StartSeconds:0.#} s" : $"the start command ended with exit code {result.ExitCode}");
            return StartFindings.Of(service, SmokePlan.Of(service), trace.NotFound, result.TimedOut ? null : result.ExitCode, Tail(trace.LastLine), options.StartSeconds);
        }
        finally
        {
            engine.Remove(name);
            if (variables is not null) File.Delete(variables);
        }
    }

    private static string Tail(string line) => line.Length > LongestTail ? line[..LongestTail] : line;

    /// <summary>A file that only we can read: on a command line everybody could.</summary>
    private static string? WriteVariables(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count == 0) return null;
        string path = Path.Combine(Path.GetTempPath(), "dockerlint-" + Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        foreach ((string name, string value) in variables)
        {
            // The format has no way to write a line end.
            if (value.AsSpan().IndexOfAny('\r', '\n') < 0) writer.Write(name + "=" + value + "\n");
        }

        return path;
    }

    private static byte[] Tar()
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "dockerlint/") { Mode = (UnixFileMode)0b111_101_101 });
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "dockerlint/sitecustomize.py")
            {
                Mode = (UnixFileMode)0b110_100_100,
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(ProbeScript.Read("sitecustomize.py"))),
            });
        }

        return stream.ToArray();
    }
}
