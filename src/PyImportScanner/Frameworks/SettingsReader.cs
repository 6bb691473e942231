using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary>One part of the value of a setting.</summary>
/// <param name="Value">A literal that is no sum and no name.</param>
/// <param name="Module">The module in which it stands.</param>
/// <param name="IsConditional">Whether it counts depends on a test that nobody here decides.</param>
internal readonly record struct SettingPart(LiteralValue Value, ClosureModule Module, bool IsConditional);

/// <summary>
/// Works out what a module-level variable holds when its module has run: assignments, <c>+=</c>, <c>append</c>, names of other
/// variables, and what the module takes from others by <c>from … import</c>, in source order. What cannot be read adds nothing.
/// </summary>
internal sealed class SettingsReader(FrameworkRun run)
{
    private const int MaximumDepth = 24;
    private const int MaximumParts = 4_000;

    // A = B + B, B = C + C, … must not double the work each time; settings of real projects need a hundredth of this.
    private const int MaximumWork = 5_000_000;

    private readonly HashSet<(ClosureModule Module, string Name)> active = [];
    private int work;

    /// <summary>The parts of the value; for a list its elements, otherwise the value itself.</summary>
    public IReadOnlyList<SettingPart> Read(ClosureModule module, string name)
    {
        active.Clear();
        return ReadVariable(module, name, 0) ?? [];
    }

    /// <summary>The value when it is one certain string, else null.</summary>
    public SettingPart? ReadText(ClosureModule module, string name)
    {
        IReadOnlyList<SettingPart> parts = Read(module, name);
        return parts.Count > 0 && parts[parts.Count - 1] is { Value.Kind: LiteralKind.Text } last ? last : null;
    }

    /// <summary>The elements of a literal, names in it followed.</summary>
    public IReadOnlyList<SettingPart> Expand(LiteralValue value, ClosureModule module)
    {
        active.Clear();
        var parts = new List<SettingPart>();
        Expand(value, module, false, null, null, parts, 0);
        return parts;
    }

    // Null: the module does not bind the name.
    private List<SettingPart>? ReadVariable(ClosureModule module, string name, int depth)
    {
        if (depth > MaximumDepth || work > MaximumWork || module.Scanned is not { } scanned || !active.Add((module, name))) return null;
        work += scanned.Imports.Count + 10;
        List<SettingPart>? parts = null;
        foreach (Step step in Steps(module, scanned, name))
        {
            if (step.Binding is { } binding) parts = Assign(module, name, binding, parts, depth);
            else if (step.Call is { } call) parts = Mutate(module, name, call, parts, depth);
            else if (step.Import is { } import) parts = Take(module, name, import, parts, depth);
            if (parts?.Count > MaximumParts) break;
        }

        active.Remove((module, name));
        return parts;
    }

    private readonly record struct Step(SourceSpan Span, LiteralBinding? Binding, LiteralCall? Call, ImportStatement? Import);

    private List<Step> Steps(ClosureModule module, ScannedModule scanned, string name)
    {
        var steps = new List<Step>();
        foreach (ImportStatement import in scanned.Imports)
        {
            if (import.Kind == ImportKind.From && !import.Deferred && Brings(import, name) is not null
                && !GuardJudge.IsDead(import.Guards, module.IsMain, run.Version))
                steps.Add(new Step(import.Span, null, null, import));
        }

        if (run.Literals(module) is { } literals)
        {
            work += literals.Bindings.Count + literals.Calls.Count;
            foreach (LiteralBinding binding in literals.Bindings)
            {
                if (binding.Target == name && (binding.Class is null || UsesClasses(scanned))) steps.Add(new Step(binding.Span, binding, null, null));
            }

            foreach (LiteralCall call in literals.Calls)
            {
                if (call.Function is null && Changes(call, name)) steps.Add(new Step(call.Span, null, call, null));
            }
        }

        steps.Sort(static (a, b) => a.Span.Line != b.Span.Line ? a.Span.Line.CompareTo(b.Span.Line) : a.Span.Column.CompareTo(b.Span.Column));
        return steps;
    }

    // django-configurations keeps settings in classes.
    private static bool UsesClasses(ScannedModule scanned)
    {
        foreach (ImportStatement import in scanned.Imports)
        {
            if (import.Level == 0 && import.Module is "configurations" or "cbs") return true;
        }

        return false;
    }

    private static bool Changes(LiteralCall call, string name) =>
        call.Callee.Length > name.Length + 1 && call.Callee.StartsWith(name, StringComparison.Ordinal) && call.Callee[name.Length] == '.'
        && call.Callee.Substring(name.Length + 1) is "append" or "extend" or "insert" or "remove";

    /// <summary>The name in the other module; null when the statement does not bind it.</summary>
    private static string? Brings(ImportStatement import, string name)
    {
        foreach (ImportedName imported in import.Names)
        {
            if (imported.Name == "*") return name;
            if ((imported.Alias ?? imported.Name) == name) return imported.Name;
        }

        return null;
    }

    private List<SettingPart>? Take(ClosureModule module, string name, ImportStatement import, List<SettingPart>? before, int depth)
    {
        string? source = import.Level == 0 ? import.Module : RelativeName.Resolve(module.Package, import.Level, import.Module, out _);
        if (source is null || run.Loaded(source) is not { } other) return before;
        if (ReadVariable(other, Brings(import, name)!, depth + 1) is not { } taken) return before;
        if (import.Guards.Count == 0) return taken;
        var both = Doubted(before);
        both.AddRange(Doubted(taken));
        return both;
    }

    private List<SettingPart> Assign(ClosureModule module, string name, LiteralBinding binding, List<SettingPart>? before, int depth)
    {
        bool conditional = binding.IsConditional || binding.Class is not null;

        // INSTALLED_APPS = [a for a in INSTALLED_APPS if …]: what is left of it nobody here can say.
        if (binding.Value.Kind == LiteralKind.Unknown) return Doubted(before);
        List<SettingPart> parts = binding.Adds || binding.Key is not null ? before ?? [] : conditional ? Doubted(before) : [];
        Expand(binding.Value, module, conditional, name, before, parts, depth);
        return parts;
    }

    private List<SettingPart>? Mutate(ClosureModule module, string name, LiteralCall call, List<SettingPart>? before, int depth)
    {
        List<SettingPart> parts = before ?? [];
        string method = call.Name;
        int index = method == "insert" ? 1 : 0;
        if (call.Arguments.Count <= index) return parts;
        LiteralValue argument = call.Arguments[index];
        if (method == "remove") parts.RemoveAll(part => part.Value.Kind == LiteralKind.Text && part.Value.Text == argument.Text);
        else Expand(argument, module, call.IsConditional, name, before, parts, depth);
        return parts;
    }

    private void Expand(
        LiteralValue value, ClosureModule module, bool conditional, string? name, List<SettingPart>? before, List<SettingPart> parts, int depth)
    {
        if (depth > MaximumDepth || parts.Count > MaximumParts) return;
        switch (value.Kind)
        {
            case LiteralKind.Sequence:
                foreach (LiteralValue item in value.Items)
                {
                    // A list in a list is data of its own (loaders of templates), not a further part.
                    if (item.Kind == LiteralKind.Sequence) parts.Add(new SettingPart(item, module, conditional));
                    else Expand(item, module, conditional, name, before, parts, depth + 1);
                }

                break;
            case LiteralKind.Name when value.Text == name:
                // A = A + […]
                if (before is not null && !ReferenceEquals(before, parts)) parts.AddRange(before);
                break;
            case LiteralKind.Name:
                if (Named(module, value.Text, depth) is not { } other) break;
                foreach (SettingPart part in other) parts.Add(part with { IsConditional = part.IsConditional || conditional });
                break;
            case LiteralKind.Call when value.Call is { Name: "list" or "tuple" or "sorted", Arguments.Count: 1 } copy:
                Expand(copy.Arguments[0], module, conditional, name, before, parts, depth + 1);
                break;
            case LiteralKind.Text or LiteralKind.Dictionary:
                parts.Add(new SettingPart(value, module, conditional));
                break;
        }
    }

    private List<SettingPart>? Named(ClosureModule module, string name, int depth)
    {
        int dot = name.LastIndexOf('.');
        if (dot < 0) return ReadVariable(module, name, depth + 1);
        return ImportedModule(module, name.Substring(0, dot)) is { } other ? ReadVariable(other, name.Substring(dot + 1), depth + 1) : null;
    }

    // base.INSTALLED_APPS after `from . import base` or `import proj.base as base`.
    private ClosureModule? ImportedModule(ClosureModule module, string bound)
    {
        foreach (ImportStatement import in module.Scanned!.Imports)
        {
            if (import.Kind == ImportKind.Import)
            {
                if ((import.Alias ?? import.Module) == bound && import.Module is { } name) return run.Loaded(name);
                continue;
            }

            if (Brings(import, bound) is not { } taken || import.Names[0].Name == "*") continue;
            string? package = import.Level == 0 ? import.Module : RelativeName.Resolve(module.Package, import.Level, import.Module, out _);
            if (package is not null && run.Loaded(package + "." + taken) is { } found) return found;
        }

        return null;
    }

    private static List<SettingPart> Doubted(List<SettingPart>? parts)
    {
        var doubted = new List<SettingPart>();
        foreach (SettingPart part in parts ?? []) doubted.Add(part with { IsConditional = true });
        return doubted;
    }
}
