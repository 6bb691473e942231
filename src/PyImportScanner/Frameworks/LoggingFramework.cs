using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary><c>logging.config.dictConfig</c> (library, "Configuration dictionary schema"): classes and factories by dotted name.</summary>
internal sealed class LoggingFramework(FrameworkRun run) : Framework(run)
{
    /// <inheritdoc cref="FrameworkEntry.Callees"/>
    public static IReadOnlyList<string> Callees { get; } = ["dictConfig"];

    /// <inheritdoc/>
    public override void Examine(ClosureModule module)
    {
        if (!TakesConfig(module) || Run.Literals(module) is not { } literals) return;
        foreach (LiteralCall call in literals.Calls)
        {
            if (call.Name != "dictConfig" || FrameworkRun.StrengthOf(module, call) is not { } strength) continue;
            LiteralValue? argument = call.Arguments.Count > 0 ? call.Arguments[0] : call.Keywords.TryGetValue("config", out LiteralValue? named) ? named : null;
            if (argument is null) continue;
            foreach (SettingPart part in Run.Settings.Expand(argument, module))
            {
                ImportStrength own = part.IsConditional ? GuardJudge.Weaker(strength, ImportStrength.Conditional) : strength;
                Refer(Run, part.Module, part.Value, own, "logging configuration of " + module.Name);
            }
        }
    }

    private static bool TakesConfig(ClosureModule module)
    {
        foreach (ImportStatement import in module.Scanned!.Imports)
        {
            if (import is { Level: 0, Module: "logging.config" }) return true;
            if (import is { Level: 0, Module: "logging", Kind: ImportKind.From } && Array.Exists(import.Names, static name => name.Name == "config")) return true;
        }

        return false;
    }

    /// <summary>Asks for the classes that a configuration dictionary names.</summary>
    public static void Refer(FrameworkRun run, ClosureModule module, LiteralValue configuration, ImportStrength strength, string phrase)
    {
        foreach (string section in (string[])["formatters", "filters", "handlers"])
        {
            foreach (LiteralValue entry in configuration[section]?.Items ?? [])
            {
                Object(run, module, entry["class"], strength, phrase);
                Object(run, module, entry["()"], strength, phrase);
            }
        }
    }

    private static void Object(FrameworkRun run, ClosureModule module, LiteralValue? value, ImportStrength strength, string phrase)
    {
        if (value is not { Kind: LiteralKind.Text }) return;
        if (DottedName.Object(value.Text, value.Span, strength, phrase) is { } reference) run.Refer(module, reference);
    }
}
