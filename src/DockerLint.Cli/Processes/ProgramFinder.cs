using System;
using System.IO;

namespace DockerLint.Cli.Processes;

/// <summary>
/// Finds programs on PATH. The runtime's own search also looks beside the running program and in the working directory, which
/// here is a stranger's repository: a file called <c>git</c> in it must never run. For the same reason entries of PATH that
/// are not absolute are left out.
/// </summary>
internal static class ProgramFinder
{
    /// <summary>The absolute path of the program, or null. An absolute <paramref name="program"/> is only looked at.</summary>
    public static string? Find(string program, string? searchPath = null)
    {
        if (Path.IsPathFullyQualified(program)) return IsExecutable(program) ? program : null;
        if (program.AsSpan().IndexOfAny('/', '\\') >= 0) return null;
        searchPath ??= Environment.GetEnvironmentVariable("PATH") ?? "";
        // Never .cmd or .bat: those go through a shell, which reads arguments in its own way.
        string name = OperatingSystem.IsWindows() && !program.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? program + ".exe" : program;
        foreach (string directory in searchPath.Split(Path.PathSeparator))
        {
            if (!Path.IsPathFullyQualified(directory)) continue;
            string candidate = Path.Combine(directory, name);
            if (IsExecutable(candidate)) return candidate;
        }

        return null;
    }

    private static bool IsExecutable(string path)
    {
        if (!File.Exists(path)) return false;
        if (OperatingSystem.IsWindows()) return true;
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return (File.GetUnixFileMode(path) & Execute) != 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
