using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Compose;

/// <summary>Compose files: <c>build</c>, what is started, and which files are laid over each other.</summary>
internal sealed class ComposeSource : IEvidenceSource
{
    private const int MaximumExtends = 16;
    private const int MaximumIncludes = 64;

    // Compose takes the first of these that it finds, and lays the override file over it.
    private static readonly string[] BaseNames = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

    private static readonly string[] EnvironmentFiles = [".env", ".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "sample.env", "example.env"];

    /// <summary>Is it a file that compose takes by itself, and that others are laid over?</summary>
    public static bool IsBase(string path) => Array.IndexOf(BaseNames, TreePath.Name(path)) >= 0;

    public bool IsCandidate(string path)
    {
        string name = TreePath.Name(path);
        return name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>By its name, or by its form: people call them <c>local.yml</c> and <c>stack.yml</c>, too.</summary>
    private static bool IsCompose(EvidenceFile file)
    {
        if (IsNamedCompose(file)) return true;
        ReadOnlySpan<byte> bytes = file.Bytes.Span;
        bool hasServices = bytes.StartsWith("services:"u8) || bytes.IndexOf("\nservices:"u8) >= 0;
        return hasServices && (bytes.IndexOf("  build:"u8) >= 0 || bytes.IndexOf("  image:"u8) >= 0) && !file.Path.StartsWith("/.git", StringComparison.Ordinal);
    }

    private static bool IsNamedCompose(EvidenceFile file) => file.Name.IndexOf("compose", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Files that others extend or include: those that are no compose file by name are not run themselves.</summary>
    private static HashSet<string> Parts(List<EvidenceFile> files)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        foreach (EvidenceFile file in files)
        {
            foreach (DataNode document in file.Yaml(new EvidenceSink()))
            {
                foreach (DataNode item in document["include"]?.Items ?? [])
                {
                    foreach (string path in item.AsText is { } text ? [text] : item["path"]?.Texts() ?? []) Add(file, path, parts);
                }

                foreach (DataNodeMember service in document["services"]?.Members ?? []) Add(file, service.Value["extends"]?.TextOf("file"), parts);
            }
        }

        return parts;
    }

    private static void Add(EvidenceFile file, string? path, HashSet<string> parts)
    {
        if (path is not null && RepositoryPaths.Resolve(file.Directory, path) is { } resolved && resolved != file.Path) parts.Add(resolved);
    }

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        var compose = new List<EvidenceFile>(files);
        compose.RemoveAll(static file => !IsCompose(file));
        HashSet<string> parts = Parts(compose);
        var projects = new Dictionary<string, List<EvidenceFile>>(StringComparer.Ordinal);
        foreach (EvidenceFile file in compose)
        {
            if (!IsNamedCompose(file) && parts.Contains(file.Path)) continue;
            if (!projects.TryGetValue(file.Directory, out List<EvidenceFile>? project)) projects[file.Directory] = project = [];
            project.Add(file);
        }

        foreach (List<EvidenceFile> project in projects.Values) new Project(project, context, sink).Read();
    }

    /// <summary>The compose files of one directory.</summary>
    private sealed class Project(List<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        private readonly Dictionary<string, Dictionary<string, ComposeService>> read = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Dictionary<string, DataNodeMember>> definitions = new(StringComparer.Ordinal);

        public void Read()
        {
            EvidenceFile? first = Base();
            Dictionary<string, ComposeService> basis = first is null ? [] : Services(first);
            foreach (ComposeService service in basis.Values) Emit(service, first!.Directory);
            foreach (EvidenceFile file in files)
            {
                if (ReferenceEquals(file, first)) continue;
                foreach (ComposeService service in Services(file).Values)
                    Emit(basis.TryGetValue(service.Name, out ComposeService? below) ? below.With(service) : service, file.Directory);
            }

            var included = new HashSet<string>(StringComparer.Ordinal);
            foreach (EvidenceFile file in files) Include(file, file.Directory, included);
        }

        /// <summary>
        /// <c>include</c> (docs.docker.com, "Compose file reference"): paths in an included file are relative to its own directory, or to
        /// the <c>project_directory</c> that is given with it.
        /// </summary>
        private void Include(EvidenceFile file, string directory, HashSet<string> included)
        {
            foreach (DataNode document in file.Yaml(sink))
            {
                foreach (DataNode item in document["include"]?.Items ?? [])
                {
                    string? project = item.TextOf("project_directory") is { } given ? RepositoryPaths.Resolve(directory, given) : null;
                    // Of several paths the first is the file, and the others are laid over it.
                    var services = new Dictionary<string, ComposeService>(StringComparer.Ordinal);
                    string? start = project;
                    foreach (string path in item.AsText is { } text ? [text] : Paths(item["path"]))
                    {
                        if (RepositoryPaths.Resolve(directory, path) is not { } resolved || Holes.In(resolved) || Open(resolved) is not { } other) continue;
                        start ??= other.Directory;
                        if (included.Count >= MaximumIncludes || !included.Add(other.Path + "\n" + start)) continue;
                        foreach (ComposeService service in Services(other).Values)
                            services[service.Name] = services.TryGetValue(service.Name, out ComposeService? below) ? below.With(service) : service;
                        Include(other, start, included);
                    }

                    foreach (ComposeService service in services.Values) Emit(service, start!);
                }
            }
        }

        private static IReadOnlyList<string> Paths(DataNode? node) => node is null ? [] : node.AsText is { } text ? [text] : [.. node.Texts()];

        private EvidenceFile? Base()
        {
            foreach (string name in BaseNames)
            {
                if (files.Find(file => file.Name == name) is { } found) return found;
            }

            return null;
        }

        private Dictionary<string, ComposeService> Services(EvidenceFile file)
        {
            if (read.TryGetValue(file.Path, out Dictionary<string, ComposeService>? known)) return known;
            var services = new Dictionary<string, ComposeService>(StringComparer.Ordinal);
            read[file.Path] = services;
            foreach (DataNode document in file.Yaml(sink))
            {
                foreach (DataNodeMember member in document["services"]?.Members ?? [])
                {
                    if (member.Value.Kind == DataNodeKind.Mapping) services[member.Key] = Extended(file, member, 0);
                }
            }

            return services;
        }

        private ComposeService Extended(EvidenceFile file, DataNodeMember member, int depth)
        {
            ComposeService own = new ComposeServiceReader(file, context, Variables(file)).Read(member);
            if (member.Value["extends"] is not { IsNull: false } extends || depth >= MaximumExtends) return own;
            string? name = extends.AsText ?? extends.TextOf("service");
            EvidenceFile? other = extends.TextOf("file") is { } path
                ? RepositoryPaths.Resolve(file.Directory, path) is { } resolved ? Open(resolved) : null
                : file;
            if (name is null || other is null || !Definitions(other).TryGetValue(name, out DataNodeMember extended)) return own;
            return Rebased(Extended(other, extended, depth + 1), other, file).With(own) with { Name = own.Name };
        }

        // By name: a file of ten thousand services that extend one another is read in no time.
        private Dictionary<string, DataNodeMember> Definitions(EvidenceFile file)
        {
            if (definitions.TryGetValue(file.Path, out Dictionary<string, DataNodeMember>? known)) return known;
            var services = new Dictionary<string, DataNodeMember>(StringComparer.Ordinal);
            foreach (DataNode document in file.Yaml(sink))
            {
                foreach (DataNodeMember member in document["services"]?.Members ?? [])
                {
                    if (member.Value.Kind == DataNodeKind.Mapping && !services.ContainsKey(member.Key)) services.Add(member.Key, member);
                }
            }

            return definitions[file.Path] = services;
        }

        private EvidenceFile? Open(string path) => files.Find(file => file.Path == path) ?? context.File(path);

        // Paths of an extended file are relative to that file.
        private static ComposeService Rebased(ComposeService service, EvidenceFile from, EvidenceFile to)
        {
            if (from.Directory == to.Directory || service.Build is not { } build) return service;
            string? path = RepositoryPaths.Resolve(from.Directory, build.Context ?? ".");
            if (path is null) return service;
            string up = "";
            for (string directory = to.Directory; directory.Length > 1; directory = TreePath.Parent(directory)) up += "../";
            return service with { Build = build with { Context = up + (path.Length == 1 ? "." : path.Substring(1)) } };
        }

        private Func<string, string?> Variables(EvidenceFile file)
        {
            List<Dictionary<string, string>>? all = null;
            return name =>
            {
                all ??= Environments(file.Directory);
                foreach (Dictionary<string, string> values in all)
                {
                    if (values.TryGetValue(name, out string? value)) return value;
                }

                return name is "PWD" ? "." : null;
            };
        }

        private List<Dictionary<string, string>> Environments(string directory)
        {
            var found = new List<Dictionary<string, string>>();
            foreach (string name in EnvironmentFiles)
            {
                if (context.File(TreePath.Child(directory, name)) is { } file) found.Add(DotEnv.Read(file.Text));
            }

            if (directory.Length > 1 && context.File("/.env") is { } root) found.Add(DotEnv.Read(root.Text));
            return found;
        }

        private void Emit(ComposeService service, string directory)
        {
            StartOverride start = service.Start();
            if (service.Build is not { } build)
            {
                if (service.Image is { } image) sink.Uses.Add(new ImageUse(EvidenceKind.Compose, service.File, service.Line, service.Name, image, start));
                return;
            }

            sink.Builds.Add(new BuildMention
            {
                Kind = EvidenceKind.Compose,
                File = build.File,
                Line = build.Line,
                Name = service.Name,
                Directories = Directories(directory),
                Context = build.Context is { Length: > 0 } written ? written : ".",
                Dockerfile = build.Dockerfile,
                DockerfileIsInContext = true,
                InlineDockerfile = build.Inline,
                Target = build.Target is { Length: > 0 } target && !Holes.In(target) ? target : null,
                HasOpenTarget = Holes.In(build.Target ?? ""),
                Arguments = build.Arguments,
                Contexts = build.Contexts,
                Tags = service.Image is { } tag ? [tag, .. build.Tags] : build.Tags,
                Start = start,
                StartIn = service.RelativeMounts.Count == 0 ? null : elsewhere => service.StartIn(elsewhere, context.Repository),
            });
        }

        // "docker compose -f deploy/extra.yml --project-directory ." and files laid over one in another directory start elsewhere.
        private static List<string> Directories(string directory)
        {
            var directories = new List<string> { directory };
            for (string above = directory; above.Length > 1;)
            {
                above = TreePath.Parent(above);
                directories.Add(above);
            }

            return directories;
        }
    }
}
