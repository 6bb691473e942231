using System;
using System.Collections.Generic;
using System.IO;
using PyImportScanner.Files;

namespace DockerLint.Cli.Files;

/// <summary>
/// The submodules that <c>.gitmodules</c> of a directory names (gitmodules(5)). One whose directory is empty, or not there as
/// in an exported tree, was not brought: who builds the image may well have it, so that nobody knows what it holds.
/// </summary>
internal sealed class Submodules
{
    private const long MaximumSize = 1 << 20;

    // Parent directory → names in it: of a submodule, or of a directory above one.
    private readonly Dictionary<string, Dictionary<string, string>> expected = new(StringComparer.Ordinal);

    private Submodules()
    {
    }

    /// <summary>Reads the file, if there is one.</summary>
    /// <param name="root">A directory of this machine.</param>
    public static Submodules Read(string root)
    {
        var found = new Submodules();
        try
        {
            var file = new FileInfo(Path.Join(root, ".gitmodules"));
            // A link might lead anywhere; git refuses one, too.
            if (!file.Exists || file.Length > MaximumSize || file.LinkTarget is not null) return found;
            foreach (string line in File.ReadLines(file.FullName)) found.Add(line);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What cannot be read names nothing.
        }

        return found;
    }

    /// <summary>The listing with what is expected in the directory and not there, or empty there, as unknown.</summary>
    /// <param name="directory">A clean path.</param>
    /// <param name="listed">The entries.</param>
    /// <param name="isEmpty">Whether a directory below the root holds nothing.</param>
    public void Complete(string directory, List<DirectoryEntry> listed, Func<string, bool> isEmpty)
    {
        if (!expected.TryGetValue(directory, out Dictionary<string, string>? names)) return;
        foreach ((string name, string submodule) in names)
        {
            string path = TreePath.Child(directory, name);
            int at = listed.FindIndex(entry => entry.Name == name);
            if (at >= 0 && (path != submodule || listed[at].Node.Kind != NodeKind.Directory || !isEmpty(path))) continue;
            var unknown = new DirectoryEntry(name, Node.Unknown("the submodule " + TreePath.Display(submodule) + " is not checked out"));
            if (at >= 0) listed[at] = unknown;
            else listed.Add(unknown);
        }
    }

    private void Add(string line)
    {
        int equals = line.IndexOf('=');
        if (equals < 0 || !line.AsSpan(0, equals).Trim().Equals("path", StringComparison.OrdinalIgnoreCase)) return;
        string submodule = TreePath.Clean(line[(equals + 1)..].Trim().Trim('"'));
        for (string path = submodule; path.Length > 1; path = TreePath.Parent(path))
        {
            string parent = TreePath.Parent(path);
            if (!expected.TryGetValue(parent, out Dictionary<string, string>? names)) expected[parent] = names = new Dictionary<string, string>(StringComparer.Ordinal);
            // A submodule itself wins over a directory that is above another one.
            if (path == submodule || !names.ContainsKey(TreePath.Name(path))) names[TreePath.Name(path)] = submodule;
        }
    }
}
