using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace DockerLint.Analyzers.Tests.EndToEnd;

/// <summary>Runs the real <c>dotnet</c>, with packages of its own: what was installed yesterday must not answer for what is packed today.</summary>
internal static partial class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The command, as the tests' build has made it.</summary>
    public static string Cli { get; } = Path.Combine(AppContext.BaseDirectory, "DockerLint.Cli.dll");

    /// <summary>Debug or release: the configuration of this very test.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static DotNetResult Run(string directory, params string[] arguments)
    {
        using Process process = Process.Start(Describe(directory, arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("dotnet " + string.Join(' ', arguments) + " does not end");
        }

        return new DotNetResult(process.ExitCode, output.Result + error.Result);
    }

    /// <summary>The findings in a log: <c>path(line,column): level IMG…: message</c>, each once, without the project that MSBuild appends.</summary>
    public static string[] Findings(string log, string root) =>
    [
        .. log.Split('\n').Select(line => FindingLine().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)).Distinct().Order(),
    ];

    private static ProcessStartInfo Describe(string directory, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        // A test run is itself started by MSBuild, which leaves its own paths and settings behind.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment.Remove("DOCKERLINT_FORMAT");
        start.Environment.Remove("DOTNET_RUNNING_IN_CONTAINER");
        start.Environment["NUGET_PACKAGES"] = PackedFeed.Instance.Packages;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // Nodes that stay would hold the files of the packages.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return start;
    }

    [GeneratedRegex(@"^\s*(?:\d+>)?(\S.*?\(\d+,\d+\): (?:error|warning) IMG\d{4}: .*?)(?: \[[^\[\]]*(?:proj|slnx?)(?:::[^\]]*)?\])?\s*$")]
    private static partial Regex FindingLine();
}

internal sealed record DotNetResult(int ExitCode, string Log);
