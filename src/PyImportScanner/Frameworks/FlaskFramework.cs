using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary><c>app.config.from_object("pkg.config.Production")</c> of Flask and Quart (flask/config.py): Werkzeug imports the dotted object.</summary>
internal sealed class FlaskFramework(FrameworkRun run) : Framework(run)
{
    /// <inheritdoc cref="FrameworkEntry.Callees"/>
    public static IReadOnlyList<string> Callees { get; } = ["from_object"];

    /// <inheritdoc/>
    public override void Examine(ClosureModule module)
    {
        if (!FrameworkRun.Takes(module, "flask", "Flask") && !FrameworkRun.Takes(module, "quart", "Quart")) return;
        if (Run.Literals(module) is not { } literals) return;
        foreach (LiteralCall call in literals.Calls)
        {
            if (call.Name != "from_object" || !call.Callee.Contains("config") || call.Arguments.Count == 0) continue;
            LiteralValue target = call.Arguments[0];
            if (target.Kind != LiteralKind.Text || FrameworkRun.StrengthOf(module, call) is not { } strength) continue;

            // import_string: the whole name as a module, or the last part as an object of the rest.
            if (DottedName.Module(target.Text.Replace(':', '.'), target.Span, strength, "configuration of the Flask application") is { } reference)
                Run.Refer(module, reference with { MayBeObject = true });
        }
    }
}
