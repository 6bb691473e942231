using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DockerLint.Images;
using DockerLint.Reporting;
using DockerLint.Services;
using DockerLint.StartCommands;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Python;

/// <summary>Start commands whose file or module the image lacks.</summary>
internal static class StartFailureReader
{
    // A search that only a failing start command pays for.
    private const int MaximumDepth = 4;

    private static readonly string[] ModuleOnly = ["daphne", "granian", "gunicorn", "hypercorn", "python", "uvicorn"];

    private static readonly string[] OwnNames = ["app", "application", "asgi", "main", "run", "server", "wsgi"];

    private const int MaximumDirectories = 3_000;

    /// <summary>A command that runs a file which is certainly not in the image; null otherwise.</summary>
    public static StartFailure? OfFile(EntryPoint entry, ServiceModel service)
    {
        if (entry.FilePath is not { } path || IsOfBaseImage(service, path) || MountedFiles.Bring(service, path)) return null;
        Node node = service.Build.Image.Stat(path);
        bool isUnexpanded = path.IndexOf("${", StringComparison.Ordinal) >= 0 && node.Kind == NodeKind.Unknown;
        bool isDoubtWeak = node.Kind == NodeKind.Unknown && service.Build.Image.DoubtAbout(path)?.IsWeak == true;
        if (node.Kind != NodeKind.Missing && !isDoubtWeak && !isUnexpanded) return null;
        if (isUnexpanded)
        {
            return Failure(entry, service, path, isFile: true, Reasons.NotInRepository, "the JSON form of an instruction has no shell, so nothing replaces the variable");
        }

        string? source = InRepository(service, path, entry.WorkingDirectory);
        // A program that some step may well build is not the repository's; its scripts are not built.
        if (source is null && isDoubtWeak && !IsScript(path)) return null;
        if (source is null && MayComeWithPackage(service, path)) return null;
        string? ignored = source is null ? PreparedSources.Neighbour(service, path, entry.WorkingDirectory) : null;
        if (source is null && (PreparedSources.Of(service, path) ?? PreparedSources.Made(service, ignored)) is { } prepared)
        {
            service.Note($"{path} is taken to come with {prepared}, which a step before the build makes");
            return null;
        }

        if (entry.IsDefault || (source is null && IsMadeAtStart(entry, service, path)))
        {
            service.Note(entry.IsDefault ? $"{entry.Launcher} is not told which file to run" : $"{path} is taken to be made when the container starts");
            return null;
        }

        (string reason, string text) = source is null
            ? (Reasons.NotInRepository, "no instruction makes it")
            : Reason(service, source, path);
        return Failure(entry, service, path, isFile: true, reason, text) with
        {
            UnlessBecause = node.UnknownBecause ?? entry.Doubt ?? (ignored is null ? null : "a step before the build makes " + TreePath.Display(ignored) + ", which git ignores"),
            RepositoryPath = source,
            ImagePath = path,
            Nearest = NearName.InDirectory(service.Build.Image, TreePath.Parent(path), TreePath.Name(path)),
            Fix = source is null || reason != Reasons.NotCopied
                ? null
                : CopyFix.Copies(service, new RepositoryModules.Hit(TreePath.Parent(source), source, IsPackage: false, IsNamespace: false), path, []),
        };
    }

    /// <summary>
    /// Does a script on the way to the command make the file first? It downloads or writes it under its name; a configuration
    /// (<c>supervisord.conf</c>) may come from any program that runs before.
    /// </summary>
    private static bool IsMadeAtStart(EntryPoint entry, ServiceModel service, string path)
    {
        bool isScript = IsScript(path);
        string name = TreePath.Name(path);
        foreach (ChainStep step in entry.Trail)
        {
            if (TreePath.Clean(step.File) == service.Dockerfile.Path) continue;
            if ((step.IsImagePath ? service.Build.Image.Read(step.File) : service.Repository.Read(TreePath.Clean(step.File))) is not { } content) continue;
            if (!IsScript(step.File) && !content.Span.StartsWith("#!"u8)) continue;
            if (!isScript) return true;
            string[] lines = Encoding.UTF8.GetString(content.Span).Split('\n');
            for (int i = 0; i < lines.Length && i < step.Line - 1; i++)
            {
                if (WritingLine.Makes(lines[i], name, name, TreePath.Root, downloads: false) || IsTemplateOf(lines[i], name)) return true;
            }
        }

        return false;
    }

    // python create_settings.py --template settings_template.py: a program is given what the file is made of.
    private static bool IsTemplateOf(string line, string name)
    {
        string stem = name.LastIndexOf('.') is var dot and > 0 ? name.Substring(0, dot) : name;
        foreach (string word in line.Split(' ', '\t', '=', '"', '\''))
        {
            string file = TreePath.Name("/" + word);
            if (line.TrimStart().StartsWith("#", StringComparison.Ordinal)) return false;
            if (file != name && file.StartsWith(stem, StringComparison.Ordinal) && (file.IndexOf("template", StringComparison.OrdinalIgnoreCase) >= 0 || file.EndsWith(".in", StringComparison.Ordinal) || file.EndsWith(".j2", StringComparison.Ordinal))) return true;
        }

        return false;
    }

    /// <summary>What a command can never load, and the configuration files that it names and the image lacks.</summary>
    public static IEnumerable<StartFailure> OfCommand(EntryPoint entry, ServiceModel service)
    {
        if (entry.Impossible is { } impossible)
            yield return Failure(entry, service, impossible.Name, isFile: false, Reasons.NotInRepository, impossible.Because) with { UnlessBecause = UnknownEntrypoint(service) ?? entry.Doubt };
        if (entry is { AttributeFailure: { } because, Module: { } module })
            yield return Failure(entry, service, module, isFile: false, Reasons.NotInRepository, because) with { IsAttribute = true, UnlessBecause = UnknownEntrypoint(service) ?? entry.Doubt };
        foreach (ExtraRoot root in entry.ExtraRoots)
        {
            if (root is not { Kind: ExtraRootKind.File, IsOptional: false, IsLater: false }) continue;
            if (OfFile(entry with { FilePath = root.Name }, service) is not { } failure) continue;

            // A script on the way may write it, and what no repository holds may come with the deployment.
            string? unless = entry.Trail.Count > 1 ? "a step before the command makes it"
                : failure.RepositoryPath is null ? "the deployment brings it" : null;
            yield return failure with { UnlessBecause = failure.UnlessBecause ?? unless };
        }
    }

    /// <summary>A command whose launcher finds no object of the kind that it looks for in its module.</summary>
    public static StartFailure OfObject(EntryPoint entry, ServiceModel service, ClosureModule module)
    {
        SoughtObject sought = entry.Seeks!;
        string text = $"{TreePath.Display(RepositoryModuleSource.RepositoryFile(module)!)} binds no {sought.Class} object, and neither {string.Join(", ", sought.Names.Take(sought.Names.Count - 1))} nor {sought.Names[sought.Names.Count - 1]}";
        return Failure(entry, service, module.Name, isFile: false, Reasons.NotInRepository, text) with { IsAttribute = true };
    }

    /// <summary>A program that starts the command may change its words.</summary>
    private static string? UnknownEntrypoint(ServiceModel service) =>
        service.Build.Image.Config is { Entrypoint: null, CommandUnknownBecause: not null } ? "the entry point of the base image changes the words" : null;

    private static readonly HashSet<string> PackageManagers =
        new(StringComparer.Ordinal) { "apk", "apt", "apt-get", "aptitude", "dnf", "dpkg", "microdnf", "rpm", "tdnf", "yum", "zypper" };

    // Where packages of the distribution put programs besides /usr, which is open anyway (Filesystem Hierarchy Standard 3.0, /opt).
    private static bool MayComeWithPackage(ServiceModel service, string path)
    {
        if (IsScript(path) || !TreePath.IsAtOrBelow(path, "/opt")) return false;
        foreach (Images.Run.RunCommand command in service.Build.AllCommands())
        {
            if (command.Program is { } program && PackageManagers.Contains(program)) return true;
        }

        return false;
    }

    private static bool IsScript(string path) =>
        path.EndsWith(".py", StringComparison.Ordinal) || path.EndsWith(".sh", StringComparison.Ordinal) || path.EndsWith(".bash", StringComparison.Ordinal);

    /// <summary>What the base image starts with is the base image's own, whoever lists its files.</summary>
    private static bool IsOfBaseImage(ServiceModel service, string path)
    {
        ImageConfig config = service.Build.Image.Config;
        return Starts(config.Entrypoint, path) || Starts(config.Cmd, path);
    }

    private static bool Starts(ImageCommand? command, string path) => command is { Instruction: null } && new List<string>(command.Words).Contains(path);

    /// <summary>A command that names a module which is not in the image; null where something installed may well provide it.</summary>
    public static StartFailure? OfModule(EntryPoint entry, UnresolvedImport import, ServiceModel service, ImageInstalls installs)
    {
        string name = import.Name;
        string? nearest = NearestModule(entry, service, name) ?? RenamedPackage.Of(entry, service, import.Requested, installs);
        RepositoryModules.Hit? hit = Locate(service, name) ?? (installs.MayBeInstalled(name) ? null : Somewhere(service, name, import.Requested));
        // Programs of installed distributions start by name, too: only what the repository holds, or a slip of the pen, is ours.
        string? lacking = hit is null ? Lacking(entry, import) : null;
        bool isNobodys = hit is null && nearest is null && lacking is null && !IsOwnByConvention(name, installs);
        if (isNobodys && !IsCertainlyAbsent(entry, import, service, installs)) return null;
        string? unless = (import.Kind == UnresolvedKind.Unknown && !import.Resolution.OnlySiteIsUnknown ? import.Cause : import.Doubt)
            ?? (installs.MayHoldLocalCode ? ImageInstalls.ArchiveDoubt : isNobodys ? "something that no instruction names provides it" : null);
        unless ??= entry.Doubt;
        StartFailure failure = Failure(entry, service, name, isFile: false, Reasons.NotInRepository, lacking ?? "neither the image nor the repository has it") with
        {
            UnlessBecause = unless,
            Nearest = nearest,
        };
        if (hit is not { } found) return failure;
        if (installs.MayHoldLocalCode && BuiltArchives.MayHold(service, name))
        {
            service.Note($"{name} is taken to come with the wheel that a stage builds");
            return null;
        }

        if (IsMounted(entry, service, found, name)) return null;
        string root = entry.WorkingDirectory ?? TreePath.Root;
        foreach (string? directory in entry.SearchPathFront())
        {
            if (directory is null) continue;
            root = directory;
            break;
        }

        var path = new SearchPath(FrontEntries(entry));
        ModuleAbsence absence = ModuleAbsence.Of(service, found, name, root, path, import.Resolution);
        if (IsOpen(entry) && (absence.Reason == Reasons.NotOnSearchPath || (absence.Reason == Reasons.NotCopied && ModuleAbsence.IsNamedByCopy(service, found.Path))))
        {
            // gunicorn, celery and python -m look into the working directory, which most likely is where the module lies.
            service.Note($"start command {entry.CommandText}: the directory in which it runs is not known, and it loads {name} from there");
            return null;
        }

        return failure with
        {
            Reason = absence.Reason,
            ReasonText = absence.Text,
            UnlessBecause = unless ?? absence.UnlessBecause,
            RepositoryPath = absence.RepositoryPath,
            ImagePath = absence.ImagePath,
            Fix = absence.Fix([]),
        };
    }

    /// <summary>Names that everybody gives to the module which starts his own program, and nobody to a distribution.</summary>
    private static bool IsOwnByConvention(string name, ImageInstalls installs) =>
        Array.IndexOf(OwnNames, name) >= 0 && installs.Provision(name).Candidates.Count == 0 && !installs.MayBeInstalled(name);

    /// <summary>Everything that is installed is known, and nothing of it can bring the module.</summary>
    private static bool IsCertainlyAbsent(EntryPoint entry, UnresolvedImport import, ServiceModel service, ImageInstalls installs)
    {
        if (import.Kind != UnresolvedKind.Missing || import.Container is not null || entry.Runners.Count > 0 || entry.Launcher != "python") return false;
        PythonInstallation python = PythonInstallation.Of(service.Build);
        return python.IsCertain && new StandardLibraryTable(python.Build.Version).IsKnownToAnyRelease(import.Name) == false && import.Name is not ("pip" or "setuptools" or "wheel")
            && installs.Provision(import.Name).Kind == Installs.ProvisionKind.Missing
            && InstallKnowledge.Doubt(service, python.SiteDirectories, import.Name) is null;
    }

    /// <summary>What a package of the repository, present in the image, certainly lacks; null where the package is not the repository's.</summary>
    private static string? Lacking(EntryPoint entry, UnresolvedImport import)
    {
        if (import.Container is not { Substituted: false } container || RepositoryModuleSource.RepositoryFile(container) is not { } file) return null;
        // celery -A pkg.module.app names an object of the module; these name the module alone.
        bool isModuleOnly = Array.IndexOf(ModuleOnly, entry.Launcher) >= 0;
        string last = import.Name.Substring(import.Name.LastIndexOf('.') + 1);
        if (container.Scanned is not { } scanned || scanned.Bindings.ChildrenAreUnknown || (!isModuleOnly && (scanned.Bindings.IsOpen || scanned.Bindings.Binds(last)))) return null;
        return import.Kind switch
        {
            UnresolvedKind.NotAPackage => $"'{container.Name}' is a module ({TreePath.Display(file)}), no package",
            UnresolvedKind.Missing => $"package '{container.Name}' has no such module",
            _ => null,
        };
    }

    private static bool IsMounted(EntryPoint entry, ServiceModel service, RepositoryModules.Hit hit, string name)
    {
        foreach (string? directory in entry.SearchPathFront())
        {
            if (directory is not null && MountedFiles.Bring(service, TreePath.Combine(directory, name.Replace('.', '/') + (hit.IsPackage ? "" : ".py")))) return true;
        }

        return false;
    }

    /// <summary>Does it look into its working directory, which nobody knows?</summary>
    private static bool IsOpen(EntryPoint entry) => entry.WorkingDirectory is null && new List<string?>(entry.SearchPathFront()).Contains(null);

    private static IEnumerable<SearchEntry> FrontEntries(EntryPoint entry)
    {
        foreach (string? directory in entry.SearchPathFront())
        {
            if (directory is not null) yield return new SearchEntry(directory, SearchEntryKind.Path0);
        }

        foreach (string? directory in entry.SearchPathBack())
        {
            if (directory is not null) yield return new SearchEntry(directory, SearchEntryKind.Appended);
        }
    }

    private static StartFailure Failure(EntryPoint entry, ServiceModel service, string wanted, bool isFile, string reason, string text)
    {
        List<ChainLink> chain = Chains.Of(entry, service);
        ChainLink last = chain[chain.Count - 1];
        return new StartFailure
        {
            Wanted = wanted,
            Command = entry.CommandText,
            IsFile = isFile,
            File = TreePath.Clean(last.File),
            Span = SourceSpan.OnLine(Math.Max(1, last.Line), 1, 0),
            Reason = reason,
            ReasonText = text,
            UnlessBecause = entry.Doubt,
            IsConditional = entry.Conditional || entry.IsHealthCheck,
            Chain = chain,
        };
    }

    /// <summary>The repository file that a path of the image would stand for, were it copied: below the context, beside the Dockerfile.</summary>
    internal static string? InRepository(ServiceModel service, string path, string? workingDirectory)
    {
        string relative = workingDirectory is not null && TreePath.IsAtOrBelow(path, workingDirectory)
            ? TreePath.Relative(path, workingDirectory)
            : path.Substring(1);
        foreach (string root in new[] { service.ContextPath, TreePath.Parent(service.Dockerfile.Path) })
        {
            foreach (string below in new[] { relative, TreePath.Name(path) })
            {
                string candidate = TreePath.Combine(root, below);
                if (service.Session.Directories.Stat(candidate).Kind == NodeKind.File) return candidate;
            }
        }

        return null;
    }

    private static RepositoryModules.Hit? Locate(ServiceModel service, string name)
    {
        var roots = new List<string> { service.ContextPath, TreePath.Parent(service.Dockerfile.Path), TreePath.Root };
        foreach (Dockerfiles.Instruction instruction in service.Dockerfile.Instructions)
        {
            // A package copied under another name is still what the command means.
            if (instruction.Keyword != "COPY" || instruction.FlagValue("from") is not null) continue;
            for (int i = 0; i < instruction.Arguments.Count - 1; i++)
                roots.Add(TreePath.Parent(TreePath.Combine(service.ContextPath, instruction.Arguments[i].Text.TrimStart('/'))));
        }

        foreach (string root in roots)
        {
            if (RepositoryModules.Find(service.Repository, root, name) is { IsNamespace: false } hit) return hit;
        }

        return null;
    }

    /// <summary>
    /// The only directory of the context below which the repository has the whole name; null when there is none or more than
    /// one. For a package that was moved, or is started from the wrong directory.
    /// </summary>
    private static RepositoryModules.Hit? Somewhere(ServiceModel service, string name, string requested)
    {
        RepositoryModules.Hit? found = null;
        var waiting = new Queue<(string Directory, int Depth)>();
        waiting.Enqueue((service.ContextPath, 0));
        for (int visited = 0; waiting.Count > 0 && visited < MaximumDirectories; visited++)
        {
            (string directory, int depth) = waiting.Dequeue();
            if (RepositoryModules.Find(service.Repository, directory, requested) is not null && RepositoryModules.Find(service.Repository, directory, name) is { } hit)
            {
                if (found is not null) return null;
                found = hit;
            }

            if (depth >= MaximumDepth) continue;
            foreach (DirectoryEntry entry in service.Session.Directories.List(directory).Entries)
            {
                if (entry.Node.Kind == NodeKind.Directory && entry.Name[0] != '.' && entry.Name != "node_modules")
                    waiting.Enqueue((TreePath.Child(directory, entry.Name), depth + 1));
            }
        }

        return found;
    }

    /// <summary>Why a file of the repository is not at a path of the image.</summary>
    internal static (string Reason, string Text) Reason(ServiceModel service, string source, string path)
    {
        Absence absence = service.Build.Explain(source);
        return absence.Reason switch
        {
            AbsenceReason.Present => (Reasons.WrongDestination, $"{TreePath.Display(source)} is copied to {absence.Places[0]}"),
            AbsenceReason.Ignored when absence.IgnoredBy is { } by => (
                Reasons.Ignored, $"{TreePath.Display(by.File)}:{by.Line} ({by.Pattern}) keeps {TreePath.Display(source)} out of the build context"),
            AbsenceReason.OtherStage => (Reasons.OtherStage, $"only another stage holds it, at {absence.Elsewhere[0]}"),
            AbsenceReason.Removed when absence.RemovedBy is { } step => (
                Reasons.Removed, $"{TreePath.Display(step.Dockerfile)}:{step.Instruction.Span.Line} removes {path}"),
            AbsenceReason.OutsideContext => (
                Reasons.NotCopied, $"{TreePath.Display(source)} lies outside the build context {TreePath.Display(service.ContextPath)}"),
            _ => (Reasons.NotCopied, $"no instruction copies {TreePath.Display(source)}"),
        };
    }

    private static string? NearestModule(EntryPoint entry, ServiceModel service, string name)
    {
        int dot = name.LastIndexOf('.');
        string parent = dot < 0 ? "" : name.Substring(0, dot).Replace('.', '/');
        foreach (string? directory in (List<string?>)[.. entry.SearchPathFront(), .. entry.SearchPathBack()])
        {
            if (directory is null) continue;
            string below = parent.Length == 0 ? directory : TreePath.Combine(directory, parent);
            if (NearName.InDirectory(service.Build.Image, below, name.Substring(dot + 1) + ".py") is not { } file) continue;
            string module = TreePath.Name(file);
            if (module.EndsWith(".py", StringComparison.Ordinal)) module = module.Substring(0, module.Length - 3);
            return dot < 0 ? module : name.Substring(0, dot + 1) + module;
        }

        return null;
    }
}
