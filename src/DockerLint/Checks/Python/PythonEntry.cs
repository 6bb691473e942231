using System.Collections.Generic;
using DockerLint.StartCommands;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>Turns a start command into what the closure begins with: the search path and the modules.</summary>
internal static class PythonEntry
{
    /// <summary><c>sys.path</c> of the process.</summary>
    public static SearchPath SearchPathOf(EntryPoint entry, PythonInstallation python, DirectoryCache image, IReadOnlyList<string> further)
    {
        var inserts = new List<string>();
        var appends = new List<string>();
        foreach (string directory in further) appends.Add(TreePath.Combine(entry.WorkingDirectory ?? TreePath.Root, directory));
        string? unknown = entry.SearchPathUnknownBecause;
        foreach (SearchPathAddition addition in entry.SearchPath)
        {
            if (addition.Path is null) unknown ??= addition.UnknownBecause;
            else (addition.Appends ? appends : inserts).Add(addition.Path);
        }

        return SearchPathBuilder.Build(
            new PythonStart
            {
                Version = python.Build.Version,
                WorkingDirectory = entry.WorkingDirectory ?? TreePath.Root,
                // The launcher has already worked the directory out, options and links included.
                Path0 = entry.PathZeroDirectory is null || entry.PathZero == PathZero.None || IsOfCommandsOnly(entry, image) ? Path0Rule.None : Path0Rule.Itself,
                Script = entry.PathZeroDirectory,
                PythonPath = entry.PythonPath.Count == 0 ? null : string.Join(":", entry.PythonPath),
                NoSite = (entry.Options & PythonOptions.NoSite) != 0,
                NoUserSite = (entry.Options & (PythonOptions.NoUserSite | PythonOptions.Isolated)) != 0,
                SiteDirectories = SitesOf(entry, python, image),
                Inserts = inserts,
                Appends = appends,
                UnknownBecause = unknown,
            },
            image);
    }

    /// <summary>The directory of a command's script holds commands; modules only where the image is seen to have some there.</summary>
    private static bool IsOfCommandsOnly(EntryPoint entry, DirectoryCache image)
    {
        if (entry.PathZero != PathZero.BinDirectory || TreePath.Name(entry.PathZeroDirectory!) != "bin") return false;
        foreach (DirectoryEntry file in image.List(entry.PathZeroDirectory!).Entries)
        {
            if (file.Name.EndsWith(".py", System.StringComparison.Ordinal) || file.Node.Kind == NodeKind.Directory) return false;
        }

        return true;
    }

    // The interpreter of a virtual environment that is called by its path, or a script beside it, has that environment's site directory.
    private static IReadOnlyList<string> SitesOf(EntryPoint entry, PythonInstallation python, DirectoryCache image)
    {
        if (entry.Program.IndexOf('/') < 0) return python.SiteDirectories;
        string program = TreePath.Combine(entry.WorkingDirectory ?? TreePath.Root, entry.Program);
        string prefix = TreePath.Parent(TreePath.Parent(program));
        string site = prefix + "/lib/python" + python.Build.Version + "/site-packages";
        if (image.Stat(TreePath.Child(prefix, "pyvenv.cfg")).Kind != NodeKind.File) return python.SiteDirectories;
        var sites = new List<string> { site };
        foreach (string other in python.SiteDirectories)
        {
            if (other != site) sites.Add(other);
        }

        return sites;
    }

    /// <summary>What the command loads, in order; empty where it loads no Python that anybody can name.</summary>
    public static IReadOnlyList<EntryModule> ModulesOf(EntryPoint entry, IFileTree image, PythonVersion version)
    {
        var modules = new List<EntryModule>();
        ImportStrength strength = StrengthOf(entry);
        foreach (ExtraRoot root in entry.ExtraRoots)
        {
            if (OfExtraRoot(root, image) is { } extra) modules.Add(extra with { Strength = Weaker(strength, root) });
        }

        switch (entry.Kind)
        {
            case EntryKind.Module or EntryKind.ConsoleScript when entry.Module is { Length: > 0 } name:
                EntryModule module = entry.RunsAsMain && entry.Kind == EntryKind.Module
                    ? EntryModule.RunModule(name)
                    : EntryModule.Import(name, FirstName(entry.Attribute));
                modules.Add(module with { Strength = strength });
                break;
            case EntryKind.File when entry.FilePath is { } path && image.Stat(path).Kind == NodeKind.File:
                modules.Add(EntryModule.Script(path) with
                {
                    RunsAsMain = entry.RunsAsMain,
                    Names = entry.RunsAsMain ? [] : FirstName(entry.Attribute),
                    Strength = strength,
                });
                break;
            case EntryKind.Code when entry.Code is { } code:
                foreach (EntryModule imported in ProgramTextModules.Of(code, version)) modules.Add(imported with { Strength = strength });
                break;
        }

        return modules;
    }

    /// <summary>
    /// With <c>sitecustomize</c> and <c>usercustomize</c> of the repository in front: <c>site</c> imports them before anything else runs
    /// (Lib/site.py), and they may edit <c>sys.path</c>.
    /// </summary>
    public static IReadOnlyList<EntryModule> WithCustomization(EntryPoint entry, IReadOnlyList<EntryModule> modules, ModuleResolver resolver)
    {
        if ((entry.Options & PythonOptions.NoSite) != 0) return modules;
        List<EntryModule>? all = null;
        foreach (string name in (string[])["sitecustomize", "usercustomize"])
        {
            if (resolver.ResolveTopLevel(name) is not { Kind: ResolutionKind.SourceFile, FileNode.Origin: not null }) continue;
            all ??= [];
            all.Add(EntryModule.Import(name) with { Strength = ImportStrength.Guarded });
        }

        if (all is null) return modules;
        all.AddRange(modules);
        return all;
    }

    /// <summary>What frameworks see of the process.</summary>
    public static FrameworkProcess ProcessOf(EntryPoint entry, IPackageListing repository)
    {
        string? settings = null;
        foreach (ExtraRoot root in entry.ExtraRoots)
        {
            // What manage.py sets only for want of a variable, the framework reads from the file itself.
            bool isChosen = entry.Environment(DjangoSettings.Variable).Text == root.Name || entry.CommandText.Contains("--settings");
            if (root.What == DjangoSettings.What && isChosen) settings = root.Name;
        }

        return new FrameworkProcess
        {
            Environment = name => entry.Environment(name).Text,
            IsUnknown = name => entry.Environment(name) is { IsKnown: false, IsUnset: false },
            Launcher = entry.Launcher,
            CommandText = entry.CommandText,
            DjangoSettings = settings,
            Packages = repository,
        };
    }

    private static ImportStrength StrengthOf(EntryPoint entry) =>
        entry.Conditional ? ImportStrength.Conditional : entry.IsHealthCheck ? ImportStrength.Deferred : ImportStrength.Hard;

    private static ImportStrength Weaker(ImportStrength strength, ExtraRoot root) => root.IsOptional ? ImportStrength.Guarded
        : root.IsLater && strength < ImportStrength.Deferred ? ImportStrength.Deferred : strength;

    private static EntryModule? OfExtraRoot(ExtraRoot root, IFileTree image) => root.Kind switch
    {
        ExtraRootKind.Module => EntryModule.Import(root.Name),
        ExtraRootKind.Object => root.Name.LastIndexOf('.') is var dot and > 0
            ? EntryModule.Import(root.Name.Substring(0, dot), root.Name.Substring(dot + 1))
            : EntryModule.Import(root.Name),
        _ => image.Stat(root.Name).Kind == NodeKind.File ? EntryModule.Script(root.Name) with { RunsAsMain = false } : null,
    };

    private static string[] FirstName(string? attribute)
    {
        if (string.IsNullOrEmpty(attribute)) return [];
        int end = 0;
        while (end < attribute!.Length && (char.IsLetterOrDigit(attribute[end]) || attribute[end] == '_')) end++;
        return end == 0 ? [] : [attribute.Substring(0, end)];
    }
}
