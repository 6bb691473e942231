using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace DockerLint.Cli.Tests;

/// <summary>Reads the built assemblies: references point one way, and the engine touches nothing of the machine.</summary>
public class ArchitectureTests
{
    private static readonly string[] Engine = ["PyImportScanner", "DockerLint"];
    private static readonly string[] Hosts = ["DockerLint.Cli", "DockerLint.Analyzers"];

    private static readonly HashSet<string> Banned = new(StringComparer.Ordinal)
    {
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.FileSystemInfo", "System.IO.DriveInfo", "System.IO.FileSystemWatcher", "System.IO.Path", "System.IO.RandomAccess",
        "System.IO.StreamWriter", "System.Environment", "System.Console",
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "System.Diagnostics.Stopwatch",
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow", "System.TimeProvider", "System.Random", "System.Activator",
        "System.Runtime.InteropServices.Marshal", "System.Runtime.InteropServices.DllImportAttribute",
    };

    private static readonly string[] BannedNamespaces = ["System.Net", "System.Text.RegularExpressions", "Microsoft.Win32", "System.Reflection.Emit"];

    [Theory]
    [InlineData("PyImportScanner", "")]
    [InlineData("DockerLint", "PyImportScanner")]
    [InlineData("DockerLint.Cli", "DockerLint,PyImportScanner")]
    public void References_point_one_way(string assembly, string allowed)
    {
        using PEReader file = Open(assembly);
        MetadataReader metadata = file.GetMetadataReader();
        IEnumerable<string> ours = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => Engine.Contains(name) || Hosts.Contains(name));
        Assert.Subset(new HashSet<string>(allowed.Split(',')), ours.ToHashSet());
    }

    [Theory]
    [InlineData("PyImportScanner")]
    [InlineData("DockerLint")]
    public void The_engine_depends_on_nothing_but_the_platform(string assembly)
    {
        using PEReader file = Open(assembly);
        MetadataReader metadata = file.GetMetadataReader();
        Assert.All(
            metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)),
            name => Assert.True(name.StartsWith("System.", StringComparison.Ordinal) || Engine.Contains(name), name));
    }

    [Theory]
    [InlineData("PyImportScanner")]
    [InlineData("DockerLint")]
    public void The_engine_touches_no_disk_process_network_console_or_clock(string assembly)
    {
        HashSet<string> used = UsedBy(assembly);
        Assert.Contains("System.Object", used);
        Assert.DoesNotContain(used, Banned.Contains);
        Assert.DoesNotContain(used, type => BannedNamespaces.Any(space => type.StartsWith(space + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_reader_of_types_sees_what_the_command_uses() =>
        Assert.Subset(UsedBy("DockerLint.Cli"), new HashSet<string> { "System.IO.File", "System.Console", "System.Environment" });

    [Theory]
    [InlineData("PyImportScanner")]
    [InlineData("DockerLint")]
    public void The_compiler_bans_them_as_well(string project)
    {
        string root = ProjectRoot.Path;
        string text = File.ReadAllText(Path.Combine(root, "src", project, project + ".csproj"));
        Assert.Contains("BannedSymbols.txt", text);
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", text);
        string banned = File.ReadAllText(Path.Combine(root, "BannedSymbols.txt"));
        Assert.All(
            new[] { "T:System.IO.File;", "T:System.IO.Directory;", "T:System.Environment;", "T:System.Console;", "T:System.Diagnostics.Process;", "N:System.Net;" },
            symbol => Assert.Contains(symbol, banned));
    }

    // Compiled iterators ask for the thread they run on; that says nothing of the machine.
    private static bool IsCompilerMade(string type, string member) => type == "System.Environment" && member == "get_CurrentManagedThreadId";

    private static HashSet<string> UsedBy(string assembly)
    {
        using PEReader file = Open(assembly);
        MetadataReader metadata = file.GetMetadataReader();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            string name = metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
            string memberName = metadata.GetString(member.Name);
            if (IsCompilerMade(name, memberName)) continue;
            used.Add(name);
            used.Add(name + "::" + memberName);
        }

        return used;
    }

    private static PEReader Open(string assembly) => new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
}
