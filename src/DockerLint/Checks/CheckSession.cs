using System;
using System.Collections.Concurrent;
using DockerLint.Dockerfiles;
using DockerLint.Files;
using DockerLint.Images;
using DockerLint.Installs;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks;

/// <summary>What the services of one run share, so that a file is read, parsed and scanned once.</summary>
internal sealed class CheckSession
{
    private readonly ConcurrentDictionary<string, DockerfileSyntax?> dockerfiles = new(StringComparer.Ordinal);

    public CheckSession(CheckRequest request)
    {
        Request = request;
        Repository = request.Repository;
        Directories = new DirectoryCache(Repository);
        GitIgnore = new GitIgnore(Repository);
    }

    public CheckRequest Request { get; }

    public IFileTree Repository { get; }

    public DirectoryCache Directories { get; }

    public GitIgnore GitIgnore { get; }

    public ScanCache Scans { get; } = new();

    /// <summary>The parsed Dockerfile; null where it cannot be read.</summary>
    public DockerfileSyntax? Dockerfile(string path) => dockerfiles.GetOrAdd(path, key => Parse(Repository, key));

    /// <summary>The simulated build of a service as it stands.</summary>
    public ImageBuild Simulate(DockerfileSyntax dockerfile, string contextPath, string? target) => Simulate(dockerfile, contextPath, target, Repository);

    /// <summary>The simulated build of a service in a repository with edits.</summary>
    public ImageBuild Simulate(ServiceModel service, IFileTree repository) =>
        Simulate(Parse(repository, service.Dockerfile.Path) ?? service.Dockerfile, service.ContextPath, service.Target, repository);

    private ImageBuild Simulate(DockerfileSyntax dockerfile, string contextPath, string? target, IFileTree repository) =>
        ImageSimulator.Build(new BuildRequest
        {
            Dockerfile = dockerfile,
            Repository = repository,
            ContextPath = contextPath,
            Target = target,
            BuildArguments = Request.BuildArguments,
            NamedContexts = Request.NamedContexts,
            Interpreter = new InstallInterpreter(),
        });

    private static DockerfileSyntax? Parse(IFileTree repository, string path) =>
        repository.Read(path) is { } bytes ? DockerfileParser.Parse(path, bytes.Span) : null;
}
