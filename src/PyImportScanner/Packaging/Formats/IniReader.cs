using System;
using System.Collections.Generic;
using System.Text;

namespace PyImportScanner.Packaging.Formats;

/// <summary>Reads ini files the way Python's <c>configparser</c> does (setup.cfg, entry_points.txt): a table of tables of strings.</summary>
/// <remarks>
/// Option names are lower-cased as <c>optionxform</c> does, unless asked not to; a value goes on over indented lines, which are
/// joined by line feeds. Interpolation is not done. Lines that are neither are errors and are left out.
/// </remarks>
public static class IniReader
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="text">The decoded text.</param>
    /// <param name="keepCase">Leave option names as they are written (entry points).</param>
    public static DataDocument Read(string text, bool keepCase = false)
    {
        var root = new DataValue(DataKind.Table, "", default);
        var errors = new List<DataError>();
        DataValue? section = null;
        Option? open = null;
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd();
            string trimmed = line.TrimStart();
            // configparser keeps empty lines inside a value; they carry nothing here.
            if (trimmed.Length == 0 || trimmed[0] is '#' or ';') continue;
            int indent = line.Length - trimmed.Length;
            if (open is not null && indent > open.Indent)
            {
                open.Continue(trimmed);
                continue;
            }

            open?.Close();
            open = null;
            if (trimmed[0] == '[' && trimmed.IndexOf(']') > 0)
            {
                section = Section(root, trimmed.Substring(1, trimmed.IndexOf(']') - 1), number, indent);
                continue;
            }

            int sign = trimmed.IndexOfAny(['=', ':']);
            if (section is null || sign == 0)
            {
                errors.Add(new DataError("expected [section] or name = value", SourceSpan.OnLine(number, indent + 1, trimmed.Length)));
                continue;
            }

            string name = (sign < 0 ? trimmed : trimmed.Substring(0, sign)).TrimEnd();
            string value = sign < 0 ? "" : trimmed.Substring(sign + 1).Trim();
            open = new Option(section, keepCase ? name : name.ToLowerInvariant(), value, number, indent, trimmed.Length);
        }

        open?.Close();
        return new DataDocument(root, errors);
    }

    private static DataValue Section(DataValue root, string name, int line, int indent)
    {
        if (root[name] is { } known) return known;
        SourceSpan span = SourceSpan.OnLine(line, indent + 1, name.Length + 2);
        var section = new DataValue(DataKind.Table, "", span);
        root.Add(name, span, section);
        return section;
    }

    private sealed class Option(DataValue section, string name, string first, int line, int indent, int length)
    {
        private readonly StringBuilder text = new(first);

        public int Indent { get; } = indent;

        public void Continue(string more) => text.Append('\n').Append(more);

        public void Close()
        {
            // The last definition would win; configparser refuses a second one, so it does not matter which is kept.
            if (section[name] is not null) return;
            SourceSpan span = SourceSpan.OnLine(line, Indent + 1, length);
            section.Add(name, span, new DataValue(DataKind.String, text.ToString(), span));
        }
    }

    /// <summary>The lines of a dangling list, or the parts of a comma-separated one (setuptools' <c>list-comma</c> and <c>list-semi</c> types).</summary>
    internal static IReadOnlyList<string> List(string? value, char separator = ',')
    {
        var found = new List<string>();
        if (value is null) return found;
        foreach (string part in value.Contains("\n") ? value.Split('\n') : value.Split(separator))
        {
            string trimmed = part.Trim();
            if (trimmed.Length > 0 && !trimmed.StartsWith("#", StringComparison.Ordinal)) found.Add(trimmed);
        }

        return found;
    }
}
