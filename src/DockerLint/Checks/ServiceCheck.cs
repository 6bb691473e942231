using System;
using System.Collections.Generic;
using DockerLint.Checks.Python;
using DockerLint.Dockerfiles;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using DockerLint.Rules;
using DockerLint.Services;
using DockerLint.Services.Evidence;
using DockerLint.StartCommands;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>What the check of one service gives.</summary>
internal sealed record ServiceResult(ServiceReport Report, IReadOnlyList<Finding> Findings, ServiceComments? Comments);

/// <summary>Checks one service: builds its model, runs the rules, and tells how far it could see.</summary>
internal static class ServiceCheck
{
    public static ServiceResult Run(CheckSession session, ServiceDefinition definition)
    {
        if (Model(session, definition) is not { } model)
            return new ServiceResult(Skipped(definition, "the Dockerfile cannot be read"), [], null);
        if (IsPutTogetherByTaskgraph(model.Dockerfile)) return new ServiceResult(Report(model) with { Status = ServiceStatus.Skipped, Notes = ["taskgraph puts its build context together (# %include): it is not checked"] }, [], null);
        if (IsTemplate(model.Dockerfile)) return new ServiceResult(Report(model) with { Status = ServiceStatus.Skipped, Notes = ["a template of a Dockerfile: it is not checked"] }, [], null);
        var findings = new List<Finding>();
        foreach (IRule rule in RuleCatalog.All)
        {
            if (session.Request.Chooses(rule.Descriptor.Id) && !RuleNames.AnyCovers(definition.Ignore, rule.Descriptor.Id)) findings.AddRange(rule.Check(model));
        }

        return new ServiceResult(Report(model), findings, session.Request.IgnoresSuppressions ? null : ServiceComments.Of(model));
    }

    /// <summary>Is it a Dockerfile that can be built as it stands?</summary>
    public static bool IsCheckable(CheckSession session, string dockerfile) => session.Dockerfile(dockerfile) is { } syntax && !IsTemplate(syntax);

    /// <summary>The model of a service; null where its Dockerfile cannot be read.</summary>
    public static ServiceModel? Model(CheckSession session, ServiceDefinition definition)
    {
        if (session.Dockerfile(definition.DockerfilePath) is not { } dockerfile) return null;
        CheckRequest request = session.Request;
        ContextGuess.Result guess = definition.ContextPath is { } context
            ? new ContextGuess.Result(context, session.Simulate(dockerfile, context, definition), definition.ContextEvidence, IsPoor: false)
            : Guess(session, definition, dockerfile);
        IReadOnlyList<string> open = OpenArguments.Of(dockerfile, Given(definition, request));
        IReadOnlyList<BindMount> mounts = CodeMounts.Of(definition, session.Repository);
        string? opaque = CodeMounts.OverCode(definition, definition.Start?.WorkingDirectory ?? guess.Build.Image.Config.WorkingDirectory);
        var model = new ServiceModel
        {
            HasMountedCode = mounts.Count > 0 || opaque is not null,
            Session = session,
            Definition = definition,
            Name = definition.Name,
            Dockerfile = dockerfile,
            ContextPath = guess.Path,
            ContextEvidence = guess.Evidence,
            // What people are told to type is often of another time; where it fits badly it proves nothing.
            IsGuess = guess.IsPoor || (definition.Kind >= EvidenceKind.DevContainer && definition.Kind != EvidenceKind.Guess && ContextGuess.MissingSources(guess.Build) > 0),
            Target = request.Target ?? definition.Target,
            Command = request.Command ?? definition.Command,
            Build = guess.Build,
        };
        if (guess.IsPoor) model.Note("nothing in the repository names the build context, and under no directory does everything exist that the Dockerfile copies: findings are warnings at most");
        foreach (string name in open) model.Note($"build argument {name} has no default, and nothing says which value it gets");
        foreach (BindMount mount in mounts)
            model.Note($"{TreePath.Display(definition.Start!.File)} lays {TreePath.Display(mount.Source)} over {mount.Target} when it runs: findings are warnings at most");
        if (opaque is not null) model.Note($"{TreePath.Display(definition.Start!.File)} lays a directory of the host over {opaque} when it runs: findings are warnings at most");
        foreach (string note in definition.Notes) model.Note(note);
        foreach (string note in guess.Build.Notes) model.Note(note);
        return model;
    }

    private static ContextGuess.Result Guess(CheckSession session, ServiceDefinition definition, DockerfileSyntax dockerfile)
    {
        // Another target, or a context in the place of a stage, may leave the last stage unbuilt.
        CheckRequest request = session.Request;
        bool buildsLast = (request.Target ?? definition.Target) is null && request.NamedContexts.Count == 0 && definition.NamedContexts.Count == 0;
        List<string> sources = buildsLast ? AbsentSources.Plain(dockerfile) : [];
        return ContextGuess.Of(
            definition.DockerfilePath,
            candidate => session.Simulate(dockerfile, candidate, definition),
            candidate => AbsentSources.In(candidate, sources, dockerfile.Path, session.Repository),
            ContextGuess.CopiedSources(dockerfile),
            build => StartCommandReader.FindsItsFiles(dockerfile, build, request.Command ?? definition.Command) && DotNetBuildReader.FindsItsProjects(build));
    }

    private static Dictionary<string, string> Given(ServiceDefinition definition, CheckRequest request)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in definition.BuildArguments) given[pair.Key] = pair.Value;
        foreach (KeyValuePair<string, string> pair in request.BuildArguments) given[pair.Key] = pair.Value;
        return given;
    }

    /// <summary>
    /// Comments <c># %include PATH</c> (taskgraph documentation, "Docker Images"): the context is the Dockerfile's directory with what they
    /// name below <c>topsrcdir</c>, and the arguments are given to kaniko, which needs no ARG for those of FROM.
    /// </summary>
    private static bool IsPutTogetherByTaskgraph(DockerfileSyntax dockerfile)
    {
        foreach (string line in dockerfile.Lines)
        {
            if (line.StartsWith("# %include", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>What is no Dockerfile until some program has filled it in.</summary>
    private static bool IsTemplate(DockerfileSyntax dockerfile)
    {
        if (dockerfile.Errors.Count == 0) return NamesPlaceholder(dockerfile);
        bool isPlainName = TreePath.Name(dockerfile.Path).IndexOf('.') < 0;
        if (!isPlainName && !HasStage(dockerfile)) return true;
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            // "{packages}", "@PACKAGES@", "%%PACKAGES%%" on a line of its own.
            if (instruction.Keyword.Length > 2 && instruction.Keyword[0] is '{' or '@' or '%' or '<') return true;
        }

        foreach (string line in dockerfile.Lines)
        {
            if (line.IndexOf("{{", StringComparison.Ordinal) >= 0 || line.IndexOf("{%", StringComparison.Ordinal) >= 0 || line.IndexOf("<%", StringComparison.Ordinal) >= 0) return true;
        }

        return false;
    }

    // ARG BASE={{ base.image }}: no name of an image has braces of that sort.
    private static bool NamesPlaceholder(DockerfileSyntax dockerfile)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword is "FROM" or "ARG" && instruction.Original.IndexOf("{{", StringComparison.Ordinal) >= 0) return true;
        }

        return false;
    }

    /// <summary>A piece that some program puts together with others has no FROM of its own.</summary>
    private static bool HasStage(DockerfileSyntax dockerfile)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword == "FROM") return true;
        }

        return false;
    }

    /// <summary>What a report says of a service.</summary>
    public static ServiceReport Report(ServiceModel model)
    {
        var commands = new List<CommandReport>();
        foreach (EntryPoint entry in model.Python.Entries)
        {
            string evidence = entry.Trail.Count == 0
                ? TreePath.Display(model.Dockerfile.Path)
                : TreePath.Display(TreePath.Clean(entry.Trail[0].File)) + ":" + entry.Trail[0].Line;
            commands.Add(new CommandReport(entry.CommandText, entry.Launcher, entry.Module ?? entry.FilePath, evidence));
            if (entry.UnknownBecause is { } cause && !IsOfDotNet(model, entry)) model.Note($"start command {entry.CommandText}: {cause}");
            foreach (string note in entry.Notes) model.Note(note);
        }

        foreach (string note in model.Projects?.Notes ?? []) model.Note(note);
        return new ServiceReport
        {
            Name = model.Name,
            Dockerfile = TreePath.Display(model.Dockerfile.Path),
            Context = TreePath.Display(model.ContextPath),
            ContextEvidence = model.ContextEvidence,
            Target = model.Target,
            Commands = commands,
            Status = model.Notes.Count > 0 ? ServiceStatus.Partial : ServiceStatus.Checked,
            Modules = model.Python.ModuleCount,
            Notes = model.Notes,
        };
    }

    /// <summary>A program of .NET starts no Python, and what it starts is looked at by its own rules.</summary>
    private static bool IsOfDotNet(ServiceModel model, EntryPoint entry) =>
        entry.UnknownBecause!.EndsWith(CommandFollower.StartsNoPython, StringComparison.Ordinal)
        && (model.Projects is not null || entry.CommandText.StartsWith("dotnet ", StringComparison.Ordinal));

    /// <summary>What a report says of a service that was not looked at.</summary>
    public static ServiceReport Skipped(ServiceDefinition definition, string note) => new()
    {
        Name = definition.Name,
        Dockerfile = TreePath.Display(definition.DockerfilePath),
        Context = TreePath.Display(definition.ContextPath ?? TreePath.Root),
        ContextEvidence = definition.ContextEvidence,
        Status = ServiceStatus.Skipped,
        Notes = [note],
    };
}
