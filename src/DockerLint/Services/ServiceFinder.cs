using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DockerLint.Services.Compose;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.Services.Scripts;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>What the repository says about how its images are built and run, before anything is chosen.</summary>
internal sealed class ServiceEvidence
{
    private readonly Dictionary<string, List<BuildEvidence>> builds = new(StringComparer.Ordinal);
    private readonly List<string> dockerfiles = [];
    private EvidenceReading? reading;
    private ScriptReadings scripts = new();

    private ServiceEvidence()
    {
    }

    /// <summary>Every Dockerfile: those found by name, and those that evidence names.</summary>
    public IReadOnlyList<string> Dockerfiles => dockerfiles;

    /// <summary>The files that evidence is read from, ordinal.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>Containers that run an image which something else builds.</summary>
    public IReadOnlyList<ImageUse> Uses { get; private set; } = [];

    /// <summary>Files that could not be read, each a clause.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>The builds of a Dockerfile, the most trusted kind first, then by file and line.</summary>
    public IReadOnlyList<BuildEvidence> Of(string dockerfile) => builds.TryGetValue(dockerfile, out List<BuildEvidence>? found) ? found : [];

    /// <summary>Every build.</summary>
    public IEnumerable<BuildEvidence> All
    {
        get
        {
            foreach (string dockerfile in dockerfiles)
            {
                foreach (BuildEvidence build in Of(dockerfile)) yield return build;
            }
        }
    }

    /// <summary>Reads the evidence of a repository.</summary>
    /// <param name="repository">The tree.</param>
    /// <param name="yaml">Reads YAML.</param>
    /// <param name="parallelism">How many threads; 0 for all.</param>
    /// <param name="other">The evidence of another state of the same repository: where every file that was read for it is the same, it is not read again.</param>
    public static ServiceEvidence Read(IFileTree repository, IYamlReader? yaml, int parallelism, ServiceEvidence? other = null)
    {
        var walk = RepositoryWalk.Run(repository);
        var evidence = new ServiceEvidence();
        evidence.dockerfiles.AddRange(walk.Dockerfiles);
        evidence.Files = walk.Evidence;
        if (other is not null) evidence.scripts = other.scripts;
        EvidenceReading reading = other?.reading is { } known && known.HoldsFor(repository, walk) ? known : Read(repository, walk, yaml, evidence.scripts, parallelism);
        evidence.reading = reading;
        evidence.Take(reading.Sinks, new MentionResolver(repository, walk.Dockerfiles));
        return evidence;
    }

    private static EvidenceReading Read(IFileTree repository, RepositoryWalk walk, IYamlReader? yaml, ScriptReadings scripts, int parallelism)
    {
        var asked = new AskedTree(repository);
        var context = new EvidenceContext(asked, yaml, walk.Dockerfiles, scripts, parallelism);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism > 0 ? parallelism : -1 };
        EvidenceFile[] files = Open(walk.Evidence, context, options);
        var sinks = new EvidenceSink[EvidenceCatalog.All.Count];
        Parallel.For(0, sinks.Length, options, i => sinks[i] = Read(EvidenceCatalog.All[i], files, context));
        return new EvidenceReading(walk, asked, sinks);
    }

    /// <summary>
    /// Reads only the compose files beside and above a Dockerfile and its context: for one whose build is given by hand, where the
    /// commands that its containers run are still to be found, and the rest of the repository need not be walked.
    /// </summary>
    public static ServiceEvidence ReadNear(IFileTree repository, IYamlReader? yaml, string dockerfile, string contextPath)
    {
        var source = new ComposeSource();
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string start in new[] { TreePath.Parent(dockerfile), contextPath })
        {
            for (string directory = start; ; directory = TreePath.Parent(directory))
            {
                foreach (DirectoryEntry entry in repository.List(directory).Entries)
                {
                    if (entry.Node.Kind == NodeKind.File && source.IsCandidate(entry.Name)) paths.Add(TreePath.Child(directory, entry.Name));
                }

                if (directory.Length == 1) break;
            }
        }

        string[] dockerfiles = [dockerfile];
        var context = new EvidenceContext(repository, yaml, dockerfiles);
        EvidenceFile[] files = Open([.. paths], context, new ParallelOptions { MaxDegreeOfParallelism = 1 });
        var evidence = new ServiceEvidence();
        evidence.dockerfiles.Add(dockerfile);
        evidence.Take([Read(source, files, context)], new MentionResolver(repository, dockerfiles));
        return evidence;
    }

    private static EvidenceFile[] Open(IReadOnlyList<string> paths, EvidenceContext context, ParallelOptions options)
    {
        var opened = new EvidenceFile?[paths.Count];
        Parallel.For(0, paths.Count, options, i =>
        {
            if (context.File(paths[i]) is { } file && IsTelling(file)) opened[i] = file;
        });
        var files = new List<EvidenceFile>();
        foreach (EvidenceFile? file in opened)
        {
            if (file is not null) files.Add(file);
        }

        return files.ToArray();
    }

    // A few bytes spare the parsers nearly every file.
    private static bool IsTelling(EvidenceFile file)
    {
        ReadOnlySpan<byte> bytes = file.Bytes.Span;
        return bytes.IndexOf("build"u8) >= 0 || bytes.IndexOf("image"u8) >= 0 || bytes.IndexOf("ocker"u8) >= 0 || bytes.IndexOf("services"u8) >= 0 || bytes.IndexOf("context"u8) >= 0
            || bytes.IndexOf("include"u8) >= 0;
    }

    private static EvidenceSink Read(IEvidenceSource source, EvidenceFile[] files, EvidenceContext context)
    {
        var sink = new EvidenceSink();
        source.Read(Array.FindAll(files, file => source.IsCandidate(file.Path)), context, sink);
        return sink;
    }

    private void Take(IReadOnlyList<EvidenceSink> sinks, MentionResolver resolver)
    {
        var uses = new List<ImageUse>();
        var notes = new List<string>();
        foreach (EvidenceSink sink in sinks)
        {
            uses.AddRange(sink.Uses);
            foreach (string note in sink.Notes)
            {
                if (!notes.Contains(note)) notes.Add(note);
            }

            foreach (BuildMention mention in sink.Builds)
            {
                if (mention.InlineDockerfile is not null) continue;
                foreach (BuildEvidence build in resolver.Resolve(mention)) Add(build);
            }
        }

        foreach (List<BuildEvidence> list in builds.Values) list.Sort(Compare);
        dockerfiles.Sort(string.CompareOrdinal);
        Uses = uses;
        Notes = notes;
    }

    /// <summary>Does some build give an image exactly this name, with its tag?</summary>
    public bool IsWholeName(string image)
    {
        foreach (BuildEvidence build in All)
        {
            if (ImageNames.AnyIsExactly(build.Mention.Tags, image)) return true;
        }

        return false;
    }

    private void Add(BuildEvidence build)
    {
        if (!builds.TryGetValue(build.Dockerfile, out List<BuildEvidence>? list))
        {
            builds[build.Dockerfile] = list = [];
            if (!dockerfiles.Contains(build.Dockerfile)) dockerfiles.Add(build.Dockerfile);
        }

        list.Add(build);
    }

    private static int Compare(BuildEvidence a, BuildEvidence b)
    {
        int order = a.Mention.Kind.CompareTo(b.Mention.Kind);
        if (order == 0) order = string.CompareOrdinal(a.Mention.File, b.Mention.File);
        return order != 0 ? order : a.Mention.Line.CompareTo(b.Mention.Line);
    }
}

/// <summary>Chooses, for each Dockerfile, the services that its evidence stands for.</summary>
internal sealed class ServiceFinder(ServiceEvidence evidence, Func<ServiceDefinition, int> missingSources, Func<string, IReadOnlyList<string>> usedArguments)
{
    // One Dockerfile in a matrix of twenty versions is not twenty services.
    private const int MaximumArgumentVariants = 3;
    private const int MaximumServices = 24;

    /// <summary>The services of one Dockerfile; one without context when nothing speaks of it.</summary>
    public IReadOnlyList<ServiceDefinition> Find(string dockerfile)
    {
        List<ServiceDefinition> all = Definitions(dockerfile);
        if (all.Count == 0) return [Unspoken(dockerfile)];
        List<ServiceDefinition> best = BestContexts(all, out int missing);
        if (Outdated(best[0], missing) is { } note) return [Unspoken(dockerfile) with { Notes = [note], Start = best[0].Start, ImageTags = best[0].ImageTags }];
        return Named(Distinct(best), dockerfile);
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
            ServiceDefinition definition = Definition(build, used);
            all.Add(definition);
            foreach (ImageUse use in evidence.Uses)
            {
                if (use.Start.ChangesCommand && ImageNames.AnyIs(definition.ImageTags, use.Image) && !IsExactlyAnother(definition, use) && IsNearest(build, use, dockerfile))
                    all.Add(definition with { Name = use.Name, Start = use.Start });
            }
        }

        return all;
    }

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
            if (Distance(other, use) < own && ImageNames.AnyIs(Definition(other, []).ImageTags, use.Image)) return false;
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
        var all = new List<ServiceDefinition> { given };
        foreach (ServiceDefinition found in Definitions(given.DockerfilePath))
        {
            bool isSame = found.ContextPath == given.ContextPath && string.Equals(found.Target, given.Target, StringComparison.OrdinalIgnoreCase);
            if (isSame && found.Start is { ChangesCommand: true } start) all.Add(given with { Name = found.Name, Start = start });
        }

        return Named(Distinct(all), given.DockerfilePath);
    }

    /// <summary>One build as a service of its own.</summary>
    public static ServiceDefinition Definition(BuildEvidence build, IReadOnlyList<string> used)
    {
        BuildMention mention = build.Mention;
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (KeyValuePair<string, string> pair in mention.Arguments)
        {
            string value = Holes.Fill(pair.Value, build.Holes);
            bool matters = false;
            foreach (string argument in used) matters |= argument == pair.Key;
            if (!matters) continue;
            if (Holes.In(value)) unknown.Add(pair.Key);
            else arguments[pair.Key] = value;
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
            UnknownArguments = unknown,
            NamedContexts = contexts,
            NamedImages = images,
            Start = mention.Start is { } start && (start.ChangesCommand || start.Mounts.Count > 0 || start.Environment.ContainsKey("PYTHONPATH")) ? start : null,
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

    private static List<ServiceDefinition> Distinct(List<ServiceDefinition> all)
    {
        var distinct = new List<ServiceDefinition>();
        var variants = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ServiceDefinition definition in all)
        {
            string place = definition.ContextPath + "\n" + definition.Target?.ToLowerInvariant() + "\n" + StartKey(definition.Start);
            // A mount without a command of its own is only another way to run what is there anyway.
            if (definition.Start is { ChangesCommand: false } && all.Exists(other => other.Start is null && SameBuild(other, definition))) continue;
            if (!seen.Add(place + "\n" + Key(definition.BuildArguments))) continue;
            variants.TryGetValue(place, out int count);
            variants[place] = count + 1;
            if (count >= MaximumArgumentVariants || distinct.Count >= MaximumServices) continue;
            distinct.Add(definition);
        }

        return distinct;
    }

    private static bool SameBuild(ServiceDefinition a, ServiceDefinition b) =>
        a.ContextPath == b.ContextPath && string.Equals(a.Target, b.Target, StringComparison.OrdinalIgnoreCase) && Key(a.BuildArguments) == Key(b.BuildArguments);

    private static string StartKey(StartOverride? start)
    {
        if (start is null) return "";
        string mounts = "";
        foreach (BindMount mount in start.Mounts) mounts += mount.Source + ":" + mount.Target + " ";
        return Join(start.Entrypoint) + "|" + Join(start.Command) + "|" + start.WorkingDirectory + "|" + mounts;
    }

    private static string Join(IReadOnlyList<string>? words) => words is null ? "-" : string.Join(" ", words);

    private static string Key(IReadOnlyDictionary<string, string> values)
    {
        var parts = new List<string>();
        foreach (KeyValuePair<string, string> pair in values) parts.Add(pair.Key + "=" + pair.Value);
        parts.Sort(string.CompareOrdinal);
        return string.Join("\n", parts);
    }

    private static List<ServiceDefinition> Named(List<ServiceDefinition> definitions, string dockerfile)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < definitions.Count; i++)
        {
            ServiceDefinition one = definitions[i];
            string name = one.Name.Length == 0 ? ServiceName.Of(dockerfile) : one.Name;
            if (!names.Add(name) && one.Target is { } target) name += "-" + target;
            string stem = name;
            for (int n = 2; i > 0 && !names.Add(name) && definitions.FindIndex(0, i, other => other.Name == name) >= 0; n++) name = stem + "-" + n;
            names.Add(name);
            definitions[i] = one with { Name = name };
        }

        return definitions;
    }
}
