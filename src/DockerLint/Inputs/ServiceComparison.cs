using System;
using System.Collections.Generic;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Inputs;

/// <summary>What became of a service.</summary>
public enum ServiceState : byte
{
    /// <summary>No input changed.</summary>
    Untouched,

    /// <summary>Some input changed.</summary>
    Touched,

    /// <summary>The older state does not have it.</summary>
    Added,

    /// <summary>The newer state does not have it.</summary>
    Removed,
}

/// <summary>A service in two states of the repository.</summary>
/// <param name="Definition">The service, in the newer state where it is there.</param>
/// <param name="State">What became of it.</param>
/// <param name="Changes">The changed inputs, ordinal by path.</param>
/// <param name="Notes">What is unknown and makes more files count than need be.</param>
public sealed record ServiceChange(ServiceDefinition Definition, ServiceState State, IReadOnlyList<InputChange> Changes, IReadOnlyList<string> Notes);

/// <summary>
/// Compares a service in two states of the repository. Inputs are asked for in both: a deleted module is an input only of the
/// older one, and a new file that hides another only of the newer one.
/// </summary>
public sealed class ServiceComparison
{
    private readonly List<ChangedFile> files;
    private readonly IgnoreChanges ignores;

    /// <param name="files">Every file that differs between the states.</param>
    /// <param name="paths">Every file of the newer state, to find out what a changed ignore file lets in or keeps out.</param>
    public ServiceComparison(List<ChangedFile> files, Func<IEnumerable<string>> paths)
    {
        this.files = files;
        ignores = new IgnoreChanges(paths);
    }

    /// <summary>Compares. One of the two may be null: the service came, or went.</summary>
    public ServiceChange Compare(ServiceDefinition definition, ServiceInputs? before, ServiceInputs? after)
    {
        if (before is null || after is null)
        {
            ServiceState state = after is null ? before is null ? ServiceState.Untouched : ServiceState.Removed : ServiceState.Added;
            return new ServiceChange(definition, state, [], []);
        }

        var changes = new List<InputChange>();
        AddDefinition(before, after, changes);
        List<ChangedFile> held = files.FindAll(file => before.MayHold(Old(file)) || after.MayHold(file.Path));
        if (changes.Count > 0 || !IsUntouched(held, before, after))
        {
            foreach (ChangedFile file in held) Add(file, before, after, changes);
        }

        if (changes.Count == 0) return new ServiceChange(definition, ServiceState.Untouched, [], []);
        changes.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new ServiceChange(definition, ServiceState.Touched, changes, after.Notes);
    }

    private static void AddDefinition(ServiceInputs before, ServiceInputs after, List<InputChange> changes)
    {
        string old = before.Service.Dockerfile.Path, now = after.Service.Dockerfile.Path;
        if (old != now) changes.Add(new InputChange(now, old, InputCategory.Dockerfile, "the Dockerfile was " + TreePath.Display(old), after.Find(now)));
        if (before.Definition == after.Definition) return;
        string where = after.Evidence.Count > 0 ? after.Evidence[0].Path : before.Evidence.Count > 0 ? before.Evidence[0].Path : now;
        changes.Add(new InputChange(where, null, InputCategory.Config, "says otherwise how the image is built or started", after.Evidence.Count > 0 ? after.Evidence[0] : null)
        {
            Details = DifferingLines(before.Definition, after.Definition),
        });
    }

    /// <summary>
    /// The newer state alone answers when all that differs is there and none of it counts: with the older contents in their
    /// place, or without the new ones, the image does the same, so that none of it counts in the older state either. A file that
    /// is gone can be missed; of that only the older state tells. Half of the time goes into the closure of a state.
    /// </summary>
    private static bool IsUntouched(List<ChangedFile> held, ServiceInputs before, ServiceInputs after)
    {
        foreach (ChangedFile file in held)
        {
            bool isHere = file.OldPath is null && IsFile(after, file.Path) && (IsFile(before, file.Path) || before.Service.Repository.LinkStat(file.Path).Kind == NodeKind.Missing);
            if (!isHere && before.MayHold(Old(file))) return false;
        }

        return held.TrueForAll(file => after.Find(file.Path) is null);
    }

    private static bool IsFile(ServiceInputs state, string path) => state.Service.Repository.LinkStat(path).Kind == NodeKind.File;

    private static string Old(ChangedFile file) => file.OldPath ?? file.Path;

    private void Add(ChangedFile file, ServiceInputs before, ServiceInputs after, List<InputChange> changes)
    {
        string old = Old(file);
        ServiceInput? was = before.Find(old), now = after.Find(file.Path);
        if ((now ?? was) is not { } input) return;
        switch (input.Category)
        {
            case InputCategory.Context when !IsSameFile(before, after, old, file.Path):
                changes.AddRange(ignores.Between(before, after));
                break;
            case InputCategory.Dockerfile when IsSameDockerfile(before, after, old, file.Path):
                break;
            case InputCategory.Dependencies when was is not null && now is not null:
                if (DependencyChange.Of(before, after, old, file.Path) is { } details) changes.Add(Change(file, input) with { Details = details });
                break;
            default:
                changes.Add(Change(file, input));
                break;
        }
    }

    private static InputChange Change(ChangedFile file, ServiceInput input) => new(file.Path, file.OldPath, input.Category, input.Reason, input);

    /// <summary>Comments, blank lines and the way lines are continued change no image.</summary>
    private static bool IsSameDockerfile(ServiceInputs before, ServiceInputs after, string old, string now)
    {
        if (before.Service.Repository.Read(old) is not { } a || after.Service.Repository.Read(now) is not { } b) return false;
        // Somebody says that it changed, and both states are the same one.
        if (a.Span.SequenceEqual(b.Span)) return false;
        return InputText.IsSameDockerfile(now, a.Span, b.Span);
    }

    private static bool IsSameFile(ServiceInputs before, ServiceInputs after, string old, string now) =>
        before.Service.Repository.Read(old) is { } a && after.Service.Repository.Read(now) is { } b && a.Span.SequenceEqual(b.Span);

    private static List<string> DifferingLines(string before, string after)
    {
        var old = new HashSet<string>(before.Split('\n'), StringComparer.Ordinal);
        var now = new HashSet<string>(after.Split('\n'), StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (string line in before.Split('\n'))
        {
            if (!now.Contains(line)) lines.Add("- " + line);
        }

        foreach (string line in after.Split('\n'))
        {
            if (!old.Contains(line)) lines.Add("+ " + line);
        }

        return lines;
    }
}
