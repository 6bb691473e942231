using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Frameworks;

/// <summary>INSTALLED_APPS (django/apps/config.py, registry.py): application modules, their AppConfig classes, models and what is found by directory.</summary>
internal sealed class DjangoApps(FrameworkRun run, ClosureModule settings, ImportStrength strength, Func<string, string> phrase)
{
    private const string Setting = "INSTALLED_APPS";

    private bool hasAdmin;

    /// <summary>Asks for every application.</summary>
    public void Refer()
    {
        IReadOnlyList<SettingPart> parts = run.Settings.Read(settings, Setting);
        foreach (SettingPart part in parts) hasAdmin |= part.Value.Text is "django.contrib.admin" or "django.contrib.admin.apps.AdminConfig";
        foreach (SettingPart part in parts)
        {
            if (part.Value.Kind != LiteralKind.Text || !DottedName.IsDotted(part.Value.Text)) continue;
            ImportStrength own = part.IsConditional ? GuardJudge.Weaker(strength, ImportStrength.Conditional) : strength;
            StringReference reference = new()
            {
                Module = part.Value.Text, MayBeObject = true, Span = part.Value.Span, Strength = own, Phrase = phrase(Setting), Unless = run.Unless,
            };
            run.Refer(part.Module, reference, () => Loaded(part.Module, reference));
        }
    }

    private void Loaded(ClosureModule from, StringReference entry)
    {
        if (run.Loaded(entry.Module) is { } module)
        {
            if (!IsOwn(module)) return;
            if (module.Scanned is not null) Configure(module, null, entry);
            Optional(from, entry, entry.Module + ".apps", () => ConfiguredByModule(entry));
            Application(from, entry, entry.Module);
        }
        else if (run.Loaded(DottedName.Parent(entry.Module)) is { Scanned: not null } holder)
        {
            Configured(from, holder, DottedName.Last(entry.Module), entry);
        }
    }

    // The module apps of an application: its AppConfig is used when it is the only one, or the one that is marked default.
    private void ConfiguredByModule(StringReference entry)
    {
        if (run.Loaded(entry.Module + ".apps") is { Scanned: not null } module) Configure(module, null, entry);
    }

    private void Configured(ClosureModule from, ClosureModule holder, string name, StringReference entry)
    {
        string? application = Configure(holder, name, entry);
        if (application is null)
        {
            // Without a literal name: the package that holds the class is the application as a rule; a miss proves nothing.
            string package = holder.Resolution.IsPackage ? holder.Name : holder.Package;
            if (package.Length > 0) Application(from, entry, package);
            return;
        }

        if (DottedName.IsDotted(application)) Application(from, entry, application);
    }

    /// <summary>Notes that <c>ready()</c> of the class runs; gives the value of <c>name</c>.</summary>
    private string? Configure(ClosureModule module, string? className, StringReference entry)
    {
        if (run.Literals(module) is not { } literals) return null;
        string? found = null, single = null;
        foreach (LiteralBinding binding in literals.Bindings)
        {
            if (binding is not { Target: "name", Class: { } owner, Value.Kind: LiteralKind.Text }) continue;
            if (className is null ? binding.Value.Text != entry.Module : owner != className) continue;
            found = binding.Value.Text;
            single = owner;
            if (className is not null && DottedName.IsDotted(found))
                run.Refer(module, entry with { Module = found, MayBeObject = false, Span = binding.Value.Span, Phrase = "name of the AppConfig " + entry.Module });
        }

        single ??= className;
        if (single is not null && entry.Strength == ImportStrength.Hard) FrameworkRun.NoteCall(module, single + ".ready");
        return found;
    }

    private void Application(ClosureModule from, StringReference entry, string name)
    {
        Optional(from, entry, name + ".models", null);
        if (hasAdmin) Optional(from, entry, name + ".admin", null);
        if (run.Loaded(name) is { } module) Found(from, entry, module);
        else Optional(from, entry, name, () => Found(from, entry, run.Loaded(name)));
    }

    private void Found(ClosureModule from, StringReference entry, ClosureModule? module)
    {
        if (module is null || !IsOwn(module) || run.DjangoApplications.Contains(module)) return;
        run.DjangoApplications.Add(module);
        run.ApplicationFound?.Invoke(module);

        // Found by directory, when a template or a command asks for them.
        Directory(from, entry, module, "templatetags", "template tags of ");
        if (Command() is { } command) Handler(from, entry, module, command);
        if (run.Process.CommandText.Contains("migrate")) Directory(from, entry, module, "migrations", "migrations of ");
    }

    /// <summary>The subcommand that <c>manage.py</c> or <c>django-admin</c> is given; null for other programs.</summary>
    private string? Command()
    {
        string[] words = run.Process.CommandText.Split(' ');
        for (int i = 0; i + 1 < words.Length; i++)
        {
            bool isDjango = words[i].EndsWith("manage.py", StringComparison.Ordinal) || words[i].EndsWith("django-admin", StringComparison.Ordinal) || (words[i] == "django" && i > 0 && words[i - 1] == "-m");
            if (!isDjango) continue;
            for (int j = i + 1; j < words.Length; j++)
            {
                if (!words[j].StartsWith("-", StringComparison.Ordinal)) return DottedName.IsDotted(words[j]) ? words[j] : null;
            }
        }

        return null;
    }

    // The first application from the end that has management/commands/NAME.py (django/core/management/__init__.py, get_commands).
    private void Handler(ClosureModule from, StringReference entry, ClosureModule application, string command)
    {
        if (!application.Resolution.IsPackage) return;
        string module = application.Name + ".management.commands." + command;
        run.Refer(from, entry with { Module = module, MayBeObject = false, MissingStrength = entry.Strength, Phrase = "management command " + command });
    }

    private void Directory(ClosureModule from, StringReference entry, ClosureModule application, string directory, string what)
    {
        if (!application.Resolution.IsPackage) return;
        foreach (string location in application.Resolution.Locations)
        {
            foreach (DirectoryEntry file in application.Resolver.Directories.List(TreePath.Child(location, directory)).Entries)
            {
                string name = file.Name;
                if (!name.EndsWith(".py", StringComparison.Ordinal) || name == "__init__.py") continue;
                string module = application.Name + "." + directory + "." + name.Substring(0, name.Length - 3);
                if (!DottedName.IsImportable(module)) continue;
                run.Refer(from, entry with
                {
                    Module = module, MayBeObject = false, Strength = GuardJudge.Weaker(entry.Strength, ImportStrength.Deferred), Phrase = what + application.Name,
                });
            }
        }
    }

    // Imported where it is there; where it is not, Django goes on.
    private void Optional(ClosureModule from, StringReference entry, string module, Action? then) =>
        run.Refer(from, entry with { Module = module, MayBeObject = false, MissingStrength = ImportStrength.Guarded }, then);

    /// <summary>Of the repository: its file is read, or it is a directory without a file of its own.</summary>
    private static bool IsOwn(ClosureModule module) => module.Scanned is not null || module.Resolution.Kind == ResolutionKind.NamespacePackage;
}
