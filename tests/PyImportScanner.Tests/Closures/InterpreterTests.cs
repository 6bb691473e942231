using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;
using Xunit;

namespace PyImportScanner.Tests.Closures;

/// <summary>Closures of random programs against what a real interpreter does with them.</summary>
public class InterpreterTests
{
    private const int Programs = 150;

    // A name that only a failing, caught import would have bound counts as bound here: no error rather than a doubtful one.
    private const int TolerableMisses = 4;

    // All cases in one interpreter: what one of them loaded is forgotten before the next.
    private const string Driver = """
        import importlib, json, os, sys, traceback, types
        root, count = sys.argv[1], int(sys.argv[2])
        out = open(os.path.join(root, 'out.jsonl'), 'w')
        sys.dont_write_bytecode = True
        library = sys.path[1:]
        for i in range(count):
            case = os.path.join(root, str(i))
            sys.path[:] = [case + '/one', case + '/two'] + library
            sys.path_importer_cache.clear()
            main = case + '/one/main.py'
            r = {'case': i, 'error': None, 'file': None, 'line': 0, 'circular': False}
            m = types.ModuleType('__main__'); m.__file__ = main; m.__package__ = None
            try:
                exec(compile(open(main).read(), main, 'exec'), m.__dict__)
            except BaseException as e:
                r['error'] = type(e).__name__ + ': ' + str(e)
                r['circular'] = 'circular' in str(e) or 'partially' in str(e) or isinstance(e, KeyError)
                for f, line in traceback.walk_tb(e.__traceback__):
                    if f.f_code.co_filename.startswith(case):
                        r['file'], r['line'] = f.f_code.co_filename[len(case):], line
            r['loaded'] = sorted(n for n in sys.modules if n.split('.')[0] in ('aa', 'bb', 'cc', 'dd'))
            for n in r['loaded']:
                del sys.modules[n]
            out.write(json.dumps(r) + '\n')
        out.close()
        """;

    [Fact]
    public void Agrees_with_the_interpreter()
    {
        string root = Path.Combine(Path.GetTempPath(), "closures-" + Guid.NewGuid().ToString("N"));
        try
        {
            RandomProgram[] programs = Enumerable.Range(0, Programs).Select(seed => new RandomProgram(seed)).ToArray();
            for (int i = 0; i < programs.Length; i++) Write(Path.Combine(root, i.ToString()), programs[i]);
            if (!RunDriver(root)) return;
            var wrong = new List<string>();
            int failing = 0, passing = 0, missed = 0;
            foreach (string line in File.ReadLines(Path.Combine(root, "out.jsonl")))
            {
                JsonElement result = JsonDocument.Parse(line).RootElement;
                int index = result.GetProperty("case").GetInt32();
                if (result.GetProperty("error").ValueKind == JsonValueKind.Null) passing++;
                else failing++;
                if (Disagreement(programs[index], result, ref missed) is { } text) wrong.Add("case " + index + ": " + text + "\n" + Show(programs[index]));
            }

            Assert.True(wrong.Count == 0, wrong.Count + " of " + Programs + "\n" + string.Join("\n", wrong.OrderBy(w => w.Length).Take(8)));
            Assert.True(failing > 20 && passing > 20, failing + " failing, " + passing + " passing");
        }
        finally
        {
            if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
        }
    }

    private static string? Disagreement(RandomProgram program, JsonElement result, ref int missed)
    {
        if (result.GetProperty("circular").GetBoolean()) return null;
        Closure closure = Closure(program);
        UnresolvedImport[] errors = closure.Unresolved.Where(u => u.Strength == ImportStrength.Hard && u.Kind != UnresolvedKind.Unknown).ToArray();
        string[] loaded = result.GetProperty("loaded").EnumerateArray().Select(n => n.GetString()!).ToArray();
        if (loaded.FirstOrDefault(n => closure.Find(n) is null) is { } lost) return lost + " is loaded but not in the closure";
        if (result.GetProperty("error").GetString() is not { } error)
        {
            if (errors.Length > 0) return "false error at " + errors[0].File + ":" + errors[0].Span.Line + " " + errors[0].Name;
            ClosureModule? extra = closure.Modules.FirstOrDefault(m => m.Strength == ImportStrength.Hard && m.Name.Length == 2 + (m.Name.LastIndexOf('.') + 1) && !loaded.Contains(m.Name));
            return extra is null ? null : extra.Name + " is in the closure but not loaded";
        }

        string place = result.GetProperty("file").GetString() + ":" + result.GetProperty("line").GetInt32();
        bool isSeen = errors.Any(u => u.File + ":" + u.Span.Line == place);
        return isSeen || (error.Contains("cannot import name") && ++missed <= TolerableMisses) ? null : "no error at " + place + " where the interpreter says " + error;
    }

    private static string Show(RandomProgram program) => string.Join("\n", program.Files.Select(f => "--- " + f.Key + "\n" + f.Value.TrimEnd()));

    private static Closure Closure(RandomProgram program)
    {
        var tree = new InMemoryFileTree();
        foreach (KeyValuePair<string, string> file in program.Files) tree.Add("/" + file.Key, file.Value);
        var path = new SearchPath([new("/one", SearchEntryKind.Path0), new("/two", SearchEntryKind.PythonPath), new("", SearchEntryKind.StandardLibrary)]);
        return ClosureWalker.Walk(new ClosureRequest
        {
            Resolver = new ModuleResolver(tree, path, new PythonVersion(3, 11)),
            Sources = new ScanCache(MiniScanner.Scan),
            Entries = [EntryModule.Script("/one/main.py")],
        });
    }

    private static void Write(string directory, RandomProgram program)
    {
        foreach (KeyValuePair<string, string> file in program.Files)
        {
            string path = Path.Combine(directory, file.Key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Value);
        }
    }

    private static bool RunDriver(string root)
    {
        string driver = Path.Combine(root, "driver.py");
        File.WriteAllText(driver, Driver);
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo("python3", [driver, root, Programs.ToString()]) { RedirectStandardError = true });
            string errors = process!.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
