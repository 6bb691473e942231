using System;
using System.Collections.Generic;

namespace DockerLint.Cli.Drift;

/// <summary>Labels and variables by which an image tells its commit.</summary>
internal static class RevisionLabels
{
    /// <summary>Labels, the most trusted first. The first one is of the OCI image specification (annotations.md).</summary>
    public static readonly IReadOnlyList<string> Labels =
    [
        "org.opencontainers.image.revision", "commit-sha", "commit_sha", "vcs-ref", "org.label-schema.vcs-ref", "git-sha", "git-commit", "git_commit", "build.commit", "revision",
    ];

    private static readonly string[] Variables = ["BUILD_COMMIT", "GIT_COMMIT", "GIT_SHA", "COMMIT_SHA", "VCS_REF", "SOURCE_COMMIT"];

    /// <summary>What may be the commit. A label may be inherited from the base image, so there may be several.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> environment)
    {
        var found = new List<string>();
        foreach (string label in Labels) Add(labels, label, found);
        foreach (string variable in Variables) Add(environment, variable, found);
        return found;
    }

    private static void Add(IReadOnlyDictionary<string, string> values, string key, List<string> found)
    {
        if (values.TryGetValue(key, out string? value) && value.Length > 0 && !string.Equals(value, "unknown", StringComparison.OrdinalIgnoreCase) && !found.Contains(value)) found.Add(value);
    }
}
