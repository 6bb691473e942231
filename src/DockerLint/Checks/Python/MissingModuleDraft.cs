using System;
using System.Collections.Generic;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>A missing module while its importers are gathered.</summary>
internal sealed class MissingModuleDraft(string name)
{
    // More than these help nobody; the module is the finding.
    private const int MaximumRelated = 5;

    private readonly List<Importer> importers = [];

    private string? doubt;

    private readonly record struct Importer(EntryClosure Closure, UnresolvedImport Import, ClosureModule Module, RepositoryModules.Hit Hit);

    /// <summary>Adds a place that imports it.</summary>
    public void Add(EntryClosure closure, UnresolvedImport import, ClosureModule module, RepositoryModules.Hit hit, string? mayBeAnother)
    {
        importers.Add(new Importer(closure, import, module, hit));
        doubt ??= mayBeAnother;
    }

    /// <summary>Is it imported by something that is in the image, or that is itself reported as missing?</summary>
    /// <param name="isReported">Is a module of that name reported?</param>
    public bool IsReached(Func<string, bool> isReported)
    {
        foreach (Importer importer in importers)
        {
            ClosureModule? outermost = null;
            for (ClosureModule? module = importer.Module; module is { Substituted: true }; module = module.Via?.From) outermost = module;
            if (outermost is null) return true;
            for (string prefix = outermost.Name; prefix.Length > 0; prefix = prefix.LastIndexOf('.') is var dot and > 0 ? prefix.Substring(0, dot) : "")
            {
                if (isReported(prefix)) return true;
            }
        }

        return false;
    }

    /// <summary>The fact, told from the strongest importer.</summary>
    public MissingModule ToFact(ServiceModel service)
    {
        Importer best = importers[0];
        foreach (Importer importer in importers)
        {
            if (Compare(importer, best) < 0) best = importer;
        }

        ModuleAbsence absence = ModuleAbsence.Of(service, best.Closure, best.Import, best.Module, best.Hit, name);
        return new MissingModule
        {
            Module = name,
            Requested = best.Import.Requested,
            Strength = best.Import.Strength,
            IsCall = best.Import.Call is not null,
            ReferencedBy = best.Import.Reference?.Phrase,
            File = FileOf(best.Module),
            Span = best.Import.Span,
            Reason = absence.Reason,
            ReasonText = absence.Text,
            RepositoryPath = absence.RepositoryPath,
            ImagePath = absence.ImagePath,
            UnlessBecause = absence.UnlessBecause ?? Uncertainty(best.Import) ?? doubt ?? best.Closure.Entry.Doubt,
            IsDoubtWeak = absence.IsDoubtWeak,
            Chain = Chains.Of(best.Closure.Entry, service, best.Import),
            Related = Related(best, absence),
            Proposal = new Lazy<Fix?>(() => absence.Fix(NeededFiles(best.Hit))),
        };
    }

    // Strongest first; then certain before uncertain; then the shorter chain; then by place, so that runs agree.
    private static int Compare(Importer a, Importer b)
    {
        int order = a.Import.Strength.CompareTo(b.Import.Strength);
        if (order == 0) order = (a.Import.Reference is not null).CompareTo(b.Import.Reference is not null);
        if (order == 0) order = IsUncertain(a).CompareTo(IsUncertain(b));
        if (order == 0) order = a.Module.Substituted.CompareTo(b.Module.Substituted);
        if (order == 0) order = a.Module.Depth.CompareTo(b.Module.Depth);
        if (order == 0) order = string.CompareOrdinal(FileOf(a.Module), FileOf(b.Module));
        return order != 0 ? order : a.Import.Span.Line.CompareTo(b.Import.Span.Line);
    }

    private static bool IsUncertain(Importer importer) => Uncertainty(importer.Import) is not null;

    /// <summary>
    /// What makes the failure uncertain. That nobody lists the installed packages does not: a module of the repository is
    /// judged as one, whatever somebody may have published under its name.
    /// </summary>
    private static string? Uncertainty(UnresolvedImport import) => (import.Resolution.OnlySiteIsUnknown ? null : import.Cause) ?? import.Doubt ?? import.Reference?.Unless;

    private static string FileOf(ClosureModule module) => RepositoryModuleSource.RepositoryFile(module) ?? module.File ?? TreePath.Root;

    private List<RelatedPlace> Related(Importer best, ModuleAbsence absence)
    {
        var places = new List<RelatedPlace>(absence.Related);
        var seen = new HashSet<(string, int)> { (FileOf(best.Module), best.Import.Span.Line) };
        foreach (Importer importer in importers)
        {
            if (places.Count >= MaximumRelated) break;
            // The modules of a missing package import one another; that is no news.
            if (importer.Module.Substituted && TreePath.IsAtOrBelow(FileOf(importer.Module), importer.Hit.Path)) continue;
            if (seen.Add((FileOf(importer.Module), importer.Import.Span.Line)))
                places.Add(new RelatedPlace(TreePath.Display(FileOf(importer.Module)), importer.Import.Span, "imports " + importer.Import.Requested + ", too") { IsAnother = true });
        }

        return places;
    }

    /// <summary>The repository files at and below the missing module that the start commands load.</summary>
    private SortedSet<string> NeededFiles(RepositoryModules.Hit hit)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Importer importer in importers)
        {
            foreach (ClosureModule module in importer.Closure.Closure.Modules)
            {
                if (module is { Substituted: true, File: { } file } && TreePath.IsAtOrBelow(file, hit.Path)) files.Add(file);
            }
        }

        return files;
    }
}
