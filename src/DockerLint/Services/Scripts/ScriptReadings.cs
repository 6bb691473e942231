using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <summary>
/// What shell scripts start, kept for the other states of a repository: two commits have nearly all their scripts in common, and
/// to go through them is most of the work of reading evidence. Safe for concurrent use.
/// </summary>
internal sealed class ScriptReadings
{
    // As many answers of a repository to the questions of one script are kept.
    private const int MaximumVariants = 8;

    private readonly ConcurrentDictionary<string, List<(AskedTree Asked, ScriptRuns Runs)>> known = new(StringComparer.Ordinal);

    /// <summary>The builds of a script.</summary>
    /// <param name="file">The script.</param>
    /// <param name="repository">The state that it belongs to.</param>
    /// <param name="read">Goes through it, asking only the tree that it is given.</param>
    public ScriptRuns Get(EvidenceFile file, IFileTree repository, Func<IFileTree, ScriptRuns> read)
    {
        if ((repository as IContentIdentity)?.ContentId(file.Path) is not { } id) return read(repository);
        List<(AskedTree Asked, ScriptRuns Runs)> variants = known.GetOrAdd(id + file.Path, static _ => []);
        lock (variants)
        {
            foreach ((AskedTree before, ScriptRuns runs) in variants)
            {
                if (before.IsAnsweredAlikeBy(repository)) return runs;
            }

            var asked = new AskedTree(repository);
            ScriptRuns fresh = read(asked);
            if (variants.Count < MaximumVariants) variants.Add((asked, fresh));
            return fresh;
        }
    }
}

/// <summary>The builds that a script starts: for each of its lines, those of every directory in which it may be meant to run.</summary>
internal sealed class ScriptRuns
{
    private readonly Dictionary<int, List<List<BuildMention>>> lines = [];
    private readonly List<int> order = [];

    /// <summary>Adds what the script starts from one more directory, by line.</summary>
    public void Add(Dictionary<int, List<BuildMention>> run)
    {
        foreach (KeyValuePair<int, List<BuildMention>> pair in run)
        {
            if (!lines.TryGetValue(pair.Key, out List<List<BuildMention>>? runs))
            {
                lines[pair.Key] = runs = [];
                order.Add(pair.Key);
            }

            runs.Add(pair.Value);
        }
    }

    /// <summary>Of every line, the builds of the first directory from which any of them can be resolved.</summary>
    public void AddTo(EvidenceSink sink, MentionResolver resolver)
    {
        foreach (int line in order) AddFirstThatFits(lines[line], resolver, sink);
    }

    private static void AddFirstThatFits(List<List<BuildMention>> runs, MentionResolver resolver, EvidenceSink sink)
    {
        foreach (List<BuildMention> run in runs)
        {
            bool any = false;
            foreach (BuildMention mention in run)
            {
                if (resolver.Resolve(mention).Count == 0) continue;
                sink.Builds.Add(mention);
                any = true;
            }

            if (any) return;
        }
    }
}
