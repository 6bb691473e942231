using System.Linq;
using DockerLint.Cli.Tests.Git;
using Xunit;

namespace DockerLint.Cli.Tests.Affected;

public class InputsTests
{
    private static GitSandbox Service()
    {
        GitSandbox sandbox = new();
        sandbox.Write("svc/Dockerfile", "FROM python:3.11-slim\nWORKDIR /app\nCOPY svc/requirements.txt .\nRUN pip install -r requirements.txt\nCOPY shared/ shared/\nCOPY svc/ svc/\nENTRYPOINT [\"/app/svc/entry.sh\"]\n")
            .Write("svc/entry.sh", "#!/bin/sh\nexec python -m svc.main\n").Write("svc/__init__.py", "").Write("svc/main.py", "def f():\n    from shared import lazy\n").Write("svc/data.json", "{}\n")
            .Write("svc/requirements.txt", "requests==2.31.0\n").Write("svc/README.md", "x\n").Write("svc/unused.py", "")
            .Write("shared/__init__.py", "").Write("shared/lazy.py", "").Write("shared/cold/__init__.py", "").Write("shared/cold/data.json", "{}\n")
            .Write(".dockerignore", ".git\n").Write("docker-compose.yml", "services:\n  svc:\n    build: {context: ., dockerfile: svc/Dockerfile}\n");
        sandbox.Commit();
        return sandbox;
    }

    [Fact]
    public void Lists_what_a_service_consists_of()
    {
        using GitSandbox sandbox = Service();
        CommandResult result = CommandLine.Run(sandbox.Path, "inputs", "svc");
        Assert.Equal(0, result.ExitCode);
        string[] files = result.Output.Split('\n').Where(line => line.Length > 0).Select(line => line.Split(' ')[0]).ToArray();
        Assert.Equal(
            [".dockerignore", "docker-compose.yml", "shared/__init__.py", "shared/lazy.py", "svc/Dockerfile", "svc/__init__.py", "svc/data.json", "svc/entry.sh", "svc/main.py", "svc/requirements.txt"],
            files);
        Assert.Contains("imported as shared.lazy", result.Output);
        Assert.Contains("a script on the way to", result.Output);
        Assert.Contains("read by pip install", result.Output);
    }

    [Fact]
    public void A_commit_can_be_asked_and_json_has_the_chain()
    {
        using GitSandbox sandbox = Service();
        sandbox.Delete("shared/lazy.py").Commit();
        CommandResult old = CommandLine.Run(sandbox.Path, "inputs", "svc", "--at", "HEAD^", "--format", "json");
        Assert.Contains("\"path\":\"shared/lazy.py\",\"category\":\"code\"", old.Output);
        Assert.Contains("\"what\":\"shared.lazy\"", old.Output);
        Assert.DoesNotContain("lazy.py", CommandLine.Run(sandbox.Path, "inputs", "svc", "--format", "json").Output);
    }

    [Theory]
    [InlineData("svcc", "did you mean svc?")]
    [InlineData("svc --at nowhere", "--at nowhere is no commit")]
    public void Bad_input_is_one_clear_line(string arguments, string expected)
    {
        using GitSandbox sandbox = Service();
        CommandResult result = CommandLine.Run(sandbox.Path, ["inputs", .. arguments.Split(' ')]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error);
    }
}
