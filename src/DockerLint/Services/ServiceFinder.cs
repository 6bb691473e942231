using System;
using System.Collections.Generic;
using DockerLint.Services.Compose;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>Chooses, for each Dockerfile, the services that its evidence stands for.</summary>
/// <param name="evidence">What the repository says.</param>
/// <param name="missingSources">How many sources of COPY a build would lack.</param>
/// <param name="usedArguments">The arguments of a Dockerfile that decide what is in its image.</param>
/// <param name="lastStage">The name of the last stage of a Dockerfile; null where it has none.</param>
internal sealed class ServiceFinder(
    ServiceEvidence evidence, Func<ServiceDefinition, int> missingSources, Func<string, IReadOnlyList<string>> usedArguments, Func<string, string?> lastStage)
{

    /// <summary>The services of one Dockerfile; one without context when nothing speaks of it.</summary>
    public IReadOnlyList<ServiceDefinition> Find(string dockerfile)
    {
        List<ServiceDefinition> all = Definitions(dockerfile);
        if (all.Count == 0) return new ServiceVariants(dockerfile, null).Named(WithTasks(Unspoken(dockerfile)));
        List<ServiceDefinition> best = BestContexts(all, out int missing);
        if (Outdated(best[0], missing) is { } note) return [Unspoken(dockerfile) with { Notes = [note], Start = best[0].Start, ImageTags = best[0].ImageTags }];
        var variants = new ServiceVariants(dockerfile, lastStage(dockerfile));
        return variants.Named(variants.Distinct(best));
    }

    /// <summary>With the commands of which only said is that they run in the image of the repository.</summary>
    private List<ServiceDefinition> WithTasks(ServiceDefinition definition)
    {
        var all = new List<ServiceDefinition> { definition };
        foreach (ImageUse use in evidence.Uses)
        {
            if (use.Image.Length == 0 && IsMeant(use, definition)) all.Add(definition with { Name = use.Name, Start = use.Start });
        }

        return all;
    }

    private static ServiceDefinition Unspoken(string dockerfile) => new() { Name = ServiceName.Of(dockerfile), DockerfilePath = dockerfile };

    /// <summary>
    /// Under the context that the evidence names, sources are absent most of which exist under another directory above: an old
    /// instruction, or a script misread. The more is absent and the weaker the evidence, the surer that is.
    /// </summary>
    private string? Outdated(ServiceDefinition best, int missing)
    {
        if (missing < (best.Kind >= EvidenceKind.Makefile ? 1 : 2)) return null;
        for (string directory = TreePath.Parent(best.DockerfilePath); ; directory = TreePath.Parent(directory))
        {
            int there = directory == best.ContextPath ? missing : missingSources(best with { ContextPath = directory });
            if (there < missing && (best.Kind >= EvidenceKind.Makefile || there * 2 < missing))
                return $"{best.ContextEvidence} names the build context {TreePath.Display(best.ContextPath!)}, where {missing} of the copied paths do not exist";
            if (directory.Length == 1) return null;
        }
    }

    private List<ServiceDefinition> Definitions(string dockerfile)
    {
        var all = new List<ServiceDefinition>();
        IReadOnlyList<string> used = usedArguments(dockerfile);
        foreach (BuildEvidence build in evidence.Of(dockerfile))
        {
            // What people are told to type, and development containers, speak only where nothing else does.
            if (all.Count > 0 && all[0].Kind < EvidenceKind.DevContainer && build.Mention.Kind >= EvidenceKind.DevContainer) continue;
            ServiceDefinition definition = ServiceBuilds.Of(build, used);
            all.Add(definition);
            foreach (ImageUse use in evidence.Uses)
            {
                if (use.Start.ChangesCommand && IsMeant(use, definition) && !IsExactlyAnother(definition, use) && IsNearest(build, use, dockerfile))
                    all.Add(definition with { Name = use.Name, Start = use.Start });
            }
        }

        return all;
    }

    private bool IsMeant(ImageUse use, ServiceDefinition definition) =>
        use.Image.Length == 0 ? evidence.Dockerfiles.Count == 1 : ImageNames.AnyIs(definition.ImageTags, use.Image);

    /// <summary><c>app:dev</c> and <c>app:tools</c> may be images of different Dockerfiles: where some build gives the whole name, that one is meant.</summary>
    private bool IsExactlyAnother(ServiceDefinition definition, ImageUse use) =>
        evidence.IsWholeName(use.Image) && !ImageNames.AnyIsExactly(definition.ImageTags, use.Image);

    /// <summary>
    /// Of the builds that give an image its name, a container runs the one of its own file; else the one of the files that are laid
    /// under its own, and not the one of another file that is laid over them.
    /// </summary>
    private bool IsNearest(BuildEvidence build, ImageUse use, string dockerfile)
    {
        int own = Distance(build, use);
        foreach (BuildEvidence other in evidence.Of(dockerfile))
        {
            if (Distance(other, use) < own && ImageNames.AnyIs(ServiceBuilds.Of(other, []).ImageTags, use.Image)) return false;
        }

        return true;
    }

    private static int Distance(BuildEvidence build, ImageUse use)
    {
        BuildMention mention = build.Mention;
        if (mention.File == use.File) return 0;
        if (mention.Kind != EvidenceKind.Compose || use.Kind != EvidenceKind.Compose || TreePath.Parent(mention.File) != TreePath.Parent(use.File)) return 2;
        return ComposeSource.IsBase(mention.File) ? 1 : 3;
    }

    /// <summary>The services that only the command sets apart, for a build whose Dockerfile and context are given.</summary>
    /// <param name="given">The build.</param>
    public IReadOnlyList<ServiceDefinition> Commands(ServiceDefinition given)
    {
        var variants = new ServiceVariants(given.DockerfilePath, lastStage(given.DockerfilePath));
        List<ServiceDefinition> all = WithTasks(given);
        foreach (ServiceDefinition found in Definitions(given.DockerfilePath))
        {
            if (variants.SamePlace(found, given) && found.Start is { ChangesCommand: true } start) all.Add(given with { Name = found.Name, Start = start });
        }

        return variants.Named(variants.Distinct(all));
    }

    /// <summary>Contexts under which more of what is copied is absent than under another are misread, or of another time.</summary>
    private List<ServiceDefinition> BestContexts(List<ServiceDefinition> all, out int fewest)
    {
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        int least = int.MaxValue;
        foreach (ServiceDefinition definition in all)
        {
            if (missing.ContainsKey(definition.ContextPath!)) continue;
            int count = missingSources(definition);
            missing[definition.ContextPath!] = count;
            least = Math.Min(least, count);
        }

        fewest = least;
        return all.FindAll(definition => missing[definition.ContextPath!] == least);
    }
}
