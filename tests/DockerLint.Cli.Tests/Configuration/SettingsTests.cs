using System.IO;
using System.Linq;
using DockerLint.Configuration;
using Xunit;

namespace DockerLint.Cli.Tests.Configuration;

public class SettingsTests
{
    private const string Dockerfile = "FROM python:3.12\nWORKDIR /app\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n";

    [Theory]
    [InlineData("servces: []\n", "dockerlint.yaml:1: unknown key servces; did you mean services?")]
    [InlineData("rules:\n  IMG1001: eror\n", "dockerlint.yaml:2: rules.IMG1001 is one of error, warning, info, none, not 'eror'; did you mean error?")]
    [InlineData("rules:\n  IMG1O01: error\n", "dockerlint.yaml:2: there is no rule IMG1O01; did you mean IMG1001?")]
    [InlineData("services:\n- name: a\n", "dockerlint.yaml:2: services needs the key dockerfile")]
    [InlineData("services:\n- dockerfile: [a]\n", "dockerlint.yaml:2: dockerfile must be a text, not a list")]
    [InlineData("ignore:\n- path: a\n  reason: b\n  until: tomorrow\n", "dockerlint.yaml:4: until is a date such as 2030-01-31, not 'tomorrow'")]
    [InlineData("exclude: {a: b}\n", "dockerlint.yaml:1: exclude must be a text or a list of texts, not keys with values")]
    [InlineData("a: [\n", "not valid YAML")]
    [InlineData("rules: {IMG1001: }\n", "dockerlint.yaml:1: rules.IMG1001 is one of error, warning, info, none, not nothing\n")]
    [InlineData("services:\n- dockerfile: Dockerfle\n", "dockerlint.yaml:2: there is no file Dockerfle; did you mean Dockerfile?")]
    [InlineData("services:\n- dockerfile: Dockerfile\n  context: nowhere\n", "dockerlint.yaml:3: there is no directory nowhere")]
    [InlineData("services:\n- dockerfile: Dockerfile\n  context: Dockerfile\n", "dockerlint.yaml:3: there is no directory Dockerfile (it is a file)")]
    [InlineData("services:\n- dockerfile: ../Dockerfile\n", "dockerlint.yaml:2: ../Dockerfile is not a path below the directory of this file")]
    [InlineData("services:\n- dockerfile: Dockerfile\n  ignore: IMG1O01\n", "dockerlint.yaml:3: there is no rule IMG1O01; did you mean IMG1001?")]
    [InlineData("services:\n- dockerfile: Dockerfile\n  arg: {A: b}\n", "dockerlint.yaml:3: unknown key arg; did you mean args?")]
    [InlineData("base-images:\n  acme/base: base/Dockerfile\n", "dockerlint.yaml:2: there is no file base/Dockerfile")]
    [InlineData("ignore:\n- path: '['\n  reason: x\n", "dockerlint.yaml:2: '[' is no pattern of .dockerignore")]
    [InlineData("ignore:\n- path: a\n  reason: ''\n", "dockerlint.yaml:3: reason must not be empty")]
    [InlineData("exclude: '['\n", "dockerlint.yaml:1: '[' is no pattern of .dockerignore")]
    [InlineData("third_party: a\nfirst-part: b\n", "dockerlint.yaml:2: unknown key first-part; did you mean first-party?")]
    public void Reports_a_wrong_key_or_value(string text, string message)
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", text).Write("Dockerfile", Dockerfile);
        CommandResult result = CommandLine.Run(root.Path, "check");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public void Accepts_a_service_with_its_context_and_command()
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", "services:\n- name: jobs\n  dockerfile: docker/Dockerfile\n  context: .\n  commands: [python -m jobs]\n")
            .Write("docker/Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY jobs.py .\n").Write("jobs.py", "");
        string output = CommandLine.Run(root.Path, "services").Output;
        Assert.Contains("jobs", output);
        Assert.Contains("context     .  (dockerlint.yaml:2)", output);
        Assert.Contains("python -m jobs", output);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("rules: {IMG1: warning}\n", 0)]
    [InlineData("rules: {missing-module: none}\n", 0)]
    [InlineData("ignore: [{path: main.py, reason: known, rules: IMG1001}]\n", 0)]
    [InlineData("ignore: [{path: main.py, reason: known, until: 2001-01-01}]\n", 1)]
    [InlineData("ignore: [{path: elsewhere, reason: known}]\n", 1)]
    [InlineData("exclude: ['*']\n", 0)]
    [InlineData("services: [{dockerfile: Dockerfile, context: ., ignore: IMG1001}]\n", 0)]
    public void Changes_what_is_told(string settings, int exitCode)
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", settings).Write("Dockerfile", Dockerfile).Write("main.py", "import other\n").Write("other.py", "");
        Assert.Equal(exitCode, CommandLine.Run(root.Path, "check").ExitCode);
        Assert.Equal(1, CommandLine.Run(root.Path, "check", "--no-config").ExitCode);
    }

    /// <summary>What each key about modules and images does, on a repository that lacks one module of its own and one that is installed.</summary>
    [Theory]
    [InlineData("", "IMG1001 IMG4001")]
    [InlineData("third-party: lib\n", "IMG4001")]
    [InlineData("third-party: [lib, requests]\n", "")]
    [InlineData("first-party: requests\n", "IMG1001")]
    [InlineData("base-images: {python: [lib, requests]}\n", "")]
    [InlineData("base-images: {debian: [lib, requests]}\n", "IMG1001 IMG4001")]
    [InlineData("services: [{dockerfile: Dockerfile, args: {SOURCE: lib}}]\n", "IMG4001")]
    [InlineData("services: [{dockerfile: Dockerfile, args: {SOURCE: lib}, target: first}]\n", "IMG1001 IMG4001")]
    [InlineData("services: [{dockerfile: Dockerfile, commands: python other.py}]\n", "")]
    [InlineData("services: [{dockerfile: Dockerfile, name: jobs, ignore: [IMG1001, IMG4001]}]\n", "")]
    [InlineData("search-paths: /opt\nservices: [{dockerfile: Dockerfile, args: {SOURCE: opt}}]\n", "IMG4001")]
    public void Says_what_is_in_the_image(string settings, string rules)
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", settings).Write("main.py", "import lib\nimport requests\n").Write("other.py", "").Write("lib/__init__.py", "").Write("opt/lib/__init__.py", "")
            .Write("Dockerfile", "FROM python:3.12 AS first\nARG SOURCE=other.py\nWORKDIR /app\nCOPY *.py ./\nCMD [\"python\", \"main.py\"]\nFROM first\nARG SOURCE=other.py\nCOPY ${SOURCE} ./lib/\nCOPY opt /opt/\n");
        if (!settings.Contains("SOURCE: lib")) root.Write("Dockerfile", root.Read("Dockerfile").Replace("COPY ${SOURCE} ./lib/\n", ""));
        string output = CommandLine.Run(root.Path, "check", "--format", "concise", "--select", "IMG1001,IMG4001").Output;
        Assert.Equal(rules, string.Join(' ', new[] { "IMG1001", "IMG4001" }.Where(rule => output.Contains(rule, System.StringComparison.Ordinal))));
    }

    [Fact]
    public void A_base_image_of_the_repository_is_built_by_the_dockerfile_that_is_named()
    {
        using var root = new TemporaryDirectory();
        root.Write("base.docker", "FROM python:3.12\nCOPY lib /app/lib\n").Write("lib/__init__.py", "").Write("main.py", "import lib\n")
            .Write("Dockerfile", "FROM acme/base:1\nWORKDIR /app\nCOPY main.py ./\nCMD [\"python\", \"main.py\"]\n");
        Assert.Contains("IMG1001", CommandLine.Run(root.Path, "check").Output);
        root.Write("dockerlint.yaml", "base-images: {acme/base: base.docker}\n");
        Assert.DoesNotContain("IMG1001", CommandLine.Run(root.Path, "check").Output);
    }

    [Fact]
    public void An_ignore_that_has_expired_is_said()
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", "ignore:\n- path: main.py\n  reason: known\n  until: 2001-01-31\n").Write("Dockerfile", Dockerfile).Write("main.py", "import other\n").Write("other.py", "");
        Assert.Contains("note: dockerlint.yaml:2: the ignore of main.py has expired on 2001-01-31", CommandLine.Run(root.Path, "check").Error);
    }

    [Fact]
    public void Every_setting_is_shown()
    {
        using var root = new TemporaryDirectory();
        root.Write("Dockerfile", Dockerfile).Write("dockerlint.yaml", """
            services: [{name: a, dockerfile: Dockerfile, context: ., target: t, args: {A: b}, commands: python c.py, ignore: IMG1001}]
            exclude: old/**
            rules: {IMG2: info, missing-module: none}
            base-images: {x: Dockerfile, y: [m]}
            search-paths: /s
            first-party: f
            third-party: t
            ignore: [{path: p, rules: IMG3, reason: why, until: 2999-01-31}]
            """);
        string shown = CommandLine.Run(root.Path, "check", "--show-settings").Output;
        foreach (string part in new[]
        {
            "configuration: dockerlint.yaml", "service a", "dockerfile: Dockerfile", "context: .", "target: t", "argument A: b", "command: python c.py", "ignore: IMG1001", "exclude: old/**", "rule IMG2: info",
            "rule IMG1001: none", "base image x: built by Dockerfile", "base image y: holds m", "search path: /s", "first-party: f", "third-party: t", "ignore p [IMG3] until 2999-01-31: why",
        }) Assert.Contains(part, shown);
    }

    [Theory]
    [InlineData("[*.py]\ndotnet_diagnostic.IMG1001.severity = none\n", 0)]
    [InlineData("root = true\n[{main,other}.py]\ndotnet_diagnostic.img1001.severity = warning\n", 0)]
    [InlineData("[*.cs]\ndotnet_diagnostic.IMG1001.severity = none\n", 1)]
    [InlineData("[*.py]\ndotnet_diagnostic.IMG1001.severity = default\n", 1)]
    public void Severities_of_editorconfig_hold(string text, int exitCode)
    {
        using var root = new TemporaryDirectory();
        root.Write(".editorconfig", text).Write("Dockerfile", Dockerfile).Write("main.py", "import other\n").Write("other.py", "");
        Assert.Equal(exitCode, CommandLine.Run(root.Path, "check").ExitCode);
    }

    [Fact]
    public void The_nearest_file_above_the_root_holds()
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", "ignore: [{path: svc/main.py, reason: known}]\n").Write("svc/Dockerfile", Dockerfile).Write("svc/main.py", "import other\n").Write("svc/other.py", "");
        Assert.Equal(0, CommandLine.Run(root.Path, "check", "svc").ExitCode);
        Assert.Contains("ignore main.py: known", CommandLine.Run(root.Path, "check", "svc", "--show-settings").Output);
    }

    [Fact]
    public void The_published_schema_is_the_one_that_the_reader_checks_with()
    {
        string path = Path.Combine(ProjectRoot.Path, "docs", "dockerlint.schema.json");
        if (System.Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1") File.WriteAllText(path, SettingsSchema.Text());
        Assert.Equal(File.ReadAllText(path), SettingsSchema.Text());
    }
}
