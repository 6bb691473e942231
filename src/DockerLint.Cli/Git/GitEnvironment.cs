using System;
using System.Collections.Generic;
using System.IO;

namespace DockerLint.Cli.Git;

/// <summary>
/// The variables that git sets for its hooks. They are relative to the directory of the hook, and they speak of the repository
/// whose hook runs: where ROOT lies elsewhere they must not redirect git.
/// </summary>
internal static class GitEnvironment
{
    private static readonly string[] Places = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"];

    /// <summary>What to set or remove so that git, started in <paramref name="directory"/>, sees what the caller's git saw.</summary>
    public static Dictionary<string, string?> For(string directory)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIT_PREFIX"] = null };
        string here = Path.TrimEndingDirectorySeparator(Environment.CurrentDirectory);
        bool isOurs = directory == here || directory.StartsWith(here.TrimEnd('/') + "/", StringComparison.Ordinal) || here.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal);
        foreach (string name in Places)
        {
            if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } value) continue;
            changes[name] = isOurs ? Path.GetFullPath(value, here) : null;
        }

        // With GIT_DIR alone the work tree is where git is started, and that is not here.
        if (changes.GetValueOrDefault("GIT_DIR") is not null && !changes.ContainsKey("GIT_WORK_TREE")) changes["GIT_WORK_TREE"] = here;
        return changes;
    }
}
