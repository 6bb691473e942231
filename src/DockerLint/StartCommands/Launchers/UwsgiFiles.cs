using System;
using System.Text;
using PyImportScanner.Packaging.Formats;

namespace DockerLint.StartCommands;

/// <summary>The forms in which uWSGI takes its configuration (core/yaml.c, core/json.c, core/xmlconf.c), each told as the ini file it stands for.</summary>
internal static class UwsgiFiles
{
    private static readonly string[] Suffixes = [".ini", ".xml", ".yaml", ".yml", ".json", ".js"];

    /// <summary>Is an operand a file of configuration? uWSGI goes by the suffix (core/uwsgi.c, <c>uwsgi_opt_load</c>).</summary>
    public static bool IsConfiguration(string path) => Array.Exists(Suffixes, suffix => path.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>The text of the ini file.</summary>
    public static string ToIni(string path, string content)
    {
        if (path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal)) return FromYaml(content);
        if (path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".js", StringComparison.Ordinal)) return FromJson(content);
        return path.EndsWith(".xml", StringComparison.Ordinal) ? FromXml(content) : content;
    }

    // One level: a section, and below it keys with their values, or a key and a list of values.
    private static string FromYaml(string content)
    {
        var text = new StringBuilder();
        string key = "";
        foreach (string raw in content.Split('\n'))
        {
            string line = raw.TrimEnd('\r', ' ', '\t'), inner = line.TrimStart();
            if (inner.Length == 0 || inner[0] == '#') continue;
            int colon = inner.IndexOf(':');
            bool isItem = inner.StartsWith("- ", StringComparison.Ordinal);
            if (isItem && (colon < 0 || inner.IndexOf(": ", StringComparison.Ordinal) < 0))
            {
                Add(text, key, Bare(inner.Substring(2)));
                continue;
            }

            if (colon <= 0) continue;
            key = inner.Substring(0, colon).TrimStart('-').Trim();
            string value = Bare(inner.Substring(colon + 1));
            if (line[0] is not (' ' or '\t')) text.Append('[').Append(key).Append("]\n");
            else if (value.Length > 0) Add(text, key, value);
        }

        return text.ToString();
    }

    private static string Bare(string value) => value.Trim().Trim('"', '\'');

    private static string FromJson(string content)
    {
        var text = new StringBuilder();
        foreach (DataMember section in JsonReader.Read(content).Root.Members)
        {
            text.Append('[').Append(OneLine(section.Key)).Append("]\n");
            foreach (DataMember member in section.Value.Members)
            {
                if (member.Value.Kind != DataKind.Array) Add(text, member.Key, member.Value.Text);
                foreach (DataValue item in member.Value.Items) Add(text, member.Key, item.Text);
            }
        }

        return text.ToString();
    }

    // <uwsgi><module>proj.wsgi</module><master/></uwsgi>: elements with a text and no attributes of interest.
    private static string FromXml(string content)
    {
        var text = new StringBuilder("[uwsgi]\n");
        int at = content.IndexOf("<uwsgi", StringComparison.Ordinal);
        while (at >= 0 && (at = content.IndexOf('<', at + 1)) >= 0)
        {
            if (string.CompareOrdinal(content, at, "<!--", 0, 4) == 0)
            {
                at = content.IndexOf("-->", at, StringComparison.Ordinal);
                continue;
            }

            int end = content.IndexOf('>', at), next = end < 0 ? -1 : content.IndexOf('<', end);
            if (next < 0) break;
            string name = content.Substring(at + 1, end - at - 1);
            if (name.Length > 0 && name[0] is not ('/' or '!' or '?') && name[name.Length - 1] != '/' && string.CompareOrdinal(content, next, "</", 0, 2) == 0)
                Add(text, name.Split(' ')[0], content.Substring(end + 1, next - end - 1).Trim());
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, string key, string value) => text.Append(OneLine(key)).Append(" = ").Append(OneLine(value)).Append('\n');

    private static string OneLine(string value) => value.Replace('\n', ' ').Replace('\r', ' ');
}
