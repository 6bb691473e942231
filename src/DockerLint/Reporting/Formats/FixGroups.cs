using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>Findings that one and the same edit mends, shown together under the first of them.</summary>
internal static class FixGroups
{
    public static List<List<Finding>> Of(IReadOnlyList<Finding> findings)
    {
        var groups = new List<List<Finding>>();
        var byFix = new Dictionary<string, List<Finding>>(StringComparer.Ordinal);
        foreach (Finding finding in findings)
        {
            if (finding.Fix is null)
            {
                groups.Add([finding]);
                continue;
            }

            string key = Key(finding.Fix);
            if (byFix.TryGetValue(key, out List<Finding>? group))
            {
                group.Add(finding);
                continue;
            }

            group = [finding];
            byFix.Add(key, group);
            groups.Add(group);
        }

        return groups;
    }

    private static string Key(Fix fix)
    {
        var key = new StringBuilder();
        foreach (TextEdit edit in fix.Edits)
        {
            key.Append(edit.File).Append('\0').Append(edit.Line.ToString(CultureInfo.InvariantCulture)).Append('\0')
                .Append(edit.DeleteLines.ToString(CultureInfo.InvariantCulture)).Append('\0').Append(edit.Insert).Append('\0');
        }

        return key.ToString();
    }
}
