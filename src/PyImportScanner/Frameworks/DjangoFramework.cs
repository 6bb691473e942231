using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary>
/// Django: the settings module that the environment or a script names, and what the settings name in turn
/// (django/conf/__init__.py, django/core/management/__init__.py, django/core/wsgi.py).
/// </summary>
internal sealed class DjangoFramework(FrameworkRun run) : Framework(run)
{
    /// <summary>The variable that names the settings module.</summary>
    public const string Variable = "DJANGO_SETTINGS_MODULE";

    private static readonly string[] Starters =
        ["execute_from_command_line", "get_wsgi_application", "get_asgi_application", "get_default_application", "setup", "WSGIHandler", "ASGIHandler"];

    private string? settings;
    private (ClosureModule Module, SourceSpan Span, ImportStrength Strength)? named;
    private (ClosureModule Module, SourceSpan Span, ImportStrength Strength, DjangoStart Start)? started;
    private bool isLoaded;

    // setdefault: whoever starts the container may say otherwise, where there are settings to choose from.
    private bool isDefault;

    /// <inheritdoc cref="FrameworkEntry.Callees"/>
    public static IReadOnlyList<string> Callees { get; } =
        ["setdefault", "execute_from_command_line", "get_wsgi_application", "get_asgi_application", "get_default_application", "setup", "WSGIHandler", "ASGIHandler",
         "append", "extend", "insert", "remove"];

    /// <inheritdoc/>
    public override void Examine(ClosureModule module)
    {
        settings ??= Run.Process.DjangoSettings;
        StartByLauncher(module);
        if (!Concerns(module) || Run.Literals(module) is not { } literals) return;
        FindName(module, literals);
        FindStart(module, literals);
        Load(module);
    }

    private static bool Concerns(ClosureModule module) =>
        FrameworkRun.Takes(module, "django", Starters) || FrameworkRun.Takes(module, "configurations", Starters)
        || FrameworkRun.Takes(module, "channels", Starters) || FrameworkRun.Takes(module, "celery", "Celery");

    // django-admin and `python -m django` have no file of the repository that starts Django; the settings do it themselves.
    private void StartByLauncher(ClosureModule module)
    {
        if (isLoaded || settings is not { } name || module.Name != name || !IsAdmin(Run.Process)) return;
        isLoaded = true;
        new DjangoSettings(Run, module, DjangoStart.Command, ImportStrength.Hard).Refer();
    }

    private static bool IsAdmin(FrameworkProcess process) =>
        process.Launcher == "django-admin" || process.CommandText.Contains(" -m django ");

    // os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proj.settings"), os.environ["DJANGO_SETTINGS_MODULE"] = "proj.settings"
    private void FindName(ClosureModule module, ModuleLiterals literals)
    {
        foreach (LiteralCall call in literals.Calls)
        {
            if (call.Name != "setdefault" || call.Arguments.Count < 2 || call.Arguments[0] is not { Kind: LiteralKind.Text, Text: Variable }) continue;
            if (Run.Process.DjangoSettings is not null || FrameworkRun.StrengthOf(module, call) is not { } strength) continue;
            if (Run.Process.IsUnknown(Variable)) strength = GuardJudge.Weaker(strength, ImportStrength.Conditional);
            Name(module, call.Arguments[1], strength, isDefault: true);
        }

        foreach (LiteralBinding binding in literals.Bindings)
        {
            if (binding is { Key: Variable, Class: null } && binding.Target.EndsWith("environ", StringComparison.Ordinal)
                && (!binding.IsBelowMain || module.IsMain))
                Name(module, binding.Value, binding.IsConditional ? ImportStrength.Conditional : ImportStrength.Hard, isDefault: false);
        }
    }

    private void Name(ClosureModule module, LiteralValue value, ImportStrength strength, bool isDefault)
    {
        if (value.Kind != LiteralKind.Text || !DottedName.IsDotted(value.Text) || (named is { } before && before.Strength <= strength)) return;
        settings = value.Text;
        this.isDefault = isDefault;
        named = (module, value.Span, strength);
        isLoaded = false;
    }

    private void FindStart(ClosureModule module, ModuleLiterals literals)
    {
        foreach (LiteralCall call in literals.Calls)
        {
            if (StartOf(call) is not { } start || FrameworkRun.StrengthOf(module, call) is not { } strength) continue;
            if (started is { } before && (before.Strength < strength || (before.Strength == strength && before.Start >= start))) continue;
            started = (module, call.Span, strength, start);
            isLoaded = false;
        }
    }

    private static DjangoStart? StartOf(LiteralCall call) => call.Name switch
    {
        "execute_from_command_line" => DjangoStart.Command,
        "get_wsgi_application" or "get_asgi_application" or "get_default_application" or "WSGIHandler" or "ASGIHandler" => DjangoStart.Server,
        "setup" when call.Arguments.Count == 0 && call.Callee is "django.setup" or "setup" or "configurations.setup" => DjangoStart.Setup,
        _ => null,
    };

    private static SourceSpan? ImportOfCelery(ClosureModule module)
    {
        if (!FrameworkRun.Takes(module, "celery", "Celery")) return null;
        foreach (ImportStatement import in module.Scanned!.Imports)
        {
            if (import is { Level: 0, Deferred: false } && import.Module?.StartsWith("celery", StringComparison.Ordinal) == true) return import.Span;
        }

        return null;
    }

    private void Load(ClosureModule module)
    {
        if (isLoaded || settings is not { } name) return;

        // A Celery worker sets Django up by itself when the variable is set (celery/fixups/django.py).
        if (started is null && Run.Process.Launcher == "celery")
        {
            if (named is { } own) started = (own.Module, own.Span, ImportStrength.Hard, DjangoStart.Setup);
            else if (Run.Process.DjangoSettings is not null && ImportOfCelery(module) is { } import) started = (module, import, ImportStrength.Hard, DjangoStart.Setup);
        }
        if (started is not { } start) return;
        isLoaded = true;
        (ClosureModule from, SourceSpan span, ImportStrength strength) = (start.Module, start.Span, start.Strength);
        string phrase = "Django settings, named by " + Variable + " in the environment";
        if (named is { } place)
        {
            from = place.Module;
            span = place.Span;
            strength = GuardJudge.Weaker(strength, place.Strength);
            phrase = "Django settings, named by " + Variable;
        }

        string? unless = isDefault && DottedName.Last(name) != "settings" ? Variable + " names other settings when the container starts" : null;
        if (DottedName.Module(name, span, strength, phrase) is { } reference)
            Run.Refer(from, reference with { Unless = unless }, () => Loaded(name, start.Start, strength, unless));
    }

    private void Loaded(string name, DjangoStart start, ImportStrength strength, string? unless)
    {
        if (Run.Loaded(name) is not { Scanned: not null } module) return;
        Run.Unless = unless;
        new DjangoSettings(Run, module, start, strength).Refer();
        Run.Unless = null;
    }
}

/// <summary>How Django is started, by how much it loads.</summary>
internal enum DjangoStart : byte
{
    /// <summary><c>django.setup()</c>, a Celery worker: applications.</summary>
    Setup,

    /// <summary>A management command: applications; the rest where the command needs it.</summary>
    Command,

    /// <summary>A server: applications and middleware.</summary>
    Server,
}
