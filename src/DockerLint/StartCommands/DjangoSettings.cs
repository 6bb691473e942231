namespace DockerLint.StartCommands;

/// <summary>DJANGO_SETTINGS_MODULE names a module whichever launcher runs (django/conf/__init__.py).</summary>
internal static class DjangoSettings
{
    public const string Variable = "DJANGO_SETTINGS_MODULE";

    public static EntryPoint Add(EntryPoint entry)
    {
        if (entry.Kind == EntryKind.Unknown || entry.Environment(Variable).Text is not { Length: > 0 } module) return entry;
        if (!ModuleSpec.IsDottedName(module)) return entry;
        foreach (ExtraRoot root in entry.ExtraRoots)
        {
            if (root.What == What) return entry;
        }

        // The variable may be set for other commands only: whether Django is there at all, the import tells.
        return entry with { ExtraRoots = [.. entry.ExtraRoots, new ExtraRoot(ExtraRootKind.Module, module, What, IsOptional: true)] };
    }

    /// <summary>The label of the root.</summary>
    public const string What = "Django settings";
}
