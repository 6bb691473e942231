using DockerLint.Cli.Git;

namespace DockerLint.Cli.States;

/// <summary>Commits as people name them.</summary>
internal static class CommitNames
{
    /// <summary>The commit of a name.</summary>
    /// <exception cref="UsageException">There is none; one line says what to do.</exception>
    public static string Resolve(GitRepository git, string name, string option)
    {
        if (git.History.Resolve(name) is { } commit) return commit;
        string hint = git.IsShallow ? "; history is cut off here: git fetch --unshallow, or fetch-depth: 0 in the checkout step, brings it" : "";
        throw new UsageException($"{option} {name} is no commit of this repository{hint}");
    }
}
