using System;
using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>A value of an ini file.</summary>
internal sealed record IniValue(string Key, string Value, int Line);

/// <summary>A section of an ini file; keys may repeat (uWSGI).</summary>
internal sealed record IniSection(string Name, List<IniValue> Values)
{
    public IniValue? Get(string key) => Values.FindLast(value => string.Equals(value.Key, key, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Ini files as Python's configparser reads them: <c>key = value</c> or <c>key: value</c>, indented lines continue.</summary>
internal static class IniFile
{
    public static List<IniSection> Read(string text)
    {
        var sections = new List<IniSection>();
        IniSection? section = null;
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = StripComment(raw.TrimEnd('\r', ' ', '\t'));
            string trimmed = line.Trim();
            if (trimmed.Length == 0) continue;
            if (trimmed[0] == '[' && trimmed[trimmed.Length - 1] == ']')
            {
                section = new IniSection(trimmed.Substring(1, trimmed.Length - 2).Trim(), []);
                sections.Add(section);
            }
            else if (section is not null) AddLine(section, line, trimmed, number);
        }

        return sections;
    }

    private static void AddLine(IniSection section, string line, string trimmed, int number)
    {
        if (line[0] is ' ' or '\t' && section.Values.Count > 0)
        {
            IniValue last = section.Values[section.Values.Count - 1];
            // Work stays linear enough: nobody's value has thousands of lines.
            if (last.Value.Length < 1 << 14) section.Values[section.Values.Count - 1] = last with { Value = (last.Value + "\n" + trimmed).Trim() };
            return;
        }

        int equals = trimmed.IndexOfAny(Separators);
        if (equals <= 0) section.Values.Add(new IniValue(trimmed, "", number));
        else section.Values.Add(new IniValue(trimmed.Substring(0, equals).Trim(), trimmed.Substring(equals + 1).Trim(), number));
    }

    private static readonly char[] Separators = ['=', ':'];

    private static string StripComment(string line)
    {
        string start = line.TrimStart();
        if (start.Length > 0 && start[0] is '#' or ';') return "";
        int comment = line.IndexOf(" ;", StringComparison.Ordinal);
        return comment < 0 ? line : line.Substring(0, comment);
    }
}
