using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using DockerLint.Cli.Tests.Git;
using Xunit;

namespace DockerLint.Cli.Tests.Affected;

/// <summary>Runs the real command on small repositories made for one question each.</summary>
public class AffectedTests
{
    private const string Api = "FROM python:3.11-slim\nWORKDIR /app\nCOPY api/requirements.txt .\nRUN pip install -r requirements.txt\nCOPY shared/ shared/\nCOPY api/ api/\nCMD [\"python\", \"-m\", \"api.main\"]\n";
    private const string Jobs = "FROM python:3.11-slim\nWORKDIR /app\nCOPY shared/ shared/\nCOPY jobs/ jobs/\nCMD [\"python\", \"-m\", \"jobs.run\"]\n";

    /// <summary>Two services that share a package, and some files that nobody reads.</summary>
    private static GitSandbox TwoServices(out string first)
    {
        GitSandbox sandbox = new();
        sandbox.Write("api/Dockerfile", Api).Write("api/__init__.py", "").Write("api/main.py", "import shared.used\nimport requests\n").Write("api/settings.yaml", "a: 1\n")
            .Write("api/requirements.txt", "requests==2.31.0\nflask==3.0.0\n")
            .Write("jobs/Dockerfile", Jobs).Write("jobs/__init__.py", "").Write("jobs/run.py", "import shared.other\n")
            .Write("shared/__init__.py", "").Write("shared/used.py", "x = 1\n").Write("shared/other.py", "y = 1\n").Write("shared/unused.py", "z = 1\n")
            .Write("docker-compose.yml", "services:\n  api:\n    build: {context: ., dockerfile: api/Dockerfile}\n  jobs:\n    build: {context: ., dockerfile: jobs/Dockerfile}\n    depends_on: [api]\n")
            .Write("docs/guide.md", "text\n").Write("README.md", "text\n");
        first = sandbox.Commit("first");
        return sandbox;
    }

    private static string[] Affected(GitSandbox sandbox, params string[] arguments)
    {
        CommandResult result = CommandLine.Run(sandbox.Path, ["affected", "--format", "json", .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument document = JsonDocument.Parse(result.Output);
        Assert.Equal(document.RootElement.GetProperty("any").GetBoolean(), document.RootElement.GetProperty("affected").GetArrayLength() > 0);
        return document.RootElement.GetProperty("affected").EnumerateArray().Select(name => name.GetString()!).ToArray();
    }

    public static TheoryData<string, string, string> Changes => new()
    {
        { "shared/used.py", "x = 2\n", "api" },
        { "shared/other.py", "y = 2\n", "jobs" },
        { "shared/__init__.py", "import os\n", "api,jobs" },
        { "shared/unused.py", "z = 2\n", "" },
        { "api/settings.yaml", "a: 2\n", "api" },
        { "api/requirements.txt", "requests==2.32.0\nflask==3.0.0\n", "api" },
        { "api/requirements.txt", "# pinned\nflask==3.0.0\nrequests==2.31.0\n", "" },
        { "api/Dockerfile", "# a comment\n" + Api, "" },
        { "jobs/Dockerfile", Jobs + "ENV A=1\n", "jobs" },
        { ".dockerignore", "*.md\n", "" },
        { ".dockerignore", "api/settings.yaml\n", "api" },
        { "docs/guide.md", "other\n", "" },
        { "README.md", "other\n", "" },
        { "jobs/requests.py", "", "" },
        { "requests/__init__.py", "", "" },
        { "shared/used/__init__.py", "", "api" },
        { "docker-compose.yml", "services:\n  api:\n    build: {context: ., dockerfile: api/Dockerfile}\n  jobs:\n    build: {context: ., dockerfile: jobs/Dockerfile}\n    command: python -m jobs.run --fast\n    depends_on: [api]\n", "jobs" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_touches_the_services_that_consist_of_it(string file, string text, string expected)
    {
        using GitSandbox sandbox = TwoServices(out string first);
        sandbox.Write(file, text).Commit();
        Assert.Equal(expected, string.Join(',', Affected(sandbox, "--base", first)));
    }

    [Fact]
    public void A_deleted_module_touches_who_imported_it()
    {
        using GitSandbox sandbox = TwoServices(out string first);
        sandbox.Delete("shared/used.py").Commit();
        Assert.Equal(["api"], Affected(sandbox, "--base", first));
        sandbox.Write("shared/used.py", "x = 1\n");
        Assert.Equal(["api"], Affected(sandbox, "--uncommitted"));
    }

    [Fact]
    public void A_moved_module_is_told_with_both_names()
    {
        using GitSandbox sandbox = TwoServices(out string first);
        string text = string.Concat(Enumerable.Range(0, 40).Select(i => $"a{i} = {i}\n"));
        string second = sandbox.Write("shared/used.py", text).Commit();
        sandbox.Move("shared/used.py", "shared/renamed.py").Write("api/main.py", "import shared.renamed\nimport requests\n").Commit();
        CommandResult result = CommandLine.Run(sandbox.Path, "affected", "--base", second, "--explain");
        Assert.Contains("shared/renamed.py (was shared/used.py)  code: imported as shared.renamed", result.Output);
        Assert.Equal(["api"], Affected(sandbox, "--base", first));
    }

    [Fact]
    public void The_merge_base_counts_and_not_the_tip_of_the_base()
    {
        using GitSandbox sandbox = TwoServices(out string first);
        sandbox.Write("shared/other.py", "y = 3\n").Commit();
        sandbox.Run("checkout", "--quiet", "-b", "topic", first);
        sandbox.Write("shared/used.py", "x = 3\n").Commit();
        Assert.Equal(["api"], Affected(sandbox, "--base", "main"));
        Assert.Equal(["api", "jobs"], Affected(sandbox, "--base", "main", "--no-merge-base"));
    }

    [Fact]
    public void Staged_uncommitted_and_listed_files_count()
    {
        using GitSandbox sandbox = TwoServices(out _);
        sandbox.Write("shared/used.py", "x = 4\n").Run("add", "--all");
        sandbox.Write("shared/other.py", "y = 4\n");
        Assert.Equal(["api"], Affected(sandbox, "--staged"));
        Assert.Equal(["api", "jobs"], Affected(sandbox, "--uncommitted"));
        CommandResult listed = CommandLine.RunWith(sandbox.Path, null, "api/requirements.txt\njobs/Dockerfile\n", "affected", "--files", "-", "--format", "github-matrix");
        Assert.Contains("services=[\"api\",\"jobs\"]\n", listed.Output);
    }

    [Theory]
    [InlineData("RUN pip install shared==$VERSION\n", "VERSION: 2", "api")]
    [InlineData("RUN make\n", "VERSION: 2", "api")]
    [InlineData("RUN make\n", "OTHER: 2", "")]
    public void An_argument_that_the_evidence_gives_touches_the_service_that_declares_it(string step, string argument, string expected)
    {
        using GitSandbox sandbox = TwoServices(out _);
        const string Compose = "services:\n  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n      args:\n        A: 1\n";
        string first = sandbox.Write("api/Dockerfile", Api.Replace("CMD", "ARG VERSION\n" + step + "CMD", StringComparison.Ordinal)).Write("docker-compose.yml", Compose).Commit();
        sandbox.Write("docker-compose.yml", Compose + "        " + argument + "\n").Commit();
        Assert.Equal(expected, string.Join(',', Affected(sandbox, "--base", first)));
    }

    [Theory]
    [InlineData("# a comment\n{0}", "")]
    [InlineData("{0}\n[tool.ruff.lint]\nselect = [\n  \"E\",\n]\n[tool.black]\nline-length = 90\n", "")]
    [InlineData("[tool.mypy]\nstrict = true\n\n{0}", "")]
    [InlineData("{0}\n[tool.setuptools]\npackages = [\"a\"]\n", "api")]
    [InlineData("{0}\n[tool.ruff]\nline-length = 90\n[tool.setuptools]\npackages = [\"a\"]\n", "api")]
    [InlineData("{0}\"flask\",\n]\n", "api")]
    public void Of_a_project_file_what_an_installer_reads_counts(string form, string expected)
    {
        using GitSandbox sandbox = TwoServices(out _);
        const string Project = "[project]\nname = \"api\"\nversion = \"1\"\ndependencies = [\n\"requests==2.31.0\",\n";
        string end = expected.Length == 0 || !form.EndsWith("]\n", StringComparison.Ordinal) || form.Contains("tool", StringComparison.Ordinal) ? "]\n" : "";
        string first = sandbox.Write("api/Dockerfile", Api.Replace("CMD", "RUN pip install ./api\nCMD", StringComparison.Ordinal)).Write("api/pyproject.toml", Project + "]\n").Commit();
        sandbox.Write("api/pyproject.toml", form.Replace("{0}", Project + end, StringComparison.Ordinal)).Commit();
        Assert.Equal(expected, string.Join(',', Affected(sandbox, "--base", first)));
    }

    [Theory]
    [InlineData("\"api/\\303\\244 \\\"b\\\".yaml\"\n", "api")]
    [InlineData("\"api/main.py\"\n", "api")]
    [InlineData("\"\n\"\\\"\n\"\\9\"\n\"\\1\"\n", "")]
    public void Reads_the_names_that_git_prints_between_quotes(string list, string expected)
    {
        using GitSandbox sandbox = TwoServices(out _);
        sandbox.Write("api/ä \"b\".yaml", "a: 1\n").Commit();
        CommandResult listed = CommandLine.RunWith(sandbox.Path, null, list, "affected", "--files", "-", "--format", "github-matrix");
        Assert.Equal(0, listed.ExitCode);
        Assert.Contains(expected.Length > 0 ? "services=[\"" + expected + "\"]\n" : "services=[]\n", listed.Output);
    }

    [Fact]
    public void Says_why_a_commit_could_not_be_fetched()
    {
        using GitSandbox sandbox = TwoServices(out _);
        CommandResult result = CommandLine.Run(sandbox.Path, "affected", "--base", "nowhere");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("fetching it failed: 'origin' does not appear to be a git repository\n", result.Error);
    }

    [Fact]
    public void Explains_the_chain_and_the_changed_requirement()
    {
        using GitSandbox sandbox = TwoServices(out string first);
        sandbox.Write("shared/used.py", "x = 2\n").Write("api/requirements.txt", "requests==2.32.0\nflask==3.0.0\n").Write("docs/guide.md", "b\n").Commit();
        string text = CommandLine.Run(sandbox.Path, "affected", "--base", first, "--explain").Output;
        Assert.Contains("requests 2.31.0 → 2.32.0", text);
        Assert.DoesNotContain("flask", text);
        Assert.Contains("api/Dockerfile:7 starts python -m api.main", text);
        Assert.Contains("api/main.py:1 imports shared.used", text);
        Assert.Contains("no input of any service:\n  docs/guide.md\n", text);
        Assert.Contains("1 of 2 services affected by 3 changed files", text);
    }

    [Fact]
    public void Nothing_affected_is_a_valid_matrix()
    {
        using GitSandbox sandbox = TwoServices(out string first);
        sandbox.Write("README.md", "b\n").Commit();
        string outputs = Path.Combine(sandbox.Path, "outputs");
        CommandResult result = CommandLine.RunWith(sandbox.Path, new Dictionary<string, string> { ["GITHUB_OUTPUT"] = outputs }, null, "affected", "--base", first, "--format", "github-matrix", "--exit-code");
        Assert.Equal((0, "any=false\nservices=[]\nmatrix=[]\n"), (result.ExitCode, result.Output));
        Assert.Equal("any=false\nservices=[]\nmatrix=[]\n", File.ReadAllText(outputs));
        Assert.Contains("nothing-affected:", CommandLine.Run(sandbox.Path, "affected", "--base", first, "--format", "gitlab-child").Output);
    }

    [Fact]
    public void The_exit_code_tells_on_request()
    {
        using GitSandbox sandbox = TwoServices(out string first);
        sandbox.Write("shared/used.py", "x = 2\n").Commit();
        Assert.Equal(1, CommandLine.Run(sandbox.Path, "affected", "--base", first, "--exit-code").ExitCode);
        Assert.Equal(0, CommandLine.Run(sandbox.Path, "affected", "--base", first).ExitCode);
    }

    [Fact]
    public void Dependents_and_global_files_are_added_on_request()
    {
        using GitSandbox sandbox = TwoServices(out string first);
        sandbox.Write("shared/used.py", "x = 2\n").Write("ci/build.sh", "x\n").Commit();
        Assert.Equal(["api"], Affected(sandbox, "--base", first));
        Assert.Equal(["api", "jobs"], Affected(sandbox, "--base", first, "--include-dependents"));
        Assert.Equal(["api", "jobs"], Affected(sandbox, "--base", first, "--global", "ci/**"));
    }

    [Fact]
    public void A_base_image_of_the_repository_touches_what_is_built_on_it()
    {
        using GitSandbox sandbox = new();
        sandbox.Write("base/Dockerfile", "FROM python:3.11-slim\nWORKDIR /app\nCOPY lib/ lib/\n").Write("lib/__init__.py", "").Write("lib/a.py", "x = 1\n")
            .Write("web/Dockerfile", "FROM acme/base:1\nCOPY web/main.py .\nCMD [\"python\", \"main.py\"]\n").Write("web/main.py", "import lib.a\n")
            .Write("docker-compose.yml", "services:\n  base:\n    image: acme/base:1\n    build: {context: ., dockerfile: base/Dockerfile}\n  web:\n    build: {context: ., dockerfile: web/Dockerfile}\n");
        string first = sandbox.Commit();
        string second = sandbox.Write("lib/a.py", "x = 2\n").Commit();
        Assert.Contains("web", Affected(sandbox, "--base", first, "--head", second));
        sandbox.Write("base/Dockerfile", "FROM python:3.11-slim\nWORKDIR /app\nENV A=1\nCOPY lib/ lib/\n").Commit();
        Assert.Contains("web", Affected(sandbox, "--base", second));
    }

    [Fact]
    public void What_an_opaque_step_may_use_counts_and_it_is_said()
    {
        using GitSandbox sandbox = new();
        sandbox.Write("Dockerfile", "FROM node:20 AS build\nWORKDIR /src\nCOPY . .\nRUN npm run build\nFROM nginx\nCOPY --from=build /src/dist /usr/share/nginx/html\n").Write("src/index.ts", "a\n").Write("package.json", "{}\n");
        string first = sandbox.Commit();
        sandbox.Write("src/index.ts", "b\n").Commit();
        Assert.Single(Affected(sandbox, "--base", first));
        Assert.Contains("RUN npm run build", CommandLine.Run(sandbox.Path, "affected", "--base", first, "--explain").Output);
    }

    [Fact]
    public void Modules_that_are_loaded_by_a_name_count()
    {
        using GitSandbox sandbox = new();
        sandbox.Write("Dockerfile", "FROM python:3.11-slim\nWORKDIR /app\nCOPY app/ app/\nCMD [\"python\", \"-m\", \"app.main\"]\n").Write("app/__init__.py", "")
            .Write("app/main.py", "import importlib, sys\nREGISTRY = {'a': 'app.jobs.daily', 'b': ('app.jobs.weekly', 'Run')}\nimportlib.import_module(REGISTRY[sys.argv[1]])\n")
            .Write("app/jobs/__init__.py", "").Write("app/jobs/daily.py", "import app.deep\n").Write("app/jobs/weekly.py", "").Write("app/deep.py", "").Write("app/other.py", "");
        string first = sandbox.Commit();
        foreach ((string file, int expected) in new[] { ("app/deep.py", 1), ("app/jobs/daily.py", 1), ("app/jobs/weekly.py", 1), ("app/other.py", 0) })
        {
            sandbox.Write(file, "changed = 1\n").Commit();
            Assert.Equal(expected, Affected(sandbox, "--base", "HEAD^").Length);
        }

        Assert.NotEmpty(first);
    }

    [Fact]
    public void A_new_service_is_affected_and_a_removed_one_is_told()
    {
        using GitSandbox sandbox = TwoServices(out string first);
        string second = sandbox.Write("new/Dockerfile", "FROM python:3.11-slim\nCOPY new/x.py /x.py\nCMD [\"python\", \"/x.py\"]\n").Write("new/x.py", "").Commit();
        Assert.Equal(["new"], Affected(sandbox, "--base", first));
        sandbox.Delete("new/Dockerfile").Commit();
        CommandResult result = CommandLine.Run(sandbox.Path, "affected", "--base", second);
        Assert.Contains("new  is gone", result.Output);
    }

    [Theory]
    [InlineData("--base=--output=/tmp/dockerlint-owned", "is no commit of this repository")]
    [InlineData("--base=no\nsuch", "is no commit of this repository")]
    [InlineData("--base=\u001b[31mred", "is no commit of this repository")]
    [InlineData("--head=nowhere", "--head nowhere is no commit of this repository")]
    [InlineData("--staged --uncommitted", "do not go together")]
    [InlineData("--staged --base=HEAD", "do not go together")]
    [InlineData("--files=missing.txt", "there is no file missing.txt")]
    [InlineData("--format=jsn", "did you mean json?")]
    public void Bad_input_is_one_clear_line(string arguments, string expected)
    {
        using GitSandbox sandbox = TwoServices(out _);
        CommandResult result = CommandLine.Run(sandbox.Path, ["affected", "--no-fetch", .. arguments.Split(' ')]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error);
        Assert.DoesNotContain('\u001b', result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.False(File.Exists("/tmp/dockerlint-owned"));
    }

    [Fact]
    public void Without_a_repository_or_git_one_line_says_so()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Dockerfile", "FROM scratch\n");
        CommandResult none = CommandLine.Run(directory.Path, "affected", "--staged");
        Assert.Equal((2, "dockerlint: . is not in a git repository\n"), (none.ExitCode, none.Error.Replace(directory.Path, ".")));
        using GitSandbox sandbox = TwoServices(out string first);
        string dotnet = Path.Combine(directory.Path, "bin");
        Directory.CreateDirectory(dotnet);
        CommandResult missing = CommandLine.RunWith(sandbox.Path, new Dictionary<string, string> { ["PATH"] = dotnet }, null, "affected", "--base", first);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("git is not installed, or not on PATH", missing.Error);
    }

    [Fact]
    public void A_shallow_clone_fetches_what_it_needs_or_says_what_to_do()
    {
        using GitSandbox origin = TwoServices(out string first);
        origin.Write("shared/used.py", "x = 2\n").Commit();
        origin.Write("shared/other.py", "y = 2\n").Commit();
        using var clone = new TemporaryDirectory();
        origin.Run("clone", "--quiet", "--depth=1", "file://" + origin.Path, clone.At("shallow"));
        string shallow = clone.At("shallow");
        CommandResult refused = CommandLine.Run(shallow, "affected", "--base", first, "--no-fetch");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("git fetch --unshallow", refused.Error);
        Assert.Contains("--fallback", refused.Error);
        Assert.Contains("any=true", CommandLine.Run(shallow, "affected", "--base", first, "--no-fetch", "--fallback", "all", "--format", "github-matrix").Output);
        Assert.Contains("any=false", CommandLine.Run(shallow, "affected", "--base", first, "--no-fetch", "--fallback", "none", "--format", "github-matrix").Output);
        CommandResult fetched = CommandLine.Run(shallow, "affected", "--base", first, "--format", "github-matrix");
        Assert.Contains("services=[\"api\",\"jobs\"]", fetched.Output);
    }

    [Fact]
    public void Names_of_strangers_are_harmless_in_every_format()
    {
        using GitSandbox sandbox = new();
        string evil = "a\u001b[31m|<img onerror=x>\"$(id)`.yaml";
        sandbox.Write("Dockerfile", "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n").Write("main.py", "");
        string first = sandbox.Commit();
        sandbox.Write(evil, "x\n").Commit();
        foreach (string format in new[] { "text", "json", "markdown", "dot", "github-matrix", "gitlab-child" })
        {
            CommandResult result = CommandLine.Run(sandbox.Path, "affected", "--base", first, "--format", format, "--explain");
            Assert.Equal(0, result.ExitCode);
            Assert.DoesNotContain('\u001b', result.Output);
            if (format == "markdown") Assert.DoesNotContain("<img", result.Output);
        }
    }
}
