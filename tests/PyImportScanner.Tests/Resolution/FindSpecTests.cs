using System;
using System.Collections.Generic;
using System.Linq;
using PyImportScanner.Resolution;
using Xunit;

namespace PyImportScanner.Tests.Resolution;

/// <summary>The resolver against <c>importlib.util.find_spec</c> of real interpreters.</summary>
public class FindSpecTests
{
    // What the distribution of the recording machine added; and what only running code can tell.
    private static readonly HashSet<string> Excluded = ["distutils", "distutils.util", "p.y", "p.z"];

    [Fact]
    public void Finds_what_the_interpreter_finds()
    {
        var wrong = new List<string>();
        int lines = 0;
        foreach (ResolveCase row in ResolveCase.All().Where(c => c.IsFindSpec))
        {
            var directories = new DirectoryCache(row.Tree);
            var resolver = new ModuleResolver(directories, row.PathAtStart(directories), new PythonBuild(row.Version, "x86_64-linux-gnu"));
            foreach (string line in row.Output)
            {
                string name = line.Substring(0, line.IndexOf(' '));
                if (Excluded.Contains(name)) continue;
                lines++;
                string found = Describe(resolver.Resolve(name));
                if (found != Expected(line)) wrong.Add(row + ": " + line + " / found " + found);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(lines > 100, "only " + lines + " lines compared");
    }

    private static string Describe(ModuleResolution found) => found.Kind switch
    {
        ResolutionKind.BuiltIn or ResolutionKind.Frozen or ResolutionKind.StandardLibrary => "standard library",
        ResolutionKind.NamespacePackage => "NS:" + string.Join(",", found.Locations),
        ResolutionKind.Missing => "None",
        ResolutionKind.NotAPackage => "not a package",
        _ => found.File ?? found.Kind.ToString(),
    };

    private static string Expected(string line)
    {
        string text = line.Substring(line.IndexOf(' ') + 1);
        if (text.StartsWith("!! ", StringComparison.Ordinal)) return text.Contains("__path__ attribute") ? "not a package" : "None";
        text = text.Substring(3);
        return text == "built-in" || text.StartsWith("{PREFIX}", StringComparison.Ordinal) ? "standard library" : text;
    }
}
