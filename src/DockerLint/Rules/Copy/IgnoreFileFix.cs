using System.Collections.Generic;
using System.Text;
using DockerLint.Checks;
using DockerLint.Files;
using DockerLint.Fixing;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.Copy;

/// <summary>Writes exceptions into ignore files.</summary>
internal static class IgnoreFileFix
{
    // Beyond that nobody would call the exception small.
    private const int MaximumFiles = 5000;

    /// <summary>
    /// The line that brings a path back into the build context, just below the pattern that keeps it out: what stands further
    /// down (<c>**/.env</c>) still holds. Null where no line does it. Not safe where it brings back what other patterns keep out.
    /// </summary>
    public static Fix? Exception(ServiceModel service, string ignoreFile, string repositoryPath)
    {
        if (!TreePath.IsAtOrBelow(repositoryPath, service.ContextPath)) return null;
        if (service.Repository.Read(ignoreFile) is not { } bytes) return null;
        string relative = TreePath.Relative(repositoryPath, service.ContextPath);
        // A name with a character that patterns give a meaning to would need escapes that differ between engines.
        if (relative.Length == 0 || relative.IndexOfAny(['*', '?', '[', ']', '\\', '{', '}', '|', '^']) >= 0) return null;
        IgnoreFile before = IgnoreFile.Parse(ignoreFile, bytes.Span);
        List<string> files = Files(service, repositoryPath, relative);
        if (Decisive(before, relative, files) is not { } decisive) return null;
        foreach (int line in new[] { decisive.Line + 1, int.MaxValue })
        {
            var edit = new TextEdit(TreePath.Display(ignoreFile), line == int.MaxValue ? new FileText(bytes).Count + 1 : line, "!" + relative + "\n");
            IgnoreFile after = IgnoreFile.Parse(ignoreFile, Encoding.UTF8.GetString(LineEditor.Apply(bytes, [edit])));
            if (!IsSent(after, relative, files)) continue;
            return new Fix("except " + relative + " in " + TreePath.Display(ignoreFile), !BringsMore(before, after, decisive, files), [edit]);
        }

        return null;
    }

    /// <summary>The files at and below a path, as paths of the context; links are not followed.</summary>
    private static List<string> Files(ServiceModel service, string repositoryPath, string relative)
    {
        var files = new List<string>();
        if (service.Repository.Stat(repositoryPath).Kind != NodeKind.Directory) return [relative];
        var waiting = new Stack<(string Path, string Relative)>();
        waiting.Push((repositoryPath, relative));
        while (waiting.Count > 0 && files.Count < MaximumFiles)
        {
            (string path, string below) = waiting.Pop();
            foreach (DirectoryEntry entry in service.Session.Directories.List(path).Entries)
            {
                string name = below + "/" + entry.Name;
                if (entry.Node.Kind == NodeKind.Directory) waiting.Push((TreePath.Child(path, entry.Name), name));
                else if (entry.Node.Kind == NodeKind.File) files.Add(name);
            }
        }

        return files;
    }

    private static PathPattern? Decisive(IgnoreFile ignore, string relative, List<string> files)
    {
        if (ignore.Decide(relative) is { IsLeftOut: true, Pattern: { } own }) return own;
        foreach (string file in files)
        {
            if (ignore.Decide(file) is { IsLeftOut: true, Pattern: { } pattern }) return pattern;
        }

        return null;
    }

    private static bool IsSent(IgnoreFile ignore, string relative, List<string> files)
    {
        if (ignore.Error is not null || ignore.Decide(relative) is { IsLeftOut: true } or { UnknownBecause: not null }) return false;
        bool any = files.Count == 0;
        foreach (string file in files) any |= ignore.Decide(file) is { IsLeftOut: false, ArrivesEmpty: false, UnknownBecause: null };
        return any;
    }

    private static bool BringsMore(IgnoreFile before, IgnoreFile after, PathPattern decisive, List<string> files)
    {
        foreach (string file in files)
        {
            if (before.Decide(file) is { IsLeftOut: true, Pattern: { } pattern } && pattern.Line != decisive.Line && !after.Decide(file).IsLeftOut) return true;
            if (files.Count >= MaximumFiles) return true;
        }

        // A pattern above the decisive one may keep a file out that the decisive one covers, too: then only the last is told.
        return IsCoveredAbove(before, decisive, files);
    }

    private static bool IsCoveredAbove(IgnoreFile before, PathPattern decisive, List<string> files)
    {
        var above = new StringBuilder();
        foreach (PathPattern pattern in before.Patterns)
        {
            if (pattern.Line < decisive.Line) above.Append(pattern).Append('\n');
        }

        IgnoreFile rest = IgnoreFile.Parse(before.Path, above.ToString());
        return files.Exists(file => rest.Decide(file).IsLeftOut) && !files.TrueForAll(file => rest.Decide(file).IsLeftOut);
    }
}
