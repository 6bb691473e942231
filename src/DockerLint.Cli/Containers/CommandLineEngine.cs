using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using DockerLint.Cli.Processes;

namespace DockerLint.Cli.Containers;

/// <summary>
/// The engine through the command line of docker or podman: contexts, credential helpers and remote hosts work as the user
/// has set them up.
/// </summary>
/// <param name="program">Name on PATH or absolute path of the client.</param>
internal sealed class CommandLineEngine(string program) : IContainerEngine
{
    // Questions that the engine answers from memory; a client that takes longer hangs on a host that does not answer.
    private static readonly TimeSpan ShortAnswer = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RemovalPause = TimeSpan.FromMilliseconds(150);

    // A cancelled client may still be asking for the container, which then appears after the first attempt to remove it.
    private const int RemovalAttempts = 10;

    // docker run: 125 of the engine, 126 and 127 of the program, above 128 killed.
    private const int FirstClientFailure = 125;

    public string Name { get; } = Path.GetFileNameWithoutExtension(program);

    public bool AddsCapabilitiesForEveryUser => Name != "docker";

    /// <summary>DOCKERLINT_ENGINE, then docker, then podman, as far as they are installed.</summary>
    /// <exception cref="UsageException">None is.</exception>
    public static CommandLineEngine Find()
    {
        if (Environment.GetEnvironmentVariable("DOCKERLINT_ENGINE") is { Length: > 0 } chosen) return new CommandLineEngine(chosen);
        foreach (string candidate in new[] { "docker", "podman" })
        {
            if (ProgramFinder.Find(candidate) is { } found) return new CommandLineEngine(found);
        }

        throw new UsageException("no container engine: neither docker nor podman is on PATH");
    }

    public ImageFacts? InspectImage(string image, CancellationToken cancellation = default)
    {
        ProcessResult result = Call(["image", "inspect", "--", image], cancellation);
        if (!result.Succeeded) return IsAbsent(result) ? null : throw Failure(result);
        IReadOnlyList<ImageFacts> facts = InspectReader.Images(result.Text);
        return facts.Count == 0 ? null : facts[0];
    }

    public IReadOnlyList<ContainerFacts> InspectContainers(IReadOnlyList<string> containers, CancellationToken cancellation = default)
    {
        if (containers.Count == 0) return [];
        ProcessResult result = Call(["container", "inspect", "--", .. containers], cancellation);
        // Of several, those that exist are printed all the same.
        if (!result.Succeeded && !IsAbsent(result)) throw Failure(result);
        return result.Output.Length == 0 ? [] : InspectReader.Containers(result.Text);
    }

    public IReadOnlyList<string> ListContainers(string? label, bool includeStopped, CancellationToken cancellation = default)
    {
        List<string> words = ["ps", "--quiet", "--no-trunc"];
        if (includeStopped) words.Add("--all");
        if (label is not null) words.AddRange(["--filter", "label=" + label]);
        return Lines(words, cancellation);
    }

    public IReadOnlyList<string> ListImages(string label, CancellationToken cancellation = default) =>
        Lines(["images", "--quiet", "--no-trunc", "--filter", "label=" + label], cancellation);

    public string Create(ContainerOptions options, CancellationToken cancellation = default)
    {
        ProcessResult result = Call(ContainerArguments.Create(options), cancellation);
        if (!result.Succeeded) throw Failure(result);
        return options.Name;
    }

    public bool CopyOut(string container, string path, Action<Stream> read, bool followLink = false, CancellationToken cancellation = default)
    {
        string source = container + ":" + path;
        ProcessResult Copy(List<string> words) => ProcessRunner.Run(Request(words) with { ReadOutput = read }, cancellation);
        ProcessResult result = Copy(followLink ? ["cp", "--follow-link", "--", source, "-"] : ["cp", "--", source, "-"]);
        // podman, also where it is called docker, follows a link without being asked, and knows no such option.
        if (followLink && Mentions(result, "unknown flag")) result = Copy(["cp", "--", source, "-"]);
        cancellation.ThrowIfCancellationRequested();
        if (result.Succeeded) return true;
        return IsAbsent(result) ? false : throw Failure(result);
    }

    public void CopyIn(string container, string directory, ReadOnlyMemory<byte> tar, CancellationToken cancellation = default)
    {
        ProcessResult result = ProcessRunner.Run(Request(["cp", "--", "-", container + ":" + directory]) with { Input = tar }, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (!result.Succeeded) throw Failure(result);
    }

    public RunResult Run(ContainerOptions options, RunStreams streams, CancellationToken cancellation = default) =>
        Attach(ContainerArguments.Run(options, streams.WriteInput is not null), options.Name, streams, cancellation);

    public RunResult Start(string container, RunStreams streams, CancellationToken cancellation = default) =>
        Attach(["start", "--attach", "--", container], container, streams, cancellation);

    public bool Remove(string container)
    {
        ProcessResult result = ProcessRunner.Run(Request(["rm", "--force", "--volumes", "--", container]) with { Timeout = ShortAnswer });
        // "rm --force" of docker 20.10 up succeeds where there is nothing to remove; the name is only printed when there was.
        return result.Succeeded && result.Output.Length > 0;
    }

    public bool RemoveImage(string image) => ProcessRunner.Run(Request(["rmi", "--", image]) with { Timeout = ShortAnswer }).Succeeded;

    public BuildResult Build(ImageBuildOptions options, Action<ReadOnlyMemory<byte>> progress, CancellationToken cancellation = default)
    {
        var tail = new BuildLog();
        void See(ReadOnlyMemory<byte> piece)
        {
            tail.Add(piece.Span);
            progress(piece);
        }

        void ReadOutput(Stream stream)
        {
            byte[] buffer = new byte[16 << 10];
            for (int count; (count = stream.Read(buffer)) > 0;) See(buffer.AsMemory(0, count));
        }

        ProcessRequest request = Request(ContainerArguments.Build(options)) with { ReadOutput = ReadOutput, ErrorPiece = See };
        // The simulation follows BuildKit (its own ignore file per Dockerfile, here-documents): so must the build.
        if (Environment.GetEnvironmentVariable("DOCKER_BUILDKIT") is null)
            request = request with { Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "1" } };
        ProcessResult result = ProcessRunner.Run(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new BuildResult(result.Succeeded, tail.Reason);
    }

    private RunResult Attach(List<string> words, string container, RunStreams streams, CancellationToken cancellation)
    {
        bool removed = false;
        ProcessResult result = ProcessRunner.Run(
            Request(words) with
            {
                WriteInput = streams.WriteInput,
                ReadOutput = streams.ReadOutput,
                ErrorPiece = streams.ErrorPiece,
                Timeout = streams.Timeout,
                // Killing the client leaves the container running; removing the container ends the client.
                Stop = () => removed = RemoveSurely(container),
            },
            cancellation);
        // A client that Ctrl-C has reached, too, ends by itself; the engine removes only what the client saw start.
        bool isCut = result.Ending != ProcessEnding.Exited || cancellation.IsCancellationRequested;
        if (isCut ? !removed : result.ExitCode >= FirstClientFailure) _ = isCut ? RemoveSurely(container) : Remove(container);
        return new RunResult(result.ExitCode, result.Error, result.Ending == ProcessEnding.TimedOut, cancellation.IsCancellationRequested);
    }

    private bool RemoveSurely(string container)
    {
        for (int i = 0; i < RemovalAttempts; i++)
        {
            if (Remove(container)) return true;
            Thread.Sleep(RemovalPause);
        }

        return false;
    }

    private List<string> Lines(List<string> words, CancellationToken cancellation)
    {
        ProcessResult result = Call(words, cancellation);
        if (!result.Succeeded) throw Failure(result);
        return [.. result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private ProcessResult Call(List<string> words, CancellationToken cancellation)
    {
        ProcessResult result = ProcessRunner.Run(Request(words) with { Timeout = ShortAnswer }, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return result.Ending == ProcessEnding.TimedOut
            ? throw new ContainerEngineException(Name + " does not answer within " + (int)ShortAnswer.TotalSeconds + " s", isUnreachable: true)
            : result;
    }

    private ProcessRequest Request(List<string> words) => new(program, words);

    // "No such image: x", "No such container: x", "no such object", "could not find image", "Could not find the file /x in container y".
    private static bool IsAbsent(ProcessResult result) =>
        Mentions(result, "no such") || Mentions(result, "could not find") || Mentions(result, "could not be found") || Mentions(result, "image not known");

    private ContainerEngineException Failure(ProcessResult result)
    {
        string line = result.LastErrorLine;
        bool unreachable = Mentions(result, "cannot connect") || Mentions(result, "is the docker daemon running") || Mentions(result, "error during connect")
            || Mentions(result, "permission denied while trying to connect");
        return new ContainerEngineException(line.Length == 0 ? Name + " ended with exit code " + result.ExitCode : Name + ": " + line, unreachable);
    }

    private static bool Mentions(ProcessResult result, string words) => result.Error.Contains(words, StringComparison.OrdinalIgnoreCase);
}
