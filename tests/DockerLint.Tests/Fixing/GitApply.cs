using System.Diagnostics;
using System.IO;
using Xunit;

namespace DockerLint.Tests.Fixing;

/// <summary>Applies a diff with git, the judge of whether it is one.</summary>
internal static class GitApply
{
    public static string Run(string before, string diff)
    {
        string directory = Directory.CreateTempSubdirectory("dockerlint-diff-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "f"), before);
            File.WriteAllText(Path.Combine(directory, "d.patch"), diff);
            var start = new ProcessStartInfo("git", ["apply", "--whitespace=nowarn", "d.patch"])
            {
                WorkingDirectory = directory,
                RedirectStandardError = true,
            };
            start.Environment["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(directory)!;
            using Process process = Process.Start(start)!;
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error + "\n" + diff);
            return File.ReadAllText(Path.Combine(directory, "f"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
