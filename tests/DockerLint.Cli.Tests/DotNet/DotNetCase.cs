using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Cli.Tests.DotNet;

/// <summary>
/// A repository with a .NET Dockerfile and the findings that it must give, one text: the findings as <c># IMG5001 error</c>,
/// then the files, each begun by a line <c>--- path</c>. What is wrong with it is decided by the real <c>dotnet</c>.
/// </summary>
internal sealed class DotNetCase
{
    private static readonly string Folder = Path.Combine(ProjectRoot.Path, "tests", "DockerLint.Cli.Tests", "DotNet", "Cases");

    private DotNetCase(string name, string text)
    {
        Name = name;
        string? path = null;
        var content = new StringBuilder();
        var expected = new List<string>();
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                if (path is not null) Files[path] = content.ToString();
                path = line[4..].Trim();
                content.Clear();
            }
            else if (path is not null) content.Append(line).Append('\n');
            else if (line.StartsWith("# IMG", StringComparison.Ordinal)) expected.Add(line[2..].Trim());
        }

        Files[path!] = content.ToString();
        Expected = expected;
    }

    public string Name { get; }

    /// <summary><c>IMG5001 error</c>, in the order of the report.</summary>
    public IReadOnlyList<string> Expected { get; }

    public Dictionary<string, string> Files { get; } = [];

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static DotNetCase Read(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name + ".txt")));

    public InMemoryFileTree Tree()
    {
        var tree = new InMemoryFileTree();
        foreach ((string path, string text) in Files) tree.Add("/" + path, text);
        return tree;
    }

    public void WriteTo(TemporaryDirectory directory)
    {
        foreach ((string path, string text) in Files) directory.Write(path, text);
    }
}
