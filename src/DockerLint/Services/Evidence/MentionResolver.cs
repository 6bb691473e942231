using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Services.Evidence;

/// <summary>A mention whose Dockerfile and context exist in the repository.</summary>
internal sealed record BuildEvidence(BuildMention Mention, string Dockerfile, string Context, IReadOnlyDictionary<string, string> Holes);

/// <summary>Finds the files that mentions speak of.</summary>
internal sealed class MentionResolver(IFileTree repository, IReadOnlyList<string> dockerfiles)
{
    // The names that BuildKit, buildx and podman try in a context, in this order.
    private static readonly string[] DefaultNames = ["Dockerfile", "dockerfile", "Containerfile"];

    // A template that fits more files than this says nothing about any of them.
    private const int MaximumFits = 64;

    private static readonly Dictionary<string, string> NoHoles = [];

    /// <summary>The builds that a mention stands for: none when its files do not exist, several when an unknown stretch fits several.</summary>
    public IReadOnlyList<BuildEvidence> Resolve(BuildMention mention)
    {
        foreach (string directory in mention.Directories)
        {
            IReadOnlyList<BuildEvidence> found = ResolveIn(mention, directory);
            if (found.Count > 0) return found;
        }

        // Of a file nothing of which is known, neither reading says anything.
        if (mention.Dockerfile is { } written && (!Holes.In(written) || Holes.KnownLength(written) > 0))
        {
            // People mix up whether a Dockerfile is relative to the context; where only the other reading names a file, that is meant.
            foreach (string directory in mention.Directories)
            {
                IReadOnlyList<BuildEvidence> found = ResolveIn(mention with { DockerfileIsInContext = !mention.DockerfileIsInContext }, directory);
                if (found.Count > 0) return found;
            }
        }

        // "$ROOT/services/api": where nothing else fits, an unknown beginning is the root of the repository.
        return (Holes.Leading(mention.Context) ?? Holes.Leading(mention.Dockerfile ?? "")) is { } root
            ? ResolveIn(WithRoot(mention, root), TreePath.Root)
            : [];
    }

    private static BuildMention WithRoot(BuildMention mention, string hole)
    {
        var root = new Dictionary<string, string>(StringComparer.Ordinal) { [hole] = "." };
        return mention with
        {
            Context = Holes.Fill(mention.Context, root),
            Dockerfile = mention.Dockerfile is { } dockerfile ? Holes.Fill(dockerfile, root) : null,
        };
    }

    private IReadOnlyList<BuildEvidence> ResolveIn(BuildMention mention, string directory)
    {
        if (RepositoryPaths.Resolve(directory, mention.Context, mention.AbsoluteIsRepository) is not { } context) return [];
        if (mention.StartIn is { } startIn && directory != mention.Directories[0]) mention = mention with { Start = startIn(directory) };
        if (mention.Dockerfile is not { } written)
            return Holes.In(context) ? Fit(mention, TreePath.Child(context, DefaultNames[0]), context) : Default(mention, context);
        string start = mention.DockerfileIsInContext ? context : directory;
        if (RepositoryPaths.Resolve(start, written, mention.AbsoluteIsRepository) is not { } dockerfile) return [];
        if (Holes.In(dockerfile)) return Fit(mention, dockerfile, context);
        if (repository.Stat(dockerfile).Kind != NodeKind.File) return [];
        // The Dockerfile is certain, the context is not: that is no evidence for a context.
        if (Holes.In(context) || repository.Stat(context).Kind != NodeKind.Directory) return [];
        return [new BuildEvidence(mention, dockerfile, context, NoHoles)];
    }

    private IReadOnlyList<BuildEvidence> Default(BuildMention mention, string context)
    {
        foreach (string name in DefaultNames)
        {
            string path = TreePath.Child(context, name);
            if (repository.Stat(path).Kind == NodeKind.File) return [new BuildEvidence(mention, path, context, NoHoles)];
        }

        return [];
    }

    private List<BuildEvidence> Fit(BuildMention mention, string template, string context)
    {
        var found = new List<BuildEvidence>();
        // "$dir/Dockerfile" alone fits everything: only a context that moves with it says something.
        bool isTelling = Holes.KnownLength(template.EndsWith("/Dockerfile", StringComparison.Ordinal) ? TreePath.Parent(template) : template) > 0 || Holes.In(context);
        // "$dir/$file": where the one ends and the other begins, nobody can tell.
        if (!isTelling || Holes.Touch(template)) return found;
        foreach (string dockerfile in dockerfiles)
        {
            if (Holes.Match(template, dockerfile) is not { } holes) continue;
            string filled = Holes.Fill(context, holes);
            if (Holes.In(filled) || RepositoryPaths.Resolve(TreePath.Root, filled, true) is not { } clean) continue;
            if (repository.Stat(clean).Kind != NodeKind.Directory) continue;
            if (found.Count == MaximumFits) return [];
            found.Add(new BuildEvidence(mention, dockerfile, clean, holes));
        }

        return found;
    }
}
