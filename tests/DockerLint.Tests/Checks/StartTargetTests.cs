using System.Linq;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Tests.Checks;

public sealed class StartTargetTests
{
    [Fact]
    public void Reports_a_wrong_module_name_with_the_one_that_is_there()
    {
        Finding finding = Repositories.Check("""
            # main_nba_grading_service.py
            app = None
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /srv
            COPY . .
            CMD exec gunicorn --bind :${PORT:-8080} \
              --workers 1 \
              nba_grading_service:app
            """).Single(f => f.Rule == "IMG3001");
        Assert.Equal(("nba_grading_service", Severity.Error), (finding.Module, finding.Severity));
        Assert.Contains("main_nba_grading_service", finding.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_script_that_is_not_copied() => Assert.Contains("IMG3001 error not-copied", Repositories.Lines("""
        # main.py
        # lib.py
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY lib.py .
        CMD ["python", "main.py"]
        """));

    [Fact]
    public void Accepts_what_the_base_image_starts() => Assert.Empty(Repositories.Check("""
        # nginx.conf
        # Dockerfile
        FROM nginx:1.27
        COPY nginx.conf /etc/nginx/
        """));

    [Fact]
    public void Accepts_a_program_of_an_installed_distribution() => Assert.Empty(Repositories.Check("""
        # requirements.txt
        awslambdaric==2.0.0
        # Dockerfile
        FROM python:3.12-slim
        COPY requirements.txt .
        RUN pip install -r requirements.txt
        CMD ["python", "-m", "awslambdaric"]
        """));

    [Fact]
    public void A_template_is_not_checked() => Assert.Empty(Repositories.Check("""
        # Dockerfile.linux
        {{ header }}
        FROM {{ base }}
        COPPY x y
        """));

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001binary")]
    [InlineData("FROM python\nRUN <<EOF\n")]
    [InlineData("FROM python:3.12\nCOPY ../../../../etc/passwd /x\n")]
    public void Bad_Dockerfiles_give_findings_and_the_others_are_checked(string text)
    {
        var tree = Repositories.Of("""
            # good/app.py
            import lib
            # good/lib.py
            # good/Dockerfile
            FROM python:3.12-slim
            COPY app.py /srv/
            CMD ["python", "/srv/app.py"]
            """).Add("/bad/Dockerfile", text);
        var findings = DockerLint.Checks.Checker.Run(new DockerLint.Checks.CheckRequest { Repository = tree }).Findings;
        Assert.Contains(findings, f => f.Dockerfile == "bad/Dockerfile");
        Assert.Contains(findings, f => f is { Rule: "IMG1001", Module: "lib" });
    }
}
