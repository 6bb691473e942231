using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DockerLint.Configuration;
using DockerLint.Dockerfiles;
using DockerLint.Files;
using DockerLint.Images;
using DockerLint.Images.Run;
using DockerLint.Installs;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Services;
using DockerLint.Services.Evidence;
using DockerLint.Suppressions;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks;

/// <summary>What the services of one run share, so that a file is read, parsed and scanned once.</summary>
internal sealed class CheckSession
{
    private readonly ConcurrentDictionary<string, DockerfileSyntax?> dockerfiles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, ImageBuild>> builds = new(StringComparer.Ordinal);
    private readonly Lazy<ServiceEvidence> evidence;
    private readonly Lazy<ServiceEvidence> starts;

    /// <param name="request">What is asked.</param>
    /// <param name="scans">Scanned files that are shared with another state of the repository; null for none.</param>
    /// <param name="other">Another state of the same repository; null for none.</param>
    public CheckSession(CheckRequest request, ScanCache? scans = null, CheckSession? other = null)
    {
        Request = request;
        Scans = scans ?? new ScanCache(SuppressionReader.Scan);
        Repository = request.Repository;
        ProjectFiles = new ProjectFileCache { Evaluator = request.ProjectEvaluator };
        Directories = new DirectoryCache(Repository);
        Contexts = new SharedContexts(Repository);
        PythonProjects = new RepositoryProjects(Directories);
        GitIgnore = new GitIgnore(Repository);
        Prepared = new PreparedFiles(Repository, () => Evidence.Files);
        Filter = new FindingFilter(request.Settings, Repository, request.Today);
        evidence = new Lazy<ServiceEvidence>(() => ServiceEvidence.Read(Repository, request.Yaml, request.Parallelism, other?.Evidence));
        starts = new Lazy<ServiceEvidence>(() => ServiceEvidence.ReadStarts(Repository, request.Yaml, request.Parallelism));
    }

    public CheckRequest Request { get; }

    public IFileTree Repository { get; }

    public DirectoryCache Directories { get; }

    /// <summary>The build contexts.</summary>
    public SharedContexts Contexts { get; }

    /// <summary>Python projects of the repository; looked for when a name is missing.</summary>
    public RepositoryProjects PythonProjects { get; }

    public GitIgnore GitIgnore { get; }

    /// <summary>What is put into a context before its build.</summary>
    public PreparedFiles Prepared { get; }

    public ScanCache Scans { get; }

    /// <summary>Parsed project files of .NET.</summary>
    public ProjectFileCache ProjectFiles { get; }

    /// <summary>The parsed Dockerfile; null where it cannot be read.</summary>
    public DockerfileSyntax? Dockerfile(string path) => dockerfiles.GetOrAdd(path, key => Parse(Repository, key));

    /// <summary>Severities and ignores.</summary>
    public FindingFilter Filter { get; }

    /// <summary>The Dockerfiles of the run.</summary>
    public IReadOnlyList<string> Dockerfiles()
    {
        if (Request.Dockerfiles is { } chosen) return chosen;
        var all = new List<string>(Evidence.Dockerfiles);
        foreach (ConfiguredService service in Request.Settings.Services)
        {
            if (!all.Contains(service.Dockerfile)) all.Add(service.Dockerfile);
        }

        all.RemoveAll(Filter.IsExcluded);
        all.Sort(string.CompareOrdinal);
        return all;
    }

    /// <summary>What the repository says about how its images are built; read when first asked for.</summary>
    public ServiceEvidence Evidence => evidence.Value;

    /// <summary>The simulated build of a service under a context.</summary>
    public ImageBuild Simulate(DockerfileSyntax dockerfile, string contextPath, ServiceDefinition definition) =>
        Simulate(dockerfile, contextPath, definition, Repository, []);

    /// <summary>The simulated build of a service in a repository with edits.</summary>
    public ImageBuild Simulate(ServiceModel service, IFileTree repository) =>
        Simulate(Parse(repository, service.Dockerfile.Path) ?? service.Dockerfile, service.ContextPath, service.Definition, repository, []);

    /// <summary>The simulated build of an image that another one needs.</summary>
    /// <param name="definition">What is built; its context is known.</param>
    /// <param name="above">Dockerfiles whose simulation asked for it, to break cycles.</param>
    public ImageBuild? Simulate(ServiceDefinition definition, IReadOnlyList<string> above) =>
        Dockerfile(definition.DockerfilePath) is { } dockerfile && definition.ContextPath is { } context ? Simulate(dockerfile, context, definition, Repository, above) : null;

    /// <summary>Lets go of a Dockerfile whose services are checked, and of its builds: a repository may have thousands. Who needs it again reads it again.</summary>
    public void Forget(string dockerfilePath)
    {
        builds.TryRemove(dockerfilePath, out _);
        dockerfiles.TryRemove(dockerfilePath, out _);
    }

    /// <summary>How many sources of COPY are absent in the build of a service.</summary>
    public int MissingSources(ServiceDefinition definition) => Simulate(definition, []) is { } build ? ContextGuess.MissingSources(build) : 0;

    /// <summary>The services that a Dockerfile makes.</summary>
    public IReadOnlyList<ServiceDefinition> Definitions(string dockerfilePath)
    {
        if (Request.Services is { } given) return [.. given.Where(service => service.DockerfilePath == dockerfilePath)];
        if (Request.Context is { } context)
        {
            var byHand = new ServiceDefinition
            {
                Name = ServiceName.Of(dockerfilePath),
                DockerfilePath = dockerfilePath,
                ContextPath = context,
                ContextEvidence = "--context",
                Kind = EvidenceKind.Configuration,
                Target = Request.Target,
            };
            return Request.Command is null ? Finder(starts.Value).Commands(byHand) : [byHand];
        }

        ServiceFinder finder = Finder(Evidence);
        IReadOnlyList<ServiceDefinition> configured = ConfiguredServices.Of(Request.Settings, dockerfilePath, () => finder.Find(dockerfilePath)[0]);
        return configured.Count > 0 ? configured : [.. finder.Find(dockerfilePath).Select(definition => OpenTargets.Choose(definition, Dockerfile(dockerfilePath)))];
    }

    private ServiceFinder Finder(ServiceEvidence said) => new(said, MissingSources, DecidingArguments, LastStage);

    private string? LastStage(string dockerfilePath)
    {
        IReadOnlyList<Instruction> instructions = Dockerfile(dockerfilePath)?.Instructions ?? [];
        for (int i = instructions.Count - 1; i >= 0; i--)
        {
            // FROM base AS name
            if (instructions[i].Keyword == "FROM") return instructions[i].Arguments.Count > 2 ? instructions[i].Arguments[2].Text : null;
        }

        return null;
    }

    /// <summary>Arguments of a Dockerfile that decide what is in the image.</summary>
    public IReadOnlyList<string> DecidingArguments(string dockerfilePath) => Dockerfile(dockerfilePath) is { } dockerfile ? OpenArguments.Deciding(dockerfile) : [];

    private ImageBuild Simulate(DockerfileSyntax dockerfile, string contextPath, ServiceDefinition definition, IFileTree repository, IReadOnlyList<string> above)
    {
        IReadOnlyDictionary<string, string> arguments = Merged(definition.BuildArguments, Request.BuildArguments);
        string? key = ReferenceEquals(repository, Repository) && above.Count == 0 ? Key(dockerfile.Path, contextPath, definition, arguments) : null;
        ConcurrentDictionary<string, ImageBuild>? kept = key is null ? null : builds.GetOrAdd(dockerfile.Path, static _ => new(StringComparer.Ordinal));
        if (kept is not null && kept.TryGetValue(key!, out ImageBuild? known)) return known;
        var bases = new RepositoryImages(this, definition, [.. above, dockerfile.Path]);
        ImageBuild build = ImageSimulator.Build(new BuildRequest
        {
            Dockerfile = dockerfile,
            Repository = repository,
            ContextPath = contextPath,
            Target = Request.Target ?? definition.Target,
            BuildArguments = arguments,
            NamedContexts = Merged(definition.NamedContexts, Request.NamedContexts),
            OpenArguments = Request.TakesArgumentsAsGiven ? [] : [.. OpenArguments.Of(dockerfile, arguments), .. OpenArguments.OfCommands(dockerfile, definition.UnknownArguments)],
            Interpreter = new InterpreterChain(new DotNetRunInterpreter(ProjectFiles), new InstallInterpreter()),
            Contexts = Contexts,
            BaseImages = bases,
        });
        build.BaseBuilds = bases.Builds;
        kept?.TryAdd(key!, build);
        return build;
    }

    private static string Key(string dockerfile, string context, ServiceDefinition definition, IReadOnlyDictionary<string, string> arguments)
    {
        var key = new StringBuilder(dockerfile).Append('\n').Append(context).Append('\n').Append(definition.Target);
        foreach (IReadOnlyDictionary<string, string> values in new[] { arguments, definition.NamedContexts, definition.NamedImages })
        {
            key.Append('\n');
            foreach (KeyValuePair<string, string> pair in values) key.Append('\0').Append(pair.Key).Append('=').Append(pair.Value);
        }

        foreach (string name in definition.UnknownArguments) key.Append('\n').Append(name);
        return key.ToString();
    }

    private static IReadOnlyDictionary<string, string> Merged(IReadOnlyDictionary<string, string> below, IReadOnlyDictionary<string, string> above)
    {
        if (above.Count == 0) return below;
        if (below.Count == 0) return above;
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in below) merged[pair.Key] = pair.Value;
        foreach (KeyValuePair<string, string> pair in above) merged[pair.Key] = pair.Value;
        return merged;
    }

    private static DockerfileSyntax? Parse(IFileTree repository, string path) =>
        repository.Read(path) is { } bytes ? DockerfileParser.Parse(path, bytes.Span) : null;
}
