using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Build.Locator;

namespace DockerLint.Cli.MsBuild;

/// <summary>
/// The MSBuild of the installed .NET SDK. Nothing here may mention a type of Microsoft.Build before
/// <see cref="Open"/> has told the runtime where its assemblies lie.
/// </summary>
internal static class InstalledMsBuild
{
    /// <summary>An evaluator over the newest installed SDK; a global.json is not asked, as nothing is built.</summary>
    /// <exception cref="UsageException">No SDK is installed.</exception>
    public static MsBuildEvaluator Open()
    {
        if (!MSBuildLocator.IsRegistered) Register();
        return Evaluator();
    }

    private static void Register()
    {
        // Asked where there is none, the host prints a page of its own.
        if (!HasSdk()) throw Missing(null);
        VisualStudioInstance? newest;
        try
        {
            // A global.json above the working directory would make the host print, and refuse.
            var options = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = Path.GetTempPath() };
            newest = MSBuildLocator.QueryVisualStudioInstances(options).OrderByDescending(instance => instance.Version).FirstOrDefault();
        }
        catch (Exception error) when (error is InvalidOperationException or DllNotFoundException or BadImageFormatException or IOException)
        {
            throw Missing(error.Message);
        }

        if (newest is null) throw Missing(null);
        MSBuildLocator.RegisterInstance(newest);
    }

    private static bool HasSdk()
    {
        string?[] named =
        [
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            Path.GetDirectoryName(Environment.ProcessPath),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(Root),
        ];
        string[] installed = [.. named.OfType<string>().Where(root => Directory.Exists(Path.Combine(root, "host", "fxr")))];
        if (installed.Length == 0) installed = [Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")];
        return installed.Any(root => Directory.Exists(Path.Combine(root, "sdk")));
    }

    // Where the dotnet of a directory of PATH really lies.
    private static string? Root(string directory)
    {
        if (directory.Length == 0) return null;
        string program = Path.Combine(directory, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        if (!File.Exists(program)) return null;
        return Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program);
    }

    private static UsageException Missing(string? why) =>
        new("--msbuild needs an installed .NET SDK and finds none" + (why is null ? "" : ": " + SafeReason(why)), "check");

    private static string SafeReason(string why) => Reporting.SafeText.OneLine(why.Length > 200 ? why[..200] : why);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MsBuildEvaluator Evaluator() => new();
}
