using Xunit;

namespace DockerLint.Tests.Rules.Start;

public class MissingStartAttributeTests
{
    private static string[] Lines(string command, string main) =>
        Repo.Lines($"# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nRUN pip install flask gunicorn uvicorn celery\nCOPY main.py .\nCMD {command}\n# main.py\n{main}", "IMG3");

    [Theory]
    [InlineData("""["gunicorn", "main:app"]""")]
    [InlineData("gunicorn -b 0.0.0.0:80 main:app")]
    [InlineData("""["uvicorn", "main:app", "--port", "80"]""")]
    [InlineData("""["gunicorn", "main:app()"]""")]
    public void Reports_an_object_that_the_module_does_not_define(string command) =>
        Assert.Equal(["IMG3002 Error Dockerfile:5 main"], Lines(command, "application = 1"));

    [Fact]
    public void Reports_the_default_name_of_the_launcher() =>
        Assert.Equal(["IMG3002 Error Dockerfile:5 main"], Lines("""["gunicorn", "main"]""", "app = 1"));

    [Theory]
    [InlineData("app = 1")]
    [InlineData("def app(): ...")]
    [InlineData("from flask import *")]
    [InlineData("if __name__ != '__main__':\n    app = 1")]
    [InlineData("def make():\n    global app\n    app = 1")]
    [InlineData("from flask import Flask as app")]
    public void Accepts_what_binds_or_may_bind_it(string main) => Assert.Empty(Lines("""["gunicorn", "main:app"]""", main));

    // uvicorn/importer.py: 'Import string must be in format "<module>:<attribute>"'; daphne/utils.py splits at the colon.
    [Theory]
    [InlineData("""["uvicorn", "main"]""")]
    [InlineData("""["uvicorn", "main:", "--port", "80"]""")]
    [InlineData("uvicorn 'main:create()'")]
    [InlineData("""["uvicorn", "main:${APP}"]""")]
    [InlineData("""["daphne", "main"]""")]
    public void Reports_a_server_that_is_told_no_attribute(string command) =>
        Assert.Equal(["IMG3002 Error Dockerfile:5 main"], Lines(command, "app = 1"));

    [Theory]
    [InlineData("""["uvicorn", "main:holder.app"]""")]
    [InlineData("""["uvicorn", "--factory", "main:create"]""")]
    [InlineData("uvicorn main:${APP:-app}")]
    [InlineData("uvicorn $MODULE")]
    [InlineData("""["hypercorn", "main"]""")]
    public void Accepts_what_leads_to_an_attribute(string command) =>
        Assert.Empty(Lines(command, "class holder:\n    app = 1\napp = create = holder.app"));

    [Theory]
    [InlineData("""["gunicorn", "$APP"]""", "$APP")]
    [InlineData("""["gunicorn", "${APP}:app"]""", "${APP}")]
    [InlineData("""["uvicorn", "$(APP)"]""", "$(APP)")]
    [InlineData("""["python", "-m", "$APP"]""", "$APP")]
    public void Reports_a_variable_that_no_shell_replaces(string command, string module) =>
        Assert.Equal(["IMG3001 Error Dockerfile:5 " + module], Lines(command, "app = 1"));

    [Theory]
    [InlineData("gunicorn $APP")]
    [InlineData("""["sh", "-c", "exec gunicorn ${APP}"]""")]
    [InlineData("""["gunicorn", "-b", "0.0.0.0:$PORT", "main:app"]""")]
    public void Accepts_a_variable_that_a_shell_replaces_or_that_names_no_module(string command) => Assert.Empty(Lines(command, "app = 1"));

    [Fact]
    public void Accepts_a_command_that_names_no_object() => Assert.Empty(Lines("""["python", "main.py"]""", "x = 1"));
}
