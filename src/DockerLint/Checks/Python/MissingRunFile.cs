using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;

namespace DockerLint.Checks.Python;

/// <summary>A file that code runs by its path (<c>runpy.run_path</c>) and that the image lacks.</summary>
internal static class MissingRunFile
{
    /// <summary>Is it such a call?</summary>
    public static bool Is(UnresolvedImport import) => import.Call is { Kind: DynamicKind.Run, Path: not null };

    /// <summary>The fact; null where the repository has no such file, which may be made by whoever runs it.</summary>
    public static MissingModule? Read(ServiceModel service, EntryClosure closure, UnresolvedImport import, ClosureModule importer)
    {
        if (importer.Substituted || importer.File is not { } inImage || RepositoryModuleSource.RepositoryFile(importer) is not { } file) return null;
        string path = import.Name;
        if (InRepository(service, closure, path, inImage, file) is not { } source || MountedFiles.Bring(service, path)) return null;
        var hit = new RepositoryModules.Hit(TreePath.Parent(source), source, IsPackage: false, IsNamespace: false);
        (string reason, string text) = StartFailureReader.Reason(service, source, path);
        return new MissingModule
        {
            Module = TreePath.Name(path),
            Requested = path,
            Strength = import.Strength,
            IsCall = true,
            File = file,
            Span = import.Span,
            Reason = reason,
            ReasonText = text,
            RepositoryPath = source,
            ImagePath = path,
            UnlessBecause = import.Doubt,
            Chain = Chains.Of(closure.Entry, service, import),
            Proposal = new System.Lazy<Fix?>(() => reason == Reasons.NotCopied ? CopyFix.Copies(service, hit, path, []) : null),
        };
    }

    // Beside the file that runs it as in the image, or where a start command would be looked for.
    private static string? InRepository(ServiceModel service, EntryClosure closure, string path, string inImage, string file)
    {
        string directory = TreePath.Parent(inImage);
        if (TreePath.IsAtOrBelow(path, directory))
        {
            string beside = TreePath.Combine(TreePath.Parent(file), TreePath.Relative(path, directory));
            if (service.Session.Directories.Stat(beside).Kind == NodeKind.File) return beside;
        }

        return StartFailureReader.InRepository(service, path, closure.Entry.WorkingDirectory);
    }
}
