using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PyImportScanner.Files;
using PyImportScanner.Resolution;
using PyImportScanner.Tests.Packaging;
using Xunit;

namespace PyImportScanner.Tests.Resolution;

/// <summary>The resolver against importlib's own finders, over random trees that are laid out on disk. Passes where there is no python3.</summary>
public class ImportlibDifferentialTests
{
    private const int Trees = 150;

    private static readonly string[] Names = ["aa", "bb", "aa.aa", "aa.bb", "bb.aa", "bb.bb", "aa.aa.aa", "aa.aa.bb", "aa.bb.aa", "bb.aa.bb"];

    private static readonly string[] Leaves =
    [
        "aa.py", "bb.py", "aa.pyc", "aa.so", "bb.abi3.so", "bb.cpython-39-x86_64-linux-gnu.so", "__init__.py", "__init__.pyc", "__init__.pyi", "__init__.so",
        "aa.pyi", "aa.py.txt", "aa-b.py", "AA.py", "aa.py/x", "__init__.py/x", "bb.PY",
    ];

    // Nothing is imported: a file that is no extension module could not be.
    private const string Script = """
        import importlib.machinery as m, json, os, sys, tempfile
        given = json.load(sys.stdin)

        def locate(name, path):
            parts = name.split('.')
            for i in range(len(parts)):
                # By the last part alone, which is all that the finders look at: a parent would have to be loaded.
                spec = m.PathFinder.find_spec(parts[i], path)
                if spec is None: return 'None'
                path = spec.submodule_search_locations
                path = list(getattr(path, '_path', path)) if path is not None else None
                if path is None and i + 1 < len(parts): return 'not a package'
            return spec.origin or 'NS:' + ','.join(path)

        result = []
        with tempfile.TemporaryDirectory() as work:
            for number, files in enumerate(given['trees']):
                root = os.path.join(os.path.realpath(work), str(number))
                for file in files:
                    target = root + file
                    try:
                        os.makedirs(os.path.dirname(target), exist_ok=True)
                        open(target, 'x').close()
                    except OSError: pass
                found = [locate(name, [root + '/one', root + '/two']).replace(root, '') for name in given['names']]
                there = [os.path.join(d, f)[len(root):] for d, _, fs in os.walk(root) for f in fs]
                result.append({'files': there, 'found': found})
        json.dump({'version': sys.version_info[:2], 'trees': result}, sys.stdout)
        """;

    [Fact]
    public void Finds_what_importlib_finds()
    {
        // Always the same trees: what fails once fails again.
        var random = new Random(20260101);
        string[] Tree() => Enumerable.Range(0, random.Next(1, 9)).Select(_ => File(random)).Distinct().ToArray();
        if (PythonOracle.Run(Script, new { names = Names, trees = Enumerable.Range(0, Trees).Select(_ => Tree()).ToArray() }) is not { } output) return;
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement version = document.RootElement.GetProperty("version");
        var wrong = new List<string>();
        foreach (JsonElement tree in document.RootElement.GetProperty("trees").EnumerateArray())
        {
            string[] files = tree.GetProperty("files").EnumerateArray().Select(f => f.GetString()!).ToArray();
            var memory = new InMemoryFileTree();
            foreach (string file in files) memory.Add(file, "");
            var resolver = new ModuleResolver(
                new DirectoryCache(memory),
                new SearchPath([new SearchEntry("/one", SearchEntryKind.Path0), new SearchEntry("/two", SearchEntryKind.PythonPath)]),
                new PythonBuild(new PythonVersion(version[0].GetInt32(), version[1].GetInt32()), "x86_64-linux-gnu"));
            for (int i = 0; i < Names.Length; i++)
            {
                string expected = tree.GetProperty("found")[i].GetString()!, found = Describe(resolver.Resolve(Names[i]));
                if (found != expected) wrong.Add($"{Names[i]} in {string.Join(" ", files)}: importlib {expected}, here {found}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string File(Random random)
    {
        string path = random.Next(2) == 0 ? "/one" : "/two";
        for (int depth = random.Next(3); depth > 0; depth--) path += random.Next(2) == 0 ? "/aa" : "/bb";
        return path + "/" + Leaves[random.Next(Leaves.Length)];
    }

    private static string Describe(ModuleResolution found) => found.Kind switch
    {
        ResolutionKind.NamespacePackage => "NS:" + string.Join(",", found.Locations),
        ResolutionKind.Missing => "None",
        ResolutionKind.NotAPackage => "not a package",
        _ => found.File ?? found.Kind.ToString(),
    };
}
