using System.Linq;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Images;

/// <summary>Why a file is, or is not, in the image; what a failed COPY is told about.</summary>
public sealed class ExplainTests
{
    private static InMemoryFileTree Repository => new InMemoryFileTree()
        .Add("/svc/main.py", "").Add("/svc/lib/a.py", "").Add("/svc/lib/b.py", "").Add("/svc/docs/x.md", "").Add("/svc/tool.py", "")
        .Add("/other/o.py", "").Add("/svc/.dockerignore", "# comment\ndocs\n");

    private const string Text = """
        FROM python:3.12-slim AS build
        COPY tool.py /t/
        FROM python:3.12-slim
        WORKDIR /app
        COPY main.py .
        COPY lib ./lib
        RUN rm lib/b.py
        """;

    [Theory]
    [InlineData("/svc/main.py", AbsenceReason.Present)]
    [InlineData("/svc/lib", AbsenceReason.Present)]
    [InlineData("/svc/lib/b.py", AbsenceReason.Removed)]
    [InlineData("/svc/docs/x.md", AbsenceReason.Ignored)]
    [InlineData("/svc/tool.py", AbsenceReason.OtherStage)]
    [InlineData("/svc/.dockerignore", AbsenceReason.NotCopied)]
    [InlineData("/other/o.py", AbsenceReason.OutsideContext)]
    public void Says_why(string path, AbsenceReason reason) => Assert.Equal(reason, BuildOf(Text + "\nCOPY --from=build /t/missing* /\n").Explain(path).Reason);

    [Fact]
    public void Names_the_line_the_step_and_the_places()
    {
        ImageBuild build = BuildOf(Text + "\nCOPY --from=build /t/none* /\n");
        Assert.Equal(["/app/main.py"], build.Image.PlacesOf("/svc/main.py"));
        Assert.Equal(2, build.Explain("/svc/docs/x.md").IgnoredBy!.Line);
        Assert.Equal(7, build.Explain("/svc/lib/b.py").RemovedBy!.Instruction.Span.Line);
        Assert.Equal(5, build.Image.OriginOf("/app/main.py")!.Instruction.Span.Line);
        Assert.Equal("/svc/main.py", build.Image.Stat("/app/main.py").Origin);
    }

    [Fact]
    public void Tells_a_missing_source_from_an_ignored_one_and_offers_the_nearest_name()
    {
        ImageBuild build = BuildOf("FROM scratch\nCOPY Main.py /\nCOPY docs /d\nCOPY docs/*.md /e/\n");
        Assert.Equal(
            [BuildProblemKind.CopySourceMissing, BuildProblemKind.CopySourceIgnored, BuildProblemKind.CopySourceIgnored],
            build.Problems.Select(problem => problem.Kind));
        Assert.Equal("/main.py", build.Problems[0].Nearest);
        Assert.Equal("/svc/Main.py", build.Problems[0].RepositoryPath);
    }

    [Fact]
    public void Finds_places_in_directories_copied_within_the_image_without_doubling_the_work_for_each()
    {
        // A path back in time for each package, as an install step of many local packages lays them: 2^40 of them.
        string text = "FROM python:3.12-slim\nCOPY . /src\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"RUN cp -r /src/lib /site/p{i}\n"));
        ImageBuild build = BuildOf(text);
        Assert.Equal(41, build.Image.PlacesOf("/svc/lib/a.py").Count);
        Assert.Equal(["/src/main.py"], build.Image.PlacesOf("/svc/main.py"));
    }

    [Fact]
    public void Finds_places_through_stages_that_each_copy_the_two_before()
    {
        string text = "FROM scratch AS s0\nCOPY lib /lib\nFROM scratch AS s1\nCOPY --from=s0 / /\n"
            + string.Concat(Enumerable.Range(2, 50).Select(i => $"FROM scratch AS s{i}\nCOPY --from=s{i - 2} / /\nCOPY --from=s{i - 1} / /\n"));
        Assert.Equal(["/lib/a.py"], BuildOf(text).Image.PlacesOf("/svc/lib/a.py"));
    }

    [Fact]
    public void An_application_image_that_nobody_knows_makes_every_place_unknown_but_what_is_copied()
    {
        ImageBuild build = BuildOf("FROM acme/app:1\nCOPY main.py /app/\n");
        Assert.Equal(NodeKind.File, build.Image.Stat("/app/main.py").Kind);
        Assert.Equal("base image acme/app:1 is not known", build.Image.Stat("/app/other.py").UnknownBecause);
        Assert.Contains(build.Notes, note => note.Contains("acme/app:1", System.StringComparison.Ordinal));
    }

    [Fact]
    public void An_official_base_holds_nothing_where_applications_lie()
    {
        SimulatedImage image = BuildOf("FROM python:3.12-slim\nWORKDIR /app\n").Image;
        Assert.Equal(NodeKind.Missing, image.Stat("/app/x.py").Kind);
        Assert.Equal(NodeKind.Missing, image.Stat("/srv/app/x.py").Kind);
        Assert.Equal(NodeKind.Unknown, image.Stat("/usr/local/lib/python3.12/site-packages/requests").Kind);
        Assert.Equal("/usr/bin", image.RealPath("/bin"));
    }

    [Fact]
    public void Doubts_after_an_unknown_command_are_weak()
    {
        SimulatedImage image = BuildOf("FROM python:3.12\nWORKDIR /app\nRUN ./configure && git clone https://example.com/x.git /src\n").Image;
        Assert.True(image.DoubtAbout("/app/gen.py")!.IsWeak);
        Assert.False(image.DoubtAbout("/src/gen.py")!.IsWeak);
    }

    [Fact]
    public void Both_outcomes_of_a_condition_that_nobody_can_decide_are_unknown()
    {
        SimulatedImage image = BuildOf("FROM python:3.12\nCOPY main.py /app/\nWORKDIR /app\nRUN if command -v x; then rm main.py; cp a b; mkdir c; fi\n").Image;
        Assert.Equal(NodeKind.Unknown, image.Stat("/app/main.py").Kind);
        Assert.Equal(NodeKind.Unknown, image.Stat("/app/c").Kind);
    }

    private static ImageBuild BuildOf(string text) => ImageSimulator.Build(new BuildRequest
    {
        Dockerfile = DockerfileParser.Parse("/svc/Dockerfile", text),
        Repository = Repository,
        ContextPath = "/svc",
    });
}
