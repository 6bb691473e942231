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

    [Fact]
    public void Accepts_a_command_that_names_no_object() => Assert.Empty(Lines("""["python", "main.py"]""", "x = 1"));
}
