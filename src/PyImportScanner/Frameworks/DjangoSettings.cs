using System;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary>What a settings module names (django/conf/global_settings.py; reference/python/imports.md, section 7).</summary>
internal sealed class DjangoSettings(FrameworkRun run, ClosureModule settings, DjangoStart start, ImportStrength strength)
{
    private enum Shape : byte
    {
        /// <summary>A module.</summary>
        Module,

        /// <summary>An object, or a list of objects.</summary>
        Object,

        /// <summary>A dictionary of modules.</summary>
        ModuleValues,

        /// <summary>A dictionary of dictionaries with the object under a key.</summary>
        KeyedObject,

        /// <summary>A list of dictionaries with the object under a key.</summary>
        ListedObject,
    }

    // First use unless said otherwise; DEFAULT_AUTO_FIELD and MIDDLEWARE are read below.
    private static readonly (string Name, Shape Shape, string Key)[] Table =
    [
        ("ASGI_APPLICATION", Shape.Object, ""),
        ("AUTHENTICATION_BACKENDS", Shape.Object, ""),
        ("AUTH_PASSWORD_VALIDATORS", Shape.ListedObject, "NAME"),
        ("CACHES", Shape.KeyedObject, "BACKEND"),
        ("CHANNEL_LAYERS", Shape.KeyedObject, "BACKEND"),
        ("CSRF_FAILURE_VIEW", Shape.Object, ""),
        ("DATABASE_ROUTERS", Shape.Object, ""),
        ("DEFAULT_EXCEPTION_REPORTER", Shape.Object, ""),
        ("DEFAULT_EXCEPTION_REPORTER_FILTER", Shape.Object, ""),
        ("DEFAULT_FILE_STORAGE", Shape.Object, ""),
        ("EMAIL_BACKEND", Shape.Object, ""),
        ("FILE_UPLOAD_HANDLERS", Shape.Object, ""),
        ("FORM_RENDERER", Shape.Object, ""),
        ("MESSAGE_STORAGE", Shape.Object, ""),
        ("MIGRATION_MODULES", Shape.ModuleValues, ""),
        ("PASSWORD_HASHERS", Shape.Object, ""),
        ("ROOT_URLCONF", Shape.Module, ""),
        ("SESSION_ENGINE", Shape.Module, ""),
        ("SESSION_SERIALIZER", Shape.Object, ""),
        ("STATICFILES_FINDERS", Shape.Object, ""),
        ("STATICFILES_STORAGE", Shape.Object, ""),
        ("STORAGES", Shape.KeyedObject, "BACKEND"),
        ("TASKS", Shape.KeyedObject, "BACKEND"),
        ("TEMPLATE_CONTEXT_PROCESSORS", Shape.Object, ""),
        ("TEMPLATE_LOADERS", Shape.Object, ""),
        ("WSGI_APPLICATION", Shape.Object, ""),
    ];

    /// <summary>Asks for everything.</summary>
    public void Refer()
    {
        new DjangoApps(run, settings, strength, Phrase).Refer();
        if (start != DjangoStart.Setup)
        {
            Objects("MIDDLEWARE", start == DjangoStart.Server ? ImportStrength.Hard : ImportStrength.Deferred);
            Objects("MIDDLEWARE_CLASSES", start == DjangoStart.Server ? ImportStrength.Hard : ImportStrength.Deferred);
        }

        Objects("DEFAULT_AUTO_FIELD", ImportStrength.Hard);
        foreach ((string name, Shape shape, string key) in Table) Setting(name, shape, key);
        Databases();
        Templates();
        RestFramework();
        Logging();
    }

    private string Phrase(string setting) => setting + " of Django settings " + settings.Name;

    private void Setting(string name, Shape shape, string key)
    {
        // The server that was started names its application itself.
        if (start != DjangoStart.Command && name is "WSGI_APPLICATION" or "ASGI_APPLICATION") return;
        foreach (SettingPart part in run.Settings.Read(settings, name))
        {
            switch (shape)
            {
                case Shape.Module:
                    Module(part, part.Value, name);
                    break;
                case Shape.Object:
                    Object(part, part.Value, name, ImportStrength.Deferred);
                    break;
                case Shape.ListedObject:
                    Object(part, part.Value[key], name, ImportStrength.Deferred);
                    break;
                default:
                    foreach (LiteralValue item in part.Value.Items)
                    {
                        if (shape == Shape.ModuleValues) Module(part, item, name);
                        else Object(part, item[key], name, ImportStrength.Deferred);
                    }

                    break;
            }
        }
    }

    private void Objects(string name, ImportStrength own)
    {
        foreach (SettingPart part in run.Settings.Read(settings, name)) Object(part, part.Value, name, own);
    }

    private void Object(SettingPart part, LiteralValue? value, string setting, ImportStrength own)
    {
        if (value is not { Kind: LiteralKind.Text }) return;
        if (DottedName.Object(value.Text, value.Span, Strength(part, own), Phrase(setting)) is { } reference) run.Refer(part.Module, reference with { NeedsNames = true });
    }

    private void Module(SettingPart part, LiteralValue? value, string setting)
    {
        if (value is not { Kind: LiteralKind.Text }) return;
        if (DottedName.Module(value.Text, value.Span, Strength(part, ImportStrength.Deferred), Phrase(setting)) is not { } reference) return;
        if (setting == "ROOT_URLCONF") run.Refer(part.Module, reference, () => DjangoUrls.Handlers(run, value.Text, setting));
        else run.Refer(part.Module, reference);
    }

    private ImportStrength Strength(SettingPart part, ImportStrength own)
    {
        ImportStrength all = GuardJudge.Weaker(own, strength);
        return part.IsConditional ? GuardJudge.Weaker(all, ImportStrength.Conditional) : all;
    }

    // ENGINE names a package, of which the module base is imported.
    private void Databases()
    {
        foreach (SettingPart part in run.Settings.Read(settings, "DATABASES"))
        {
            foreach (LiteralValue database in part.Value.Items)
            {
                if (database["ENGINE"] is not { Kind: LiteralKind.Text } engine) continue;
                if (DottedName.Module(engine.Text + ".base", engine.Span, Strength(part, ImportStrength.Deferred), Phrase("DATABASES")) is { } reference)
                    run.Refer(part.Module, reference);
            }
        }
    }

    private void Templates()
    {
        foreach (SettingPart part in run.Settings.Read(settings, "TEMPLATES"))
        {
            Object(part, part.Value["BACKEND"], "TEMPLATES", ImportStrength.Deferred);
            if (part.Value["OPTIONS"] is not { Kind: LiteralKind.Dictionary } options) continue;
            foreach (string key in (string[])["context_processors", "loaders"])
            {
                if (options[key] is not { } list) continue;
                foreach (SettingPart item in run.Settings.Expand(list, part.Module))
                {
                    // ("django.template.loaders.cached.Loader", ["…", "…"]): directories of other loaders have no dots to mistake.
                    foreach (LiteralValue text in item.Value.Strings()) Object(part, text, "TEMPLATES", ImportStrength.Deferred);
                }
            }

            if (options["builtins"] is { } builtins)
            {
                foreach (SettingPart item in run.Settings.Expand(builtins, part.Module)) Module(part, item.Value, "TEMPLATES");
            }

            foreach (LiteralValue library in options["libraries"]?.Items ?? []) Module(part, library, "TEMPLATES");
        }
    }

    private void RestFramework()
    {
        foreach (SettingPart part in run.Settings.Read(settings, "REST_FRAMEWORK"))
        {
            for (int i = 0; i < part.Value.Keys.Count; i++)
            {
                if (part.Value.Keys[i] is not { } key || !IsImported(key)) continue;
                foreach (SettingPart item in run.Settings.Expand(part.Value.Items[i], part.Module)) Object(part, item.Value, "REST_FRAMEWORK", ImportStrength.Deferred);
            }
        }
    }

    private static bool IsImported(string key) =>
        key.EndsWith("_CLASS", StringComparison.Ordinal) || key.EndsWith("_CLASSES", StringComparison.Ordinal) || key.EndsWith("_BACKENDS", StringComparison.Ordinal)
        || key is "EXCEPTION_HANDLER" or "VIEW_NAME_FUNCTION" or "VIEW_DESCRIPTION_FUNCTION" or "UNAUTHENTICATED_USER" or "UNAUTHENTICATED_TOKEN";

    private void Logging()
    {
        foreach (SettingPart part in run.Settings.Read(settings, "LOGGING"))
            LoggingFramework.Refer(run, part.Module, part.Value, Strength(part, ImportStrength.Hard), Phrase("LOGGING"));
    }
}
