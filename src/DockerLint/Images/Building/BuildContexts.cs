using System;
using System.Collections.Generic;
using DockerLint.Files;
using DockerLint.Images.Copying;
using DockerLint.Images.Run;
using DockerLint.Images.Trees;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Images.Building;

/// <summary>The build context and the named ones, with what the plan asks of each.</summary>
internal sealed class BuildContexts
{
    private readonly Dictionary<string, ContextSource> named = new(StringComparer.Ordinal);

    public BuildContexts(BuildRequest request, BuildPlan plan, List<BuildProblem> problems)
    {
        bool isWindows = plan.Stages.Exists(stage => stage.IsWindows);
        SharedContexts shared = request.Contexts is { } given && ReferenceEquals(given.Repository, request.Repository) ? given : new SharedContexts(request.Repository);
        Main = new ContextSource(shared, request.ContextPath, shared.Ignore(request.Dockerfile.Path, request.ContextPath, isWindows), Sources(plan, null));
        Check(Main, problems);
        foreach (KeyValuePair<string, string> context in request.NamedContexts)
        {
            IgnoreFile ignore = shared.Ignore(context.Value + "/", context.Value, isWindows);
            named[context.Key] = new ContextSource(shared, context.Value, ignore, Sources(plan, context.Key));
        }
    }

    /// <summary>The build context.</summary>
    public ContextSource Main { get; }

    /// <summary>A named context.</summary>
    public ContextSource Named(string name) => named[name];

    /// <summary>The context whose files a tree shows, or null.</summary>
    public ContextSource? SourceOf(ExactTree tree)
    {
        if (ReferenceEquals(tree, Main.Tree)) return Main;
        foreach (ContextSource context in named.Values)
        {
            if (ReferenceEquals(tree, context.Tree)) return context;
        }

        return null;
    }

    /// <summary>The sources of the plan in one context, clean; the root stands for everything.</summary>
    private static List<string> Sources(BuildPlan plan, string? name)
    {
        var sources = new List<string>();
        foreach (StagePlan stage in plan.Stages)
        {
            if (name is not null && stage.Base.Kind == SourceKind.NamedContext && stage.Base.Name == name) sources.Add(TreePath.Root);
            // On Windows another spelling names the same file.
            if (stage.IsWindows) sources.Add(TreePath.Root);
            foreach (PlanStep step in stage.Steps)
            {
                if (step is CopyPlan copy && IsFrom(copy.From, name))
                {
                    foreach (CopySource source in copy.Sources)
                    {
                        bool isRemote = copy.Instruction.Keyword == "ADD" && source.Text is { } text && RemoteSource.Parse(text) is not null;
                        if (!isRemote) sources.Add(source.Text is null ? TreePath.Root : TreePath.Clean(source.Text));
                    }
                }

                if (step is not RunPlan run) continue;
                foreach (KeyValuePair<RunMount, SourceReference> mount in run.Mounts)
                {
                    if (mount.Key.Type == "bind" && IsFrom(mount.Value, name)) sources.Add(mount.Key.Source);
                }
            }
        }

        return sources;
    }

    private static bool IsFrom(SourceReference reference, string? name) =>
        name is null ? reference.Kind == SourceKind.Context : reference.Kind == SourceKind.NamedContext && reference.Name == name;

    /// <summary>An ignore file that BuildKit refuses fails the build, as soon as the context is sent.</summary>
    private static void Check(ContextSource context, List<BuildProblem> problems)
    {
        IgnoreFile ignore = context.Ignore;
        string? error = ignore.Error;
        int line = ignore.ErrorLine;
        if (error is null && ignore.Patterns.Count > 0)
        {
            foreach (DirectoryEntry entry in context.RootEntries)
            {
                IgnoreDecision decision = ignore.Decide(ignore.Root, entry.Name);
                if (decision.Error is null) continue;
                error = decision.Error;
                line = decision.Pattern?.Line ?? 0;
                break;
            }
        }

        if (error is null) return;
        problems.Add(new BuildProblem
        {
            Kind = BuildProblemKind.InvalidIgnoreFile,
            Message = TreePath.Display(ignore.Path) + ": " + error,
            Span = SourceSpan.OnLine(Math.Max(line, 1), 1, 1),
            RepositoryPath = ignore.Path,
        });
    }
}
