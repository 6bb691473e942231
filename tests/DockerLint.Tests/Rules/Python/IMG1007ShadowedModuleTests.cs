using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Tests.Rules.Python;

public class ShadowedModuleTests
{
    private const string Script = """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY . .
        CMD ["python", "main.py"]

        """;

    private const string WithRedis = """
        # requirements.txt
        redis==5.0.1
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY . .
        RUN pip install -r requirements.txt
        CMD ["python", "main.py"]

        """;

    private static string[] Lines(string text) => Repo.Lines(text, "IMG1");

    [Fact]
    public void Reports_a_file_that_breaks_the_standard_library()
    {
        Finding finding = Repo.Single(Script + "# main.py\nimport os\nimport tempfile\n# random.py\n", "IMG1");
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("random.py hides the 'random' of the standard library: 'tempfile' takes 'Random' from it, which random.py does not define", finding.Message);
        Assert.Equal(("IMG1007", "main.py", 2, "random", "shadowed", "random.py"), (finding.Rule, finding.File, finding.Span.Line, finding.Module, finding.Reason, finding.RepositoryPath));
        Assert.Equal(["python main.py", "tempfile"], finding.Chain.Select(l => l.What));
    }

    [Theory]
    [InlineData("import argparse", "gettext", "")]
    [InlineData("import http.client", "email", "")]
    [InlineData("import dataclasses", "token", "")]
    [InlineData("from random import choice", "random", "def pick(): ...")]
    [InlineData("import logging.handlers", "logging", "")]
    [InlineData("import logging.config", "logging/__init__", "x = 1")]
    public void Reports_what_certainly_breaks(string main, string name, string content) =>
        Assert.Equal([$"IMG1007 Error main.py:1 {name.Split('/')[0]}"], Lines(Script + $"# main.py\n{main}\n# {name}.py\n{content}"));

    [Theory]
    [InlineData("import queue", "queue", "")]
    [InlineData("from calendar import holidays", "calendar", "holidays = []")]
    [InlineData("import tempfile", "random", "def __getattr__(name): ...")]
    [InlineData("import tempfile", "random", "from elsewhere import *")]
    [InlineData("import tempfile", "random", "class Random: ...")]
    [InlineData("def f():\n    import tempfile", "random", "")]
    public void Warns_of_what_may_work(string main, string name, string content) =>
        Assert.Equal(["Warning"], Lines(Script + $"# main.py\n{main}\n# {name}.py\n{content}").Where(l => l.StartsWith("IMG1007", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]));

    [Theory]
    [InlineData("redis.py", "from redis import Redis", "Error")]
    [InlineData("redis/__init__.py", "from redis import Redis", "Error")]
    [InlineData("redis.py", "import redis\nclient = redis.Redis()", "Warning")]
    [InlineData("redis.py", "from redis import Redis\nRedis = Redis or None", "Warning")]
    [InlineData("redis.py", "def f():\n    from redis import Redis", "Warning")]
    [InlineData("redis.py", "try:\n    from redis import Redis\nexcept ImportError:\n    Redis = None", "Warning")]
    [InlineData("redis.py", "x = 1", "Warning")]
    public void Reports_a_file_named_like_what_it_imports(string path, string content, string severity)
    {
        string line = Assert.Single(Lines(WithRedis + $"# main.py\nimport redis\n# {path}\n{content}"), l => l.StartsWith("IMG1007", StringComparison.Ordinal));
        Assert.Equal(severity, line.Split(' ')[1]);
    }

    [Fact]
    public void Reports_a_script_that_is_named_like_what_it_imports() =>
        Assert.Equal(["IMG1007 Error redis.py:1 redis"], Lines(WithRedis.Replace("main.py", "redis.py", StringComparison.Ordinal) + "# redis.py\nfrom redis import Redis"));

    [Fact]
    public void Reports_a_package_that_hides_a_namespace_of_distributions() =>
        Assert.Equal(["IMG1007 Error main.py:1 redis"], Lines(WithRedis + "# main.py\nimport redis.asyncio\n# redis/__init__.py\n"));

    [Theory]
    [InlineData("import time", "time")]
    [InlineData("import abc", "abc")]
    [InlineData("import io, os, codecs, site", "codecs")]
    [InlineData("import sys", "sys")]
    [InlineData("import zipimport", "zipimport")]
    [InlineData("import os", "posixpath")]
    public void Accepts_what_cannot_be_hidden(string main, string name) =>
        Assert.Empty(Lines(Script + $"# main.py\n{main}\n# {name}.py\nx = 1"));

    [Theory]
    [InlineData("# main.py\nimport json\n# random.py\n")]
    [InlineData("# main.py\nimport tempfile\n# random/readme.txt\n")]
    [InlineData("# main.py\nimport tempfile\n# lib/random.py\n")]
    [InlineData("# main.py\nimport lib.random, tempfile\n# lib/__init__.py\n# lib/random.py\n")]
    [InlineData("# main.py\nfrom distutils import core\n# distutils/__init__.py\n# distutils/core.py\n")]
    [InlineData("# main.py\nimport tests.a, test\n# tests/a.py\n# test.py\n")]
    public void Accepts_what_hides_nothing_that_is_loaded(string files) => Assert.Empty(Lines(Script + files));

    [Theory]
    [InlineData("# main.py\nimport lib.redis\n# lib/__init__.py\n# lib/redis.py\nfrom redis import Redis")]
    [InlineData("# main.py\nimport redis\n# redis/readme.txt\n")]
    [InlineData("# main.py\nimport flask\n# flask.py\n")]
    public void Accepts_what_leads_to_the_installed_module(string files) => Assert.Empty(Lines(WithRedis + files));

    [Fact]
    public void Accepts_a_repository_that_is_the_distribution() =>
        Assert.Empty(Lines("""
            # pyproject.toml
            [project]
            name = "redis"
            version = "1"
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY . .
            RUN pip install redis && pip install -e .
            CMD ["python", "main.py"]
            # main.py
            import redis
            # redis/__init__.py
            x = 1
            """));

    [Fact]
    public void Is_no_error_where_the_launcher_may_have_loaded_it_before() =>
        Assert.All(
            Repo.Findings(Script.Replace("\"python\", \"main.py\"", "\"gunicorn\", \"main:app\"", StringComparison.Ordinal) + "# main.py\nimport tempfile\nfrom random import choice\napp = 1\n# random.py\n", null, ["IMG1"]),
            f => Assert.Equal(Severity.Warning, f.Severity));

    [Fact]
    public void Reports_what_python_m_loads_itself() =>
        Assert.Equal(
            ["IMG1007 Error Dockerfile:4 operator"],
            Lines(Script.Replace("\"main.py\"", "\"-m\", \"main\"", StringComparison.Ordinal).Replace("3.12", "3.8", StringComparison.Ordinal) + "# main.py\nx = 1\n# operator.py\n"));

    // What the rule calls an error, the interpreter of this machine refuses; and whatever it refuses, the rule reports.
    [Fact]
    public void Agrees_with_the_interpreter()
    {
        string[] names = ["random", "token", "queue", "email", "string", "enum", "types", "re", "json", "copy", "struct", "calendar", "signal", "operator", "functools", "socket", "locale", "secrets", "bisect", "hashlib", "http", "traceback", "datetime", "typing", "xml"];
        string[] roots = ["tempfile", "dataclasses", "asyncio", "logging.config", "urllib.request", "unittest.mock"];
        if (RunPython(names, roots) is not { } lines) return;
        string version = lines[0];
        var wrong = new List<string>();
        foreach (string line in lines.Skip(1))
        {
            string[] words = line.Split(' ');
            string text = Script.Replace("3.12", version, StringComparison.Ordinal) + $"# main.py\nimport {words[1]}\n# {words[0]}.py\n";
            string[] found = Repo.Lines(text, "IMG1007");
            bool fails = words[2] == "fails";
            bool saysError = found.Any(f => f.Contains(" Error ", StringComparison.Ordinal));
            if ((saysError && !fails) || (fails && found.Length == 0)) wrong.Add(line + ": " + string.Join(", ", found));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string[]? RunPython(string[] names, string[] roots)
    {
        // Forked from a process that has loaded nothing but what every start loads.
        const string Driver = """
            import sys, os
            work, names, roots = sys.argv[1], sys.argv[2].split(','), sys.argv[3].split(',')
            print('%d.%d' % sys.version_info[:2])
            for name in names:
                if name in sys.builtin_module_names: continue
                d = work + '/' + name
                os.mkdir(d); open(d + '/' + name + '.py', 'w').close()
                for root in roots:
                    sys.stdout.flush()
                    pid = os.fork()
                    if pid == 0:
                        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                        sys.path[0] = d; sys.dont_write_bytecode = True
                        try: __import__(root)
                        except ImportError: os._exit(1)
                        except BaseException: os._exit(2)
                        os._exit(0)
                    code = os.waitpid(pid, 0)[1] >> 8
                    if code != 2: print(name, root, 'fails' if code else 'works')
            """;
        string work = Directory.CreateTempSubdirectory("dockerlint-shadow").FullName;
        try
        {
            string script = Path.Combine(work, "driver.py");
            File.WriteAllText(script, Driver);
            var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true };
            foreach (string argument in new[] { "-S", script, work, string.Join(',', names), string.Join(',', roots) }) start.ArgumentList.Add(argument);
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
