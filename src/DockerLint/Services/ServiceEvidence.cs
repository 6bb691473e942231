using System;
using System.Collections.Generic;
using System.Threading.Tasks;
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

    /// <summary>
    /// Reads only what may say how an image is started, for one whose build is given by hand: scripts, Makefiles and documents, which
    /// are most of the work, are left out.
    /// </summary>
    public static ServiceEvidence ReadStarts(IFileTree repository, IYamlReader? yaml, int parallelism)
    {
        List<IEvidenceSource> sources = [.. EvidenceCatalog.All];
        sources.RemoveAll(static source => source is DocumentSource or MakefileSource or ShellScriptSource);
        var walk = RepositoryWalk.Run(repository);
        var context = new EvidenceContext(repository, yaml, walk.Dockerfiles, parallelism: parallelism);
        var paths = new List<string>(walk.Evidence);
        paths.RemoveAll(path => !sources.Exists(source => source.IsCandidate(path)));
        EvidenceFile[] files = Open(paths, context, new ParallelOptions { MaxDegreeOfParallelism = parallelism > 0 ? parallelism : -1 }, []);
        var evidence = new ServiceEvidence();
        evidence.dockerfiles.AddRange(walk.Dockerfiles);
        evidence.Take(sources.ConvertAll(source => Read(source, files, context)), new MentionResolver(repository, walk.Dockerfiles));
        return evidence;
    }

    private static EvidenceReading Read(IFileTree repository, RepositoryWalk walk, IYamlReader? yaml, ScriptReadings scripts, int parallelism)
    {
        var asked = new AskedTree(repository);
        var context = new EvidenceContext(asked, yaml, walk.Dockerfiles, scripts, parallelism);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism > 0 ? parallelism : -1 };
        var notes = new List<string>();
        EvidenceFile[] files = Open(walk.Evidence, context, options, notes);
        context.NoteBuildScripts(files);
        var sinks = new EvidenceSink[EvidenceCatalog.All.Count];
        Parallel.For(0, sinks.Length, options, i => sinks[i] = Read(EvidenceCatalog.All[i], files, context));
        sinks[0].Notes.AddRange(notes);
        return new EvidenceReading(walk, asked, sinks);
    }

    private static EvidenceFile[] Open(IReadOnlyList<string> paths, EvidenceContext context, ParallelOptions options, List<string> notes)
    {
        var opened = new EvidenceFile?[paths.Count];
        var isLarge = new bool[paths.Count];
        Parallel.For(0, paths.Count, options, i =>
        {
            if (context.File(paths[i], out isLarge[i]) is { } file && IsTelling(file)) opened[i] = file;
        });
        for (int i = 0; i < isLarge.Length; i++)
        {
            // Other large files are data.
            if (isLarge[i] && TreePath.Name(paths[i]).IndexOf("compose", StringComparison.OrdinalIgnoreCase) >= 0)
                notes.Add(TreePath.Display(paths[i]) + ":1: not read: it is larger than two megabytes");
        }

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
            || bytes.IndexOf("include"u8) >= 0 || bytes.IndexOf("target"u8) >= 0 || bytes.IndexOf("ommand:"u8) >= 0 || bytes.IndexOf(".sh"u8) >= 0;
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
        var called = new HashSet<(string, int)>();
        foreach (EvidenceSink sink in sinks)
        {
            foreach (BuildMention mention in sink.Builds)
            {
                if (mention.Through is { } through) called.Add(through);
            }
        }

        foreach (EvidenceSink sink in sinks)
        {
            uses.AddRange(sink.Uses);
            foreach (string note in sink.Notes)
            {
                if (!notes.Contains(note)) notes.Add(note);
            }

            foreach (BuildMention mention in sink.Builds)
            {
                // What a script builds without arguments says little where others call it with them.
                if (mention.InlineDockerfile is not null || (mention.Kind == EvidenceKind.Script && mention.Through is null && called.Contains((mention.File, mention.Line)))) continue;
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
