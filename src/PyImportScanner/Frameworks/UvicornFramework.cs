using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary><c>uvicorn.run("pkg.main:app")</c> and its relatives in a script: the server imports the application by name (uvicorn/main.py).</summary>
internal sealed class UvicornFramework(FrameworkRun run) : Framework(run)
{
    private static readonly string[] Packages = ["uvicorn", "granian", "hypercorn"];

    /// <inheritdoc cref="FrameworkEntry.Callees"/>
    public static IReadOnlyList<string> Callees { get; } = ["run", "Config", "Granian"];

    /// <inheritdoc/>
    public override void Examine(ClosureModule module)
    {
        foreach (string package in Packages)
        {
            if (!FrameworkRun.Takes(module, package, "run", "Config", "Granian") || Run.Literals(module) is not { } literals) continue;
            foreach (LiteralCall call in literals.Calls)
            {
                if (IsStart(call, package)) Refer(module, call, package);
            }
        }
    }

    private static bool IsStart(LiteralCall call, string package) => package switch
    {
        "uvicorn" => call.Callee is "uvicorn.run" or "uvicorn.Config" or "Config" or "run",
        "granian" => call.Name == "Granian",
        _ => false,
    };

    private void Refer(ClosureModule module, LiteralCall call, string package)
    {
        LiteralValue? target = call.Arguments.Count > 0 ? call.Arguments[0]
            : call.Keywords.TryGetValue("app", out LiteralValue? app) || call.Keywords.TryGetValue("target", out app) ? app : null;
        if (target is not { Kind: LiteralKind.Text } || target.Text.IndexOf(':') <= 0 || FrameworkRun.StrengthOf(module, call) is not { } strength) return;
        if (DottedName.Object(target.Text, target.Span, strength, "application of " + package) is { } reference)
        {
            if (call.Keywords.TryGetValue("app_dir", out LiteralValue? directory)) InsertDirectory(module, call, directory);
            Run.Refer(module, reference);
        }
    }

    // uvicorn/main.py, run: sys.path.insert(0, app_dir) unless it is None.
    private void InsertDirectory(ClosureModule module, LiteralCall call, LiteralValue directory)
    {
        if (directory.Kind == LiteralKind.Text) Run.InsertDirectory(directory.Text);
        else if (!(directory.Kind == LiteralKind.Name && directory.Text == "None")) Run.AddUnknownDirectory(TreePath.Display(module.File ?? module.Name) + ":" + call.Span.Line + " gives an app_dir that cannot be evaluated");
    }
}
