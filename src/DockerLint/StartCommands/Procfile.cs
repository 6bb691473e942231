using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>Procfiles: <c>web: gunicorn app:app</c>.</summary>
public static class Procfile
{
    /// <summary>The process types in order: name, shell text, line from 1.</summary>
    public static IReadOnlyList<(string Name, string Command, int Line)> Read(string text)
    {
        var result = new List<(string, string, int)>();
        int line = 0;
        foreach (string raw in text.Split('\n'))
        {
            line++;
            string trimmed = raw.Trim();
            int colon = trimmed.IndexOf(':');
            if (colon <= 0 || trimmed[0] == '#') continue;
            string name = trimmed.Substring(0, colon);
            string command = trimmed.Substring(colon + 1).Trim();
            if (command.Length > 0 && name.IndexOf(' ') < 0) result.Add((name, command, line));
        }

        return result;
    }
}
