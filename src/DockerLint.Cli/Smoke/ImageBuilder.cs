using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Cli.Containers;
using DockerLint.Cli.Files;
using DockerLint.Reporting;

namespace DockerLint.Cli.Smoke;

/// <summary>Builds images with the engine's own builder, one after the other, and shows how far it is.</summary>
internal sealed class ImageBuilder(IContainerEngine engine, DiskFileTree tree, IReadOnlyDictionary<string, string> arguments, string? network, Terminal terminal, bool showsOutput)
{
    private const int LongestName = 40;
    private readonly Lock one = new();

    /// <summary>Builds the image of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="problem">Why there is no image, a clause.</param>
    /// <returns>Its name; null when the build fails.</returns>
    public string? Build(ServiceModel service, CancellationToken cancellation, out string problem)
    {
        string tag = "dockerlint-smoke/" + Repository(service);
        var merged = new Dictionary<string, string>(service.Definition.BuildArguments, StringComparer.Ordinal);
        foreach ((string name, string value) in arguments) merged[name] = value;
        var contexts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string path) in service.Definition.NamedContexts) contexts[name] = tree.DiskPath(path);
        var options = new ImageBuildOptions
        {
            Context = tree.DiskPath(service.ContextPath),
            Dockerfile = tree.DiskPath(service.Dockerfile.Path),
            Tag = tag,
            Target = service.Target,
            Network = network,
            Arguments = merged,
            NamedContexts = contexts,
            Labels = [SmokeContainer.Label],
        };
        lock (one)
        {
            using var progress = new BuildProgress(terminal, service.Name, showsOutput);
            BuildResult result = engine.Build(options, progress.Show, cancellation);
            problem = result.Succeeded ? "" : "the build fails: " + (result.LastLine.Length == 0 ? engine.Name + " gives no reason" : result.LastLine);
            return result.Succeeded ? tag : null;
        }
    }

    // Names of images are lower case (distribution, reference/regexp.go). The sum keeps services of the same name apart.
    private static string Repository(ServiceModel service)
    {
        var name = new StringBuilder();
        foreach (char c in service.Name)
        {
            char lower = char.ToLowerInvariant(c);
            if (lower is (>= 'a' and <= 'z') or (>= '0' and <= '9')) name.Append(lower);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            if (name.Length == LongestName) break;
        }

        uint sum = 2166136261;
        foreach (char c in service.Dockerfile.Path + "\n" + service.ContextPath + "\n" + service.Target) sum = (sum ^ c) * 16777619;
        return name.ToString().Trim('-') + "-" + sum.ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>One line that is overwritten on a terminal; everything with --verbose; nothing else in a log.</summary>
    private sealed class BuildProgress(Terminal terminal, string name, bool showsOutput) : IDisposable
    {
        private readonly bool overwrites = !Console.IsErrorRedirected;
        private readonly StringBuilder line = new();
        private readonly Lock gate = new();
        private bool shown;

        public void Show(ReadOnlyMemory<byte> piece)
        {
            if (!showsOutput && !overwrites) return;
            lock (gate)
            {
                foreach (char c in Encoding.UTF8.GetString(piece.Span))
                {
                    if (c is not ('\n' or '\r')) line.Append(c);
                    else if (line.Length > 0)
                    {
                        Line(SafeText.OneLine(line.ToString()));
                        line.Clear();
                    }
                }
            }
        }

        public void Dispose()
        {
            if (shown && !showsOutput) terminal.Error.Write("\r\x1b[K");
        }

        private void Line(string text)
        {
            if (showsOutput)
            {
                terminal.Error.WriteLine(name + ": " + text);
                return;
            }

            int width = Math.Max(20, Terminal.Width() - 1);
            string whole = "building " + SafeText.OneLine(name) + ": " + text;
            terminal.Error.Write("\r" + (whole.Length > width ? whole[..width] : whole) + "\x1b[K");
            shown = true;
        }
    }
}
