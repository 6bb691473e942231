using System.Text;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.Copy;

/// <summary>Writes exceptions into ignore files.</summary>
internal static class IgnoreFileFix
{
    /// <summary>The line that brings a path back into the build context, at the end of the ignore file, where it wins.</summary>
    public static Fix? Exception(ServiceModel service, string ignoreFile, string repositoryPath)
    {
        if (!TreePath.IsAtOrBelow(repositoryPath, service.ContextPath)) return null;
        if (service.Repository.Read(ignoreFile) is not { } bytes) return null;
        string relative = TreePath.Relative(repositoryPath, service.ContextPath);
        // A name with a character that patterns give a meaning to would need escapes that differ between engines.
        if (relative.Length == 0 || relative.IndexOfAny(['*', '?', '[', ']', '\\', '{', '}', '|', '^']) >= 0) return null;
        int lines = 1;
        string text = Encoding.UTF8.GetString(bytes.ToArray());
        foreach (char c in text)
        {
            if (c == '\n') lines++;
        }

        bool endsOpen = text.Length > 0 && text[text.Length - 1] != '\n';
        return new Fix(
            "except " + relative + " in " + TreePath.Display(ignoreFile),
            IsSafe: true,
            [new TextEdit(TreePath.Display(ignoreFile), endsOpen ? lines + 1 : lines, "!" + relative + "\n")]);
    }
}
