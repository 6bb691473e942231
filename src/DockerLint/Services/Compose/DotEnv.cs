using System;
using System.Collections.Generic;

namespace DockerLint.Services.Compose;

/// <summary>Reads <c>.env</c> files as compose does: <c>NAME=value</c>, quotes, comments, <c>export</c>, earlier names.</summary>
internal static class DotEnv
{
    public static Dictionary<string, string> Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("export ", StringComparison.Ordinal)) line = line.Substring(7).TrimStart();
            int equals = line.IndexOf('=');
            if (equals <= 0) continue;
            string name = line.Substring(0, equals).Trim();
            values[name] = Value(line.Substring(equals + 1).Trim(), values);
        }

        return values;
    }

    private static string Value(string text, Dictionary<string, string> values)
    {
        if (text.Length > 1 && text[0] is '\'' or '"')
        {
            int end = text.IndexOf(text[0], 1);
            if (end > 0)
            {
                string inside = text.Substring(1, end - 1);
                return text[0] == '\'' ? inside : Expand(inside, values);
            }
        }

        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        return Expand(comment < 0 ? text : text.Substring(0, comment).TrimEnd(), values);
    }

    private static string Expand(string text, Dictionary<string, string> values) =>
        Interpolation.Expand(text, name => values.TryGetValue(name, out string? value) ? value : "");
}
