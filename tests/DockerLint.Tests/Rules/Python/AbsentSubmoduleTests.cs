using Xunit;

namespace DockerLint.Tests.Rules.Python;

/// <summary>IMG1001 to IMG1003 about modules that neither tree holds although their package is in the image.</summary>
public class AbsentSubmoduleTests
{
    private const string Docker = """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY app/ ./app/
        CMD ["python", "-m", "app.main"]

        """;

    private const string Regular = Docker + "# app/__init__.py\n";

    [Theory]
    [InlineData("from app.gone import x", "IMG1001 Error app/main.py:1 app.gone")]
    [InlineData("import app.gone", "IMG1001 Error app/main.py:1 app.gone")]
    [InlineData("import app.gone.deep", "IMG1001 Error app/main.py:1 app.gone")]
    [InlineData("from .gone import x", "IMG1001 Error app/main.py:1 app.gone")]
    [InlineData("def f():\n    from app.gone import x", "IMG1002 Warning app/main.py:2 app.gone")]
    [InlineData("try:\n    from app.gone import x\nexcept ImportError:\n    x = None", "IMG1003 Info app/main.py:2 app.gone")]
    public void Reports_a_submodule_that_neither_tree_holds(string main, string expected) =>
        Assert.Equal([expected], Repo.Lines(Regular + "# app/main.py\n" + main, "IMG"));

    [Fact]
    public void Reports_what_the_file_may_have_been_renamed_to()
    {
        var finding = Repo.Single(Regular + "# app/main.py\nfrom app.price import total\n# app/prices.py\ntotal = 1", "IMG");
        Assert.Equal("module 'app.price' is not in the image: the repository has no app/price.py either; it has prices.py", finding.Message);
        Assert.Equal("not-in-repository", finding.Reason);
    }

    // ee/api is copied over api and built there, so that its tree alone lacks most modules.
    [Theory]
    [InlineData("# api/core/__init__.py\n# api/core/errors.py\n", "Warning")]
    [InlineData("# other/core/__init__.py\n# other/core/errors.py\n", "Error")]
    public void Reports_less_of_an_edition_that_is_laid_over_another(string other, string severity) => Assert.Equal(
        [$"IMG1001 {severity} ee/api/app.py:1 core.errors"],
        Repo.Lines("# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY ee/api .\nCMD [\"python\", \"app.py\"]\n# ee/api/app.py\nfrom core.errors import x\n# ee/api/core/__init__.py\n" + other, "IMG"));

    [Fact]
    public void Reports_a_submodule_of_a_module() =>
        Assert.Equal(["IMG1001 Error app/main.py:1 app.prices.eu"], Repo.Lines(Regular + "# app/main.py\nimport app.prices.eu\n# app/prices.py\nx = 1", "IMG"));

    [Theory]
    [InlineData("", "from app.gone import x", "Error")]
    [InlineData("", "from app import gone", "Error")]
    [InlineData("", "import app.gone", "Error")]
    [InlineData("RUN pip install fastapi\n", "from app.gone import x", "Warning")]
    [InlineData("RUN pip install fastapi\n", "from app import gone", "Warning")]
    public void Reports_less_of_a_package_that_others_may_extend(string install, string main, string severity) =>
        Assert.Equal([$"IMG1001 {severity} app/main.py:1 app.gone"], Repo.Lines(Docker.Replace("COPY", install + "COPY") + "# app/main.py\n" + main, "IMG"));

    [Theory]
    [InlineData("from parts import other, sub\nimport parts.other")]
    [InlineData("from google import protobuf")]
    public void Accepts_what_a_package_without_a_file_of_its_own_has(string main) => Assert.Empty(Repo.Lines(
        "# Dockerfile\nFROM python:3.12-slim\nRUN pip install google-cloud-storage\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n# main.py\n" + main
        + "\n# parts/other.py\n# parts/sub/deep.py\n# google/own.py\n",
        "IMG1"));

    [Theory]
    [InlineData("# app/main.py\nfrom app.api_pb2 import x")]
    [InlineData("# app/main.py\nfrom app._version import x")]
    [InlineData("# app/main.py\nfrom app.fast import x\n# app/fast.pyx\n")]
    [InlineData("# app/main.py\nfrom app.made import x\n# .gitignore\nmade.py")]
    public void Accepts_less_than_certainty_about_modules_that_a_step_may_make(string files) =>
        Assert.DoesNotContain(Repo.Lines(Regular + files, "IMG"), line => line.Contains(" Error ", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("# app/__init__.py\n__path__.append('/elsewhere')\n# app/main.py\nfrom app.gone import x")]
    [InlineData("# app/__init__.py\nimport sys\nsys.modules['app.gone'] = sys\n# app/main.py\nfrom app.gone import x")]
    public void Accepts_a_package_that_makes_its_submodules(string files) => Assert.Empty(Repo.Lines(Docker + files, "IMG"));
}
