using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Checks.Python;
using DockerLint.Images;
using DockerLint.Images.Run;
using DockerLint.Installs;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Manifests;

namespace DockerLint.Inputs;

/// <summary>The files that install steps read, and what they ask for.</summary>
internal sealed class InstallInputs
{
    private static readonly string[] NodeManifests = [".npmrc", "package-lock.json", "package.json", "pnpm-lock.yaml", "yarn.lock"];

    private readonly Dictionary<string, ServiceInput> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManifestRole> roles = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> distributions = new(StringComparer.Ordinal);

    private InstallInputs()
    {
    }

    /// <summary>Repository files that install steps read, by path.</summary>
    public IReadOnlyDictionary<string, ServiceInput> Files => files;

    /// <summary>Distribution to what is asked of it: its pinned version, or the line that names it.</summary>
    public IReadOnlyDictionary<string, string> Distributions => distributions;

    /// <summary>Reads the install steps of a build and of the builds below it.</summary>
    public static InstallInputs Of(IEnumerable<ImageBuild> builds)
    {
        var inputs = new InstallInputs();
        foreach (ImageBuild build in builds)
        {
            foreach (ImageInstall install in ImageInstalls.Of(build).Steps) inputs.Add(install);
            foreach (BuiltStage stage in build.Stages)
            {
                foreach (RunStep run in stage.Runs)
                {
                    foreach (RunCommand command in run.Commands) inputs.AddNamed(command);
                }
            }
        }

        return inputs;
    }

    /// <summary>What the file is read for; null where no step reads it.</summary>
    public ManifestRole? RoleOf(string path) => roles.TryGetValue(path, out ManifestRole role) ? role : null;

    private void Add(ImageInstall install)
    {
        var lines = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (ManifestRead read in install.Step.Reads)
        {
            if ((read.Node.Origin ?? install.Command.Files.Stat(read.Path).Origin) is not { } origin || files.ContainsKey(origin)) continue;
            if (read.Role == ManifestRole.Metadata && Documentation.Covers(origin)) continue;
            roles[origin] = read.Role;
            files[origin] = new ServiceInput(origin, InputCategory.Dependencies, "read by " + install.Step.Tool) { Line = install.Run.Instruction.Span.Line };
        }

        foreach (InstalledDistribution distribution in install.Step.Distributions) distributions[distribution.Name] = Text(distribution, install.Command.Files, lines);
        foreach (string removed in install.Step.Removed) distributions.Remove(removed);
    }

    /// <summary>Files that a command of RUN names, and those that the package managers of Node.js look for.</summary>
    private void AddNamed(RunCommand command)
    {
        string directory = command.WorkingDirectory ?? TreePath.Root;
        foreach (Shell.ExpandedWord word in command.Words)
        {
            if (word.Value is not { Length: > 0 and < 4096 } text || text[0] == '-' || text.IndexOf('\n') >= 0) continue;
            AddFile(command, TreePath.Combine(directory, text), InputCategory.Code, "named by RUN");
        }

        if (command.Program is not ("npm" or "pnpm" or "yarn")) return;
        foreach (string name in NodeManifests) AddFile(command, TreePath.Combine(directory, name), InputCategory.Dependencies, "read by " + command.Program);
    }

    private void AddFile(RunCommand command, string path, InputCategory category, string reason)
    {
        if (path.Length == 1 || command.Files.Stat(path) is not { Kind: NodeKind.File, Origin: { } origin } || files.ContainsKey(origin)) return;
        files[origin] = new ServiceInput(origin, category, reason) { Line = command.Instruction.Span.Line };
    }

    private static string Text(InstalledDistribution distribution, IFileTree tree, Dictionary<string, string[]> lines)
    {
        string extras = distribution.Extras.Count == 0 ? "" : "[" + string.Join(",", distribution.Extras) + "]";
        if (distribution.Version is { } version) return extras + version;
        return distribution.File is { } file && Line(tree, file, distribution.Span.Line, lines) is { } line ? line : extras + "any version";
    }

    private static string? Line(IFileTree tree, string file, int number, Dictionary<string, string[]> known)
    {
        if (!known.TryGetValue(file, out string[]? lines)) known[file] = lines = tree.Read(file) is { } bytes ? Encoding.UTF8.GetString(bytes.Span).Split('\n') : [];
        if (number <= 0 || number > lines.Length) return null;
        string found = lines[number - 1];
        int comment = found.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? found : found.Substring(0, comment)).Trim().TrimEnd('\\').Trim();
    }
}
