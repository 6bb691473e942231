using System;
using System.Collections.Generic;

namespace PyImportScanner.Imports;

/// <summary>The functions that import by name, and what each does (reference/python/imports.md, section 7).</summary>
internal static class DynamicNames
{
    private static readonly Dictionary<string, DynamicKind> kinds = new(StringComparer.Ordinal)
    {
        ["__import__"] = DynamicKind.Import,
        ["attach"] = DynamicKind.Optional,
        ["declare_namespace"] = DynamicKind.Namespace,
        ["extend_path"] = DynamicKind.Namespace,
        ["find_loader"] = DynamicKind.Probe,
        ["find_module"] = DynamicKind.Probe,
        ["find_spec"] = DynamicKind.Probe,
        ["get_data"] = DynamicKind.Probe,
        ["import_module"] = DynamicKind.Import,
        ["import_object"] = DynamicKind.Object,
        ["import_string"] = DynamicKind.Object,
        ["importorskip"] = DynamicKind.Optional,
        ["iter_modules"] = DynamicKind.Walk,
        ["LazyLoader"] = DynamicKind.Optional,
        ["load"] = DynamicKind.Optional,
        ["load_module"] = DynamicKind.Probe,
        ["load_source"] = DynamicKind.File,
        ["locate"] = DynamicKind.Probe,
        ["resolve_name"] = DynamicKind.Object,
        ["run_module"] = DynamicKind.Run,
        ["run_path"] = DynamicKind.Run,
        ["spec_from_file_location"] = DynamicKind.File,
        ["symbol_by_name"] = DynamicKind.Object,
        ["walk_packages"] = DynamicKind.Walk,
    };

    /// <summary>Is it one of them?</summary>
    public static bool IsKnown(string name) => kinds.ContainsKey(name) && name is not "load";

    /// <summary>Is this the standard library's or a framework's own function, rather than a namesake?</summary>
    public static bool IsImporter(string? module, string name) => name switch
    {
        "import_module" => module is "importlib" or "django.utils.importlib",
        "run_module" or "run_path" => module == "runpy",
        "resolve_name" => module == "pkgutil",
        "import_string" => module is "werkzeug.utils" or "django.utils.module_loading" or "werkzeug",
        "import_object" => module is "tornado.util",
        "symbol_by_name" => module is "kombu.utils.imports" or "kombu.utils",
        "locate" => module == "pydoc",
        _ => true,
    };

    /// <summary>What the call does, seen with the owner it is called on (<c>importlib</c>) or the name it was imported by.</summary>
    public static DynamicKind KindOf(string name, string owner, bool imported)
    {
        if (!kinds.TryGetValue(name, out DynamicKind kind)) return DynamicKind.Unsure;
        switch (name)
        {
            case "__import__":
                return owner is "" or "builtins" or "__builtin__" or "__builtins__" ? kind : DynamicKind.Unsure;
            case "import_module":
                return imported || LastIs(owner, "importlib") ? kind : DynamicKind.Unsure;
            case "run_module" or "run_path":
                return imported || LastIs(owner, "runpy") ? kind : DynamicKind.Unsure;
            case "resolve_name":
                return imported || LastIs(owner, "pkgutil") ? kind : DynamicKind.Probe;
            case "locate":
                return imported || LastIs(owner, "pydoc") ? DynamicKind.Object : DynamicKind.Unsure;
            case "import_string" or "import_object" or "symbol_by_name":
                return imported || owner.Length > 0 ? kind : DynamicKind.Unsure;
            default:
                return kind;
        }
    }

    private static bool LastIs(string owner, string name) => owner == name || owner.EndsWith("." + name, StringComparison.Ordinal);
}
