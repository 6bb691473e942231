using System.Linq;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>The names of <c>from package import name</c>: an attribute, or a submodule that is loaded (language reference, 7.11).</summary>
internal sealed partial class ImportRun
{
    private void TakeName(ClosureModule importer, ImportTask task, string name)
    {
        if (task.Last is not { } container) return;
        if (name == "*")
        {
            TakeAll(container, task);
            return;
        }

        bool? has = HasAttribute(container, name, out string? cause);
        if (has == true)
        {
            if (names.IsOwnSubmodule(container, name)) TakeOwnSubmodule(importer, task, container, container.Name + "." + name);
            return;
        }

        string dotted = container.Name + "." + name;
        if (container.Resolution.IsPackage || container.IsImplied || loader.Loaded.ContainsKey(dotted))
        {
            ClosureModule? module = loader.Load(dotted, container, task, importer, out bool isNew, out ModuleResolution? failure);
            if (failure is not null && !task.NamesAreOptional) FailName(importer, task, dotted, failure, has, cause, container, module is not null);
            if (module is not null) Follow(task.Event, importer, module, isNew);
        }
        else if (has == false && !task.NamesAreOptional)
        {
            ModuleResolution missing = ModuleResolver.Failure(dotted, container.Name, ResolutionKind.NotAPackage, null);
            Fail(importer, task.Event, UnresolvedKind.MissingName, dotted, dotted, missing, container, false);
        }
    }

    /// <summary>The package binds the name by importing its own submodule: the first to ask loads it, and the package itself must find it.</summary>
    private void TakeOwnSubmodule(ClosureModule importer, ImportTask task, ClosureModule container, string dotted)
    {
        ClosureModule? module = loader.Load(dotted, container, task, importer, out bool isNew, out ModuleResolution? failure);
        if (failure is not null && importer == container && !task.NamesAreOptional)
        {
            // Another statement of the package may bind the name too; that another tree has the submodule tells which it is.
            bool? has = module is not null ? false : null;
            FailName(importer, task, dotted, failure, has, container.Name + " may bind the name itself", container, module is not null);
        }

        if (module is not null) Follow(task.Event, importer, module, isNew);
    }

    private void FailName(
        ClosureModule importer, ImportTask task, string dotted, ModuleResolution failure, bool? has, string? cause, ClosureModule container, bool substituted)
    {
        // Of a package that was not read nobody knows the attributes: that is the ordinary case of installed ones.
        bool isRead = container.Scanned is not null || container.Resolution.Kind == ResolutionKind.NamespacePackage || container.IsImplied;
        if (!isRead && !substituted) return;
        if (failure.Kind == ResolutionKind.Unknown)
            Fail(importer, task.Event, UnresolvedKind.Unknown, dotted, dotted, failure, container, substituted);
        else if (has is null)
            Fail(importer, task.Event, UnresolvedKind.Unknown, dotted, dotted, failure with { Cause = cause }, container, substituted);
        else
            Fail(importer, task.Event, UnresolvedKind.MissingName, dotted, dotted, failure, container, substituted);
    }

    /// <summary>A star takes what <c>__all__</c> names, submodules included; without it no submodule is loaded.</summary>
    private static void TakeAll(ClosureModule container, ImportTask task)
    {
        if (task.FromAll || container.Scanned?.Bindings.All is not { Count: > 0 } all) return;
        task.FromAll = true;
        task.Names = all.ToArray();
        task.Taken = 0;
    }

    private bool? HasAttribute(ClosureModule container, string name, out string? cause)
    {
        if (container.Resolution.Kind == ResolutionKind.NamespacePackage || container.IsImplied)
        {
            cause = null;
            return false;
        }

        return names.Has(container, name, out cause);
    }
}
