using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using PyImportScanner;
using PyImportScanner.Imports;

// Measures the scanner against CPython over the same files in one run, single-threaded, in CPU time.
//   ScannerBench DIR...            prints files per CPU second of each and the ratio
//   ScannerBench --dump DIR...     prints every record with all fields, for comparison with oracle.py
bool dump = args.Length > 0 && args[0] == "--dump";
string[] roots = dump ? args[1..] : args;
var files = new List<string>();
foreach (string root in roots)
{
    if (File.Exists(root)) files.Add(root);
    else files.AddRange(Directory.EnumerateFiles(root, "*.py", SearchOption.AllDirectories));
}

files.RemoveAll(f => !File.Exists(f));
files.Sort(StringComparer.Ordinal);
if (dump)
{
    using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
    foreach (string file in files) Dump.Write(output, file, File.ReadAllBytes(file));
    return;
}

Console.WriteLine($"{files.Count} files");
double ast = Bench.Python(files);
Bench.Run(files, "read only", _ => 0, ast);
Bench.Run(files, "imports", bytes => ImportScanner.Scan(bytes, ScanParts.Imports, PythonVersion.Default).Imports.Count, ast);
Bench.Run(files, "imports + calls", bytes => ImportScanner.Scan(bytes, ScanParts.Calls, PythonVersion.Default).Imports.Count, ast);
Bench.Run(files, "everything", bytes => ImportScanner.Scan(bytes).Imports.Count, ast);

internal static class Bench
{
    // The best of many: another process on the machine only ever adds time.
    private const int Rounds = 25;

    public static double Python(List<string> files)
    {
        string list = Path.GetTempFileName();
        File.WriteAllLines(list, files);
        string program = Path.Combine(AppContext.BaseDirectory, "ast_bench.py");
        File.WriteAllText(program, """
            import ast, sys, time, warnings
            warnings.simplefilter("ignore"); sys.setrecursionlimit(20000)
            names = [l.rstrip("\n") for l in open(sys.argv[1], encoding="utf-8")]
            t0 = time.process_time(); n = 0
            for name in names:
                with open(name, "rb") as f: b = f.read()
                try: tree = ast.parse(b)
                except Exception: continue
                for nd in ast.walk(tree):
                    if type(nd) is ast.Import or type(nd) is ast.ImportFrom: n += 1
            print(time.process_time() - t0, n)
            """);
        var start = new ProcessStartInfo("python3", [program, list]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string[] result = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        File.Delete(list);
        double seconds = double.Parse(result[0], CultureInfo.InvariantCulture);
        Console.WriteLine($"CPython ast.parse + walk  {seconds,8:F3} s  {files.Count / seconds,9:F0} files/s  {result[1].Trim()} statements");
        return seconds;
    }

    public static void Run(List<string> files, string what, Func<byte[], int> scan, double ast)
    {
        double best = double.MaxValue, first = 0;
        long found = 0;
        for (int round = 0; round < Rounds; round++)
        {
            found = 0;
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            foreach (string file in files) found += scan(File.ReadAllBytes(file));
            double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            if (round == 0) first = seconds;
            best = Math.Min(best, seconds);
        }

        Console.WriteLine($"{what,-25} {best,8:F3} s  {files.Count / best,9:F0} files/s  {found} modules  {ast / best:F0}x (first pass {first:F3} s, {ast / first:F0}x)");
    }
}

internal static class Dump
{
    public static void Write(TextWriter output, string file, byte[] bytes)
    {
        ScannedModule module = ImportScanner.Scan(bytes);
        foreach (ImportStatement i in module.Imports)
        {
            output.Write($"{{\"file\":{Quote(file)},\"kind\":\"{(i.Kind == ImportKind.Import ? "import" : "from")}\",\"line\":{i.Span.Line},\"col\":{i.Span.Column - 1},\"alias_line\":{i.AliasLine},\"level\":{i.Level},\"module\":{Quote(i.Module)},\"names\":[");
            output.Write(string.Join(",", Array.ConvertAll(i.Names, n => Quote(n.Name))));
            output.Write("],\"as\":[");
            output.Write(i.Kind == ImportKind.Import ? Quote(i.Alias) : string.Join(",", Array.ConvertAll(i.Names, n => Quote(n.Alias))));
            output.Write($"],\"scope\":\"{ImportJson.Name(i.Scope)}\",\"deferred\":{(i.Deferred ? "true" : "false")},\"guarded\":\"{ImportJson.Summarise(i.Guards)}\",\"guards\":[");
            for (int g = 0; g < i.Guards.Count; g++)
            {
                Guard guard = i.Guards[g];
                if (g > 0) output.Write(',');
                bool? value = guard.IsReached(new PythonVersion(3, 11));
                if (guard.Handlers.Length > 0) output.Write($"{{\"k\":\"{ImportJson.Name(guard.Kind)}\",\"h\":[{string.Join(",", Array.ConvertAll(guard.Handlers, Quote))}]}}");
                else output.Write($"{{\"k\":\"{ImportJson.Name(guard.Kind)}\",\"neg\":{(guard.Negated ? "true" : "false")},\"v\":{(value is null ? "null" : value.Value ? "true" : "false")}}}");
            }

            output.WriteLine("]}");
        }

        foreach (DynamicImport d in module.DynamicImports)
            output.WriteLine($"{{\"file\":{Quote(file)},\"kind\":\"dynamic\",\"line\":{d.Span.Line},\"call\":{Quote(d.Call)},\"module\":{Quote(d.Module)},\"package\":{Quote(d.Package)},\"deferred\":{(d.Deferred ? "true" : "false")},\"guarded\":\"{ImportJson.Summarise(d.Guards)}\"}}");
        foreach (SearchPathEdit e in module.PathEdits)
            output.WriteLine($"{{\"file\":{Quote(file)},\"kind\":\"syspath\",\"line\":{e.Span.Line},\"call\":{Quote(e.Call)},\"value\":{Quote(e.Directories is null ? null : string.Join(":", e.Directories))}}}");
        if (module.Error is not null) output.WriteLine($"{{\"file\":{Quote(file)},\"error\":{Quote(module.Error.Message + " @" + module.Error.Span)},\"python2\":{(module.Error.IsPython2 ? "true" : "false")}}}");
    }

    private static string Quote(string? text)
    {
        if (text is null) return "null";
        var builder = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') builder.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') builder.Append(c);
            else builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return builder.Append('"').ToString();
    }
}
