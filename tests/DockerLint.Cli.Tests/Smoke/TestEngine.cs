using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Cli.Processes;
using Xunit;

namespace DockerLint.Cli.Tests.Smoke;

/// <summary>A test that needs a container engine. The lane <c>smoke</c> brings one; elsewhere the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute()
    {
        if (TestEngine.Skip is { } reason) Skip = reason;
    }
}

/// <summary>A test of what only docker has: a host that its client is told of.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DockerFactAttribute : FactAttribute
{
    public DockerFactAttribute()
    {
        if ((TestEngine.Skip ?? (TestEngine.IsPodman ? "podman has no host of its own to be told of" : null)) is { } reason) Skip = reason;
    }
}

/// <summary>The same with several inputs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute()
    {
        if (TestEngine.Skip is { } reason) Skip = reason;
    }
}

/// <summary>The engine of the lane, and the images that the tests build in it.</summary>
internal static class TestEngine
{
    /// <summary>The image with Debian's Python (tests/SmokeLane/base-image.sh).</summary>
    public const string Base = "dockerlint-test/base:1";

    /// <summary>Why tests with an engine cannot run; null where they can.</summary>
    public static string? Skip => Environment.GetEnvironmentVariable("DOCKERLINT_TEST_ENGINE") is { Length: > 0 }
        ? null
        : "no container engine for tests: .ci/lanes/smoke.sh starts one and sets DOCKERLINT_TEST_ENGINE";

    /// <summary>The engine is podman.</summary>
    public static bool IsPodman => System.IO.Path.GetFileName(Client) == "podman";

    private static string Client => Environment.GetEnvironmentVariable("DOCKERLINT_TEST_ENGINE")!;

    public static ProcessResult Docker(params string[] words) => ProcessRunner.Run(new ProcessRequest(Client, words)
    {
        Timeout = TimeSpan.FromMinutes(2),
        Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "1" },
    });

    /// <summary>The containers that smoke marks.</summary>
    /// <param name="more">Further arguments of <c>docker ps</c>.</param>
    public static string Leftovers(params string[] more) => Docker(["ps", "--all", "--quiet", "--filter", "label=dockerlint.smoke=1", .. more]).Text.Trim();

    /// <summary>The environment with which the command finds the engine.</summary>
    public static Dictionary<string, string> Variables => new() { ["DOCKERLINT_ENGINE"] = Client };
}

/// <summary>A repository of one service with its image.</summary>
internal sealed class TestImage : IDisposable
{
    private readonly string tag = "dockerlint-test/" + Guid.NewGuid().ToString("N");

    /// <param name="files">Pairs of a path and a content; one is the Dockerfile.</param>
    public TestImage(params (string Path, string Content)[] files)
    {
        foreach ((string path, string content) in files) Repository.Write(path, content);
        Build();
    }

    public TemporaryDirectory Repository { get; } = new();

    public string Tag => tag;

    public void Build()
    {
        ProcessResult result = TestEngine.Docker("build", "--network", "none", "--quiet", "--tag", tag, Repository.Path);
        // podman 4.3 loses its own build container now and then while other processes use its storage.
        for (int attempt = 1; TestEngine.IsPodman && attempt < 3 && result.Error.Contains("build container", StringComparison.Ordinal); attempt++)
            result = TestEngine.Docker("build", "--network", "none", "--quiet", "--tag", tag, Repository.Path);
        Assert.True(result.Succeeded, result.Error);
    }

    /// <summary>Runs <c>dockerlint smoke</c> on it.</summary>
    public SmokeResult Smoke(params string[] arguments)
    {
        CommandResult result = CommandLine.RunWith(
            Repository.Path, TestEngine.Variables, null, ["smoke", "--image", tag, "--dockerfile", "Dockerfile", "--context", ".", "--format", "json", .. arguments]);
        return new SmokeResult(result);
    }

    /// <summary>The containers of smoke that were made of it; those of other tests may be at work.</summary>
    public string Leftovers() => TestEngine.Leftovers("--filter", "ancestor=" + tag);

    public void Dispose()
    {
        TestEngine.Docker("rmi", "--force", tag);
        Repository.Dispose();
    }
}

/// <summary>A report in JSON.</summary>
internal sealed class SmokeResult
{
    public SmokeResult(CommandResult result)
    {
        Result = result;
        Assert.True(result.ExitCode != 2, result.Error);
        using var document = System.Text.Json.JsonDocument.Parse(result.Output);
        Findings = document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => new SmokeFinding(
            finding.GetProperty("rule").GetString()!,
            finding.GetProperty("severity").GetString()!,
            finding.GetProperty("reason").GetString() ?? "",
            finding.GetProperty("module").GetString() ?? "",
            finding.GetProperty("message").GetString()!,
            finding.TryGetProperty("verdict", out System.Text.Json.JsonElement verdict) ? verdict.GetProperty("rule").GetString() + " " + verdict.GetProperty("outcome").GetString() : "")).ToList();
    }

    public CommandResult Result { get; }

    public List<SmokeFinding> Findings { get; }

    /// <summary>Rule, severity and reason of each.</summary>
    public string Classes => string.Join("; ", Findings.Select(finding => $"{finding.Rule} {finding.Severity} {finding.Reason}"));
}

internal sealed record SmokeFinding(string Rule, string Severity, string Reason, string Module, string Message, string Verdict);
