using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DockerLint.Cli.Processes;
using Xunit;

namespace DockerLint.Cli.Tests.Processes;

public sealed class ProcessRunnerTests
{
    private static ProcessRequest Shell(string script, params string[] arguments) => new("sh", ["-c", script, "sh", .. arguments]);

    [Fact]
    public void Arguments_arrive_as_they_are()
    {
        string[] arguments = ["", "a b", "\"q\"", "$HOME", "*", "-x", "line\nbreak"];
        ProcessResult result = ProcessRunner.Run(Shell("for a; do printf '%s|' \"$a\"; done", arguments));
        Assert.Equal(string.Concat(arguments.Select(a => a + "|")), result.Text);
        Assert.True(result.Succeeded);
    }

    [Fact]
    public void Standard_input_goes_in_and_the_exit_code_comes_out()
    {
        var request = Shell("cat; echo oops >&2; exit 3") with { Input = Encoding.UTF8.GetBytes(new string('x', 1 << 20)) };
        ProcessResult result = ProcessRunner.Run(request);
        Assert.Equal(1 << 20, result.Output.Length);
        Assert.Equal("oops", result.LastErrorLine);
        Assert.Equal(3, result.ExitCode);
        Assert.False(result.Succeeded);
    }

    [Fact]
    public void Input_that_nobody_reads_is_no_error() =>
        Assert.True(ProcessRunner.Run(Shell("exit 0") with { Input = new byte[8 << 20] }).Succeeded);

    [Fact]
    public void Without_input_the_program_sees_the_end_at_once() => Assert.Equal("end", ProcessRunner.Run(Shell("cat; printf end")).Text);

    [Fact]
    public void A_flood_is_cut_but_read_to_its_end()
    {
        ProcessResult result = ProcessRunner.Run(Shell("head -c 5000000 /dev/zero") with { OutputLimit = 1000 });
        Assert.Equal(1000, result.Output.Length);
        Assert.True(result.OutputTruncated);
        Assert.True(result.Succeeded);
    }

    [Fact]
    public void After_its_time_the_whole_tree_is_killed()
    {
        using var directory = new TemporaryDirectory();
        string mark = directory.At("pid");
        ProcessResult result = ProcessRunner.Run(Shell("sleep 1000 & echo $! > \"$1\"; wait", mark) with { Timeout = TimeSpan.FromMilliseconds(500) });
        Assert.Equal(ProcessEnding.TimedOut, result.Ending);
        AssertGone(File.ReadAllText(mark));
    }

    [Fact]
    public void Cancelling_kills_and_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        ProcessResult result = ProcessRunner.Run(
            Shell("echo ready >&2; sleep 1000") with { ErrorPiece = _ => cancellation.Cancel() }, cancellation.Token);
        Assert.Equal(ProcessEnding.Cancelled, result.Ending);
    }

    [Fact]
    public void A_grandchild_that_keeps_the_pipe_does_not_hold_us()
    {
        ProcessResult result = ProcessRunner.Run(Shell("sleep 30 & echo $!"));
        Assert.True(result.Succeeded);
        Process.GetProcessById(int.Parse(result.Text, System.Globalization.CultureInfo.InvariantCulture)).Kill();
    }

    [Fact]
    public void Variables_are_set_and_removed()
    {
        var variables = new Dictionary<string, string?> { ["DOCKERLINT_A"] = "1", ["HOME"] = null };
        Assert.Equal("1-none", ProcessRunner.Run(Shell("printf '%s-%s' \"$DOCKERLINT_A\" \"${HOME-none}\"") with { Environment = variables }).Text);
    }

    [Fact]
    public void A_missing_program_is_one_clear_line()
    {
        var error = Assert.Throws<UsageException>(() => ProcessRunner.Run(new ProcessRequest("no-such-program", []) { MissingHint = "get it" }));
        Assert.Equal("no-such-program is not installed, or not on PATH: get it", error.Message);
    }

    [Fact]
    public void A_program_of_the_working_directory_never_runs()
    {
        using var directory = new TemporaryDirectory();
        string file = directory.At("evil");
        File.WriteAllText(file, "#!/bin/sh\n");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        Assert.Equal(file, ProgramFinder.Find("evil", directory.Path));
        foreach (string searchPath in new[] { "", ".", ":", "bin:.:/nowhere" }) Assert.Null(ProgramFinder.Find("evil", searchPath));
        Assert.Null(ProgramFinder.Find("./evil", directory.Path));
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.Null(ProgramFinder.Find("evil", directory.Path));
    }

    [Fact]
    public void A_reader_of_its_own_sees_the_stream()
    {
        string? first = null;
        var request = Shell("echo one; echo two") with { ReadOutput = stream => first = new StreamReader(stream).ReadLine() };
        Assert.True(ProcessRunner.Run(request).Succeeded);
        Assert.Equal("one", first);
    }

    private static void AssertGone(string pid)
    {
        // A killed process may stay as a zombie of whoever adopted it; "Z" and gone are both dead.
        string status = "/proc/" + pid.Trim() + "/stat";
        for (int i = 0; i < 100; i++)
        {
            if (!File.Exists(status) || File.ReadAllText(status).Contains(") Z", StringComparison.Ordinal)) return;
            Thread.Sleep(20);
        }

        Assert.Fail("still running: " + pid);
    }
}
