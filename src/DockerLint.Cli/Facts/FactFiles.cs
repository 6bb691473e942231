using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using DockerLint.Cli.Files;
using DockerLint.Facts;

namespace DockerLint.Cli.Facts;

/// <summary>
/// The files that <c>dockerlint facts</c> leaves for the build: the facts, and what must have changed before they can differ.
/// The names are those that <c>DockerLint.Analyzers.targets</c> knows.
/// </summary>
internal static class FactFiles
{
    private const string Facts = "dockerlint.facts";
    private const string Tracked = "dockerlint.tracked";
    private const string Present = "dockerlint.present";
    private const string State = "dockerlint.state";

    // The target writes the same first line, so that the file is never empty.
    private const string StateHeader = "dockerlint";

    /// <summary>Writes them; a file whose content stays keeps its time, so that nothing is compiled again for it.</summary>
    public static void Write(string directory, string facts, RecordingTree recorder, DiskFileTree tree, IEnumerable<string> evidence)
    {
        var tracked = new List<string>();
        foreach (string path in recorder.Tracked) tracked.Add(tree.DiskPath(path));
        foreach (string path in evidence)
        {
            if (!tracked.Contains(path)) tracked.Add(path);
        }

        var present = new List<string>();
        foreach (string path in recorder.Present) present.Add(tree.DiskPath(path));
        // MSBuild divides such a name into two; what it names is checked again when something else changes.
        tracked.RemoveAll(IsUnfit);
        present.RemoveAll(IsUnfit);

        tracked = Distinct(tracked);
        present = Distinct(present);
        Replace(Path.Combine(directory, Tracked), Lines(tracked));
        Replace(Path.Combine(directory, Present), Lines(present));
        Replace(Path.Combine(directory, State), StateHeader + Environment.NewLine + Lines(tracked.ConvertAll(path =>
            path + "|" + File.GetLastWriteTime(path).Ticks.ToString(CultureInfo.InvariantCulture))));
        Replace(Path.Combine(directory, Facts), facts);
    }

    private static bool IsUnfit(string path) => path.IndexOfAny(['\n', '\r', ';', '\'', '`', '%', '*', '?', '$', '@', '|']) >= 0;

    /// <summary>MSBuild takes names that differ in case for one item: the later ones are spelled with a detour.</summary>
    private static List<string> Distinct(List<string> paths)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return paths.ConvertAll(path =>
        {
            string spelled = path;
            while (!seen.Add(spelled)) spelled = Path.GetDirectoryName(path) + spelled[Path.GetDirectoryName(path)!.Length..].Insert(0, "/.");
            return spelled;
        });
    }

    private static string Lines(List<string> paths) => string.Concat(paths.ConvertAll(path => path + Environment.NewLine));

    private static void Replace(string file, string content)
    {
        if (File.Exists(file) && File.ReadAllText(file) == content) return;
        File.WriteAllText(file, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
