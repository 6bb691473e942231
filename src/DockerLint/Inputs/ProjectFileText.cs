using System;
using System.Collections.Generic;
using System.Text;

namespace DockerLint.Inputs;

/// <summary>
/// What an installer reads in a <c>pyproject.toml</c>: all but comments, blank lines, and the tables of tools that check or format the
/// sources (packaging.python.org, "pyproject.toml specification": each tool has a table of its own below <c>[tool]</c>).
/// </summary>
internal static class ProjectFileText
{
    private static readonly HashSet<string> Checkers = new(StringComparer.Ordinal)
    {
        "autopep8", "bandit", "basedpyright", "black", "codespell", "commitizen", "coverage", "deptry", "djlint", "docformatter", "flake8", "interrogate", "isort", "mypy",
        "pydocstyle", "pylint", "pyright", "pytest", "ruff", "semantic_release", "towncrier", "tox", "ty", "vulture", "yapf",
    };

    /// <summary>Does an installer read the same in both?</summary>
    public static bool IsSame(ReadOnlySpan<byte> old, ReadOnlySpan<byte> now) => Lines(old).SetEquals(Lines(now));

    // Each line with its table, as the same line may stand in several; the place of a table does not matter.
    private static HashSet<string> Lines(ReadOnlySpan<byte> content)
    {
        string text = Encoding.UTF8.GetString(content);
        // What looks like a comment or a table may be within such a string.
        bool hasLongStrings = text.IndexOf("\"\"\"", StringComparison.Ordinal) >= 0 || text.IndexOf("'''", StringComparison.Ordinal) >= 0;
        if (hasLongStrings) return [text];
        var lines = new HashSet<string>(StringComparer.Ordinal);
        string table = "";
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (IsHeader(raw))
            {
                table = line;
                number = 0;
            }

            // The order of lines within a table may matter: a list over several lines.
            if (!IsOfChecker(table)) lines.Add(table + "\n" + number++ + "\n" + line);
        }

        return lines;
    }

    // A line of a list over several lines is indented, or ends in a comma.
    private static bool IsHeader(string line) => line.Length > 0 && line[0] == '[' && line.TrimEnd().EndsWith("]", StringComparison.Ordinal);

    private static bool IsOfChecker(string table)
    {
        string name = table.Trim('[', ']', ' ');
        if (!name.StartsWith("tool.", StringComparison.Ordinal)) return false;
        int end = name.IndexOf('.', "tool.".Length);
        return Checkers.Contains(name.Substring("tool.".Length, (end < 0 ? name.Length : end) - "tool.".Length));
    }
}
