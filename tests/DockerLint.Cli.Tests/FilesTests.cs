using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TestSupport;
using Xunit;

namespace DockerLint.Cli.Tests;

/// <summary><c>dockerlint files</c> as a process, on builds whose result a real engine gave, and on what only a command line has.</summary>
public sealed class FilesTests
{
    [Theory]
    [InlineData("ignore_reinclude")]
    [InlineData("symlink_dest_dir_followed")]
    [InlineData("stage_onbuild")]
    [InlineData("run_ln")]
    [InlineData("copy_missing_error")]
    [InlineData("stage_forward_ref_error")]
    public void Lists_what_the_engine_built(string name) => Compare("cases.jsonl", record => record.GetProperty("id").GetString() == name, 1);

    [Fact]
    public void Lists_random_builds_with_arguments_and_targets_as_the_engine_built_them() => Compare(
        "fuzz.jsonl",
        record => record.GetProperty("buildArgs").EnumerateObject().Any() || Text(record, "target") is not null,
        4);

    [Fact]
    public void A_build_that_fails_is_an_error_with_its_place()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Dockerfile", "FROM scratch\n\nCOPY nothing.py /app/\n");
        CommandResult text = CommandLine.Run(directory.Path, "files");
        Assert.Equal(ExitCodes.Findings, text.ExitCode);
        Assert.StartsWith("ERROR: ", text.Error);
        Assert.Contains("at Dockerfile:3: COPY nothing.py /app/\n", text.Error);
        Assert.StartsWith("ERROR: ", text.Output);
        CommandResult json = CommandLine.Run(directory.Path, "files", "--format", "json");
        Assert.Equal(ExitCodes.Findings, json.ExitCode);
        Assert.Equal(3, JsonDocument.Parse(json.Output).RootElement.GetProperty("line").GetInt32());
    }

    [Fact]
    public void A_dockerfile_outside_of_the_context_and_named_contexts_are_read()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("docker/api.Dockerfile", "FROM scratch AS one\nCOPY --from=lib a.py /lib/\nCOPY . /app/\nFROM scratch\n")
            .Write("src/main.py", "").Write("src/skipped.txt", "").Write("docker/api.Dockerfile.dockerignore", "*.txt\n").Write("shared/a.py", "").Link("src/l.py", "main.py");
        CommandResult result = CommandLine.Run(
            directory.Path, "files", "--dockerfile", "docker/api.Dockerfile", "--context", "src", "--build-context", "lib=shared", "--target", "one", "--format", "json");
        Assert.Equal("", result.Error);
        Assert.Equal(
            """
            {"path":"/app/l.py","target":"main.py","source":"l.py","instruction":{"file":"docker/api.Dockerfile","line":3},"stage":"one"}
            {"path":"/app/main.py","source":"main.py","instruction":{"file":"docker/api.Dockerfile","line":3},"stage":"one"}
            {"path":"/lib/a.py","source":"shared/a.py","instruction":{"file":"docker/api.Dockerfile","line":2},"stage":"one"}

            """,
            result.Output);
    }

    [Fact]
    public void An_argument_that_nobody_gives_is_empty()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("dockerfile", "FROM scratch\nARG DIR\nCOPY ./$DIR/a.py /\n").Write("a.py", "").Write("b/a.py", "");
        string[] common = ["files", "--dockerfile", "Dockerfile", "--format", "json"];
        Assert.Contains("\"source\":\"a.py\"", CommandLine.Run(directory.Path, common).Output);
        Assert.Contains("\"source\":\"b/a.py\"", CommandLine.Run(directory.Path, [.. common, "--build-arg", "DIR=b"]).Output);
    }

    private static void Compare(string fixture, Func<JsonElement, bool> chosen, int least)
    {
        int count = 0;
        foreach (string line in File.ReadLines(SharedReference.FixturePath(Path.Combine("Images", fixture))))
        {
            using var json = JsonDocument.Parse(line);
            if (!chosen(json.RootElement)) continue;
            Compare(json.RootElement);
            count++;
        }

        Assert.True(count >= least, "only " + count + " builds of " + fixture);
    }

    private static void Compare(JsonElement record)
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory.At("ctx"));
        directory.Write("Dockerfile", record.GetProperty("dockerfileText").GetString()!);
        foreach (JsonProperty file in record.GetProperty("contextFiles").EnumerateObject())
        {
            string path = Path.Combine("ctx", file.Name);
            if (file.Value.ValueKind == JsonValueKind.String) directory.Write(path, file.Value.GetString()!);
            else if (file.Value.TryGetProperty("link", out JsonElement link)) directory.Link(path, link.GetString()!);
            else Directory.CreateDirectory(directory.At(path));
        }

        if (Text(record, "dockerignore") is { } ignore) directory.Write("ctx/.dockerignore", ignore);
        List<string> arguments = ["files", directory.Path, "--dockerfile", "Dockerfile", "--context", "ctx"];
        foreach (JsonProperty argument in record.GetProperty("buildArgs").EnumerateObject()) arguments.AddRange(["--build-arg", argument.Name + "=" + argument.Value.GetString()]);
        if (Text(record, "target") is { } target) arguments.AddRange(["--target", target]);
        CommandResult result = CommandLine.Run("/", [.. arguments]);
        string name = record.GetProperty("id").GetString()!;
        if (Text(record, "error") is not null)
        {
            Assert.True(result.ExitCode == ExitCodes.Findings && result.Error.StartsWith("ERROR: ", StringComparison.Ordinal), name + ": " + result);
            return;
        }

        Assert.True(result.ExitCode == ExitCodes.Clean, name + ": " + result.Error);
        Assert.Equal(Expected(record), Listed(record, result.Output));
    }

    private static string? Text(JsonElement record, string name) => record.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static List<string> Expected(JsonElement record) => record.GetProperty("expected").EnumerateObject()
        .Where(node => node.Value.GetProperty("t").GetString() != "d")
        .Select(node => node.Value.GetProperty("t").GetString() == "l" ? node.Name + " -> " + node.Value.GetProperty("v").GetString() : node.Name)
        .Order(StringComparer.Ordinal).ToList();

    private static List<string> Listed(JsonElement record, string output)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (!record.TryGetProperty("prefixes", out JsonElement prefixes) || prefixes.ValueKind != JsonValueKind.Array) return [.. lines];
        return lines.Where(line => prefixes.EnumerateArray().Any(prefix => line.StartsWith(prefix.GetString() + "/", StringComparison.Ordinal))).ToList();
    }
}
