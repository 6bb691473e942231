using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace DockerLint.Cli.Tests;

/// <summary>Runs the real, built command as a process.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The command's assembly, copied beside the tests by the project reference.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "DockerLint.Cli.dll");

    /// <summary>The command compiled ahead of time, where the lane that builds it runs these tests; else null.</summary>
    public static string? Native { get; } = Environment.GetEnvironmentVariable("DOCKERLINT_NATIVE") is { Length: > 0 } path ? path : null;

    public static CommandResult Run(string directory, params string[] arguments) => RunWith(directory, null, null, arguments);

    public static CommandResult RunWith(
        string directory, IReadOnlyDictionary<string, string>? environment, string? input, params string[] arguments)
    {
        using Process process = Process.Start(Describe(directory, environment, arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (input is not null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException("dockerlint " + string.Join(' ', arguments) + " does not end");
        }

        return new CommandResult(process.ExitCode, output.Result, error.Result);
    }

    public static ProcessStartInfo Describe(
        string directory, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Native ?? "dotnet", Native is null ? [Assembly, .. arguments] : [.. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in new[] { "NO_COLOR", "COLUMNS", "DOCKERLINT_FORMAT" }) start.Environment.Remove(name);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return start;
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Error);
