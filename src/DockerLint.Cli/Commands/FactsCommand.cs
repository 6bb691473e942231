using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Cli.Facts;
using DockerLint.Facts;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Writes down what a check of a project's Dockerfiles reads, for the analyzer inside the compiler. Called by the package's targets.</summary>
internal sealed class FactsCommand : ICommand
{
    private static readonly Option Build = new("--build", "FILE", "what the build has evaluated: lines of name|value");

    public string Name => "facts";

    public string Summary => "writes the facts that the analyzer checks; DockerLint.Analyzers calls it in a build";

    public string Operands => "";

    public IReadOnlyList<Option> Options { get; } = [Build];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        string file = Path.GetFullPath(arguments.Value(Build) ?? throw new UsageException("facts needs --build FILE", Name));
        BuildList build = BuildList.Read(file);
        List<string> dockerfiles = Dockerfiles(build);
        if (dockerfiles.Count == 0) throw new UsageException("the build names no Dockerfile");
        string root = build.One("root") is { } named ? Path.GetFullPath(named) : RepositoryRoot.Of(dockerfiles[0], [.. dockerfiles, .. build.All("near")]);
        if (!Directory.Exists(root)) throw new UsageException("there is no directory " + root + " (DockerLintRoot)");

        string? outside = dockerfiles.Find(dockerfile => !IsBelow(dockerfile, root));
        if (outside is not null) throw new UsageException(outside + " lies outside of the repository " + root + " (DockerLintRoot)");

        ParsedArguments request = Arguments(build, root, dockerfiles);
        DiskFileTree tree = Repository.Open(request, Name);
        CheckRequest check = Repository.Request(request, tree, Name);
        string facts = RepositoryFacts.Record(check, tree.DiskRoot, out RecordingTree recorder);
        FactFiles.Write(Path.GetDirectoryName(file)!, facts, recorder, tree, Evidence(facts, check, tree));
        return ExitCodes.Clean;
    }

    /// <summary>Dockerfiles that the project names, and those found beside it by their names.</summary>
    private static List<string> Dockerfiles(BuildList build)
    {
        var dockerfiles = new List<string>();
        foreach (string path in build.All("dockerfile").Concat(build.All("found").Where(path => DockerfileFinder.IsDockerfileName(Path.GetFileName(path)))))
        {
            string full = Path.GetFullPath(path);
            if (File.Exists(full) && !dockerfiles.Contains(full)) dockerfiles.Add(full);
        }

        return dockerfiles;
    }

    private static ParsedArguments Arguments(BuildList build, string root, IEnumerable<string> dockerfiles)
    {
        var arguments = new ParsedArguments();
        arguments.Operands.Add(root);
        foreach (string dockerfile in dockerfiles) arguments.Add(CommonOptions.Dockerfile, dockerfile);
        if (build.One("context") is { } context) arguments.Add(CommonOptions.Context, Path.GetFullPath(context));
        if (build.One("target") is { } target) arguments.Add(CommonOptions.Target, target);
        foreach (string pair in build.All("argument")) arguments.Add(CommonOptions.BuildArg, pair);
        return arguments;
    }

    private static bool IsBelow(string path, string root) => !Path.GetRelativePath(root, path).StartsWith("..", StringComparison.Ordinal);

    /// <summary>The files that evidence and configuration stand in: their change may make other services.</summary>
    private static IEnumerable<string> Evidence(string facts, CheckRequest check, DiskFileTree tree)
    {
        if (check.Settings.File is { } settings) yield return Path.GetFullPath(settings);
        foreach (ServiceDefinition service in RepositoryFacts.Read(facts)!.Services)
        {
            string name = service.ContextEvidence.Split(':')[0];
            if (name.Length > 0 && tree.Stat(TreePath.Clean(name)).Kind == NodeKind.File) yield return tree.DiskPath(TreePath.Clean(name));
        }
    }
}
