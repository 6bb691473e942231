using System;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>The name of a service that nothing names.</summary>
internal static class ServiceName
{
    /// <summary>The directory that holds the Dockerfile; what the file's own name adds (<c>Dockerfile.worker</c>) behind a dash.</summary>
    public static string Of(string dockerfilePath)
    {
        string directory = TreePath.Name(TreePath.Parent(dockerfilePath));
        string name = TreePath.Name(dockerfilePath);
        int dot = name.IndexOf('.');
        string own = dot < 0 ? "" : name.StartsWith("dockerfile", StringComparison.OrdinalIgnoreCase) || name.StartsWith("containerfile", StringComparison.OrdinalIgnoreCase)
            ? name.Substring(dot + 1)
            : name.Substring(0, dot);
        return directory.Length == 0 ? (own.Length == 0 ? "root" : own) : own.Length == 0 ? directory : directory + "-" + own;
    }
}
