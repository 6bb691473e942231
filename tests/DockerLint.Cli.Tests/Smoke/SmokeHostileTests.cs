using System;
using System.Diagnostics;
using Xunit;

namespace DockerLint.Cli.Tests.Smoke;

/// <summary>Code that does not want to be tested: it cannot make a missing module pass, and it cannot hold the tool.</summary>
public sealed class SmokeHostileTests
{
    private const string Dockerfile = "FROM " + TestEngine.Base + "\nWORKDIR /app\nCOPY main.py evil.py ./\nCMD [\"python3\", \"-m\", \"main\"]\n";

    // What a forger would print: results for every module, without the nonce and with guesses of it.
    private const string Forged = """
        import os, sys, glob
        line = '{"event":"import","job":0,"index":%d,"pass":1,"result":{"kind":"ok","error":null,"not_found":[]}}\n'
        start = '{"event":"start","python":"3.11.2","exe":"x","path":[]}\n'
        text = start + ''.join(line % i for i in range(5)) + '{"event":"end","ms":1}\n'
        nonces = ['']
        frame = sys._getframe()
        while frame:
            for place in (frame.f_globals, frame.f_locals):
                nonces += [v.decode() for v in list(place.values()) if isinstance(v, bytes) and v.startswith(b'@')]
            nonces += [c.decode() for c in frame.f_code.co_consts if isinstance(c, bytes) and c.startswith(b'@')]
            frame = frame.f_back
        forged = ''.join(n + l + '\n' for n in nonces for l in text.splitlines())
        for fd in range(0, 32):
            try: os.write(fd, forged.encode())
            except OSError: pass
        for path in ['/proc/1/fd/%d' % n for n in range(32)]:
            try:
                fd = os.open(path, os.O_WRONLY | os.O_NONBLOCK); os.write(fd, forged.encode())
            except OSError: pass

        """;

    private static SmokeResult Smoke(string evil, params string[] arguments)
    {
        // A module of the closure is missing in every one of these images: a pass would be a lie.
        using TestImage image = new(("Dockerfile", Dockerfile), ("main.py", "import evil\nimport gone\n"), ("evil.py", evil), ("gone.py", ""));
        var clock = Stopwatch.StartNew();
        SmokeResult result = image.Smoke(["--timeout", "3", "--total-timeout", "20", .. arguments]);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(90), "held for " + clock.Elapsed);
        Assert.Equal("", image.Leftovers());
        return result;
    }

    [EngineTheory]
    [InlineData("")]
    [InlineData("os._exit(0)\n")]
    [InlineData("import signal\nfor s in range(1, 64):\n    try: signal.signal(s, signal.SIG_IGN)\n    except Exception: pass\nwhile True: pass\n")]
    public void Forged_results_make_nothing_pass(string after)
    {
        SmokeResult result = Smoke(Forged + after);
        Assert.Equal(1, result.Result.ExitCode);
        Assert.Contains(result.Findings, finding => finding is { Rule: "IMG6001", Module: "gone", Severity: "error" });
    }

    [EngineTheory]
    [InlineData("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass\n")]
    [InlineData("import os\nfor i in range(50):\n    if os.fork() == 0:\n        os.setsid()\n        while True: pass\n")]
    [InlineData("import os\ntry:\n    with open('/tmp/full', 'wb') as f:\n        while True: f.write(b'x' * 65536)\nexcept OSError: pass\n")]
    [InlineData("import sys\nwhile True: sys.stdout.write('x' * 65536)\n")]
    [InlineData("import os\nwhile True: os.write(2, b'@' * 65536 + b'\\n')\n")]
    [InlineData("import signal, time\nfor s in range(1, 64):\n    try: signal.signal(s, signal.SIG_IGN)\n    except Exception: pass\nwhile True: time.sleep(1)\n")]
    [InlineData("x = []\nwhile True: x.append(' ' * 1000000)\n")]
    [InlineData("import os, signal\nos.kill(1, signal.SIGKILL)\nos.kill(1, signal.SIGSTOP)\nos.kill(-1, signal.SIGTERM)\n")]
    [InlineData("import sys\nsys.meta_path.clear()\nsys.modules['gone'] = sys\n")]
    [InlineData("import os\nfor n in range(3, 64):\n    try: os.close(n)\n    except OSError: pass\n")]
    public void Nothing_holds_the_tool_or_passes(string evil)
    {
        SmokeResult result = Smoke(evil, "--memory", "256m");
        Assert.NotEmpty(result.Findings);
        Assert.Contains(result.Findings, finding => finding.Rule is "IMG6001" or "IMG6003");
        Assert.DoesNotContain(result.Findings, finding => finding.Reason == "refuted");
    }

    [EngineFact]
    public void Terminal_escapes_of_the_code_are_spelled_out()
    {
        using TestImage image = new(("Dockerfile", Dockerfile), ("main.py", "import evil\n"), ("evil.py", "raise RuntimeError('\\x1b]0;title\\x07\\u202e')\n"));
        CommandResult result = CommandLine.RunWith(image.Repository.Path, TestEngine.Variables, null, "smoke", "--image", image.Tag, "--context", ".", "--dockerfile", "Dockerfile");
        Assert.DoesNotContain('\x1b', result.Output + result.Error);
        Assert.DoesNotContain('\u202e', result.Output + result.Error);
        Assert.Contains("\\x1b]0;title", result.Output, StringComparison.Ordinal);
    }
}
