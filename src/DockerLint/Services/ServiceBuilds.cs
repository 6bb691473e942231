using System;
using System.Collections.Generic;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>Makes a service of a build that evidence names.</summary>
internal static class ServiceBuilds
{
    /// <summary>One build as a service of its own.</summary>
    public static ServiceDefinition Of(BuildEvidence build, IReadOnlyList<string> used)
    {
        BuildMention mention = build.Mention;
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (KeyValuePair<string, string> pair in mention.Arguments)
        {
            string value = Holes.Fill(pair.Value, build.Holes);
            bool matters = false;
            foreach (string argument in used) matters |= argument == pair.Key;
            // A variable that is empty in one way through a script is what its caller gives.
            bool isOpen = Holes.In(value) || (value.Length == 0 && mention.Kind == EvidenceKind.Script);
            if (!isOpen) (matters ? arguments : others)[pair.Key] = value;
            else if (matters) unknown.Add(pair.Key);
        }

        var contexts = new Dictionary<string, string>(StringComparer.Ordinal);
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in mention.Contexts)
        {
            string value = Holes.Fill(pair.Value, build.Holes);
            if (NamedImage(value) is { } image) images[pair.Key] = image;
            else if (RepositoryPaths.Resolve(mention.Directories[0], value, mention.AbsoluteIsRepository) is { } path && !Holes.In(path)) contexts[pair.Key] = path;
        }

        var tags = new List<string>();
        foreach (string tag in mention.Tags) tags.Add(Holes.Fill(tag, build.Holes));
        return new ServiceDefinition
        {
            Name = mention.Kind is EvidenceKind.Compose or EvidenceKind.Bake or EvidenceKind.Development && mention.Name is { } name ? Holes.Display(name) : ServiceName.Of(build.Dockerfile),
            DockerfilePath = build.Dockerfile,
            ContextPath = build.Context,
            ContextEvidence = TreePath.Display(mention.File) + ":" + mention.Line,
            Kind = mention.Kind,
            Target = mention.Target,
            HasOpenTarget = mention.HasOpenTarget,
            BuildArguments = arguments,
            OtherArguments = others,
            UnknownArguments = unknown,
            NamedContexts = contexts,
            NamedImages = images,
            Start = mention.Start is { } start && (start.ChangesCommand || start.Mounts.Count > 0 || start.OpaqueMounts.Count > 0 || start.Environment.ContainsKey("PYTHONPATH")) ? start : null,
            ImageTags = tags,
            DependsOn = mention.Start?.DependsOn ?? [],
        };
    }

    private static string? NamedImage(string value)
    {
        foreach (string prefix in new[] { "target:", "service:", "docker-image://" })
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal)) return value.Substring(prefix.Length);
        }

        return null;
    }
}
