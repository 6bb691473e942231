using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Containers;
using DockerLint.Cli.Files;
using DockerLint.Cli.Processes;
using DockerLint.Cli.Smoke;
using DockerLint.Reporting;
using DockerLint.Smoke;

namespace DockerLint.Cli.Commands;

/// <summary>Proves in a container what <c>check</c> predicts.</summary>
internal sealed class SmokeCommand : ICommand
{
    private static readonly Option Root = new("--root", "DIR", "the repository (default: the current directory)");
    private static readonly Option Image = new("--image", "REF", "the image to test, of one service (default: the name that the repository gives it)");
    private static readonly Option Build = new("--build", null, "build each image first, with the engine's own builder");
    private static readonly Option BuildNetwork = new("--build-network", "MODE", "with --build: the network of RUN steps, such as host or none");
    private static readonly Option Level = new("--level", "L", "list (files only, starts nothing), locate (starts Python, runs no code of yours), import (default), start (runs the command for some seconds, too)", Choices: ["list", "locate", "import", "start"]);
    private static readonly Option EnvFile = new("--env-file", "FILE", "NAME=value lines for the imports; never printed");
    private static readonly Option StubEnv = new("--stub-env", null, "variables that your code asks for and that are not set have some value");
    private static readonly Option ReadOnly = new("--read-only", null, "the container's file system is read-only");
    private static readonly Option Memory = new("--memory", "SIZE", "memory of a container (default 1g)");
    private static readonly Option Timeout = new("--timeout", "SECONDS", "for the import of one module (default 30)");
    private static readonly Option Total = new("--total-timeout", "SECONDS", "for one service (default 300)");
    private static readonly Option StartTime = new("--start-time", "SECONDS", "how long --level start watches (default 5)");
    private static readonly Option Jobs = new("--jobs", "N", "services at the same time (default: two for each processor, as a container mostly waits to start)");
    private static readonly Option NoDocker = new("--no-docker", null, "no container: imports your code with THIS MACHINE'S python, installed packages replaced by stand-ins; advisory, warnings at most. It runs your code outside of any sandbox");
    private static readonly Option Clean = new("--clean", null, "remove containers and images that earlier runs left, and stop");
    private static readonly Option EmitHealthcheck = new("--emit-healthcheck", "SERVICE", "print a health check module for a service, and stop");

    public string Name => "smoke";

    public string Summary => "starts a container of each image, without network, and imports what its start command needs: it runs your code there";

    public string Operands => "[SERVICE...]";

    public IReadOnlyList<Option> Options { get; } =
    [
        Root, Image, Build, BuildNetwork, Level, EnvFile, StubEnv, ReadOnly, Memory, Timeout, Total, StartTime, Jobs, NoDocker, Clean, EmitHealthcheck,
        .. CommonOptions.Image, ReportSink.Format, CheckCommand.FailOn, CheckCommand.ExitZero,
    ];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        var clock = Stopwatch.StartNew();
        if (arguments.Has(Clean)) return CleanUp(terminal, arguments);
        List<string> names = [.. arguments.Operands];
        arguments.Operands.Clear();
        if (arguments.Value(Root) is { } root) arguments.Operands.Add(root);
        if (arguments.Value(EmitHealthcheck) is { } wanted)
            return HealthCheck.Print(SmokeServices.Choose(Repository.Request(arguments, Repository.Open(arguments, Name), Name), [wanted], Name)[0], terminal);
        var sink = new ReportSink(arguments, Name);
        SmokeOptions options = Read(arguments);
        // Asked before anything else is done: without an engine nothing below makes sense.
        CommandLineEngine? engine = arguments.Has(NoDocker) ? null : CommandLineEngine.Find();
        using var interruption = new Interruption();
        // An image that the user names starts while the repository is read: that takes as long as the start of a container.
        using ProbeContainer? waiting = engine is { AddsCapabilitiesForEveryUser: false } && options is { Image: { } image, Builds: false, Level: not SmokeLevel.List }
            && arguments.Values(CommonOptions.Dockerfile).Count == 1
            ? new ProbeContainer(engine, options, image, Interpreters.Default, isRoot: true, interruption.Token)
            : null;
        DiskFileTree tree = Repository.Open(arguments, Name);
        CheckRequest request = Repository.Request(arguments, tree, Name);
        options = options with { Environment = Variables(arguments, request, tree) };
        IReadOnlyList<ServiceCandidate> services = SmokeServices.Choose(request, names, Name);
        if (options.Image is not null && services.Count > 1)
            throw new UsageException($"--image is the image of one service, and {services.Count} were chosen: name one, or its Dockerfile", Name);
        IReadOnlyList<SmokeOutcome> outcomes;
        try
        {
            outcomes = engine is null
                ? services.Select(service => LocalProbe.Run(service, tree, options, interruption.Token)).ToList()
                : RunAll(engine, services, options, request, tree, arguments, terminal, waiting, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            terminal.Complain("stopped; no container was left behind");
            return ExitCodes.Interrupted;
        }
        catch (ContainerEngineException error)
        {
            throw new UsageException(error.Message);
        }

        CheckReport report = SmokeReports.Of(request, outcomes) with { Milliseconds = clock.ElapsedMilliseconds };
        if (engine is null && !arguments.Has(CommonOptions.Quiet))
            terminal.Complain("note: no container was started: this is advice from the local python, with stand-ins for installed packages");
        sink.Write(report, tree, arguments, terminal);
        return arguments.Has(CheckCommand.ExitZero) ? ExitCodes.Clean : CheckCommand.ExitCode(report, arguments.Value(CheckCommand.FailOn));
    }

    private static SmokeOutcome[] RunAll(
        CommandLineEngine engine, IReadOnlyList<ServiceCandidate> services, SmokeOptions options, CheckRequest request, DiskFileTree tree, ParsedArguments arguments, Terminal terminal, ProbeContainer? waiting, CancellationToken cancellation)
    {
        var builder = options.Builds ? new ImageBuilder(engine, tree, request.BuildArguments, arguments.Value(BuildNetwork), terminal, arguments.Has(CommonOptions.Verbose)) : null;
        bool mayShare = options is { Builds: false, Image: null, Level: not SmokeLevel.List };
        List<List<ServiceCandidate>> batches = SharedProbe.Batches(services, mayShare ? Environment.ProcessorCount : services.Count);
        SmokeOutcome[][] outcomes = Parallelly.Run(batches, options.Jobs, batch => RunBatch(engine, batch, options, builder, waiting, cancellation));
        var byService = new Dictionary<ServiceCandidate, SmokeOutcome>();
        for (int i = 0; i < batches.Count; i++)
        {
            for (int j = 0; j < batches[i].Count; j++) byService.Add(batches[i][j], outcomes[i][j]);
        }

        return [.. services.Select(service => byService[service])];
    }

    private static SmokeOutcome[] RunBatch(CommandLineEngine engine, List<ServiceCandidate> batch, SmokeOptions options, ImageBuilder? builder, ProbeContainer? waiting, CancellationToken cancellation)
    {
        List<ServiceModel> models = batch.ConvertAll(candidate => candidate.Model).OfType<ServiceModel>().ToList();
        IReadOnlyDictionary<ServiceModel, ProbeAttempt>? said = models.Count > 1
            ? SharedProbe.Run(engine, options, models, SmokeReports.TagOf(models[0].Definition)!, cancellation)
            : null;
        return [.. batch.Select(candidate => RunOne(engine, candidate, options, builder, waiting, said, cancellation))];
    }

    private static SmokeOutcome RunOne(
        CommandLineEngine engine, ServiceCandidate candidate, SmokeOptions options, ImageBuilder? builder, ProbeContainer? waiting, IReadOnlyDictionary<ServiceModel, ProbeAttempt>? said,
        CancellationToken cancellation)
    {
        if (candidate.Model is not { } model) return new SmokeOutcome(candidate.Definition, null, [], [], IsSkipped: true);
        string problem = "nothing in the repository names its image: use --image or --build";
        string? image = builder is not null ? builder.Build(model, cancellation, out problem) : options.Image ?? SmokeReports.TagOf(candidate.Definition);
        return image is null
            ? new SmokeOutcome(candidate.Definition, model, [SmokeFindings.NotProbed(model, problem, Severity.Error)], [problem], IsSkipped: true)
            : new ServiceProbe(engine, options, cancellation, waiting, said?.GetValueOrDefault(model)).Run(model, image);
    }

    private static Dictionary<string, string> Variables(ParsedArguments arguments, CheckRequest request, DiskFileTree tree)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.Settings.SmokeEnvironmentFile is { } configured) Merge(environment, EnvironmentFile.Read(tree.DiskPath(configured)));
        Merge(environment, request.Settings.SmokeEnvironment);
        if (arguments.Value(EnvFile) is { } file) Merge(environment, EnvironmentFile.Read(file));
        return environment;
    }

    private SmokeOptions Read(ParsedArguments arguments) => new()
    {
        Level = arguments.Value(Level) switch
        {
            "list" => SmokeLevel.List,
            "locate" => SmokeLevel.Locate,
            "start" => SmokeLevel.Start,
            _ => SmokeLevel.Import,
        },
        Image = arguments.Value(Image),
        Builds = arguments.Has(Build),
        ModuleSeconds = Number(arguments, Timeout, 30),
        TotalSeconds = Number(arguments, Total, 300),
        StartSeconds = Number(arguments, StartTime, 5),
        Jobs = (int)Number(arguments, Jobs, 2 * Environment.ProcessorCount),
        InventsVariables = arguments.Has(StubEnv),
        ReadOnly = arguments.Has(ReadOnly),
        Memory = arguments.Value(Memory) ?? "1g",
    };

    private double Number(ParsedArguments arguments, Option option, double otherwise)
    {
        if (arguments.Value(option) is not { } text) return otherwise;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 86400) return value;
        throw new UsageException($"{option.Name} is a positive number, not {text}", Name);
    }

    private static void Merge(Dictionary<string, string> into, IReadOnlyDictionary<string, string> from)
    {
        foreach ((string name, string value) in from) into[name] = value;
    }

    private static int CleanUp(Terminal terminal, ParsedArguments arguments)
    {
        try
        {
            (int containers, int images) = SmokeContainer.Clean(CommandLineEngine.Find());
            if (!arguments.Has(CommonOptions.Quiet)) terminal.Out.WriteLine($"removed {containers} containers and {images} images of earlier runs");
            return ExitCodes.Clean;
        }
        catch (ContainerEngineException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
