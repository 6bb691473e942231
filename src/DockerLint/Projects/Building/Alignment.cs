using System;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>The same relative way, walked in the repository and in the image: from a project's directory to something it names.</summary>
/// <param name="Repository">The project's directory in the repository.</param>
/// <param name="Image">The project's directory in the image.</param>
internal readonly record struct Alignment(string Repository, string Image)
{
    /// <summary>Where a repository path has to be in the image; null when the image has no such place (above its root).</summary>
    public string? ToImage(string path) => Walk(path, Repository, Image);

    /// <summary>Where an image path comes from; null when it would lie above the repository's root.</summary>
    public string? ToRepository(string path) => Walk(path, Image, Repository);

    private static string? Walk(string path, string from, string to)
    {
        string common = from;
        int up = 0;
        while (!TreePath.IsAtOrBelow(path, common))
        {
            common = TreePath.Parent(common);
            up++;
        }

        string target = to;
        for (int i = 0; i < up; i++)
        {
            if (target.Length <= 1) return null;
            target = TreePath.Parent(target);
        }

        string rest = TreePath.Relative(path, common);
        return rest.Length == 0 ? target : TreePath.Combine(target, rest);
    }

    /// <summary>The path of the tree that differs from <paramref name="path"/> in letter case only, or null.</summary>
    public static string? OtherCase(IFileTree tree, string path)
    {
        string at = TreePath.Root;
        foreach (string part in path.Substring(1).Split('/'))
        {
            DirectoryListing listing = tree.List(at);
            string? found = null;
            foreach (DirectoryEntry entry in listing.Entries)
            {
                if (entry.Name == part) found = part;
                else if (found is null && string.Equals(entry.Name, part, StringComparison.OrdinalIgnoreCase)) found = entry.Name;
            }

            if (found is null) return null;
            at = TreePath.Child(at, found);
        }

        return at == path ? null : at;
    }
}
