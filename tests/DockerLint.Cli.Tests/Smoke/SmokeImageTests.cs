using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace DockerLint.Cli.Tests.Smoke;

/// <summary>Images of every make: without a shell, with a virtual environment, for another processor …</summary>
public sealed class SmokeImageTests
{
    private const string App = "WORKDIR /app\nCOPY main.py ./\nCMD [\"python3\", \"main.py\"]\n";

    [EngineFact]
    public void The_sample_fails_with_its_package_and_passes_after_the_fix()
    {
        using TestImage python = new(
            ("Dockerfile", "FROM " + TestEngine.Base + "\nCOPY --chmod=755 bin/ /usr/local/bin/\nCOPY site/ /usr/lib/python3/dist-packages/\n"),
            ("bin/pip", "#!/bin/sh\nexit 0\n"),
            ("bin/gunicorn", "#!/usr/bin/python3\n"),
            ("site/gunicorn/__init__.py", ""),
            ("site/flask.py", "class Flask:\n    def __init__(self, *a): pass\n    def __getattr__(self, name): return lambda *a, **k: (lambda f: f)\njsonify = request = None\n"));
        Assert.True(TestEngine.Docker("tag", python.Tag, "python:3.11-slim").Succeeded);
        using TemporaryDirectory sample = new TemporaryDirectory().CopyFrom(Path.Combine(ProjectRoot.Path, "samples", "grading-outage"));
        SmokeResult before = Smoke(sample);
        SmokeFinding finding = Assert.Single(before.Findings);
        Assert.Equal(("IMG6001", "error", "predictions", "IMG1001 confirmed"), (finding.Rule, finding.Severity, finding.Module, finding.Verdict));
        Assert.Equal(1, before.Result.ExitCode);
        Assert.Equal(0, CommandLine.Run(sample.Path, "check", "--fix").ExitCode);
        SmokeResult after = Smoke(sample);
        Assert.Empty(after.Findings);
        Assert.Equal(0, after.Result.ExitCode);

        static SmokeResult Smoke(TemporaryDirectory sample) =>
            new(CommandLine.RunWith(sample.Path, TestEngine.Variables, null, "smoke", "nba", "--build", "--build-network", "none", "--format", "json"));
    }

    [EngineFact]
    public void No_shell_is_needed()
    {
        using TestImage image = new(("Dockerfile", "FROM " + TestEngine.Base + " AS base\nFROM scratch\nCOPY --from=base /usr/bin/python3.11 /usr/bin/python3\nCOPY --from=base /usr/lib /usr/lib\nCOPY --from=base /lib64 /lib64\nCOPY --from=base /usr/lib64 /usr/lib64\nCOPY --from=base /lib /lib\n" + App), ("main.py", "import gone\n"), ("gone.py", ""));
        Assert.Equal("IMG6001 error missing-in-container", image.Smoke().Classes);
    }

    [EngineFact]
    public void A_virtual_environment_is_used()
    {
        const string Venv = "FROM " + TestEngine.Base + "\nRUN mkdir -p /opt/venv/bin /opt/venv/lib/python3.11/site-packages && ln -s /usr/bin/python3 /opt/venv/bin/python3 && ln -s python3 /opt/venv/bin/python && printf 'home = /usr/bin\\n' > /opt/venv/pyvenv.cfg\nCOPY dep.py /opt/venv/lib/python3.11/site-packages/installed.py\n";
        foreach (string way in new[]
        {
            "ENV PATH=/opt/venv/bin:$PATH\n" + App,
            App.Replace("\"python3\"", "\"/opt/venv/bin/python\"", StringComparison.Ordinal),
            // The console script says which interpreter it wants; the one on PATH does not have the package.
            "COPY --chmod=755 launch /usr/bin/uvicorn\n" + App.Replace("\"python3\", \"main.py\"", "\"uvicorn\", \"main:app\"", StringComparison.Ordinal),
        })
        {
            using TestImage image = new(("Dockerfile", Venv + way), ("main.py", "import installed\n"), ("dep.py", ""), ("launch", "#!/opt/venv/bin/python\n"));
            Assert.Equal("", image.Smoke().Classes);
        }
    }

    [EngineFact]
    public void A_user_that_is_not_root_sees_what_it_may_read()
    {
        using TestImage image = new(("Dockerfile", "FROM " + TestEngine.Base + "\nRUN mkdir /app && chmod 755 /app\n" + App.Replace("COPY", "COPY --chown=1000", StringComparison.Ordinal) + "USER app\n"), ("main.py", "import os\nassert os.getuid() == 1000\n"));
        Assert.Equal("", image.Smoke().Classes);
    }

    [EngineFact]
    public void Root_reads_the_files_of_others_as_it_does_outside_of_the_sandbox()
    {
        using TestImage image = new(("Dockerfile", "FROM " + TestEngine.Base + "\n" + App + "COPY --chown=1000 pkg/ ./pkg/\nRUN chmod 700 pkg && chmod 600 pkg/a.py\n"), ("main.py", "import pkg.a\n"), ("pkg/a.py", ""));
        Assert.Equal("", image.Smoke().Classes);
    }

    [EngineFact]
    public void Without_python_nothing_is_proved()
    {
        using TestImage image = new(("Dockerfile", "FROM scratch\n" + App), ("main.py", ""));
        SmokeFinding finding = Assert.Single(image.Smoke().Findings);
        Assert.Equal(("IMG6003", "error"), (finding.Rule, finding.Severity));
        Assert.Contains("no Python", finding.Message, StringComparison.Ordinal);
        Assert.Equal("", image.Leftovers());
    }

    [EngineFact]
    public void Python_in_an_unusual_place_is_found()
    {
        using TestImage image = new(("Dockerfile", "FROM " + TestEngine.Base + "\nRUN mkdir -p /opt/venv/bin && mv /usr/bin/python3.11 /opt/venv/bin/python && rm /usr/bin/python3\nENV PYTHONHOME=/usr\n" + App), ("main.py", ""));
        Assert.Equal("", image.Smoke().Classes);
    }

    [EngineFact]
    public void The_interpreter_that_the_command_names_is_taken_also_where_another_is_first_on_the_path()
    {
        using TestImage image = new(
            ("Dockerfile", "FROM " + TestEngine.Base + "\nRUN mkdir -p /opt/venv/bin && ln -s /usr/bin/python3 /opt/venv/bin/python\nCOPY pyvenv.cfg /opt/venv/\nCOPY only_there.py /opt/venv/lib/python3.11/site-packages/\n"
                + App.Replace("\"python3\"", "\"/opt/venv/bin/python\"", StringComparison.Ordinal)),
            ("pyvenv.cfg", "home = /usr/bin\ninclude-system-site-packages = false\n"), ("only_there.py", ""), ("main.py", "import sys\nassert sys.prefix == '/opt/venv', sys.prefix\n"));
        Assert.Equal("", image.Smoke().Classes);
    }

    [EngineFact]
    public void A_container_that_was_started_for_nothing_is_removed()
    {
        using TestImage image = new(("Dockerfile", "FROM " + TestEngine.Base + "\n" + App), ("main.py", ""));
        CommandResult result = CommandLine.RunWith(image.Repository.Path, TestEngine.Variables, null, "smoke", "--image", image.Tag, "--dockerfile", "Other");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("there is no file Other", Assert.Single(result.Error.TrimEnd().Split('\n')[..1]), StringComparison.Ordinal);
        Assert.Equal("", image.Leftovers());
    }

    [EngineFact]
    public void Another_processor_gets_a_comparison_of_files()
    {
        // An ELF header for aarch64: the kernel refuses it as it would a whole interpreter.
        using var directory = new TemporaryDirectory();
        byte[] elf = new byte[64];
        new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1 }.CopyTo(elf, 0);
        elf[16] = 2;
        elf[18] = 0xB7;
        elf[20] = 1;
        using TestImage image = new(("Dockerfile", "FROM scratch\nCOPY main.py other.py /app/\nWORKDIR /app\nCMD [\"python3\", \"main.py\"]\n"), ("main.py", ""), ("other.py", ""));
        image.Repository.Write("python3", elf);
        image.Repository.Write("Dockerfile", "FROM scratch\nCOPY --chmod=755 python3 /usr/bin/python3\n" + App);
        image.Build();
        image.Repository.Write("Dockerfile", "FROM scratch\nCOPY --chmod=755 python3 /usr/bin/python3\n" + App.Replace("main.py ./", "main.py other.py ./", StringComparison.Ordinal));
        SmokeResult result = image.Smoke();
        Assert.Equal("IMG6002 warning absent; IMG6003 warning not-probed", string.Join("; ", result.Findings.Select(finding => $"{finding.Rule} {finding.Severity} {finding.Reason}").Order(StringComparer.Ordinal)));
        Assert.Equal("", image.Leftovers());
    }

    [EngineFact]
    public void An_image_without_a_command_is_tested_by_the_one_that_a_deployment_gives()
    {
        using TestImage image = new(("Dockerfile", "FROM " + TestEngine.Base + "\nWORKDIR /app\nCOPY main.py ./\n"), ("main.py", "import gone\n"), ("gone.py", ""));
        Assert.Contains("IMG6001 error missing-in-container", image.Smoke("--command", "python3 main.py").Classes, StringComparison.Ordinal);
        Assert.Empty(image.Smoke("--level", "list").Findings);
    }

    [EngineFact]
    public void An_image_that_is_not_there_is_no_pass()
    {
        using TestImage image = new(("Dockerfile", "FROM scratch\n" + App), ("main.py", ""));
        SmokeResult result = new(CommandLine.RunWith(image.Repository.Path, TestEngine.Variables, null, "smoke", "--image", "dockerlint-test/none:1", "--format", "json"));
        Assert.Equal("IMG6003 error not-probed", result.Classes);
        Assert.Equal(1, result.Result.ExitCode);
    }

    [EngineFact]
    public void Several_services_take_their_images_from_the_evidence()
    {
        using TestImage image = new(("Dockerfile", "FROM " + TestEngine.Base + "\n" + App), ("main.py", ""));
        image.Repository.Write("compose.yml", $"services:\n  one:\n    build: .\n    image: {image.Tag}\n  two:\n    build: .\n    image: {image.Tag}\n    command: python3 other.py\n");
        var result = new SmokeResult(CommandLine.RunWith(image.Repository.Path, TestEngine.Variables, null, "smoke", "--format", "json"));
        Assert.Equal("IMG6001 error missing-in-container", string.Join("; ", result.Findings.Where(finding => finding.Rule == "IMG6001").Select(finding => $"{finding.Rule} {finding.Severity} {finding.Reason}")));
    }

    [Theory]
    [InlineData("smoke")]
    [InlineData("smoke", "--clean")]
    public void Without_an_engine_one_line_says_so(params string[] arguments)
    {
        using TemporaryDirectory directory = new TemporaryDirectory().Write("Dockerfile", "FROM scratch\n" + App).Write("main.py", "");
        var none = new Dictionary<string, string> { ["PATH"] = Path.GetDirectoryName(Environment.ProcessPath) + ":/nowhere", ["DOCKERLINT_ENGINE"] = "no-such-engine" };
        CommandResult result = CommandLine.RunWith(directory.Path, none, null, [.. arguments, .. arguments.Length == 1 ? new[] { "--image", "x" } : []]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Contains("no-such-engine", result.Error, StringComparison.Ordinal);
    }

    [DockerFact]
    public void An_engine_that_does_not_answer_is_one_line()
    {
        using TestImage image = new(("Dockerfile", "FROM scratch\n" + App), ("main.py", ""));
        Dictionary<string, string> variables = TestEngine.Variables;
        variables["DOCKER_HOST"] = "unix:///nowhere/docker.sock";
        CommandResult result = CommandLine.RunWith(image.Repository.Path, variables, null, "smoke", "--image", "x");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }
}
