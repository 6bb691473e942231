using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Commands;
using DockerLint.Cli.Files;
using DockerLint.Cli.Git;
using DockerLint.Cli.Yaml;
using DockerLint.Configuration;
using DockerLint.Inputs;
using PyImportScanner.Files;

namespace DockerLint.Cli.States;

/// <summary>
/// The services of a repository in several states: commits, the index, the disk. What was scanned for one state is not scanned
/// again for another where git knows that a file is the same.
/// </summary>
internal sealed class StateReader(ParsedArguments arguments, DiskFileTree disk)
{
    private static readonly string[] SettingsNames = ["/dockerlint.yaml", "/.dockerlint.yaml", "/dockerlint.yml", "/.dockerlint.yml"];

    private readonly Dictionary<string, RepositoryInputs> commits = new(StringComparer.Ordinal);
    private RepositoryInputs? first;

    /// <summary>The files on the disk.</summary>
    public RepositoryInputs Disk() => RepositoryInputs.Of(Request(disk, SettingsFile.Read(arguments, disk)));

    /// <summary>A commit, read once.</summary>
    public RepositoryInputs Commit(GitRepository git, string commit) =>
        commits.TryGetValue(commit, out RepositoryInputs? known) ? known : commits[commit] = Tree(git.Tree(commit));

    /// <summary>The index.</summary>
    public RepositoryInputs Index(GitRepository git) => Tree(git.Index());

    /// <summary>Any tree of the repository.</summary>
    public RepositoryInputs Tree(IFileTree tree)
    {
        RepositoryInputs state = RepositoryInputs.Of(Request(tree, SettingsOf(tree)), first);
        first ??= state;
        return state;
    }

    private CheckRequest Request(IFileTree tree, Settings settings) => new()
    {
        Repository = tree,
        Root = Repository.Root(arguments),
        Settings = settings,
        Today = DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Yaml = new YamlReader(),
    };

    // The configuration of a commit is the one in it; one from elsewhere holds for all.
    private Settings SettingsOf(IFileTree tree)
    {
        if (arguments.Has(CommonOptions.NoConfig)) return Settings.None;
        if (arguments.Has(CommonOptions.Config)) return SettingsFile.Read(arguments, disk);
        foreach (string name in SettingsNames)
        {
            if (tree.Read(name) is not { } bytes) continue;
            Settings settings = SettingsReader.Read(Encoding.UTF8.GetString(bytes.Span), TreePath.Display(name), TreePath.Root, new YamlReader(), out IReadOnlyList<SettingsError> errors);
            // A mistake of long ago is no reason to stop.
            return errors.Count == 0 ? settings : Settings.None;
        }

        return Settings.None;
    }
}
