using System;
using System.Collections.Generic;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using DockerLint.Rules;
using DockerLint.Services;
using DockerLint.StartCommands;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>What the check of one service gives.</summary>
internal sealed record ServiceResult(ServiceReport Report, IReadOnlyList<Finding> Findings, ServiceModel? Model);

/// <summary>Checks one service: builds its model, runs the rules, and tells how far it could see.</summary>
internal static class ServiceCheck
{
    public static ServiceResult Run(CheckSession session, string dockerfilePath)
    {
        if (Model(session, dockerfilePath) is not { } model)
            return new ServiceResult(Skipped(dockerfilePath, "the Dockerfile cannot be read"), [], null);
        var findings = new List<Finding>();
        foreach (IRule rule in RuleCatalog.All)
        {
            if (IsChosen(session.Request, rule.Descriptor.Id)) findings.AddRange(rule.Check(model));
        }

        return new ServiceResult(Report(model), findings, model);
    }

    /// <summary>The model of the service that a Dockerfile makes; null where the file cannot be read.</summary>
    public static ServiceModel? Model(CheckSession session, string dockerfilePath)
    {
        if (session.Dockerfile(dockerfilePath) is not { } dockerfile) return null;
        CheckRequest request = session.Request;
        ContextGuess.Result guess = request.Context is { } context
            ? new ContextGuess.Result(context, session.Simulate(dockerfile, context, request.Target), "--context", IsPoor: false)
            : ContextGuess.Of(
                dockerfilePath,
                candidate => session.Simulate(dockerfile, candidate, request.Target),
                build => StartCommandReader.FindsItsFiles(dockerfile, build, request.Command));
        IReadOnlyList<string> open = OpenArguments.Of(dockerfile, request.BuildArguments);
        var model = new ServiceModel
        {
            HasOpenArguments = open.Count > 0,
            Session = session,
            Name = NameOf(dockerfilePath),
            Dockerfile = dockerfile,
            ContextPath = guess.Path,
            ContextEvidence = guess.Evidence,
            IsGuess = guess.IsPoor,
            Target = request.Target,
            Command = request.Command,
            Build = guess.Build,
        };
        if (guess.IsPoor) model.Note("nothing in the repository names the build context, and under no directory does everything exist that the Dockerfile copies: findings are warnings at most");
        foreach (string name in open) model.Note($"build argument {name} has no default and nothing gives it a value: findings are warnings at most");
        foreach (string note in guess.Build.Notes) model.Note(note);
        return model;
    }

    private static bool IsChosen(CheckRequest request, string id) =>
        (request.Select.Count == 0 || StartsWithAny(id, request.Select)) && !StartsWithAny(id, request.Ignore);

    private static bool StartsWithAny(string id, IReadOnlyList<string> beginnings)
    {
        foreach (string beginning in beginnings)
        {
            if (id.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>The directory that holds the Dockerfile; what the file's own name adds (<c>Dockerfile.worker</c>) behind a dash.</summary>
    private static string NameOf(string dockerfilePath)
    {
        string directory = TreePath.Name(TreePath.Parent(dockerfilePath));
        string name = TreePath.Name(dockerfilePath);
        int dot = name.IndexOf('.');
        string own = dot < 0 ? "" : name.StartsWith("dockerfile", StringComparison.OrdinalIgnoreCase) || name.StartsWith("containerfile", StringComparison.OrdinalIgnoreCase)
            ? name.Substring(dot + 1)
            : name.Substring(0, dot);
        return directory.Length == 0 ? (own.Length == 0 ? "root" : own) : own.Length == 0 ? directory : directory + "-" + own;
    }

    private static ServiceReport Report(ServiceModel model)
    {
        var commands = new List<CommandReport>();
        foreach (EntryPoint entry in model.Python.Entries)
        {
            string evidence = entry.Trail.Count == 0
                ? TreePath.Display(model.Dockerfile.Path)
                : TreePath.Display(TreePath.Clean(entry.Trail[0].File)) + ":" + entry.Trail[0].Line;
            commands.Add(new CommandReport(entry.CommandText, entry.Launcher, entry.Module ?? entry.FilePath, evidence));
            if (entry.UnknownBecause is { } cause) model.Note($"start command {entry.CommandText}: {cause}");
            foreach (string note in entry.Notes) model.Note(note);
        }

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

    private static ServiceReport Skipped(string dockerfilePath, string note) => new()
    {
        Name = NameOf(dockerfilePath),
        Dockerfile = TreePath.Display(dockerfilePath),
        Context = ".",
        ContextEvidence = "none",
        Status = ServiceStatus.Skipped,
        Notes = [note],
    };
}
