using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>Scans the bytes of one Python file.</summary>
public delegate ScannedModule ModuleScanner(ReadOnlySpan<byte> source);

/// <summary>
/// The scanned files of one repository: each text is read and scanned once, however many services, stages and trees it
/// stands in (<see cref="Node.Origin"/>). Safe for concurrent use.
/// </summary>
public sealed class ScanCache
{
    private readonly ModuleScanner scan;
    private readonly ConcurrentDictionary<string, Lazy<ScannedModule?>> byOrigin = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<IFileTree, ConcurrentDictionary<string, Lazy<ScannedModule?>>> byTree = new();

    /// <summary>An empty cache.</summary>
    /// <param name="scan">How a file is scanned; <see cref="ImportScanner"/> if null.</param>
    public ScanCache(ModuleScanner? scan = null) => this.scan = scan ?? ImportScanner.Scan;

    /// <summary>The scanned file, or null where its content is not known.</summary>
    /// <param name="directories">The tree.</param>
    /// <param name="path">The path of the file in it.</param>
    /// <param name="node">The tree's answer for the path.</param>
    public ScannedModule? Get(DirectoryCache directories, string path, Node node)
    {
        ConcurrentDictionary<string, Lazy<ScannedModule?>> cache =
            node.Origin is null ? byTree.GetValue(directories.Tree, static _ => new(StringComparer.Ordinal)) : byOrigin;
        string key = node.Origin ?? path;
        if (!cache.TryGetValue(key, out Lazy<ScannedModule?>? scanned))
            scanned = cache.GetOrAdd(key, new Lazy<ScannedModule?>(() => Scan(directories, path), LazyThreadSafetyMode.ExecutionAndPublication));
        return scanned.Value;
    }

    private ScannedModule? Scan(DirectoryCache directories, string path) => directories.Read(path) is { } content ? scan(content.Span) : null;
}
