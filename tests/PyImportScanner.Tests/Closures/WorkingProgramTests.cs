using System;
using System.Collections.Generic;
using System.Linq;
using PyImportScanner.Closures;
using PyImportScanner.Resolution;
using Xunit;
using Xunit.Abstractions;

namespace PyImportScanner.Tests.Closures;

/// <summary>Programs that a real interpreter imports without failing: their closures must have no error, and no module that it does not load.</summary>
public class WorkingProgramTests(ITestOutputHelper output)
{
    private const string PackageRoot = "DOCKERLINT_PACKAGE_ROOT";

    // 2 or more: submodules are imported as well; every name then takes a process.
    private static readonly int Depth = int.TryParse(Environment.GetEnvironmentVariable("DOCKERLINT_PACKAGE_DEPTH"), out int given) ? given : 1;

    [PythonFact]
    public void Accepts_the_standard_library() => Compare(RealInterpreter.Run("", Depth), minimum: 100);

    [PythonFact(NeedsPip = true)]
    public void Accepts_pip_and_what_it_brings_along() => Compare(RealInterpreter.Run(RealInterpreter.PipRoot!, Depth, "pip._vendor", "pip._internal", "pip._internal.cli.main"), minimum: 10);

    [PythonFact(Directory = PackageRoot)]
    public void Accepts_installed_packages() => Compare(RealInterpreter.Run(Environment.GetEnvironmentVariable(PackageRoot)!, Depth), minimum: 40);

    private void Compare(RealInterpreter python, int minimum)
    {
        var directories = new DirectoryCache(new DiskTree());
        var sources = new ScanCache();
        var path = new SearchPath(python.Path.Select(p => new SearchEntry(p, SearchEntryKind.PythonPath)));
        var build = new PythonBuild(python.Version, python.Platform, IsDebian: true);
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        var extra = new Dictionary<string, string>();
        int working = 0, failing = 0, seen = 0, hard = 0, loaded = 0;
        foreach (RealInterpreter.Import import in python.Imports)
        {
            Closure closure = ClosureWalker.Walk(new ClosureRequest
            {
                Resolver = new ModuleResolver(directories, path, build),
                Sources = sources,
                Entries = [EntryModule.Import(import.Name)],
                Descends = _ => true,
            });
            UnresolvedImport[] errors = closure.Unresolved.Where(u => u.Strength == ImportStrength.Hard && u.Kind != UnresolvedKind.Unknown && u.Doubt is null).ToArray();
            if (!import.Succeeds)
            {
                failing++;
                if (errors.Length > 0) seen++;
                continue;
            }

            working++;
            foreach (UnresolvedImport error in errors) wrong.Add(error.File + ":" + error.Span.Line + " " + error.Kind + " " + error.Name + " (from " + import.Name + ")");
            foreach (ClosureModule module in closure.Modules.Where(m => m.Strength == ImportStrength.Hard))
            {
                hard++;
                if (import.Loaded.Contains(module.Name) && module.Scanned is { } scanned && (scanned.Error is not null || scanned.Needs?.Version > python.Version))
                    wrong.Add(module.File + " is refused: " + (scanned.Error?.ToString() ?? scanned.Needs!.ToString()));
                if (import.Loaded.Contains(module.Name)) loaded++;
                else extra.TryAdd(module.Name, module.Via?.From.File + ":" + module.Via?.Span.Line);
            }
        }

        output.WriteLine($"{python.Imports.Count} names; {working} import without failing, {failing} fail ({seen} of them with an error here)");
        output.WriteLine($"{hard} modules in hard closures, {loaded} of them really loaded ({100.0 * loaded / hard:F2} %); {wrong.Count} false errors");
        output.WriteLine("not loaded: " + string.Join("\n  ", extra.Select(e => e.Key + " by " + e.Value)));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(working >= minimum, "only " + working + " names could be imported");
        Assert.True(loaded >= 0.995 * hard, loaded + " of " + hard + " modules are really loaded:\n" + string.Join("\n", extra.Select(e => e.Key + " by " + e.Value)));
    }
}
