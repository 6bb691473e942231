using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>
/// Evaluations that were made, each with every question that it asked of its tree and its environment. A project looks the same
/// to many commands and in the images of many services: where all questions are answered alike, so is the project.
/// Safe for concurrent use.
/// </summary>
internal sealed class EvaluationMemo
{
    // States of one project under one set of properties: before and after the sources come, and a few services that differ.
    private const int MostStates = 6;

    private readonly ConcurrentDictionary<string, Record[]> records = new(StringComparer.Ordinal);

    /// <summary>The facts, from a record or made now.</summary>
    public ProjectFacts Evaluate(IFileTree tree, string path, EvaluationOptions options, Func<IFileTree, EvaluationOptions, Evaluated> evaluate)
    {
        string key = path + "\n" + options.Key();
        if (records.TryGetValue(key, out Record[]? known))
        {
            foreach (Record record in known)
            {
                if (record.Holds(tree, options.Environment)) return record.Facts(options.Environment);
            }
        }

        var made = new Record(tree, options, evaluate);
        if (made.IsOfUse)
            records.AddOrUpdate(key, _ => [made], (_, others) => WithFirst(made, others));
        return made.Facts(options.Environment);
    }

    private static Record[] WithFirst(Record made, Record[] others)
    {
        var all = new Record[Math.Min(MostStates, others.Length + 1)];
        all[0] = made;
        Array.Copy(others, 0, all, 1, all.Length - 1);
        return all;
    }

    /// <summary>An evaluation whose properties can be asked for under another environment.</summary>
    /// <param name="Facts">The facts for an environment.</param>
    internal sealed record Evaluated(Func<Func<string, MsBuildValue?>?, ProjectFacts> Facts);

    private sealed class Record
    {
        private readonly Watched watched;
        private readonly Dictionary<string, MsBuildValue?> variables = new(StringComparer.Ordinal);
        private readonly Evaluated evaluated;

        public Record(IFileTree tree, EvaluationOptions options, Func<IFileTree, EvaluationOptions, Evaluated> evaluate)
        {
            watched = new Watched(tree);
            Func<string, MsBuildValue?>? environment = options.Environment;
            evaluated = evaluate(watched, options with
            {
                Environment = name => variables.TryGetValue(name, out MsBuildValue? value) ? value : variables[name] = environment?.Invoke(name),
            });
            watched.Close();
        }

        /// <summary>Nothing was read of which nobody can say where it comes from.</summary>
        public bool IsOfUse => !watched.HasForeignContent;

        public ProjectFacts Facts(Func<string, MsBuildValue?>? environment) => evaluated.Facts(environment);

        public bool Holds(IFileTree tree, Func<string, MsBuildValue?>? environment)
        {
            foreach (KeyValuePair<string, MsBuildValue?> pair in variables)
            {
                if (environment?.Invoke(pair.Key) != pair.Value) return false;
            }

            return watched.AnswersAlike(tree);
        }
    }

    /// <summary>Passes every question on, and remembers the answer.</summary>
    private sealed class Watched(IFileTree tree) : IFileTree
    {
        private readonly Dictionary<string, Node> nodes = new(StringComparer.Ordinal);
        private readonly Dictionary<string, DirectoryListing> listings = new(StringComparer.Ordinal);
        private readonly WeakReference<IFileTree> original = new(tree);
        private IFileTree? open = tree;

        public bool HasForeignContent { get; private set; }

        /// <summary>Lets go of the tree: the record outlives it.</summary>
        public void Close() => open = null;

        public bool AnswersAlike(IFileTree other)
        {
            // The same tree never changes.
            if (original.TryGetTarget(out IFileTree? known) && ReferenceEquals(known, other)) return true;
            foreach (KeyValuePair<string, Node> pair in nodes)
            {
                if (other.Stat(pair.Key) != pair.Value || (pair.Value.Kind == NodeKind.File && pair.Value.Origin is null)) return false;
            }

            foreach (KeyValuePair<string, DirectoryListing> pair in listings)
            {
                if (!IsSame(other.List(pair.Key), pair.Value)) return false;
            }

            return true;
        }

        private static bool IsSame(DirectoryListing one, DirectoryListing other)
        {
            if (one.Kind != other.Kind || one.UnknownBecause != other.UnknownBecause || one.Entries.Length != other.Entries.Length) return false;
            for (int i = 0; i < one.Entries.Length; i++)
            {
                if (one.Entries[i].Name != other.Entries[i].Name || one.Entries[i].Node != other.Entries[i].Node) return false;
            }

            return true;
        }

        public Node Stat(string path) => nodes.TryGetValue(path, out Node node) ? node : nodes[path] = Tree.Stat(path);

        public DirectoryListing List(string path) => listings.TryGetValue(path, out DirectoryListing? listing) ? listing : listings[path] = Tree.List(path);

        // What lies behind an origin is the same in every tree; cached documents are kept by it, too.
        public ReadOnlyMemory<byte>? Read(string path)
        {
            _ = Stat(path);
            return Tree.Read(path);
        }

        public Node LinkStat(string path)
        {
            HasForeignContent = true;
            return Tree.LinkStat(path);
        }

        public string? RealPath(string path)
        {
            HasForeignContent = true;
            return Tree.RealPath(path);
        }

        private IFileTree Tree => open ?? throw new InvalidOperationException("the evaluation is over");
    }
}
