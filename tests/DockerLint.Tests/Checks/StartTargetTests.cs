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

    [Theory]
    [InlineData("RUN go build -o /out/server ./cmd/server")]
    [InlineData("RUN mkdir /out && make server")]
    [InlineData("WORKDIR /build\nRUN CGO_ENABLED=0 GOOS=linux go build -ldflags=\"-s -w\" -o /out/server ./cmd")]
    public void Accepts_a_program_that_another_stage_may_make(string run) => Assert.Empty(Repositories.Check($"""
        # cmd/server/main.go
        package main
        # Dockerfile
        FROM golang:1.24-alpine AS build
        WORKDIR /src
        COPY . .
        {run}
        FROM scratch
        COPY --from=build /out/server /server
        ENTRYPOINT ["/server"]
        """));

    [Fact]
    public void Accepts_what_the_base_image_starts() => Assert.Empty(Repositories.Check("""
        # nginx.conf
        # Dockerfile
        FROM nginx:1.27
        COPY nginx.conf /etc/nginx/
        """));

    [Theory]
    [InlineData("celery -A shop.tasks worker")]
    [InlineData("gunicorn shop.tasks:app")]
    [InlineData("python -m shop.tasks")]
    public void Accepts_a_module_in_the_working_directory_that_only_the_base_image_knows(string command) => Assert.DoesNotContain(
        Repositories.Check($"""
            # shop/__init__.py
            # shop/tasks.py
            # Dockerfile
            FROM example/base:1
            COPY . /app
            CMD {command}
            """),
        finding => finding.Rule == "IMG3001");

    [Theory]
    [InlineData("python make.py --template settings_template.py", 0)]
    [InlineData("python make.py", 1)]
    [InlineData("python make.py --template other_template.py", 1)]
    public void Accepts_a_program_that_the_script_before_it_makes_of_a_template(string before, int reported) => Assert.Equal(reported, Repositories.Check($"""
        # make.py
        # settings_template.py
        # other_template.py
        # start.sh
        {before}
        python settings.py
        # Dockerfile
        FROM python:3.12
        WORKDIR /srv
        COPY *.py start.sh ./
        CMD ["sh", "start.sh"]
        """).Count(finding => finding.Rule == "IMG3001"));

    [Theory]
    [InlineData("COPY build/server /srv/server", "/srv/server", 0)]
    [InlineData("COPY build/server .", "./server", 0)]
    [InlineData("COPY build/ /srv/", "/srv/server", 0)]
    [InlineData("COPY build/other /opt/other", "/srv/server", 1)]
    [InlineData("COPY out/server /srv/server", "/srv/server", 1)]
    public void Accepts_a_program_that_is_made_before_the_build(string copy, string program, int reported) => Assert.Equal(reported, Repositories.Check($"""
        # .gitignore
        build/
        # Dockerfile
        FROM debian:12
        WORKDIR /srv
        {copy}
        CMD ["{program}"]
        """).Count(finding => finding.Rule == "IMG3001"));

    [Theory]
    [InlineData("RUN apt-get update && apt-get install -y mssql-server", "/opt/mssql/bin/sqlservr", false)]
    [InlineData("RUN rm -rf /tmp/x", "/opt/mssql/bin/sqlservr", true)]
    [InlineData("RUN apt-get install -y curl", "/opt/start.sh", true)]
    [InlineData("RUN apt-get install -y curl", "/srv/run", true)]
    public void Accepts_a_program_that_a_package_may_bring(string run, string program, bool isReported) => Assert.Equal(isReported ? 1 : 0, Repositories.Check($"""
        # README.md
        # Dockerfile
        FROM ubuntu:24.04
        {run}
        CMD ["{program}"]
        """).Count(finding => finding.Rule == "IMG3001"));

    [Theory]
    [InlineData("-o /app/publish", "/app/publish")]
    [InlineData("-c Release -r linux-x64 --output ../../deep/er/out", "/deep/er/out")]
    [InlineData("-p:PublishDir=/out/", "/out")]
    public void Accepts_the_program_that_dotnet_publishes(string arguments, string output) => Assert.Empty(Repositories.Check($"""
        # Api/Api.csproj
        <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
        # Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        WORKDIR /src
        COPY . .
        WORKDIR /src/Api
        RUN dotnet publish Api.csproj {arguments}
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        WORKDIR /app
        COPY --from=build {output} .
        ENTRYPOINT ["./Api"]
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

    [Theory]
    [InlineData("CMD [\"locust\"]", 0)]
    [InlineData("CMD [\"locust\", \"--config\", \"master.conf\"]", 0)]
    [InlineData("CMD [\"locust\", \"-f\", \"load.py\"]", 1)]
    [InlineData("ENV LOCUST_LOCUSTFILE=load.py\nCMD [\"locust\"]", 1)]
    public void A_launcher_that_is_told_no_file_may_be_told_elsewhere(string start, int findings) =>
        Assert.Equal(findings, Repositories.Check("# main.py\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\nCOPY main.py .\n" + start + "\n").Count(f => f.Rule == "IMG3001"));

    [Theory]
    [InlineData("curl -fsSL -o get.sh https://example.com/get.sh\nbash get.sh", 0)]
    [InlineData("envsubst < get.tmpl > get.sh\n./get.sh", 0)]
    [InlineData("./prepare\nexec supervisord -c /srv/supervisord.conf", 0)]
    [InlineData("chmod +x get.sh\nbash get.sh", 1)]
    [InlineData("bash get.sh\ncurl -o get.sh https://example.com/get.sh", 1)]
    public void What_the_entry_script_makes_first_is_not_missing(string script, int findings) =>
        Assert.Equal(findings, Repositories.Check("# start.sh\n#!/bin/sh\n" + script + "\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\nCOPY start.sh .\nCMD [\"sh\", \"start.sh\"]\n").Count(f => f.Rule == "IMG3001"));

    [Theory]
    [InlineData("RUN git clone https://example.com/tool.git && python -m tool.fetch && mv /root/data /opt/ && mv tool /opt/")]
    [InlineData("RUN git clone https://example.com/tool.git && mv tool /opt/")]
    [InlineData("RUN make fetch && cp -r fetched/tool /opt/tool")]
    public void Accepts_a_file_copied_into_a_directory_that_a_command_moved_there(string command) =>
        Assert.Empty(Repositories.Check("# start.sh\nexec true\n# Dockerfile\nFROM python:3.12-slim\n" + command + "\nCOPY start.sh /opt/tool\nWORKDIR /opt/tool\nENTRYPOINT [\"bash\", \"start.sh\"]\n"));

    [Theory]
    [InlineData("COPY main.py ./main.py", 0)]
    [InlineData("COPY . .", 0)]
    [InlineData("COPY other.py .", 1)]
    public void Accepts_a_module_that_is_copied_to_where_the_base_image_works(string step, int findings) =>
        Assert.Equal(findings, Repositories.Check("# main.py\napp = 1\n# other.py\n# Dockerfile\nFROM ours/base\n" + step + "\nCMD gunicorn main:app\n").Count(f => f.Rule == "IMG3001"));

    [Theory]
    [InlineData("export PYTHONPATH=/srv:$PYTHONPATH", 0)]
    [InlineData("export PYTHONPATH=\"$PYTHONPATH:/srv\"", 0)]
    [InlineData("export PYTHONPATH=/srv/other${PYTHONPATH:+:$PYTHONPATH}", 1)]
    [InlineData("PYTHONPATH=/srv:$PYTHONPATH", 1)]
    public void A_script_may_add_to_a_search_path_that_the_image_does_not_set(string line, int errors) =>
        Assert.Equal(errors, Repositories.Check("# lib/__init__.py\n# bin/run.py\nimport lib\n# bin/run.sh\n#!/bin/sh\n" + line + "\npython /srv/bin/run.py\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\nCOPY . .\nENTRYPOINT [\"/srv/bin/run.sh\"]\n").Count(f => f.Severity == Severity.Error));

    [Theory]
    [InlineData("gunicorn store.wsgi:application", "", 1)]
    [InlineData("python -m store.main", "", 1)]
    [InlineData("gunicorn shop.wsgi:application", "", 0)]
    [InlineData("gunicorn store.wsgi:application", "RUN pip install store", 0)]
    [InlineData("gunicorn store.wsgi:application", "RUN pip install git+https://example.com/x.git", 0)]
    [InlineData("gunicorn store.wsgi:application", "COPY shop/wsgi.py other/", 0)]
    [InlineData("gunicorn store.service:application", "", 0)]
    public void Reports_the_old_name_of_a_package_that_has_the_started_module(string command, string step, int errors) =>
        Assert.Equal(errors, Repositories.Check("# shop/__init__.py\n# shop/wsgi.py\napplication = 1\n# shop/main.py\n# shop/service.py\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\nRUN pip install gunicorn\n" + step + "\nCOPY . .\nCMD " + command + "\n").Count(f => f.Rule == "IMG3001" && f.Severity == Severity.Error));

    [Theory]
    [InlineData("$(cd \"$(dirname \"$0\")/..\" && pwd)")]
    [InlineData("$(cd \"$(dirname \"$0\")/..\" >/dev/null 2>&1 && pwd)")]
    [InlineData("$(cd \"$(dirname \"${BASH_SOURCE[0]}\")/..\" &> /dev/null && pwd)")]
    [InlineData("$( dirname \"$( cd \"$( dirname \"$0\" )\" >/dev/null 2>&1 && pwd )\" )")]
    public void A_script_may_find_itself_in_silence(string root) =>
        Assert.Empty(Repositories.Check("# lib/__init__.py\n# bin/run.py\nimport lib\n# bin/run.sh\n#!/bin/bash\nexport PYTHONPATH=\"" + root + "\"\npython /srv/bin/run.py\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\nCOPY . .\nENTRYPOINT [\"/srv/bin/run.sh\"]\n"));

    [Theory]
    [InlineData("ADD code.tar.gz .", 0)]
    [InlineData("ADD --unpack=false code.tar.gz .", 1)]
    [InlineData("COPY code.tar.gz .", 1)]
    public void What_an_archive_holds_that_is_made_before_the_build_is_not_known(string step, int findings) =>
        Assert.Equal(findings, Repositories.Check("# start.sh\nexec true\n# .gitignore\ncode.tar.gz\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\n" + step + "\nCMD [\"sh\", \"start.sh\"]\n").Count(f => f.Rule == "IMG3001"));

    [Theory]
    [InlineData("COPY . .", "", Severity.Warning)]
    [InlineData("COPY *.ini setup.py ./", "", Severity.Warning)]
    [InlineData("COPY conf conf", "", Severity.Error)]
    [InlineData("COPY *.py ./", "", Severity.Error)]
    [InlineData("COPY . .", "*.ini", Severity.Error)]
    public void A_file_that_git_ignores_and_that_is_copied_with_its_neighbours_may_be_made_before(string step, string dockerignore, Severity severity) =>
        Assert.Equal(severity, Repositories.Check("# setup.py\n# other.ini\n# conf/a\n# .gitignore\n/local.ini\n# .dockerignore\n" + dockerignore + "\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\n" + step + "\nRUN pip install pyramid\nCMD [\"pserve\", \"local.ini\"]\n").Single(f => f.Rule == "IMG3001").Severity);

    [Fact]
    public void A_context_that_taskgraph_puts_together_is_not_checked() =>
        Assert.Empty(Repositories.Check("# Dockerfile\nFROM $DOCKER_IMAGE_PARENT\n# %include src\nADD topsrcdir/src /src\nCMD [\"python\", \"/src/main.py\"]\n"));

    [Theory]
    [InlineData("git clone https://example.com/tool.git /opt/tool && git -C /opt/tool checkout v1", "error")]
    [InlineData("esbuild static/app.jsx --outfile=/srv/static/app.js", "error")]
    [InlineData("git checkout v1", "warning")]
    [InlineData("./configure", "warning")]
    public void What_surely_makes_no_module_raises_no_doubt(string command, string severity) =>
        Assert.Equal(["IMG1001 " + severity + " lib not-copied"], Repositories.Lines("# main.py\nimport lib\n# lib.py\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\nCOPY main.py .\nRUN " + command + "\nCMD [\"python\", \"main.py\"]\n"));

    [Theory]
    [InlineData("{pip}")]
    [InlineData("@PIP@")]
    [InlineData("%%PIP%%")]
    public void A_file_with_placeholders_for_instructions_is_a_template(string line) =>
        Assert.Empty(Repositories.Check("# Dockerfile\nFROM python:3.12-slim\nCOPY gone.py /\n" + line + "\n"));

    [Theory]
    [InlineData("gunicorn --config /srv/src/gunicorn_config.py main:app", 1)]
    [InlineData("gunicorn -c gunicorn_config.py main:app", 0)]
    [InlineData("gunicorn -c python:settings main:app", 0)]
    [InlineData("gunicorn main:app", 0)]
    public void A_configuration_that_gunicorn_is_told_to_read_must_be_there(string command, int findings) =>
        Assert.Equal(findings, Repositories.Check("# main.py\napp = 1\n# gunicorn_config.py\nworkers = 1\n# settings.py\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\nCOPY . .\nRUN pip install gunicorn\nCMD " + command + "\n").Count(f => f.Rule == "IMG3001"));

    [Theory]
    [InlineData("RUN hatch build", "/build/dist/*.whl", 0)]
    [InlineData("RUN pip wheel --no-deps -w dist .", "/build/dist", 0)]
    [InlineData("RUN python setup.py sdist", "/build/dist", 0)]
    [InlineData("RUN python -m build", "/build/dist/*.whl", 0)]
    [InlineData("RUN cd /other && hatch build", "/build/dist/*.whl", 1)]
    public void The_wheel_that_a_stage_builds_holds_the_project(string build, string from, int findings) =>
        Assert.Equal(findings, Repositories.Check("# src/acme/__init__.py\n# src/acme/main.py\napp = 1\n# pyproject.toml\n[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n[project]\nname = 'acme'\nversion = '1'\n# Dockerfile\n"
            + "FROM python:3.12 AS builder\nWORKDIR /build\nCOPY . .\n" + build + "\nFROM python:3.12-slim\nWORKDIR /app\nCOPY --from=builder " + from + " /wheels/\nRUN pip install /wheels/*.whl\nCMD [\"uvicorn\", \"acme.main:app\"]\n").Count);

    [Theory]
    [InlineData("gunicorn wsgi:application", 1)]
    [InlineData("python -m server", 1)]
    [InlineData("python -m acme_tool", 0)]
    public void A_module_of_a_name_that_no_distribution_has_must_be_the_repositorys(string command, int findings) =>
        Assert.Equal(findings, Repositories.Check("# service.py\napp = 1\n# requirements.txt\ngunicorn\nacme-tool\n# Dockerfile\nFROM python:3.12-slim\nWORKDIR /srv\nCOPY . .\nRUN pip install -r requirements.txt\nCMD " + command + "\n").Count(f => f.Rule == "IMG3001"));
}
