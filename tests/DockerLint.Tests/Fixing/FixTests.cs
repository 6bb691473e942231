using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DockerLint.Checks;
using DockerLint.Fixing;
using DockerLint.Reporting;
using DockerLint.Tests.Rules;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Fixing;

/// <summary>Fixes from finding to mended repository: after the fix the check is clean, and a second fix changes nothing.</summary>
public class FixTests
{
    private const string Service = """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY main.py ./
        CMD ["python", "main.py"]

        """;

    [Theory]
    [InlineData("IMG1001", "import lib.tool\n", "COPY lib/ ./lib/")]
    [InlineData("IMG1002", "def later():\n    import lib.tool\n", "COPY lib/ ./lib/")]
    [InlineData("IMG1003", "try:\n    import lib.tool\nexcept ImportError:\n    pass\n", "COPY lib/ ./lib/")]
    public void Copies_what_an_import_needs(string rule, string main, string line)
    {
        IFileTree tree = Repo.Tree(Service + "# main.py\n" + main + "# lib/__init__.py\n\n# lib/tool.py\n\n# lib/other.py\n");
        Finding finding = Assert.Single(Check(tree));
        Assert.True(finding.Fix!.IsSafe);
        Assert.Contains(line + "\n", Text(Mended(tree, rule), "/Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_what_a_framework_loads_by_name()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY manage.py ./
            COPY school/ ./school/
            CMD ["python", "manage.py", "runserver"]
            # manage.py
            import os
            from django.core.management import execute_from_command_line
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
            execute_from_command_line(["manage.py", "runserver"])
            # school/__init__.py

            # school/settings.py
            INSTALLED_APPS = ["grading"]
            # grading/__init__.py

            """);
        Assert.Contains("COPY school/ ./school/\nCOPY grading/ ./grading/\n", Text(Mended(tree, "IMG1004"), "/Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_a_start_module_that_was_forgotten()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY lib.py ./
            CMD ["python", "main.py"]
            # main.py
            import lib
            # lib.py

            """);
        Assert.Contains("COPY lib.py ./\nCOPY main.py ./\n", Text(Mended(tree, "IMG3001"), "/Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_the_nearest_name_that_exists_only_when_asked_to()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY mian.py ./main.py
            CMD ["python", "main.py"]
            # main.py
            print()
            """);
        Assert.Empty(FixPlan.Of(Check(tree)));
        Assert.Contains("COPY main.py ./main.py\n", Text(Mended(tree, "IMG2001", unsafeToo: true), "/Dockerfile"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config", "config\n!config/prod.toml\n")]
    [InlineData("**/*.toml\n*.md", "**/*.toml\n!config/prod.toml\n*.md\n")]
    [InlineData("*\n!main.py", "*\n!config/prod.toml\n!main.py\n")]
    [InlineData("config/prod.toml", "config/prod.toml\n!config/prod.toml\n")]
    public void Excepts_a_file_from_the_pattern_that_keeps_it_out(string patterns, string expected)
    {
        IFileTree tree = Ignoring(patterns, "COPY config/prod.toml /etc/app/", "# config/prod.toml\n\n");
        Assert.True(Check(tree).Single(finding => finding.Rule == "IMG2002").Fix!.IsSafe);
        Assert.Equal(expected, Text(Mended(tree, "IMG2002"), "/.dockerignore"));
    }

    [Fact]
    public void What_patterns_further_down_keep_out_stays_out()
    {
        IFileTree tree = Ignoring("config\n**/.env", "COPY config /etc/app/", "# config/prod.toml\n\n# config/.env\nSECRET=1\n");
        Assert.True(Check(tree).Single(finding => finding.Rule == "IMG2002").Fix!.IsSafe);
        Assert.Equal("config\n!config\n**/.env\n", Text(Mended(tree, "IMG2002"), "/.dockerignore"));
    }

    [Fact]
    public void An_exception_that_brings_back_a_secret_is_not_safe()
    {
        IFileTree tree = Ignoring("**/.env\nconfig", "COPY config /etc/app/", "# config/prod.toml\n\n# config/.env\nSECRET=1\n");
        Assert.False(Check(tree).Single(finding => finding.Rule == "IMG2002").Fix!.IsSafe);
    }

    [Fact]
    public void The_line_goes_to_the_stage_that_gathers_the_sources()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12 AS build
            WORKDIR /app
            COPY main.py ./
            FROM python:3.12-slim
            WORKDIR /app
            COPY --from=build /app /app
            CMD ["python", "main.py"]
            # main.py
            import lib
            # lib.py

            """);
        Assert.Contains("COPY main.py ./\nCOPY lib.py ./\nFROM", Text(Mended(tree, "IMG1001"), "/Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_goes_to_the_last_stage_where_the_other_does_not_reach_it()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12 AS build
            WORKDIR /src
            COPY main.py ./
            FROM python:3.12-slim
            WORKDIR /app
            COPY --from=build /src/main.py /app/main.py
            CMD ["python", "main.py"]
            # main.py
            import lib
            # lib.py

            """);
        string text = Text(Mended(tree, "IMG1001"), "/Dockerfile");
        Assert.True(text.IndexOf("lib.py", StringComparison.Ordinal) > text.IndexOf("python:3.12-slim", StringComparison.Ordinal), text);
    }

    [Fact]
    public void The_line_stands_above_an_editable_installation()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY pyproject.toml ./
            COPY shop/ ./shop/
            RUN pip install -e .
            CMD ["python", "-m", "shop.main"]
            # pyproject.toml
            [build-system]
            requires = ["setuptools"]
            build-backend = "setuptools.build_meta"
            [project]
            name = "shop"
            version = "1"
            [tool.setuptools]
            packages = ["shop"]
            # shop/__init__.py

            # shop/main.py
            import lib
            # lib/__init__.py

            """);
        string text = Text(Mended(tree, null), "/Dockerfile");
        Assert.True(text.IndexOf("COPY lib/", StringComparison.Ordinal) is > 0 and int at && at < text.IndexOf("pip install", StringComparison.Ordinal), text);
    }

    [Fact]
    public void A_submodule_goes_to_where_its_package_is()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12-slim
            ENV PYTHONPATH=/srv
            COPY pkg/__init__.py /srv/pkg/__init__.py
            COPY pkg/api/ /srv/pkg/api/
            WORKDIR /srv/pkg/api
            CMD ["python", "main.py"]
            # pkg/__init__.py

            # pkg/api/main.py
            import pkg.worker
            # pkg/worker/__init__.py

            """);
        Assert.Contains("COPY pkg/worker/ /srv/pkg/worker/\n", Text(Mended(tree, "IMG1001"), "/Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_copies_the_context_into_itself()
    {
        IFileTree tree = Repo.Tree("""
            # api/Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY . .
            CMD ["python", "main.py"]
            # api/__init__.py

            # api/main.py
            import api.util
            # api/util.py

            """);
        IReadOnlyList<Finding> findings = Checker.Run(new CheckRequest { Repository = tree, Context = "/api", Dockerfiles = ["/api/Dockerfile"], Parallelism = 1 }).Findings;
        Assert.Contains(findings, finding => finding.Rule == "IMG1001");
        Assert.DoesNotContain(findings, finding => finding.Fix is not null);
    }

    [Fact]
    public void A_second_copy_of_what_is_elsewhere_is_not_safe()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY shop /app
            CMD ["python", "main.py"]
            # shop/__init__.py

            # shop/main.py
            import shop.util
            # shop/util.py

            """);
        Finding finding = Check(tree).First(finding => finding.Rule == "IMG1001");
        Assert.Equal(Reasons.WrongDestination, finding.Reason);
        Assert.False(finding.Fix!.IsSafe);
    }

    [Fact]
    public void Adds_a_distribution_to_the_requirements_only_when_asked_to()
    {
        IFileTree tree = Repo.Tree("""
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY requirements.txt ./
            RUN pip install -r requirements.txt
            COPY main.py ./
            CMD ["python", "main.py"]
            # requirements.txt
            six==1.16.0
            # main.py
            import six
            import yaml
            """);
        Assert.Empty(FixPlan.Of(Check(tree)));
        Assert.Equal("six==1.16.0\nPyYAML\n", Text(Mended(tree, "IMG4001", unsafeToo: true), "/requirements.txt"), ignoreCase: true);
    }

    private static InMemoryFileTree Ignoring(string patterns, string copy, string files) => Repo.Tree(
        "# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\n" + copy + "\nCOPY main.py ./\nCMD [\"python\", \"main.py\"]\n# main.py\nprint()\n# .dockerignore\n" + patterns + "\n" + files);

    private static IReadOnlyList<Finding> Check(IFileTree tree) => Checker.Run(new CheckRequest { Repository = tree, Context = "/", Parallelism = 1 }).Findings;

    /// <summary>The repository after the fix: the rule (null: every rule) has nothing more to say, and there is nothing more to fix.</summary>
    private static EditedTree Mended(IFileTree tree, string? rule, bool unsafeToo = false)
    {
        IReadOnlyList<Finding> before = Check(tree);
        Assert.Contains(before, finding => rule is null || finding.Rule == rule);
        FileEdits[] plan = [.. FixPlan.Of(before, unsafeToo)];
        Assert.NotEmpty(plan);
        var mended = new EditedTree(tree, [.. plan.SelectMany(file => file.Edits)]);
        IReadOnlyList<Finding> after = Check(mended);
        Assert.DoesNotContain(after, finding => rule is null || finding.Rule == rule);
        Assert.Empty(FixPlan.Of(after, unsafeToo));
        return mended;
    }

    private static string Text(EditedTree tree, string path) => Encoding.UTF8.GetString(tree.Read(path)!.Value.Span);
}
