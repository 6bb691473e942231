using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using TestSupport;

namespace DockerLint.Analyzers.Tests.EndToEnd;

/// <summary>A folder feed with both packages, packed once for a run of the tests, and a package folder of its own.</summary>
internal sealed class PackedFeed
{
    private static readonly Lazy<PackedFeed> Once = new(() => new PackedFeed());

    private readonly string directory = Directory.CreateTempSubdirectory("dockerlint-feed-").FullName;
    private readonly Lazy<string> feed;

    private PackedFeed()
    {
        feed = new Lazy<string>(Pack);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
    }

    public static PackedFeed Instance => Once.Value;

    /// <summary>Where packages are unpacked.</summary>
    public string Packages => Path.Combine(directory, "packages");

    /// <summary>The feed.</summary>
    public string Feed => feed.Value;

    /// <summary>The compiler for code beforehand comes from a feed that a machine may not reach.</summary>
    public bool HoldsCompiledAnalyzer
    {
        get
        {
            using System.IO.Compression.ZipArchive package = System.IO.Compression.ZipFile.OpenRead(Path.Combine(Feed, "DockerLint.Analyzers.0.1.0.nupkg"));
            return package.Entries.Any(entry => entry.FullName.StartsWith("tools/analyzers/", StringComparison.Ordinal));
        }
    }

    /// <summary>Copies a sample of this repository, as a user would have it: outside, with this feed as its only source.</summary>
    public DockerLint.Cli.Tests.TemporaryDirectory Sample(string name)
    {
        var copy = new DockerLint.Cli.Tests.TemporaryDirectory();
        string source = Path.Combine(SharedReference.RepositoryRoot, "samples", name);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(source, file);
            if (relative.Split(Path.DirectorySeparatorChar) is var parts && (Array.IndexOf(parts, "bin") >= 0 || Array.IndexOf(parts, "obj") >= 0)) continue;
            copy.Write(relative, File.ReadAllBytes(file));
        }

        WriteConfiguration(copy);
        return copy;
    }

    /// <summary>Makes this feed the only source of a directory.</summary>
    public void WriteConfiguration(DockerLint.Cli.Tests.TemporaryDirectory repository) => repository.Write("nuget.config", $"""
        <?xml version="1.0" encoding="utf-8"?>
        <configuration>
          <packageSources>
            <clear />
            <add key="dockerlint" value="{Feed}" />
          </packageSources>
        </configuration>
        """);

    private string Pack()
    {
        string target = Path.Combine(directory, "feed");
        foreach (string project in new[] { "Analyzers", "DockerLint.Cli" })
        {
            string file = Path.Combine(SharedReference.RepositoryRoot, "src", project, project + ".csproj");
            // The tests' own build has built it.
            // The analyzer is compiled beforehand as in a release, so that this is what is tried out.
            var start = new ProcessStartInfo("dotnet", ["pack", file, "-c", DotNet.Configuration, "--no-build", "-v", "q", "-o", target, "-p:CompileReadyToRun=true"])
            {
                RedirectStandardOutput = true,
            };
            foreach (string name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" }) start.Environment.Remove(name);
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            using Process process = Process.Start(start)!;
            string log = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException("dotnet pack " + project + " failed:\n" + log);
        }

        return target;
    }
}
