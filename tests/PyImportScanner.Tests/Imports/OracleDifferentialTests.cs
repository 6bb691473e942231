using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using PyImportScanner.Imports;
using TestSupport;
using Xunit;

namespace PyImportScanner.Tests.Imports;

/// <summary>
/// Every import of every file that CPython can parse, compared with its ast: the standard library of the python3 on this
/// machine, and the directories in DOCKERLINT_ORACLE_ROOTS (separated by colons). Without the oracle a frozen sample stands in.
/// </summary>
public sealed class OracleDifferentialTests
{
    [Fact]
    public void Equals_CPython_on_every_file_of_the_standard_library()
    {
        string? oracle = SharedReference.Root is { } shared ? Path.Combine(shared, "python", "oracle", "oracle.py") : null;
        string? library = oracle is not null && File.Exists(oracle) ? Output("python3", "-c", "import os,sys;print(os.path.dirname(os.__file__))")?.Trim() : null;
        if (library is null || !Directory.Exists(library))
        {
            Compare(File.ReadLines(Fixture("frozen.jsonl")), Path.GetDirectoryName(Fixture("frozen.jsonl"))!, minimum: 20);
            return;
        }

        var files = Directory.EnumerateFiles(library, "*.py", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/site-packages/", StringComparison.Ordinal) && !f.Contains("/dist-packages/", StringComparison.Ordinal)
                && !f.Contains("/test/", StringComparison.Ordinal)).ToList();
        foreach (string root in (Environment.GetEnvironmentVariable("DOCKERLINT_ORACLE_ROOTS") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            files.AddRange(Directory.EnumerateFiles(root, "*.py", SearchOption.AllDirectories).Where(File.Exists));
        string list = Path.GetTempFileName(), records = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(list, files);
            Assert.NotNull(Output("python3", oracle!, "--target", "3.11", "--no-dynamic", "--out", records, "@" + list));
            Compare(File.ReadLines(records), "", minimum: 500);
        }
        finally
        {
            File.Delete(list);
            File.Delete(records);
        }
    }

    [Fact]
    public void Equals_the_frozen_sample() =>
        Compare(File.ReadLines(Fixture("frozen.jsonl")), Path.GetDirectoryName(Fixture("frozen.jsonl"))!, minimum: 20);

    private static string Fixture(string name) =>
        Path.Combine(SharedReference.RepositoryRoot, "tests", "PyImportScanner.Tests", "Imports", "Fixtures", name);

    private static void Compare(IEnumerable<string> lines, string root, int minimum)
    {
        var expected = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        int count = 0;
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            string file = document.RootElement.GetProperty("file").GetString()!;
            if (document.RootElement.TryGetProperty("error", out _))
            {
                refused.Add(file);
                continue;
            }

            if (!expected.TryGetValue(file, out List<string>? records)) expected[file] = records = [];
            records.Add(OracleRecord.Of(document.RootElement));
            count++;
        }

        Assert.True(count >= minimum, $"only {count} records");
        foreach ((string file, List<string> records) in expected.Where(e => !refused.Contains(e.Key)))
        {
            ScannedModule module = ImportScanner.Scan(File.ReadAllBytes(Path.Combine(root, file)));
            Assert.Equal(file + "\n" + string.Join("\n", records), file + "\n" + string.Join("\n", module.Imports.Select(OracleRecord.Of)));
        }
    }

    private static string? Output(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
