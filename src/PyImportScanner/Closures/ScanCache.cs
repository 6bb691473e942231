using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>Scans the bytes of one Python file with the grammar of a release.</summary>
public delegate ScannedModule ModuleScanner(ReadOnlySpan<byte> source, PythonVersion version);

/// <summary>
/// The scanned files of one repository: each text is read and scanned once, however many services, stages and trees it
/// stands in (<see cref="Node.Origin"/>). Safe for concurrent use.
/// </summary>
public sealed class ScanCache
{
    // The one change of grammar that moves the ends of strings (PEP 701).
    private static readonly PythonVersion NestedStrings = new(3, 12);
    private static readonly PythonVersion BeforeNestedStrings = new(3, 11);

    private readonly ModuleScanner scan;
    private readonly Func<string, string?>? identity;
    private readonly ContentCache<ScannedModule?> modules = new();
    private readonly ContentCache<ModuleLiterals?> literals = new();
    private readonly ContentCache<IReadOnlyList<ModuleNameLiteral>> names = new();

    /// <summary>An empty cache.</summary>
    /// <param name="scan">How a file is scanned; <see cref="ImportScanner"/> if null.</param>
    public ScanCache(ModuleScanner? scan = null) =>
        this.scan = scan ?? (static (source, version) => ImportScanner.Scan(source, ScanParts.All, version));

    private ScanCache(ScanCache? shared, Func<string, string?> identity)
        : this(shared?.scan)
    {
        this.identity = identity;
        if (shared is null) return;
        modules = shared.modules;
        literals = shared.literals;
        names = shared.names;
    }

    /// <summary>A cache for one state of a repository, that shares what was scanned with the caches of other states.</summary>
    /// <param name="identity">The identity of the content of a repository file (<see cref="IContentIdentity.ContentId"/>).</param>
    /// <param name="shared">A cache of another state that was made so, too; null for the first.</param>
    public static ScanCache ByContent(Func<string, string?> identity, ScanCache? shared) => new(shared, identity);

    /// <summary>The scanned file, or null where its content is not known.</summary>
    /// <param name="directories">The tree.</param>
    /// <param name="path">The path of the file in it.</param>
    /// <param name="node">The tree's answer for the path.</param>
    /// <param name="version">The release that reads the file; those with one grammar share the result.</param>
    public ScannedModule? Get(DirectoryCache directories, string path, Node node, PythonVersion version)
    {
        bool isOld = version < NestedStrings;
        PythonVersion grammar = isOld ? BeforeNestedStrings : NestedStrings;
        string file = Identity(node) ?? node.Origin ?? path;
        return modules.Get(directories.Tree, node, isOld ? "<3.12 " + file : file, () => Scan(directories, path, grammar));
    }

    /// <summary>Texts of a file that a program may hand to <c>import_module</c>; none where its content is not known.</summary>
    public IReadOnlyList<ModuleNameLiteral> GetNames(DirectoryCache directories, string path, Node node) =>
        names.Get(directories.Tree, node, Identity(node) ?? node.Origin ?? path, () => directories.Read(path) is { } content ? ModuleNameLiterals.Find(content.Span) : []);

    /// <summary>The literal data of a file that frameworks read, or null where its content is not known.</summary>
    internal ModuleLiterals? GetLiterals(DirectoryCache directories, string path, Node node) =>
        literals.Get(directories.Tree, node, Identity(node) ?? node.Origin ?? path, () => ScanLiterals(directories, path));

    // No path of a tree has a colon in front.
    private string? Identity(Node node) => node.Origin is { } origin && identity?.Invoke(origin) is { } id ? ":" + id : null;

    private static ModuleLiterals? ScanLiterals(DirectoryCache directories, string path) =>
        directories.Read(path) is { } content ? LiteralScanner.Scan(content.Span, FrameworkCatalog.Callees) : null;

    private ScannedModule? Scan(DirectoryCache directories, string path, PythonVersion grammar) =>
        directories.Read(path) is { } content ? scan(content.Span, grammar) : null;

    /// <summary>One kind of fact, by the repository file that it is of, or by the tree that alone has it.</summary>
    private sealed class ContentCache<T>
        where T : class?
    {
        // Not Lazy<T>: a native program would have to keep what T is made with.
        private readonly ConcurrentDictionary<string, Lazy<object?>> byOrigin = new(StringComparer.Ordinal);
        private readonly ConditionalWeakTable<IFileTree, ConcurrentDictionary<string, Lazy<object?>>> byTree = new();

        public T Get(IFileTree tree, Node node, string key, Func<T> read)
        {
            ConcurrentDictionary<string, Lazy<object?>> cache = node.Origin is null ? byTree.GetValue(tree, static _ => new(StringComparer.Ordinal)) : byOrigin;
            if (!cache.TryGetValue(key, out Lazy<object?>? known)) known = cache.GetOrAdd(key, new Lazy<object?>(read, LazyThreadSafetyMode.ExecutionAndPublication));
            return (T)known.Value!;
        }
    }
}
