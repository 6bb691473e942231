using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary><c>include("app.urls")</c> of Django, and the error views of the root URL configuration (django/urls/conf.py).</summary>
internal sealed class DjangoUrls(FrameworkRun run) : Framework(run)
{
    /// <inheritdoc cref="FrameworkEntry.Callees"/>
    public static IReadOnlyList<string> Callees { get; } = ["include", "i18n_patterns"];

    /// <inheritdoc/>
    public override void Examine(ClosureModule module)
    {
        if (!ImportsInclude(module) || Run.Literals(module) is not { } literals) return;
        foreach (LiteralCall call in literals.Calls)
        {
            if (call.Name != "include" || call.Arguments.Count == 0 || FrameworkRun.StrengthOf(module, call) is not { } strength) continue;
            LiteralValue target = call.Arguments[0];

            // include(("app.urls", "namespace")).
            if (target is { Kind: LiteralKind.Sequence, Items.Count: > 0 }) target = target.Items[0];
            if (target.Kind != LiteralKind.Text) continue;
            if (DottedName.Module(target.Text, target.Span, strength, "include of Django URL configuration " + module.Name) is { } reference) Run.Refer(module, reference);
        }
    }

    /// <summary>Asks for the error views that the root URL configuration names.</summary>
    public static void Handlers(FrameworkRun run, string name, string setting)
    {
        if (run.Loaded(name) is not { Scanned: not null } module || run.Literals(module) is not { } literals) return;
        foreach (LiteralBinding binding in literals.Bindings)
        {
            if (binding.Target is not ("handler400" or "handler403" or "handler404" or "handler500") || binding.Value.Kind != LiteralKind.Text) continue;
            if (DottedName.Object(binding.Value.Text, binding.Value.Span, ImportStrength.Deferred, binding.Target + " of " + setting + " " + name) is { } reference)
                run.Refer(module, reference);
        }
    }

    private static bool ImportsInclude(ClosureModule module)
    {
        foreach (ImportStatement import in module.Scanned!.Imports)
        {
            if (import.Level != 0 || import.Module is not ("django.urls" or "django.conf.urls" or "django.conf.urls.defaults")) continue;
            if (import.Kind == ImportKind.Import) return true;
            foreach (ImportedName name in import.Names)
            {
                if (name.Name is "include" or "*") return true;
            }
        }

        return false;
    }
}
