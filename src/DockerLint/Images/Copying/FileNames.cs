using System;

namespace DockerLint.Images.Copying;

/// <summary>What a name alone tells.</summary>
internal static class FileNames
{
    private static readonly string[] fileExtensions =
    [
        ".c", ".cfg", ".conf", ".cpp", ".crt", ".css", ".csv", ".dll", ".env", ".html", ".ini", ".jar", ".js", ".json", ".lock", ".md",
        ".pem", ".proto", ".py", ".pyi", ".rules", ".sh", ".so", ".sql", ".tar", ".tgz", ".toml", ".ts", ".txt", ".whl", ".xml",
        ".yaml", ".yml", ".zip",
    ];

    private static readonly string[] archiveEndings = [".tar", ".tar.bz2", ".tar.gz", ".tar.xz", ".tar.zst", ".tbz2", ".tgz", ".txz"];

    /// <summary>A name of what ADD unpacks (BuildKit: any tar archive, plain or compressed).</summary>
    public static bool IsArchive(string name)
    {
        foreach (string ending in archiveEndings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>A name that nobody gives to a directory, such as <c>run.sh</c>.</summary>
    public static bool IsCertainlyFile(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > 0 && Array.BinarySearch(fileExtensions, name.Substring(dot), StringComparer.Ordinal) >= 0;
    }
}
