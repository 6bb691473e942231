using System.Collections.Generic;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Copying;

/// <summary>
/// Where a directory is merged into another: the places at which a file meets a directory, which the engine refuses. Walks
/// only directories that both have.
/// </summary>
internal static class Collisions
{
    /// <summary>The engine's words for each collision, the first of every kind of place that a person must mend.</summary>
    public static List<string> Find(ExactTree source, string from, ImageTree image, string to)
    {
        var found = new List<string>();
        var open = new Stack<(string From, string To)>();
        open.Push((from, to));
        while (open.Count > 0)
        {
            (string sourceDirectory, string directory) = open.Pop();
            if (image.At(directory).Kind != NodeKind.Directory || image.Mirrors(source, sourceDirectory, directory)) continue;
            foreach (DirectoryEntry entry in image.ListAt(directory).Entries)
            {
                string child = TreePath.Child(sourceDirectory, entry.Name);
                string target = TreePath.Child(directory, entry.Name);
                NodeKind arriving = source.At(child).Kind;
                if (arriving is NodeKind.Missing or NodeKind.Unknown || entry.Node.Kind == NodeKind.Unknown) continue;
                if (arriving == NodeKind.Directory && entry.Node.Kind == NodeKind.Directory) open.Push((child, target));
                else if (arriving == NodeKind.Directory) found.Add("cannot copy to non-directory: " + target);
                else if (entry.Node.Kind == NodeKind.Directory) found.Add("cannot replace to directory " + target + " with file");
            }
        }

        return found;
    }
}
