using System;
using System.Collections.Generic;
using DockerLint.Reporting;

namespace DockerLint.Fixing;

/// <summary>The edits of one file, merged from all findings: sorted, without repetition, none touching another's lines.</summary>
/// <param name="File">Relative to the root.</param>
/// <param name="Edits">By line.</param>
public sealed record FileEdits(string File, IReadOnlyList<TextEdit> Edits);

/// <summary>Merges the fixes of a report into one set of edits a file.</summary>
public static class FixPlan
{
    /// <summary>The edits that mend <paramref name="findings"/>, files in ordinal order.</summary>
    /// <param name="findings">Findings; those without a fix are passed over.</param>
    /// <param name="includeUnsafe">Take fixes that a person should look at, too.</param>
    /// <remarks>A fix whose lines another one has already replaced is left out whole: the next run proposes it afresh.</remarks>
    public static IReadOnlyList<FileEdits> Of(IEnumerable<Finding> findings, bool includeUnsafe = false)
    {
        var files = new SortedDictionary<string, List<TextEdit>>(StringComparer.Ordinal);
        foreach (Finding finding in findings)
        {
            if (finding.Fix is not { } fix || !(fix.IsSafe || includeUnsafe) || Conflicts(fix, files)) continue;
            foreach (TextEdit edit in fix.Edits) Add(files, edit);
        }

        var plan = new List<FileEdits>();
        foreach (KeyValuePair<string, List<TextEdit>> file in files)
        {
            if (file.Value.Count > 0) plan.Add(new FileEdits(file.Key, file.Value));
        }

        return plan;
    }

    private static bool Conflicts(Fix fix, SortedDictionary<string, List<TextEdit>> files)
    {
        foreach (TextEdit edit in fix.Edits)
        {
            if (!files.TryGetValue(edit.File, out List<TextEdit>? planned)) continue;
            foreach (TextEdit other in planned)
            {
                if (!edit.Equals(other) && Overlaps(edit, other)) return true;
            }
        }

        return false;
    }

    // An insertion between lines touches nothing; it conflicts only with a deletion that spans its place.
    private static bool Overlaps(TextEdit a, TextEdit b)
    {
        if (a.DeleteLines == 0 && b.DeleteLines == 0) return false;
        if (a.DeleteLines == 0) return a.Line > b.Line && a.Line < b.Line + b.DeleteLines;
        if (b.DeleteLines == 0) return b.Line > a.Line && b.Line < a.Line + a.DeleteLines;
        return a.Line < b.Line + b.DeleteLines && b.Line < a.Line + a.DeleteLines;
    }

    private static void Add(SortedDictionary<string, List<TextEdit>> files, TextEdit edit)
    {
        if (!files.TryGetValue(edit.File, out List<TextEdit>? planned)) files.Add(edit.File, planned = []);
        if (planned.Contains(edit)) return;
        int at = planned.Count;
        while (at > 0 && planned[at - 1].Line > edit.Line) at--;
        TextEdit? fresh = edit.DeleteLines == 0 ? WithoutRepeatedLines(edit, planned) : edit;
        if (fresh is not null) planned.Insert(at, fresh);
    }

    // Two sub-packages of one package both ask for its __init__.py at the same place: once is enough.
    private static TextEdit? WithoutRepeatedLines(TextEdit edit, List<TextEdit> planned)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (TextEdit other in planned)
        {
            if (other.Line == edit.Line && other.DeleteLines == 0) known.UnionWith(other.Insert.Split('\n'));
        }

        if (known.Count == 0 || edit.Insert.Contains("\\\n")) return edit;
        var kept = new List<string>();
        foreach (string line in edit.Insert.TrimEnd('\n').Split('\n'))
        {
            if (!known.Contains(line)) kept.Add(line);
        }

        return kept.Count == 0 ? null : edit with { Insert = string.Join("\n", kept) + "\n" };
    }
}
