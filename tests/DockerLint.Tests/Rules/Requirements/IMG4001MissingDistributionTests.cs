using Xunit;

namespace DockerLint.Tests.Rules.Requirements;

/// <summary>IMG4001 and IMG1010.</summary>
public class MissingDistributionTests
{
    private static string[] Lines(string steps, string main, string files = "", string image = "python:3.12-slim") =>
        Repo.Lines($"# Dockerfile\nFROM {image}\nWORKDIR /app\n{steps}\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n# main.py\n{main}{files}", "IMG4001", "IMG1010", "IMG1001");

    [Fact]
    public void Reports_a_module_where_nothing_is_installed() =>
        Assert.Equal(["IMG4001 Error main.py:1 yaml"], Lines("RUN mkdir /data", "import yaml"));

    [Fact]
    public void Reports_a_module_that_a_complete_list_lacks() =>
        Assert.Equal(
            ["IMG4001 Error main.py:1 yaml"],
            Lines("COPY r.txt .\nRUN pip install --no-deps -r r.txt", "import yaml.nodes", "\n# r.txt\nidna==3.10"));

    [Fact]
    public void Names_the_distribution_and_the_file()
    {
        var finding = Repo.Single("# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-deps -r r.txt\nCMD [\"python\", \"main.py\"]\n# main.py\nimport yaml\n# r.txt\nidna==3.10", "IMG4001");
        Assert.Equal("no install step brings module 'yaml'; add pyyaml to r.txt", finding.Message);
        Assert.Equal("not-installed", finding.Reason);
        Assert.False(finding.Fix!.IsSafe);
        Assert.Equal("pyyaml\n", Assert.Single(finding.Fix.Edits).Insert);
    }

    [Theory]
    [InlineData("import yaml", "Warning")]
    [InlineData("def f():\n    import yaml", "Info")]
    public void Reports_weaker_what_may_come_along(string main, string severity) =>
        Assert.Equal(severity, Assert.Single(Lines("RUN pip install idna", main)).Split(' ')[1]);

    [Fact]
    public void Reports_a_package_of_the_system_for_another_python() =>
        Assert.Equal(["IMG4001 Error main.py:1 yaml"], Lines("RUN apt-get update && apt-get install -y python3-yaml", "import yaml"));

    [Theory]
    [InlineData("RUN pip install pyyaml", "import yaml")]
    [InlineData("RUN pip install --no-deps pyyaml", "import yaml")]
    [InlineData("RUN ./setup.sh", "import yaml")]
    [InlineData("RUN make deps", "import yaml")]
    [InlineData("RUN pip install idna", "try:\n    import yaml\nexcept ImportError:\n    yaml = None")]
    [InlineData("RUN pip install flask", "import werkzeug, jinja2")]
    [InlineData("RUN pip install $(./list-packages)", "import yaml")]
    [InlineData("RUN pip install idna", "import nobody_knows_this_name")]
    [InlineData("RUN pip install idna", "import os, sys, json, email.mime, zoneinfo")]
    [InlineData("COPY --from=acme/builder /venv /usr/local/lib/python3.12/site-packages", "import yaml")]
    public void Accepts_what_is_installed_or_may_be(string steps, string main) => Assert.Empty(Lines(steps, main));

    [Theory]
    [InlineData("acme/app:1")]
    [InlineData("tiangolo/uvicorn-gunicorn-fastapi:python3.11")]
    [InlineData("pytorch/pytorch:2.4.0-cuda12.1-cudnn9-runtime")]
    public void Accepts_images_with_packages_of_their_own(string image) => Assert.Empty(Lines("RUN mkdir /data", "import yaml", image: image));

    [Fact]
    public void Accepts_what_is_installed_at_start() =>
        Assert.Empty(Repo.Lines("# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD [\"sh\", \"start.sh\"]\n# start.sh\npip install pyyaml\nexec python main.py\n# main.py\nimport yaml", "IMG4001"));

    [Theory]
    [InlineData("python:3.13-slim", "import telnetlib")]
    [InlineData("python:3.12-slim", "import imp")]
    [InlineData("python:3.10-slim", "import tomllib")]
    public void Reports_modules_of_other_releases(string image, string main) =>
        Assert.Equal("IMG1010 Error main.py:1", Assert.Single(Lines("RUN mkdir /data", main, image: image)).Substring(0, 23));

    [Theory]
    [InlineData("python:3.12-slim", "import telnetlib")]
    [InlineData("python:3.11-slim", "import distutils.core, imp, tomllib")]
    [InlineData("python:3.10-slim", "import sys\nif sys.version_info >= (3, 11):\n    import tomllib")]
    [InlineData("python:3.10-slim", "try:\n    import tomllib\nexcept ImportError:\n    tomllib = None")]
    [InlineData("debian:12", "import telnetlib")]
    public void Accepts_modules_of_this_release(string image, string main) => Assert.Empty(Lines("RUN mkdir /data", main, image: image));

    [Fact]
    public void Accepts_an_installed_backport() => Assert.Empty(Lines("RUN pip install legacy-cgi", "import cgi", image: "python:3.13-slim"));
}
