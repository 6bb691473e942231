using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Cli.Tests.Evidence;

/// <summary>Text of strangers that is nested without end, or is no text at all, neither overflows a stack nor stops a run.</summary>
public class DeepNestingTests
{
    private const int Deep = 20_000;
    private const string Build = "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\n";
    private const string Start = "\nCMD [\"python\", \"main.py\"]\n";

    /// <summary>One repository with every reader's language nested deeply, checked by a process whose threads have one megabyte.</summary>
    [Fact]
    public void Every_reader_bounds_its_recursion()
    {
        using var root = new TemporaryDirectory();
        foreach ((string file, string text) in Files()) root.Write(file, text);
        var oneMegabyte = new Dictionary<string, string> { ["DOTNET_Thread_DefaultStackSize"] = "100000", ["DOTNET_DbgEnableMiniDump"] = "0" };
        CommandResult result = CommandLine.RunWith(root.Path, oneMegabyte, null, "check", "--format", "concise");
        Assert.True(result.ExitCode is 0 or 1, result.Error[..Math.Min(result.Error.Length, 2000)]);
        Assert.DoesNotContain("internal error", result.Error);
    }

    /// <summary>Pieces of the languages of all kinds of evidence in any order.</summary>
    [Fact]
    public void Arbitrary_text_in_any_evidence_gives_a_report()
    {
        string[] pieces =
        [
            "[", "]", "{", "}", "(", ")", "\"", "'", "`", "$(", "${", "$((", "<<E\n", "E\n", "\n", "\n  ", "\t", "\\\n", " - ", ": ", "a", "services:", "build", "&a ", "*a ", "|\n", ">\n",
            "#", "target \"a\" {", "=", "docker build -f Dockerfile .", "if ", "then ", "fi ", "for x in ", "do ", "done ", "case ", "esac", "env ", "exec ", "FROM ", "COPY ", "RUN ", "ONBUILD ",
            "CMD ", "--from=", "import ", "from . ", "def f():", "lambda: ", "f'{", "}'", "1+", "not ", "<a>", "</a>", "<Project>", "${{ ", " }}", "&& ", "|| ", "! ", "\0", "\uFEFF", "\uD800", "é", ",",
        ];
        string[] files =
        [
            "compose.yaml", ".env", "docker-bake.hcl", "docker-bake.json", ".github/workflows/a.yml", ".gitlab-ci.yml", "cloudbuild.yaml", "skaffold.yaml", "k8s/deployment.yaml", "Tiltfile",
            ".devcontainer/devcontainer.json", "Makefile", "build.sh", "README.md", "b/Dockerfile", "Dockerfile.dev", "main.py", "setup.py", "pyproject.toml", "requirements.txt", "Procfile",
            "supervisord.conf", "gunicorn.conf.py", ".dockerignore", ".gitignore", ".editorconfig", "a.csproj", "Directory.Build.props", "global.json", "uv.lock", "poetry.lock",
            "a.sln", "a.slnx", "fly.toml", "render.yaml", "railway.json", "heroku.yml", ".do/app.yaml", "copilot/a/manifest.yml", "chart/Chart.yaml", "chart/values.yaml", "chart/templates/a.yaml",
            "justfile", "Taskfile.yml", "uwsgi.ini", "nuget.config",
        ];
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            (string Path, string Text)[] repository =
            [
                ("Dockerfile", Build + "RUN pip install . -r requirements.txt\nRUN dotnet restore a.csproj" + Start),
                .. files.Select(file => (file, string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)])))),
            ];
            CheckReport report = Found.Report(repository);
            Assert.NotEmpty(report.Services);
        }
    }

    /// <summary>Good files of all kinds, from each of which some stretch is missing: what is left looks right for longer than noise does.</summary>
    [Fact]
    public void Evidence_with_a_piece_missing_gives_a_report()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            (string Path, string Text)[] repository =
            [
                ("Dockerfile", Build + "RUN pip install -r requirements.txt" + Start),
                ("main.py", "import os\n"),
                .. EvidenceSamples.All.Select(sample => (sample.Path, Without(sample.Text, random))),
            ];
            Assert.NotEmpty(Found.Report(repository).Services);
        }
    }

    // The end, as in a file that is being written; a word; a few characters.
    private static string Without(string text, Random random)
    {
        int start = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                return text[..start];
            case 1:
                return text.Remove(start, Math.Min(random.Next(1, 4), text.Length - start));
            default:
                while (start > 0 && char.IsLetterOrDigit(text[start - 1])) start--;
                int end = start;
                while (end < text.Length && char.IsLetterOrDigit(text[end])) end++;
                return text.Remove(start, Math.Min(end - start + random.Next(2), text.Length - start));
        }
    }

    private static IEnumerable<(string File, string Text)> Files()
    {
        yield return ("main.py", "import os\n");
        yield return ("compose.yaml", "services:\n  a:\n    build: .\n    x: " + Nested("[", "]") + "\n");
        yield return ("map/compose.yaml", "services:\n  a:\n    build: ..\n    x: " + Nested("{a: ", "}") + "\n");
        yield return ("value/compose.yaml", "services:\n  a:\n    build: " + Nested("${A:-", "}") + "\n");
        yield return ("docker-bake.hcl", "target \"a\" { dockerfile = \"Dockerfile\"\n x = " + Nested("[", "]") + "\n}\n");
        yield return ("p/docker-bake.hcl", "target \"a\" { context = " + Nested("(", ")", "1") + " }\n");
        yield return ("t/docker-bake.hcl", "target \"a\" { context = \"" + Nested("${\"", "\"}") + "\" }\n");
        yield return ("docker-bake.json", "{\"target\":{\"a\":" + Nested("{\"a\":", "}", "1") + "}}");
        yield return (".devcontainer/devcontainer.json", "{\"build\":{\"dockerfile\":\"../Dockerfile\"},\"x\":" + Nested("[", "]") + "}");
        yield return (".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n    - run: docker build -f ${{ " + Nested("(", ")", "env.A") + " }} .\n");
        yield return ("Makefile", "build:\n\tdocker build -f " + Nested("$(a", ")") + " .\n");
        string[][] shells =
        [
            ["$(", ")"], ["(", ")"], ["{ ", "; }"], ["${a:-", "}"], ["$((", "))"], ["if a; then ", "; fi"], ["[[ (", ") ]]"], ["a && ", ""], ["a | ", ""], ["env ", ""], ["exec ", ""],
            ["sudo ", ""], ["time ", ""], ["xargs ", ""], ["eval ", ""], ["! ", ""], ["{a,", "}"], ["bash -c ", ""], ["f() { ", "; }"], ["poetry run ", ""], ["nice ", ""],
        ];
        for (int i = 0; i < shells.Length; i++)
        {
            string text = Nested(shells[i][0], shells[i][1], "true");
            yield return ($"scripts/{i}.sh", "docker build .\n" + text + "\n");
            string line = text.Length < 50_000 ? text : text[..50_000];
            yield return ($"run{i}/Dockerfile", Build + "RUN " + line + Start);
            yield return ($"start{i}/Dockerfile", Build + "CMD " + line + "\n");
            yield return ($"entry{i}/Dockerfile", Build + $"ENTRYPOINT [\"bash\", \"/app/scripts/{i}.sh\"]\n");
        }

        yield return ("json/Dockerfile", Build + "CMD " + new string('[', 60_000) + "\n");
        yield return ("env/Dockerfile", "FROM python:3.12-slim\nENV A=" + Nested("${a:-", "}")[..50_000] + "\nCOPY $A ./" + Start);
        yield return ("trigger/Dockerfile", "FROM python:3.12-slim\n" + string.Concat(Enumerable.Repeat("ONBUILD ", 5000)) + "RUN a" + Start);
        yield return ("pyproject.toml", "[project]\nname = 'a'\nversion = '1'\nx = " + Nested("{a=", "}", "1") + "\n");
        yield return ("setup.py", "from setuptools import setup\nsetup(name=" + Nested("f(", ")", "1") + ", packages=" + Nested("[", "]") + ")\n");
        yield return ("requirements.txt", "a; " + Nested("(", ")", "python_version<'3'") + "\n");
        yield return ("install/Dockerfile", Build + "RUN pip install . -r requirements.txt" + Start);
        yield return ("a.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup Condition=\"" + Nested("(", ")", "'a'=='a'") + "\"/>" + Nested("<a>", "</a>") + "</Project>");
        yield return ("net/Dockerfile", "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /s\nCOPY . .\nRUN dotnet publish a.csproj\n");
        yield return (".editorconfig", "[" + Nested("{a,", "}", "b") + "]\ndotnet_diagnostic.IMG1001.severity = none\n");
        string[][] expressions = [["(", ")"], ["[", "]"], ["{1:", "}"], ["not ", ""], ["-", ""], ["lambda: ", ""], ["f(", ")"], ["1+", ""], ["os.path.dirname(", ")"], ["f'{", "}'"], ["2**", ""]];
        for (int i = 0; i < expressions.Length; i++)
        {
            string value = Nested(expressions[i][0], expressions[i][1], "1");
            yield return ($"py{i}.py", $"import sys, importlib\nX = {value}\nif {value}:\n    import other\nsys.path.insert(0, {value})\nimportlib.import_module({value})\nINSTALLED_APPS = {value}\n");
            yield return ($"py{i}/Dockerfile", Build + $"ENV DJANGO_SETTINGS_MODULE=py{i}\nCMD [\"python\", \"py{i}.py\"]\n");
        }
    }

    private static string Nested(string open, string close, string inner = "")
    {
        var text = new StringBuilder(Deep * (open.Length + close.Length) + inner.Length);
        for (int i = 0; i < Deep; i++) text.Append(open);
        text.Append(inner);
        for (int i = 0; i < Deep; i++) text.Append(close);
        return text.ToString();
    }
}
