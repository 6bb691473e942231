using System;
using System.IO;
using DockerLint.Cli.Processes;
using Xunit;

namespace DockerLint.Cli.Tests.Smoke;

/// <summary>What <c>smoke</c> does on machines that have a Python and no engine.</summary>
public sealed class SmokeWithoutEngineTests
{
    private static TemporaryDirectory Service(string main) => new TemporaryDirectory()
        .Write("Dockerfile", "FROM python:3.12-slim\nWORKDIR /app\nCOPY main.py ./\nCOPY pkg/ ./pkg/\nCMD [\"python\", \"main.py\"]\n")
        .Write("main.py", main)
        .Write("pkg/__init__.py", "")
        .Write("lost.py", "");

    [LocalPythonFact]
    public void Advice_confirms_the_check_and_never_fails()
    {
        using TemporaryDirectory repository = Service("import pkg\nimport requests.adapters\nimport lost\n");
        CommandResult result = CommandLine.Run(repository.Path, "smoke", "--no-docker", "--format", "concise");
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.Contains("main.py:3:1: warning IMG6001: module 'lost' is not in the simulated image", result.Output, StringComparison.Ordinal);
        Assert.Contains("(IMG1001 of check: confirmed)", result.Output, StringComparison.Ordinal);
        // Third-party modules are fabricated: nobody says whether this machine has them.
        Assert.DoesNotContain("requests", result.Output, StringComparison.Ordinal);
        Assert.Contains("no container was started", result.Error, StringComparison.Ordinal);
    }

    [LocalPythonFact]
    public void Advice_writes_nothing_and_starts_nothing()
    {
        using TemporaryDirectory outside = new();
        using TemporaryDirectory repository = Service($"import os, subprocess\ntry:\n    open({Quote(outside.At("a"))}, 'w')\nexcept OSError: pass\ntry:\n    subprocess.run(['touch', {Quote(outside.At("b"))}])\nexcept OSError: pass\n");
        CommandLine.Run(repository.Path, "smoke", "--no-docker");
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside.Path));
    }

    [LocalPythonFact]
    public void A_healthy_tree_gives_no_advice()
    {
        using TemporaryDirectory repository = Service("import pkg.space.inner.part\nimport json\n");
        // Packages without __init__.py below one that has it.
        repository.Write("pkg/space/inner/part.py", "");
        CommandResult result = CommandLine.Run(repository.Path, "smoke", "--no-docker");
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.Contains("nothing missing in 1 service", result.Output, StringComparison.Ordinal);
    }

    [LocalPythonTheory]
    [InlineData("RUN pip install /src && rm -rf /src")]
    [InlineData("RUN pip install -e /src")]
    public void What_install_steps_bring_is_there(string install)
    {
        using TemporaryDirectory repository = new TemporaryDirectory()
            .Write("pyproject.toml", "[project]\nname = \"acme-tool\"\nversion = \"1\"\n[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"setuptools.build_meta\"\n")
            .Write("tool/__init__.py", "")
            .Write("tool/part.py", "")
            .Write("main.py", "import tool.part\n")
            .Write("Dockerfile", "FROM python:3.12-slim\nCOPY . /src\n" + install + "\nWORKDIR /app\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n")
            // The published distribution, in an example of its own repository.
            .Write("example/main.py", "try:\n    import tool\nexcept ImportError:\n    tool = None\n")
            .Write("example/Dockerfile", "FROM python:3.12-slim\nRUN pip install acme-tool\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n");
        CommandResult result = CommandLine.Run(repository.Path, "smoke", "--no-docker", "--format", "concise");
        Assert.Contains("nothing missing in 2 services", result.Output, StringComparison.Ordinal);
    }

    [LocalPythonFact]
    public void The_health_check_answers_for_the_modules_of_the_service()
    {
        using TemporaryDirectory repository = Service("import pkg.part\n");
        repository.Write("pkg/part.py", "import json\n");
        CommandResult printed = CommandLine.Run(repository.Path, "smoke", "--emit-healthcheck", "root");
        Assert.Equal(ExitCodes.Clean, printed.ExitCode);
        Assert.Contains("HEALTHCHECK --interval=", printed.Output, StringComparison.Ordinal);

        // The image, on this machine.
        using var image = new TemporaryDirectory();
        image.Write("pkg/__init__.py", "").Write("pkg/part.py", "").Write("main.py", "import pkg.part\n")
            .Write("healthcheck.py", printed.Output.Replace("\"/app\"", Quote(image.Path), StringComparison.Ordinal));
        Assert.Equal((0, ""), Python(image.At("healthcheck.py")));
        File.Delete(image.At("pkg/part.py"));
        (int code, string error) = Python(image.At("healthcheck.py"));
        Assert.Equal(1, code);
        Assert.Contains("pkg.part: ModuleNotFoundError", error, StringComparison.Ordinal);
    }

    private static string Quote(string path) => "r'" + path + "'";

    private static (int Code, string Error) Python(string file)
    {
        // "-B": a file of compiled code of the same second would hide the deletion.
        ProcessResult result = ProcessRunner.Run(new ProcessRequest("python3", ["-B", file]) { Timeout = TimeSpan.FromSeconds(30) });
        return (result.ExitCode, result.Error);
    }
}

/// <summary>A test that starts the machine's python3.</summary>
internal sealed class LocalPythonFactAttribute : FactAttribute
{
    public LocalPythonFactAttribute() => Skip = Reason;

    public static string? Reason { get; } = IsThere() ? null : "python3 is not on PATH";

    private static bool IsThere() => Array.Exists((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), static directory => File.Exists(Path.Combine(directory, "python3")));
}

/// <inheritdoc cref="LocalPythonFactAttribute"/>
internal sealed class LocalPythonTheoryAttribute : TheoryAttribute
{
    public LocalPythonTheoryAttribute() => Skip = LocalPythonFactAttribute.Reason;
}
