using System.Collections.Generic;
using System.Linq;
using System.Text;
using DockerLint.Checks;
using DockerLint.Configuration;
using DockerLint.Facts;
using DockerLint.Reporting;
using DockerLint.Services;
using DockerLint.Services.Evidence;
using DockerLint.Tests.Checks;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Facts;

public sealed class RepositoryFactsTests
{
    private const string Repository = """
        # app/Dockerfile
        FROM python:3.13-slim
        WORKDIR /app
        COPY app/ app/
        CMD ["python", "-m", "app.main"]
        # app/main.py
        import shared.money
        # shared/money.py
        X = 1
        """;

    [Fact]
    public void A_check_over_the_facts_finds_what_the_recorded_check_found()
    {
        CheckRequest request = new() { Repository = Repositories.Of(Repository), Dockerfiles = ["/app/Dockerfile"] };
        RepositoryFacts facts = RepositoryFacts.Read(RepositoryFacts.Record(request, "/root", out _))!;
        IReadOnlyList<Finding> told = Checker.Run(request).Findings;
        Assert.NotEmpty(told);
        Assert.Equal(told.Select(f => (f.Rule, f.Severity, f.Message, f.File, f.Span)), Checker.Run(facts.Request).Findings.Select(f => (f.Rule, f.Severity, f.Message, f.File, f.Span)));
        Assert.Equal("/root", facts.Root);
    }

    [Fact]
    public void What_was_found_and_which_text_was_seen_stand_first()
    {
        CheckRequest request = new() { Repository = Repositories.Of(Repository), Dockerfiles = ["/app/Dockerfile"] };
        string text = RepositoryFacts.Record(request, "/root", out _);
        // Nothing behind the first part is read for it.
        RepositoryFacts facts = RepositoryFacts.Read(text[..text.IndexOf("\ndockerfile\t", System.StringComparison.Ordinal)])!;
        Assert.Equal(Checker.Run(request).Findings.Select(f => f.Message), facts.Findings!.Select(f => f.Message));
        string dockerfile = Encoding.UTF8.GetString(request.Repository.Read("/app/Dockerfile")!.Value.Span);
        Assert.True(facts.IsSeen("/app/Dockerfile", dockerfile));
        Assert.False(facts.IsSeen("/app/Dockerfile", dockerfile + "\n"));
        Assert.False(facts.IsSeen("/app/Dockerfile", dockerfile.Replace('a', 'b')));
        Assert.Null(facts.IsSeen("/app/Dockerfile.dockerignore", ""));
        Assert.Null(RepositoryFacts.Read(text[..text.IndexOf("\nchecked\t", System.StringComparison.Ordinal)])!.Findings);
    }

    [Fact]
    public void What_was_never_asked_is_unknown_and_not_missing()
    {
        CheckRequest request = new() { Repository = Repositories.Of(Repository), Dockerfiles = ["/app/Dockerfile"] };
        RecordedTree tree = RepositoryFacts.Read(RepositoryFacts.Record(request, "/root", out _))!.Tree;
        Assert.Equal(NodeKind.Unknown, tree.Stat("/elsewhere/deep/file").Kind);
        Assert.NotNull(tree.List("/elsewhere/deep").UnknownBecause);
        Assert.Null(tree.Read("/elsewhere/deep/file"));
        Assert.Equal(NodeKind.File, tree.Stat("/app/main.py").Kind);
    }

    [Fact]
    public void Files_that_are_read_directories_that_are_listed_and_paths_that_are_absent_are_tracked()
    {
        CheckRequest request = new() { Repository = Repositories.Of(Repository), Dockerfiles = ["/app/Dockerfile"] };
        RepositoryFacts.Record(request, "/root", out RecordingTree recorder);
        Assert.Contains("/app/Dockerfile", recorder.Tracked);
        Assert.Contains("/app/main.py", recorder.Tracked);
        Assert.Contains("/app/Dockerfile.dockerignore", recorder.Tracked);
        Assert.DoesNotContain(recorder.Present, recorder.Tracked.Contains);
    }

    [Fact]
    public void Every_part_of_a_service_survives()
    {
        var service = new ServiceDefinition
        {
            Name = "a\tb\\c\nd",
            DockerfilePath = "/x/Dockerfile",
            ContextPath = null,
            ContextEvidence = "compose.yaml:3",
            Kind = EvidenceKind.Compose,
            Target = "final",
            BuildArguments = new Dictionary<string, string> { ["A"] = "1=2", ["EMPTY"] = "" },
            UnknownArguments = ["B"],
            NamedContexts = new Dictionary<string, string> { ["lib"] = "/lib" },
            NamedImages = new Dictionary<string, string> { ["base"] = "other" },
            Command = "python -m x",
            Ignore = ["IMG2"],
            ImageTags = ["x:1"],
            Notes = ["one", "two"],
            Start = new StartOverride
            {
                File = "/compose.yaml",
                Line = 7,
                Entrypoint = [],
                Command = ["a b", ""],
                UnknownBecause = "why",
                WorkingDirectory = "/w",
                Environment = new Dictionary<string, string?> { ["V"] = null, ["W"] = "" },
                Mounts = [new BindMount("/src", "/app")],
            },
        };
        string text = Written(service);
        var read = new List<ServiceDefinition>();
        for (int at = 0; FactLine.Next(text, ref at) is { } line;) Assert.True(ServiceFacts.Add(read, FactLine.Split(line)), line);
        Assert.Equal(text, Written(Assert.Single(read)));
        Assert.Null(read[0].ContextPath);
        Assert.Null(read[0].Start!.Environment["V"]);
        Assert.Equal(service.Name, read[0].Name);
    }

    [Fact]
    public void Every_setting_survives_but_what_has_expired()
    {
        var settings = new Settings
        {
            File = "dockerlint.yaml",
            Exclude = ["vendor"],
            Rules = new Dictionary<string, Severity?> { ["IMG1001"] = Severity.Warning, ["IMG4"] = null },
            BaseDockerfiles = new Dictionary<string, string> { ["acme/base"] = "/base/Dockerfile" },
            BaseModules = new Dictionary<string, IReadOnlyList<string>> { ["acme/ml"] = ["numpy", "torch"] },
            SearchPaths = ["/opt/lib"],
            FirstParty = ["own"],
            ThirdParty = ["theirs"],
            Ignore = [new IgnoredPath("old/**", ["IMG1001"], "legacy", null, 3), new IgnoredPath("gone", [], null, "2020-01-01", 4)],
        };
        string text = Written(settings);
        Settings read = Settings.None;
        for (int at = 0; FactLine.Next(text, ref at) is { } line;) read = SettingsFacts.With(read, FactLine.Split(line)) ?? throw new Xunit.Sdk.XunitException(line);
        Assert.Equal(text, Written(read));
        Assert.Equal("old/**", Assert.Single(read.Ignore).Path);
    }

    private static string Written(ServiceDefinition service)
    {
        var output = new StringBuilder();
        ServiceFacts.Write(output, service);
        return output.ToString();
    }

    private static string Written(Settings settings)
    {
        var output = new StringBuilder();
        SettingsFacts.Write(output, settings, "2026-01-01");
        return output.ToString();
    }
}
