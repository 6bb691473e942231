using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>django-admin: the settings must be named; no working directory on the path, unlike <c>python -m django</c>.</summary>
internal sealed class DjangoAdminLauncher : Launcher
{
    public override string Name => "django-admin";

    public override IReadOnlyList<string> Commands => ["django-admin", "django-admin.py"];

    public override IReadOnlyList<string> Modules => ["django"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        EntryPoint entry = call.NewEntry(Name) with
        {
            Kind = EntryKind.ConsoleScript,
            Module = "django.core.management",
            Attribute = "execute_from_command_line",
        };
        return [ManageLauncher.WithOptions(call, entry, null)];
    }
}
