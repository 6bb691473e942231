using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace DockerLint.Cli.Tests;

/// <summary><c>closure</c> and <c>explain</c> as processes.</summary>
public sealed class ExplainTests
{
    private const string Dockerfile = """
        FROM python:3.12-slim AS build
        COPY tool.py /t/
        FROM python:3.12-slim
        WORKDIR /app
        COPY main.py ./
        COPY lib ./lib
        RUN rm lib/gone.py
        COPY --from=build /t/none* ./
        CMD ["python", "main.py"]
        """;

    [Fact]
    public void Of_several_services_the_names_are_told()
    {
        using TemporaryDirectory directory = Service().Write("jobs/Dockerfile", "FROM python:3.12\n");
        CommandResult result = CommandLine.Run(directory.Path, "explain", "lib.here");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("2 services lie below .: choose one with --service (root, jobs) or with --dockerfile", result.Error);
        Assert.Equal(0, CommandLine.Run(directory.Path, "explain", "lib.here", "--service", "root").ExitCode);
    }

    [Fact]
    public void Closure_tells_where_each_module_resolves()
    {
        using TemporaryDirectory directory = Service();
        CommandResult result = CommandLine.Run(directory.Path, "closure", "--format", "json");
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Dictionary<string, JsonElement> lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(line => line.GetProperty("module").GetString()!);
        Assert.Equal("first-party /app/lib/here.py lib/here.py none main.py:2", Describe(lines["lib.here"]));
        Assert.Equal("missing  lib/gone.py try_importerror main.py:4", Describe(lines["lib.gone"]));
        Assert.Equal("stdlib   none main.py:1", Describe(lines["os"]));
        Assert.Equal("first-party /app/main.py main.py none Dockerfile:9", Describe(lines["__main__"]));
    }

    [Theory]
    [InlineData("lib.here", "present", null, "brought-by Dockerfile:6")]
    [InlineData("lib.gone", "missing", "removed", "removed-by Dockerfile:7")]
    [InlineData("lib/gone.py", "missing", "removed", "removed-by Dockerfile:7")]
    [InlineData("tool.py", "missing", "other-stage", "other-stage Dockerfile:2")]
    [InlineData("tool", "missing", "other-stage", "other-stage Dockerfile:2")]
    [InlineData("docs/x.md", "missing", "ignored", "ignored-by .dockerignore:2")]
    [InlineData("lib2.py", "missing", "not-copied", "nearest Dockerfile:6")]
    [InlineData("/app/main.py", "present", null, "brought-by Dockerfile:5")]
    [InlineData("/app/lib/gone.py", "missing", "removed", "removed-by Dockerfile:7")]
    [InlineData("no.such.module", "missing", "not-in-repository", null)]
    [InlineData("json.decoder", "present", null, null)]
    public void Explain_names_the_line_that_decides(string subject, string status, string? reason, string? step)
    {
        using TemporaryDirectory directory = Service();
        CommandResult result = CommandLine.Run(directory.Path, "explain", subject, "--format", "json");
        JsonElement answer = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(status, answer.GetProperty("status").GetString());
        Assert.Equal(reason, answer.GetProperty("reason").GetString());
        string? first = answer.GetProperty("steps").EnumerateArray()
            .Select(one => one.GetProperty("role").GetString() + " " + one.GetProperty("file").GetString() + ":" + one.GetProperty("line").GetInt32()).FirstOrDefault();
        Assert.Equal(step, first);
        Assert.Equal(status == "present" ? ExitCodes.Clean : ExitCodes.Findings, result.ExitCode);
    }

    [Fact]
    public void Explain_shows_the_chain_to_people()
    {
        using TemporaryDirectory directory = Service();
        CommandResult result = CommandLine.Run("/", "explain", "lib.here", directory.Path);
        Assert.Contains("lib.here is in the image as /app/lib/here.py", result.Output);
        Assert.Contains("loaded by    Dockerfile:9: python main.py", result.Output);
        Assert.Contains("main.py:2: lib.here", result.Output);
    }

    private static TemporaryDirectory Service() => new TemporaryDirectory()
        .Write("Dockerfile", Dockerfile + "\n")
        .Write(".dockerignore", "# notes\ndocs\n")
        .Write("main.py", "import os\nimport lib.here\ntry:\n    import lib.gone\nexcept ImportError:\n    pass\n")
        .Write("lib/__init__.py", "").Write("lib/here.py", "").Write("lib/gone.py", "").Write("lib2.py", "").Write("tool.py", "").Write("docs/x.md", "");

    private static string Describe(JsonElement line) => string.Join(
        ' ',
        line.GetProperty("kind").GetString(), line.GetProperty("image").GetString(), line.GetProperty("repository").GetString(), line.GetProperty("guard").GetString(),
        line.GetProperty("from").GetProperty("file").GetString() + ":" + line.GetProperty("from").GetProperty("line").GetInt32());
}
