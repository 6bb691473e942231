using System.Collections.Generic;

namespace DockerLint.Reporting.Formats;

/// <summary>The order of formats that group by file.</summary>
internal static class ByFile
{
    public static List<Finding> Sort(IReadOnlyList<Finding> findings)
    {
        var sorted = new List<(Finding Finding, int Order)>(findings.Count);
        for (int i = 0; i < findings.Count; i++) sorted.Add((findings[i], i));
        sorted.Sort((a, b) =>
        {
            int file = string.CompareOrdinal(a.Finding.File, b.Finding.File);
            if (file != 0) return file;
            int line = a.Finding.Span.Line.CompareTo(b.Finding.Span.Line);
            return line != 0 ? line : a.Order.CompareTo(b.Order);
        });
        return sorted.ConvertAll(entry => entry.Finding);
    }
}
