using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using DockerLint.Cli.Containers;
using Xunit;

namespace DockerLint.Cli.Tests.Containers;

/// <summary>The engine's calls against a client that records its arguments and answers as it is told.</summary>
public sealed class CommandLineEngineTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    private static readonly ContainerOptions Options = new()
    {
        Image = "team/api:1",
        Name = "dockerlint-1",
        Labels = ["dockerlint.smoke=1"],
        Entrypoint = "python3",
        Arguments = ["-c", "pass"],
        Environment = ["A=1"],
        EnvironmentFile = "/x/smoke.env",
        Sandbox = new Sandbox { IsRoot = true },
    };

    [Theory]
    [InlineData("docker")]
    [InlineData("podman")]
    public void A_run_is_confined_in_the_words_that_both_clients_understand(string client)
    {
        RunResult result = Fake(client, "cat; exit 3").Run(Options, Streams(out StringBuilder output, "hello"));
        Assert.Equal(3, result.ExitCode);
        Assert.Equal("hello", output.ToString());
        Assert.Equal(
            "run --rm --interactive --name dockerlint-1 --label dockerlint.smoke=1 --pull never --network none "
            + "--tmpfs /tmp:rw,size=64m,mode=1777 --cap-drop ALL --cap-add DAC_OVERRIDE --security-opt no-new-privileges --pids-limit 256 --memory 1g "
            + "--stop-timeout 1 --no-healthcheck --log-driver none --env A=1 --env-file /x/smoke.env --entrypoint python3 -- team/api:1 -c pass",
            Assert.Single(Calls()));
    }

    [Fact]
    public void A_user_that_is_not_root_gets_no_capability()
    {
        Fake("podman", "").Run(Options with { Sandbox = new Sandbox() }, Streams(out _));
        Assert.DoesNotContain("--cap-add", Assert.Single(Calls()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_looks_like_an_option_stays_a_name()
    {
        Fake("docker", "exit 1").InspectImageOrNull("--format=x");
        Assert.Equal("image inspect -- --format=x", Assert.Single(Calls()));
    }

    [Theory]
    [InlineData("Error: No such image: team/api:1", true)] // docker 20.10
    [InlineData("Error response from daemon: No such image: team/api:1", true)] // docker 25
    [InlineData("Error: inspecting object: team/api:1: image not known", true)] // podman 4.3
    [InlineData("Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?", false)]
    public void An_absent_image_is_told_apart_from_an_absent_engine(string message, bool isAbsent)
    {
        CommandLineEngine engine = Fake("docker", "echo '" + message + "' >&2; exit 1");
        if (isAbsent) Assert.Null(engine.InspectImage("team/api:1"));
        else Assert.True(Assert.Throws<ContainerEngineException>(() => engine.InspectImage("team/api:1")).IsUnreachable);
    }

    [Fact]
    public void What_images_say_of_themselves_is_read()
    {
        const string Docker = """
            [{"Id":"sha256:1","RepoTags":["team/api:1"],"Created":"2024-01-01T00:00:00Z","Architecture":"arm64","Os":"linux",
              "Config":{"User":"app:app","Env":["PATH=/usr/bin","A=b=c"],"Cmd":["gunicorn","main:app"],"WorkingDir":"/app","Entrypoint":null,"Labels":{"x":"y"}},
              "RootFS":{"Type":"layers","Layers":["sha256:2"]}}]
            """;
        ImageFacts facts = Fake("docker", "cat <<'E'\n" + Docker + "\nE").InspectImage("x")!;
        Assert.Equal(("sha256:1", "arm64", "app:app", "/app"), (facts.Id, facts.Architecture, facts.User, facts.WorkingDirectory));
        Assert.Equal("b=c", facts.Environment["A"]);
        Assert.Equal("y", facts.Labels["x"]);
        Assert.Empty(facts.Entrypoint);
        Assert.Equal(["gunicorn", "main:app"], facts.Command);
        Assert.False(facts.RunsAsRoot);
        ImageFacts podman = Fake("podman", """echo '[{"Id":"1","Config":{}}]'""").InspectImage("x")!;
        Assert.True(podman.RunsAsRoot);
        Assert.Empty(podman.Command);
    }

    [Fact]
    public void Of_several_containers_those_that_exist_are_told()
    {
        CommandLineEngine engine = Fake("docker", """
            echo '[{"Id":"1","Name":"/web","Image":"sha256:2","State":{"Running":true,"ExitCode":0,"OOMKilled":false},"Config":{"Image":"team/api:1","Labels":{"a":"b"}}}]'
            echo 'Error: No such container: gone' >&2
            exit 1
            """);
        ContainerFacts facts = Assert.Single(engine.InspectContainers(["web", "gone"]));
        Assert.Equal(("web", "sha256:2", "team/api:1", true), (facts.Name, facts.ImageId, facts.Image, facts.IsRunning));
        Assert.Empty(engine.InspectContainers([]));
    }

    [Fact]
    public void Copying_out_hands_over_the_stream_or_says_that_there_is_nothing()
    {
        string? seen = null;
        Assert.True(Fake("docker", "printf tar").CopyOut("c", "/app", stream => seen = new StreamReader(stream).ReadToEnd(), followLink: true));
        Assert.Equal("tar", seen);
        Assert.Equal("cp --follow-link -- c:/app -", Assert.Single(Calls()));
        Assert.False(Fake("docker", "echo 'Error: No such container:path: c:/nowhere' >&2; exit 1").CopyOut("c", "/nowhere", _ => { }));
        Assert.False(Fake("podman", "echo 'Error: \"/nowhere\" could not be found on container c: no such file or directory' >&2; exit 125").CopyOut("c", "/nowhere", _ => { }));
    }

    [Fact]
    public void A_run_that_takes_too_long_is_removed_not_only_its_client()
    {
        CommandLineEngine engine = Fake("docker", "case $1 in rm) echo dockerlint-1; kill $(cat \"$0.pid\");; *) echo $$ > \"$0.pid\"; exec sleep 60;; esac");
        RunResult result = engine.Run(Options, Streams(out _) with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.True(result.TimedOut);
        Assert.Contains("rm --force --volumes -- dockerlint-1", Calls());
    }

    [Fact]
    public void A_cancelled_run_is_removed_even_when_it_appears_late()
    {
        using var cancellation = new CancellationTokenSource();
        // The first attempts find nothing: the client was still asking for the container.
        CommandLineEngine engine = Fake("docker", """
            case $1 in
            rm) echo x >> "$0.n"; [ $(wc -l < "$0.n") -lt 3 ] && exit 0; echo dockerlint-1; kill $(cat "$0.pid");;
            *) echo $$ > "$0.pid"; echo up >&2; exec sleep 60;;
            esac
            """);
        RunResult result = engine.Run(Options, Streams(out _) with { ErrorPiece = _ => cancellation.Cancel() }, cancellation.Token);
        Assert.True(result.Cancelled);
        Assert.Equal(3, Calls().FindAll(call => call.StartsWith("rm ", StringComparison.Ordinal)).Count);
    }

    [Fact]
    public void A_build_passes_everything_and_keeps_the_last_line()
    {
        var options = new ImageBuildOptions
        {
            Context = "/repo",
            Dockerfile = "/repo/api/Dockerfile",
            Tag = "dockerlint-smoke/api",
            Target = "run",
            Arguments = new Dictionary<string, string> { ["A"] = "1" },
            NamedContexts = new Dictionary<string, string> { ["lib"] = "/repo/lib" },
            Labels = ["dockerlint.smoke=1"],
        };
        var seen = new MemoryStream();
        BuildResult result = Fake("docker", "printf 'step 1\\nstep 2\\n' >&2; printf 'failed: no space\\n\\n' >&2; exit 1").Build(options, piece => seen.Write(piece.Span));
        Assert.Equal(new BuildResult(false, "failed: no space"), result);
        Assert.StartsWith("step 1\nstep 2", Encoding.UTF8.GetString(seen.ToArray()), StringComparison.Ordinal);
        Assert.Equal(
            "build --file /repo/api/Dockerfile --tag dockerlint-smoke/api --target run --build-arg A=1 --build-context lib=/repo/lib --label dockerlint.smoke=1 -- /repo",
            Assert.Single(Calls()));
    }

    private static RunStreams Streams(out StringBuilder output, string input = "")
    {
        var text = new StringBuilder();
        output = text;
        return new RunStreams
        {
            WriteInput = stream => stream.Write(Encoding.UTF8.GetBytes(input)),
            ReadOutput = stream => text.Append(new StreamReader(stream).ReadToEnd()),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    private CommandLineEngine Fake(string name, string script)
    {
        string client = directory.At(name);
        File.WriteAllText(client, "#!/bin/sh\necho \"$*\" >> '" + directory.At("calls") + "'\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(client, (UnixFileMode)0b111_101_101);
        File.Delete(directory.At("calls"));
        return new CommandLineEngine(client);
    }

    private List<string> Calls() => [.. File.ReadAllLines(directory.At("calls"))];
}

internal static class EngineTestExtensions
{
    public static void InspectImageOrNull(this CommandLineEngine engine, string image)
    {
        try
        {
            engine.InspectImage(image);
        }
        catch (ContainerEngineException)
        {
            // Only the call matters.
        }
    }
}
