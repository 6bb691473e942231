using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using DockerLint.Files;
using PyImportScanner.Files;

namespace DockerLint.Inputs;

/// <summary>
/// What a changed ignore file changes about an image: files that are an input in one state and not in the other although they
/// are the same in both.
/// </summary>
internal sealed class IgnoreChanges(Func<IEnumerable<string>> paths)
{
    // Many services share one ignore file.
    private readonly ConcurrentDictionary<(string Context, string Old, string New), Lazy<IReadOnlyList<string>>> decided = new();

    public IReadOnlyList<InputChange> Between(ServiceInputs before, ServiceInputs after)
    {
        var changes = new List<InputChange>();
        for (int i = 0; i < after.Builds.Count; i++)
        {
            IgnoreFile now = after.Builds[i].Build.Context.Ignore;
            IgnoreFile old = i < before.Builds.Count ? before.Builds[i].Build.Context.Ignore : IgnoreFile.None;
            if (IsSame(old, now)) continue;
            string context = after.Builds[i].Build.Context.Path;
            foreach (string path in Differing(context, old, now))
            {
                ServiceInput? was = before.Find(path), found = after.Find(path);
                if (was is null == found is null) continue;
                string file = (now.Path.Length > 0 ? now : old).Path;
                string reason = found is null ? "keeps out " + TreePath.Display(path) : "lets in " + TreePath.Display(path);
                changes.Add(new InputChange(file, null, InputCategory.Context, reason, found ?? was));
            }
        }

        return changes;
    }

    private IReadOnlyList<string> Differing(string context, IgnoreFile old, IgnoreFile now)
    {
        var key = (context, string.Join("\n", old.Cleaned), string.Join("\n", now.Cleaned));
        return decided.GetOrAdd(key, _ => new Lazy<IReadOnlyList<string>>(() =>
        {
            var differing = new List<string>();
            foreach (string path in paths())
            {
                if (!TreePath.IsAtOrBelow(path, context)) continue;
                string relative = TreePath.Relative(path, context);
                if (old.Decide(relative).IsLeftOut != now.Decide(relative).IsLeftOut) differing.Add(path);
            }

            return differing;
        })).Value;
    }

    private static bool IsSame(IgnoreFile old, IgnoreFile now)
    {
        if (old.Cleaned.Count != now.Cleaned.Count || old.Error != now.Error) return false;
        for (int i = 0; i < old.Cleaned.Count; i++)
        {
            if (old.Cleaned[i] != now.Cleaned[i]) return false;
        }

        return true;
    }
}
