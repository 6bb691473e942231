using System;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Tests.Projects;

/// <summary>Several files in one readable text: a line <c>--- path</c> starts each.</summary>
internal static class FileText
{
    public static InMemoryFileTree Tree(string text)
    {
        var tree = new InMemoryFileTree();
        ForEach(text, (path, content) => tree.Add("/" + path, content));
        return tree;
    }

    public static void ForEach(string text, Action<string, string> use)
    {
        string? path = null;
        var content = new StringBuilder();
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                if (path is not null) use(path, content.ToString());
                path = line.Substring(4).Trim();
                content.Clear();
            }
            else
            {
                content.Append(line).Append('\n');
            }
        }

        if (path is not null) use(path, content.ToString());
    }
}
