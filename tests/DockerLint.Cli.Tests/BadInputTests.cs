using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace DockerLint.Cli.Tests;

/// <summary>A stranger's pull request: never a crash, never a hang, and the other services are still checked.</summary>
public class BadInputTests
{
    private const string Healthy = "FROM python:3.12\nWORKDIR /app\nCOPY main.py ./\nCMD [\"python\", \"main.py\"]\n";

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001\u0002 FROM \0")]
    [InlineData("FROM")]
    [InlineData("COPY a b\n")]
    [InlineData("FROM x\nCOPY ../../../etc/passwd /\nCMD [\"python\"")]
    [InlineData("FROM x\nRUN <<EOF\nnever closed\n")]
    [InlineData("FROM ${${${${${x}}}}}\nCOPY ${a ${b} ./\n")]
    [InlineData("\uFEFF# escape=`\r\nFROM x `\r\n")]
    public void A_broken_dockerfile_is_a_finding_or_a_note(string dockerfile)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("broken/Dockerfile", dockerfile).Write("good/Dockerfile", Healthy).Write("good/main.py", "");
        AssertSound(CommandLine.Run(directory.Path, "check"));
    }

    [Fact]
    public void Binary_files_in_every_place_are_survived()
    {
        byte[] noise = new byte[4096];
        new System.Random(7).NextBytes(noise);
        using var directory = new TemporaryDirectory();
        directory.Write("a/Dockerfile", noise).Write("b/Dockerfile", Healthy).Write("b/main.py", noise)
            .Write("b/.dockerignore", noise).Write("requirements.txt", noise).Write("docker-compose.yml", noise);
        AssertSound(CommandLine.Run(directory.Path, "check"));
    }

    [Fact]
    public void Python_with_null_bytes_or_no_end_is_survived()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Dockerfile", Healthy.Replace("COPY main.py", "COPY *.py", System.StringComparison.Ordinal))
            .Write("main.py", "import deep, zero, open_string\n")
            .Write("deep.py", new string('(', 200_000))
            .Write("zero.py", "import os\0\nimport sys\n")
            .Write("open_string.py", "x = '''" + new string('a', 100_000));
        AssertSound(CommandLine.Run(directory.Path, "check"));
    }

    [Fact]
    public void Loops_of_links_end()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Dockerfile", "FROM x\nCOPY . /app\nWORKDIR /app\nCMD python -m pkg\n")
            .Link("self", "self").Link("up", ".").Link("a", "b").Link("b", "a").Write("pkg/__init__.py", "from . import gone\n")
            .Link("pkg/gone.py", "../a").Link("pkg/__main__.py", "/etc/hostname");
        AssertSound(CommandLine.Run(directory.Path, "check"));
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_file_does_not_block()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("good/Dockerfile", Healthy);
        foreach (string pipe in new[] { "dockerlint.yaml", "Dockerfile", "good/main.py" })
        {
            using Process mkfifo = Process.Start("mkfifo", directory.At(pipe));
            await mkfifo.WaitForExitAsync();
        }

        AssertSound(CommandLine.Run(directory.Path, "check"));
    }

    [Fact]
    public async Task A_reader_that_leaves_is_no_error()
    {
        using var directory = new TemporaryDirectory();
        var source = new StringBuilder();
        for (int i = 0; i < 20_000; i++) source.Append("import module_number_").Append(i).Append('\n');
        directory.Write("a.py", source.ToString());
        using Process process = Process.Start(CommandLine.Describe(directory.Path, null, ["imports", "a.py"]))!;
        process.StandardInput.Close();
        process.StandardOutput.ReadLine();
        process.StandardOutput.Close();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", error);
        Assert.Equal(ExitCodes.Clean, process.ExitCode);
    }

    [Fact]
    public void A_disk_that_is_full_is_one_line()
    {
        if (!File.Exists("/dev/full")) return;
        using var directory = new TemporaryDirectory();
        CommandResult result = CommandLine.Run(directory.Path, "check", "--format", "json=/dev/full");
        Assert.Equal(ExitCodes.Failure, result.ExitCode);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    private static void AssertSound(CommandResult result)
    {
        Assert.True(result.ExitCode is ExitCodes.Clean or ExitCodes.Findings, result.ExitCode + ": " + result.Error);
        Assert.DoesNotContain("internal error", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public void Thousands_of_services_fit_into_little_memory()
    {
        using var directory = new TemporaryDirectory();
        for (int i = 0; i < 1500; i++) directory.Write($"s/{i / 100}/{i}/Dockerfile", Healthy).Write($"s/{i / 100}/{i}/main.py", "import os\n");
        // 128 MiB of heap; more is an OutOfMemoryException.
        var environment = new System.Collections.Generic.Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "8000000" };
        CommandResult result = CommandLine.RunWith(directory.Path, environment, null, "check");
        Assert.Equal((ExitCodes.Clean, ""), (result.ExitCode, result.Error));
        Assert.Contains("1500 services", result.Output, System.StringComparison.Ordinal);
    }
}
