using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner.Files;
using PyImportScanner.Resolution;
using Xunit;

namespace PyImportScanner.Tests.Resolution;

public class ResolverProperties
{
    private static readonly string[] Roots = ["/one", "/two"];
    private static readonly string[] Components = ["aa", "bb"];
    private static readonly string[] Leaves =
    [
        "aa.py", "bb.py", "aa.pyc", "aa.so", "bb.abi3.so", "aa.cpython-311-x86_64-linux-gnu.so", "aa.cpython-310-x86_64-linux-gnu.so",
        "__init__.py", "__init__.pyc", "__init__.pyi", "aa.pyi", "data.txt", "aa-b.py", "AA.py",
    ];

    private static readonly string[] Names = ["aa", "bb", "aa.aa", "aa.bb", "bb.aa", "bb.bb", "aa.aa.aa", "aa.aa.bb", "aa.bb.aa", "bb.aa.bb"];

    private static Gen<string> FilePath() =>
        from root in Gen.Elements(Roots)
        from depth in Gen.Choose(0, 2)
        from directories in Gen.ArrayOf(Gen.Elements(Components), depth)
        from leaf in Gen.Elements(Leaves)
        select string.Join("/", directories.Prepend(root).Append(leaf));

    private static Arbitrary<string[]> Trees() => Gen.ArrayOf(FilePath(), 6).ToArbitrary();

    [Fact]
    public void Equals_a_naive_finder() => Prop.ForAll(Trees(), files =>
    {
        ModuleResolver resolver = Resolver(files);
        return Names.All(name => Describe(resolver.Resolve(name)) == new NaiveFinder(files, Roots).Find(name));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_added_file_hides_a_module_only_by_shadowing() => Prop.ForAll(Trees(), FilePath().ToArbitrary(), (files, added) =>
    {
        ModuleResolver before = Resolver(files);
        ModuleResolver after = Resolver([.. files, added]);
        foreach (string name in Names)
        {
            if (!before.Resolve(name).IsFound || after.Resolve(name).IsFound) continue;

            // Some package above the name must now be another one.
            bool isShadowed = Parents(name).Any(p => Describe(before.Resolve(p)) != Describe(after.Resolve(p)));
            if (!isShadowed) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_unknown_directory_behind_the_others_only_turns_misses_into_unknowns() => Prop.ForAll(Trees(), files =>
    {
        ModuleResolver known = Resolver(files);
        ModuleResolver doubted = known.With(known.Path.Append(SearchEntry.Unknown("it is not known")));
        return Names.All(name =>
        {
            ModuleResolution a = known.Resolve(name), b = doubted.Resolve(name);
            return a.IsFound ? b.IsFound && a.File == b.File : b.Kind == a.Kind || b.Kind == ResolutionKind.Unknown;
        });
    }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Parents(string name)
    {
        for (int dot = name.IndexOf('.'); dot >= 0; dot = name.IndexOf('.', dot + 1)) yield return name.Substring(0, dot);
    }

    private static ModuleResolver Resolver(string[] files)
    {
        var tree = new InMemoryFileTree();
        foreach (string file in files) tree.Add(file, "");
        return new ModuleResolver(tree, new SearchPath(Roots.Select(r => new SearchEntry(r, SearchEntryKind.PythonPath))), new PythonVersion(3, 11));
    }

    private static string Describe(ModuleResolution found) =>
        found.Kind == ResolutionKind.NamespacePackage ? "NS:" + string.Join(",", found.Locations)
        : found.IsFound ? found.File! : "none";

    /// <summary>The rules as the documentation tells them, one look at a time.</summary>
    private sealed class NaiveFinder(string[] files, string[] roots)
    {
        private static readonly string[] Suffixes = [".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so", ".py", ".pyc"];

        public string Find(string name)
        {
            IReadOnlyList<string> path = roots;
            string found = "none";
            foreach (string part in name.Split('.'))
            {
                (found, path) = FindIn(path, part);
                if (found == "none") return found;
            }

            return found;
        }

        private (string Found, IReadOnlyList<string> Path) FindIn(IReadOnlyList<string> path, string part)
        {
            var portions = new List<string>();
            foreach (string directory in path)
            {
                string package = directory + "/" + part;
                foreach (string suffix in Suffixes)
                {
                    if (files.Contains(package + "/__init__" + suffix)) return (package + "/__init__" + suffix, [package]);
                }

                foreach (string suffix in Suffixes)
                {
                    if (files.Contains(package + suffix)) return (package + suffix, []);
                }

                if (files.Any(f => f.StartsWith(package + "/", StringComparison.Ordinal))) portions.Add(package);
            }

            return portions.Count > 0 ? ("NS:" + string.Join(",", portions), portions) : ("none", []);
        }
    }
}
