using System;
using System.Collections.Generic;
using System.Text;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Names;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// The distributions that the manifests beside a service ask for, whether some step installs them or not: read for the one
/// question whether a name may be a distribution's, where the install steps do not tell (<c>RUN make install</c>).
/// </summary>
internal sealed class DeclaredNames
{
    // Locks of whole workspaces name thousands; what they lock, a manifest asks for.
    private const int LargestFile = 256 * 1024;

    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>Reads the manifests of directories.</summary>
    public static DeclaredNames In(DirectoryCache files, IEnumerable<string> directories)
    {
        var declared = new DeclaredNames();
        foreach (string directory in directories)
        {
            declared.Read(files, directory);
            string below = TreePath.Child(directory, "requirements");
            if (files.Stat(below).Kind == NodeKind.Directory) declared.Read(files, below);
        }

        return declared;
    }

    /// <summary>Is a distribution asked for whose name is the module's, or begins with it (<c>web.py</c>, <c>deepgram-sdk</c>)?</summary>
    public bool Resemble(string module)
    {
        int dot = module.IndexOf('.');
        string top = DistributionName.Normalize(dot < 0 ? module : module.Substring(0, dot));
        if (names.Contains(top) || names.Contains("python-" + top) || names.Contains("py" + top)) return true;
        foreach (string name in names)
        {
            if (name.StartsWith(top + "-", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private void Read(DirectoryCache files, string directory)
    {
        foreach (DirectoryEntry entry in files.List(directory).Entries)
        {
            bool isText = entry.Name.EndsWith(".txt", StringComparison.Ordinal) || entry.Name.EndsWith(".in", StringComparison.Ordinal);
            bool isManifest = entry.Name is "pyproject.toml" or "Pipfile" or "setup.cfg" or "setup.py" || (isText && (entry.Name.Contains("require") || TreePath.Name(directory) == "requirements"));
            if (!isManifest || entry.Node.Kind != NodeKind.File) continue;
            if (files.Read(TreePath.Child(directory, entry.Name)) is { Length: <= LargestFile } content) Take(Encoding.UTF8.GetString(content.Span));
        }
    }

    // Every name at the start of a line, or of a string that is no value of a key: no grammar is needed to say that a name is nowhere.
    private void Take(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            // What a project calls itself and its own packages.
            string trimmed = line.TrimStart();
            if (Array.Exists(OwnKeys, key => trimmed.StartsWith(key, StringComparison.Ordinal))) continue;
            TakeAt(line, line.Length - trimmed.Length);
            for (int i = 1; i < line.Length; i++)
            {
                if (line[i - 1] is '"' or '\'' && !IsValue(line, i - 1)) TakeAt(line, i);
            }
        }
    }

    private void TakeAt(string line, int start)
    {
        int end = start;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] is '-' or '_' or '.')) end++;
        if (end > start && char.IsLetterOrDigit(line[start])) names.Add(DistributionName.Normalize(line.Substring(start, end - start)));
    }

    private static bool IsValue(string line, int quote)
    {
        int before = quote - 1;
        while (before >= 0 && line[before] == ' ') before--;
        return before >= 0 && line[before] is '=' or ':';
    }

    private static readonly string[] OwnKeys = ["include", "name", "package", "py-modules", "py_modules", "where"];
}
