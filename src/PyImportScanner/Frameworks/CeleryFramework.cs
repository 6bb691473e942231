using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary>
/// Celery: <c>include</c>, <c>imports</c> and <c>autodiscover_tasks</c> are imported by a worker when it starts
/// (celery/loaders/base.py), the configuration module at first use (celery/app/base.py).
/// </summary>
internal sealed class CeleryFramework : Framework
{
    private readonly List<(ClosureModule Module, SourceSpan Span, ImportStrength Strength, string Related)> overApplications = [];

    public CeleryFramework(FrameworkRun run)
        : base(run) => run.ApplicationFound += ReferTasks;

    /// <inheritdoc cref="FrameworkEntry.Callees"/>
    public static IReadOnlyList<string> Callees { get; } =
        ["Celery", "autodiscover_tasks", "config_from_object", "update", "worker_main", "append", "extend"];

    private bool IsWorker => Run.Process.Launcher == "celery";

    /// <inheritdoc/>
    public override void Examine(ClosureModule module)
    {
        if (!FrameworkRun.Takes(module, "celery", "Celery") || Run.Literals(module) is not { } literals) return;
        foreach (LiteralCall call in literals.Calls)
        {
            if (FrameworkRun.StrengthOf(module, call) is { } strength) Examine(module, call, strength);
        }

        foreach (LiteralBinding binding in literals.Bindings)
        {
            if (IsList(binding.Target, out string setting) && IsWorker)
                ReferAll(module, binding.Value, binding.IsConditional ? ImportStrength.Conditional : ImportStrength.Hard, setting);
        }
    }

    // app.conf.imports = (…), app.conf.include, CELERY_IMPORTS in a module that only a worker loads is read with its settings.
    private static bool IsList(string target, out string setting)
    {
        setting = DottedName.Last(target);
        return target.EndsWith(".conf." + setting, StringComparison.Ordinal) && setting is "imports" or "include" or "CELERY_IMPORTS" or "CELERY_INCLUDE";
    }

    private void Examine(ClosureModule module, LiteralCall call, ImportStrength strength)
    {
        switch (call.Name)
        {
            case "Celery" when IsWorker && call.Keywords.TryGetValue("include", out LiteralValue? include):
                ReferAll(module, include, strength, "include");
                break;
            case "update" when IsWorker && call.Callee.EndsWith("conf.update", StringComparison.Ordinal):
                foreach (string key in (string[])["include", "imports"])
                {
                    if (call.Keywords.TryGetValue(key, out LiteralValue? list)) ReferAll(module, list, strength, key);
                }

                break;
            case "config_from_object" when call.Arguments.Count > 0:
                Configuration(module, call.Arguments[0], strength);
                break;
            case "autodiscover_tasks" when IsWorker:
                Autodiscover(module, call, strength);
                break;
        }
    }

    private void ReferAll(ClosureModule module, LiteralValue list, ImportStrength strength, string setting)
    {
        foreach (SettingPart part in Run.Settings.Expand(list, module))
        {
            if (part.Value.Kind != LiteralKind.Text) continue;
            ImportStrength own = part.IsConditional ? GuardJudge.Weaker(strength, ImportStrength.Conditional) : strength;
            if (DottedName.Module(part.Value.Text, part.Value.Span, own, setting + " of the Celery application in " + module.Name) is { } reference)
                Run.Refer(part.Module, reference);
        }
    }

    private void Configuration(ClosureModule module, LiteralValue target, ImportStrength strength)
    {
        if (target.Kind != LiteralKind.Text || target.Text.StartsWith("django.conf:", StringComparison.Ordinal)) return;
        if (!IsWorker) strength = GuardJudge.Weaker(strength, ImportStrength.Deferred);
        string phrase = "configuration of the Celery application in " + module.Name;
        StringReference? reference = target.Text.IndexOf(':') > 0
            ? DottedName.Object(target.Text, target.Span, strength, phrase)
            : DottedName.Module(target.Text, target.Span, strength, phrase) is { } name ? name with { MayBeObject = true } : null;
        if (reference is null) return;
        Run.Refer(module, reference, () =>
        {
            if (IsWorker && Run.Loaded(reference.Module) is { Scanned: not null } settings) ReadSettings(settings, strength);
        });
    }

    private void ReadSettings(ClosureModule settings, ImportStrength strength)
    {
        foreach (string name in (string[])["imports", "include", "CELERY_IMPORTS", "CELERY_INCLUDE"])
        {
            foreach (SettingPart part in Run.Settings.Read(settings, name))
            {
                if (part.Value.Kind != LiteralKind.Text) continue;
                ImportStrength own = part.IsConditional ? GuardJudge.Weaker(strength, ImportStrength.Conditional) : strength;
                if (DottedName.Module(part.Value.Text, part.Value.Span, own, name + " of Celery configuration " + settings.Name) is { } reference)
                    Run.Refer(part.Module, reference);
            }
        }
    }

    // A package without the module is passed over (celery/loaders/base.py: find_related_module).
    private void Autodiscover(ClosureModule module, LiteralCall call, ImportStrength strength)
    {
        string related = call.Keywords.TryGetValue("related_name", out LiteralValue? name) ? name.Text : call.Arguments.Count > 1 ? call.Arguments[1].Text : "tasks";
        LiteralValue? packages = call.Arguments.Count > 0 ? call.Arguments[0] : call.Keywords.TryGetValue("packages", out LiteralValue? named) ? named : null;
        IReadOnlyList<SettingPart> parts = packages is null ? [] : Run.Settings.Expand(packages, module);
        foreach (SettingPart part in parts)
        {
            if (part.Value.Kind != LiteralKind.Text) continue;
            Tasks(module, part.Value.Span, part.Value.Text, related, strength);
            // Of the package it may be a class or a module that is named, and is done without; its first part must be there.
            int dot = part.Value.Text.IndexOf('.');
            string top = dot < 0 ? part.Value.Text : part.Value.Text.Substring(0, dot);
            if (DottedName.Module(top, part.Value.Span, strength, "autodiscover_tasks of the Celery application in " + module.Name) is { } reference) Run.Refer(module, reference);
        }

        if (parts.Count > 0) return;
        overApplications.Add((module, call.Span, strength, related));
        foreach (ClosureModule application in Run.DjangoApplications) Tasks(module, call.Span, application.Name, related, strength);
    }

    private void ReferTasks(ClosureModule application)
    {
        foreach ((ClosureModule module, SourceSpan span, ImportStrength strength, string related) in overApplications)
            Tasks(module, span, application.Name, related, strength);
    }

    private void Tasks(ClosureModule module, SourceSpan span, string package, string related, ImportStrength strength)
    {
        string name = related.Length == 0 ? package : package + "." + related;
        if (DottedName.Module(name, span, strength, "autodiscover_tasks of the Celery application in " + module.Name) is { } reference)
            Run.Refer(module, reference with { MissingStrength = ImportStrength.Guarded });
    }
}
