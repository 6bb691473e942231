using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using DockerLint.Cli.Processes;
using Xunit;

namespace DockerLint.Cli.Tests.Smoke;

/// <summary>What removes or counts the containers of everybody runs when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneWithTheEngine
{
    public const string Name = "alone with the engine";
}

/// <summary>Whatever happens to the tool, no container stays.</summary>
[Collection(AloneWithTheEngine.Name)]
public sealed class SmokeLeftoverTests
{
    private const int Kills = 10;

    [EngineFact]
    public void Killed_at_any_moment_nothing_is_left()
    {
        using TestImage image = new(
            ("Dockerfile", "FROM " + TestEngine.Base + "\nWORKDIR /app\nCOPY main.py ./\nCMD [\"python3\", \"-m\", \"main\"]\n"), ("main.py", "import time\ntime.sleep(2)\n"));
        var random = new Random(7);
        for (int i = 0; i < Kills; i++)
        {
            bool isPolite = i % 2 == 0;
            using Process process = Start(image);
            Thread.Sleep(random.Next(50, 3000));
            ProcessRunner.Run(new ProcessRequest("kill", [isPolite ? "-INT" : "-KILL", process.Id.ToString(CultureInfo.InvariantCulture)]));
            Assert.True(process.WaitForExit(30000));
            if (isPolite) Assert.Equal("", TestEngine.Leftovers());
            else Assert.Equal(0, CommandLine.RunWith(image.Repository.Path, TestEngine.Variables, null, "smoke", "--clean").ExitCode);
        }

        // A client of the engine that outlived its parent may still have been asking for a container: it then finds no one who speaks to it, and ends.
        for (int i = 0; i < 50 && TestEngine.Leftovers().Length > 0; i++) Thread.Sleep(200);
        Assert.Equal("", TestEngine.Leftovers());
    }

    private static Process Start(TestImage image)
    {
        ProcessStartInfo start = CommandLine.Describe(
            image.Repository.Path, TestEngine.Variables, ["smoke", "--image", image.Tag, "--dockerfile", "Dockerfile", "--context", "."]);
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return process;
    }
}
