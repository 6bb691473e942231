using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>
/// <c>opentelemetry-instrument</c> (opentelemetry/instrumentation/auto_instrumentation/__init__.py, run): the working directory
/// goes to the front of PYTHONPATH unless it is there already, so that it is searched whatever is started.
/// </summary>
internal sealed class OpenTelemetryRunner : Runner
{
    // Every option stands for a variable OTEL_… and takes a value, but these.
    private static readonly string[] Flags = ["--version", "--help", "-h"];

    public override IReadOnlyList<string> Commands => ["opentelemetry-instrument"];

    public override void Run(RunnerCall call)
    {
        int start = 0;
        List<ExpandedWord> words = call.Arguments;
        while (start < words.Count && words[start].Text.StartsWith("-", StringComparison.Ordinal))
        {
            string option = words[start].Text;
            bool takesNext = option.IndexOf('=') < 0 && Array.IndexOf(Flags, option) < 0 && option != "--";
            start += takesNext ? 2 : 1;
            if (option == "--") break;
        }

        if (start >= words.Count)
        {
            call.GiveUp(call.Name + " is given no command");
            return;
        }

        call.Follow(CommandFollower.Tail(words, start), WithWorkingDirectory(call.Process));
    }

    private static StartProcess WithWorkingDirectory(StartProcess process)
    {
        ShellValue before = process.Environment("PYTHONPATH");
        string? text = before.Text is { Length: > 0 } known ? known : before.UnknownBecause is null || before.IsUnset || before.Text is not null ? "" : null;
        ShellValue after = process.WorkingDirectory is not { } directory ? ShellValue.Unknown(process.UnknownDirectory)
            : text is null ? ShellValue.Unknown(before.UnknownBecause!)
            : Array.IndexOf(text.Split(':'), directory) >= 0 ? before
            : ShellValue.Known(text.Length == 0 ? directory : directory + ":" + text);
        return process.WithEnvironment(new Dictionary<string, ShellValue>(StringComparer.Ordinal) { ["PYTHONPATH"] = after });
    }
}
