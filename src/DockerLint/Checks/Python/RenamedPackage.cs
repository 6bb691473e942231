using System;
using DockerLint.Installs;
using DockerLint.StartCommands;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>A package that was renamed while the start command was not: the image holds the module, below another name.</summary>
internal static class RenamedPackage
{
    // Modules that a start command names by convention, so that one below another package is most likely meant.
    private static readonly string[] StartedModules = ["app", "asgi", "celery", "main", "server", "wsgi"];

    /// <summary>The module that is meant, <c>shop.wsgi</c> for <c>store.wsgi</c>; null unless exactly one package of the search path has it.</summary>
    /// <param name="entry">The start command.</param>
    /// <param name="service">The service.</param>
    /// <param name="requested">The dotted name that it asks for.</param>
    /// <param name="installs">What is installed: where some of it is unknown, it may well bring the module.</param>
    public static string? Of(EntryPoint entry, ServiceModel service, string requested, ImageInstalls installs)
    {
        int dot = requested.IndexOf('.');
        if (dot < 0 || installs.HasUnreadSteps || installs.Provision(requested.Substring(0, dot)).Kind is ProvisionKind.Provided or ProvisionKind.Unknown) return null;
        if (Array.IndexOf(StartedModules, requested.Substring(requested.LastIndexOf('.') + 1)) < 0) return null;
        string tail = requested.Substring(dot + 1), file = tail.Replace('.', '/') + ".py";
        string? found = null;
        foreach (string? directory in entry.SearchPathFront())
        {
            if (directory is null) continue;
            foreach (DirectoryEntry child in service.Build.Image.List(directory).Entries)
            {
                if (child.Node.Kind != NodeKind.Directory || service.Build.Image.Stat(TreePath.Combine(TreePath.Child(directory, child.Name), file)).Kind != NodeKind.File) continue;
                if (found is not null && found != child.Name) return null;
                found = child.Name;
            }
        }

        return found is null ? null : found + "." + tail;
    }
}
