using System;
using PyImportScanner.Files;

namespace PyImportScanner.Resolution;

/// <summary>What one directory of a search list holds under a name.</summary>
/// <param name="File">The module's file, or a package's <c>__init__</c>.</param>
/// <param name="FileNode">The tree's answer for the file.</param>
/// <param name="Format">What the file holds.</param>
/// <param name="Directory">The package's directory, or a namespace portion.</param>
/// <param name="Unsure">There may be something else or something at all: the cause.</param>
internal readonly record struct Found(string? File, Node FileNode, ModuleFormat Format, string? Directory, string? Unsure)
{
    public static readonly Found Nothing;

    public static Found Module(string file, Node node, ModuleFormat format) => new(file, node, format, null, null);

    public static Found Package(string directory, string file, Node node, ModuleFormat format) => new(file, node, format, directory, null);

    public static Found Portion(string directory, string? unsure) => new(null, default, ModuleFormat.None, directory, unsure);

    public static Found Perhaps(string? cause) => new(null, default, ModuleFormat.None, null, cause);
}

/// <summary>Looks for a name in one directory: package, then files in the order of their suffixes, then portion (FileFinder.find_spec).</summary>
internal sealed class ModuleFinder
{
    private const int Absent = int.MaxValue;

    private readonly DirectoryCache directories;
    private readonly string abiTag;
    private readonly string? platform;
    private readonly bool isPython2;
    private readonly bool hasStableFreeThreadedAbi;

    public ModuleFinder(DirectoryCache directories, PythonBuild build)
    {
        this.directories = directories;
        platform = build.Platform;
        isPython2 = build.Version.Major < 3;
        hasStableFreeThreadedAbi = build.Version >= new PythonVersion(3, 15);

        // PEP 3149; the m of pymalloc went away with 3.8.
        abiTag = ".cpython-" + build.Version.Major + build.Version.Minor + (build.Version < new PythonVersion(3, 8) ? "m" : "");
    }

    public Found Find(string directory, string name)
    {
        DirectoryListing listing = directories.List(directory);
        if (listing.Kind == NodeKind.Unknown) return Found.Perhaps(listing.UnknownBecause ?? "what " + directory + " holds is not known");
        if (listing.Kind != NodeKind.Directory) return Found.Nothing;

        int start = LowerBound(listing.Entries, name);
        string? unsure = listing.UnknownBecause;
        Found portion = Found.Nothing;
        if (start < listing.Entries.Length && listing.Entries[start].Name == name)
        {
            string path = TreePath.Child(directory, name);
            Node node = Follow(path, listing.Entries[start].Node);
            if (node.Kind == NodeKind.Unknown) unsure ??= node.UnknownBecause;
            if (node.Kind == NodeKind.Directory)
            {
                portion = FindPackage(path);
                if (portion.File is not null) return portion;
            }
        }

        Found file = FindFile(directory, listing, name, start, ref unsure);
        if (file.File is not null) return file;
        return portion.Directory is not null ? portion with { Unsure = portion.Unsure ?? unsure } : Found.Perhaps(unsure);
    }

    private Found FindPackage(string path)
    {
        DirectoryListing listing = directories.List(path);
        if (listing.Kind != NodeKind.Directory)
            return Found.Portion(path, listing.UnknownBecause ?? "what " + path + " holds is not known");
        string? unsure = listing.UnknownBecause;
        Found file = FindFile(path, listing, "__init__", LowerBound(listing.Entries, "__init__"), ref unsure);
        return file.File is not null ? Found.Package(path, file.File, file.FileNode, file.Format) : Found.Portion(path, unsure);
    }

    /// <summary>The file of the best suffix. Entries with one stem follow each other in an ordinal listing, so nothing is looked up one by one.</summary>
    private Found FindFile(string directory, DirectoryListing listing, string name, int start, ref string? unsure)
    {
        int best = Absent;
        Found found = Found.Nothing;
        for (int i = start; i < listing.Entries.Length; i++)
        {
            string entry = listing.Entries[i].Name;
            if (!entry.StartsWith(name, StringComparison.Ordinal)) break;
            int rank = Rank(entry, name.Length);
            if (rank >= best) continue;
            string path = TreePath.Child(directory, entry);
            Node node = Follow(path, listing.Entries[i].Node);
            if (node.Kind == NodeKind.Unknown) unsure ??= node.UnknownBecause;
            if (node.Kind != NodeKind.File) continue;
            best = rank;
            found = Found.Module(path, node, rank switch { 5 => ModuleFormat.Bytecode, 4 => ModuleFormat.Source, _ => ModuleFormat.Extension });
        }

        return found;
    }

    /// <summary>The place of a suffix in the interpreter's order (importlib.machinery), <see cref="Absent"/> for one it does not load.</summary>
    private int Rank(string entry, int stem)
    {
        int length = entry.Length - stem;
        if (length < 3 || entry[stem] != '.') return Absent;
        if (length == 3 && Ends(entry, ".py")) return 4;
        if (length == 3 && Ends(entry, ".so")) return 3;
        if (length == 4 && Ends(entry, ".pyc")) return 5;
        if (!Ends(entry, ".so")) return Absent;
        if (length == 8 && Ends(entry, ".abi3.so")) return isPython2 ? Absent : 1;
        if (length == 9 && Ends(entry, ".abi3t.so")) return hasStableFreeThreadedAbi ? 2 : Absent;
        if (isPython2) return length == 9 && Ends(entry, "module.so") ? 2 : Absent;
        if (string.CompareOrdinal(entry, stem, abiTag, 0, abiTag.Length) != 0 || entry[stem + abiTag.Length] != '-') return Absent;
        string tag = entry.Substring(stem + abiTag.Length + 1, length - abiTag.Length - 4);
        bool fits = platform is null ? HasLinux(tag) : tag == platform;
        return fits ? 0 : Absent;
    }

#if NET
    private static bool HasLinux(string tag) => tag.Contains("linux", StringComparison.Ordinal);
#else
    private static bool HasLinux(string tag) => tag.IndexOf("linux", StringComparison.Ordinal) >= 0;
#endif

    private static bool Ends(string text, string end) => text.EndsWith(end, StringComparison.Ordinal);

    private Node Follow(string path, Node node) => node.Kind == NodeKind.Link ? directories.Stat(path) : node;

    private static int LowerBound(DirectoryEntry[] entries, string name)
    {
        int low = 0, high = entries.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (string.CompareOrdinal(entries[middle].Name, name) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
