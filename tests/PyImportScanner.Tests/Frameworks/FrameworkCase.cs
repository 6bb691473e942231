using System;
using System.Collections.Generic;
using System.Linq;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;
using PyImportScanner.Tests.Closures;

namespace PyImportScanner.Tests.Frameworks;

/// <summary>A process over a few files, with the frameworks themselves installed.</summary>
internal static class FrameworkCase
{
    public static readonly FrameworkProcess Script = new() { Launcher = "python" };

    public static readonly FrameworkProcess Worker = new() { Launcher = "celery" };

    public static FrameworkProcess With(params (string Name, string Value)[] variables) => new()
    {
        Launcher = "python",
        Environment = name => variables.FirstOrDefault(v => v.Name == name).Value,
        DjangoSettings = variables.FirstOrDefault(v => v.Name == "DJANGO_SETTINGS_MODULE").Value,
    };

    public static Closure Run(FrameworkProcess process, EntryModule entry, params (string Path, string Text)[] files) =>
        new Walk(files.Select(f => ("/app/" + f.Path, f.Text)).ToArray())
        {
            UsesRealScanner = true, Process = process, Entry = entry, Classifier = new Installed(),
        }.Run();

    public static Closure RunMain(params (string Path, string Text)[] files) => Run(Script, EntryModule.Script("/app/main.py"), files);

    /// <summary>Missing names with what names them, a line each: <c>file:line name (phrase) strength</c>.</summary>
    public static string Missing(Closure closure) => string.Join("\n", closure.Unresolved.Where(u => u.Strength != ImportStrength.Guarded).Select(u =>
        TreePath.Name(u.File ?? "start") + ":" + u.Span.Line + " " + u.Name + (u.Reference is { } r ? " (" + r.Phrase + ")" : "")
        + (u.Strength == ImportStrength.Hard ? "" : " " + u.Strength.ToString().ToLowerInvariant())));

    /// <summary>Own modules by name, <c>__main__</c> apart.</summary>
    public static string Loaded(Closure closure) => string.Join(" ", closure.Modules
        .Where(m => m.File is not null && m.Name != "__main__").Select(m => m.Name).OrderBy(n => n, StringComparer.Ordinal));

    private sealed class Installed : IModuleClassifier
    {
        private static readonly HashSet<string> names = new(StringComparer.Ordinal) { "django", "celery", "flask", "uvicorn", "rest_framework", "configurations", "alembic" };

        public ModuleClass Classify(string module) =>
            names.Contains(module.Split('.')[0]) ? new ModuleClass(ModuleOrigin.ThirdParty, module.Split('.')[0]) : default;
    }
}
