using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Projects;

/// <summary>The SDK that a global.json asks for.</summary>
/// <param name="Path">The file.</param>
/// <param name="Version">The version, or null when any will do.</param>
/// <param name="RollForward">The policy; <c>patch</c> where none is said and a version is, <c>latestMajor</c> otherwise.</param>
/// <param name="IsReadable">It is JSON.</param>
/// <param name="Span">The version.</param>
public sealed record GlobalJsonFacts(string Path, string? Version, string RollForward, bool IsReadable, SourceSpan Span)
{
    /// <summary>The nearest global.json at or above a directory; null when there is none or it cannot be seen.</summary>
    public static string? Nearest(IFileTree tree, string directory) =>
        Evaluation.MsBuildText.DirectoryOfFileAbove(tree, directory, "global.json").Directory is { } found
            ? TreePath.Child(found, "global.json")
            : null;

    /// <summary>Reads one file; null when it is not there or its content is not known.</summary>
    public static GlobalJsonFacts? Read(IFileTree tree, string path)
    {
        if (tree.Read(path) is not { } bytes) return null;
        string? version = null, rollForward = null;
        SourceSpan span = default;
        if (JsonFacts.Read(bytes) is not { } scalars) return new GlobalJsonFacts(path, null, "latestMajor", false, span);
        foreach (JsonScalar scalar in scalars)
        {
            if (scalar.Path == "sdk.version")
            {
                version = scalar.Value;
                span = scalar.Span;
            }
            else if (scalar.Path == "sdk.rollForward")
            {
                rollForward = scalar.Value;
            }
        }

        return new GlobalJsonFacts(path, version, rollForward ?? (version is null ? "latestMajor" : "patch"), true, span);
    }
}
