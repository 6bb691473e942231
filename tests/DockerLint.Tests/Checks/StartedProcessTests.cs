using System.Linq;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Tests.Checks;

/// <summary>Programs that a Python program of the image starts.</summary>
public sealed class StartedProcessTests
{
    private const string Repository = """
        # worker.py
        from lib.tools import run
        # lib/__init__.py
        # lib/tools.py
        def run(): ...
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY start.py worker.py ./
        CMD ["python", "start.py"]
        """;

    [Theory]
    [InlineData("import subprocess\nsubprocess.run(['python', 'worker.py'])")]
    [InlineData("import subprocess, sys\nsubprocess.Popen([sys.executable, '-u', 'worker.py'], cwd='/app')")]
    [InlineData("import subprocess\nsubprocess.check_call('cd /app && python worker.py', shell=True)")]
    [InlineData("import os\ndef main():\n    os.execvp('python', ['python', 'worker.py'])\nif __name__ == '__main__':\n    main()")]
    [InlineData("import os\nos.system('python worker.py')")]
    [InlineData("from subprocess import Popen\nPopen(['python', '-m', 'worker'])")]
    public void Reports_what_a_program_lacks_that_is_certainly_started(string start)
    {
        Finding finding = Repositories.Check(Repository, "# start.py\n" + start).Single(f => f.Module == "lib");
        Assert.Equal(("IMG1001", Severity.Error), (finding.Rule, finding.Severity));
        Assert.Equal("start.py", finding.Chain[1].File);
    }

    [Fact]
    public void Reports_as_a_warning_what_a_program_lacks_whose_path_is_only_named()
    {
        Finding finding = Repositories.Check(Repository, "# start.py\nargs = []\nargs.append('/app/worker.py')\n").Single(f => f.Module == "lib");
        Assert.Equal(("IMG1001", Severity.Warning), (finding.Rule, finding.Severity));
        Assert.Contains("nothing runs /app/worker.py, which start.py names", finding.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import subprocess\ndef unused():\n    subprocess.run(['python', 'worker.py'])")]
    [InlineData("import subprocess\nsubprocess.run(['python', NAME])")]
    [InlineData("import subprocess\nsubprocess.run(['ls', 'worker.py'])")]
    [InlineData("args = ['/app/gone.py']\nargs.append('/app/gone.py')")]
    public void Accepts_what_is_not_started(string start) => Assert.Empty(Repositories.Check(Repository, "# start.py\n" + start));
}
