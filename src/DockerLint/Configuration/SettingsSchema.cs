using System.Collections.Generic;
using System.IO;
using System.Text;

namespace DockerLint.Configuration;

/// <summary>The JSON schema of the configuration, written from the same shapes that its reader checks with.</summary>
public static class SettingsSchema
{
    /// <summary>The schema (draft 2020-12), with a newline at the end.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"dockerlint.yaml\",\n");
        Members(text, SettingShape.Root, "  ");
        return text.Append("}\n").ToString();
    }

    private static void Members(StringBuilder text, SettingShape shape, string indent)
    {
        text.Append(indent).Append("\"description\": ").Append(Quote(shape.Description)).Append(",\n");
        switch (shape.Kind)
        {
            case SettingKind.Object:
                text.Append(indent).Append("\"type\": \"object\",\n").Append(indent).Append("\"additionalProperties\": false,\n");
                if (shape.Required.Count > 0) text.Append(indent).Append("\"required\": ").Append(List(shape.Required)).Append(",\n");
                text.Append(indent).Append("\"properties\": {\n");
                for (int i = 0; i < shape.Keys.Count; i++)
                {
                    text.Append(indent).Append("  ").Append(Quote(shape.Keys[i].Key)).Append(": {\n");
                    Members(text, shape.Keys[i].Value, indent + "    ");
                    text.Append(indent).Append("  }").Append(i + 1 < shape.Keys.Count ? ",\n" : "\n");
                }

                text.Append(indent).Append("}\n");
                break;
            case SettingKind.List:
                text.Append(indent).Append("\"type\": \"array\",\n").Append(indent).Append("\"items\": {\n");
                Members(text, shape.Item!, indent + "  ");
                text.Append(indent).Append("}\n");
                break;
            case SettingKind.Map:
                text.Append(indent).Append("\"type\": \"object\",\n").Append(indent).Append("\"additionalProperties\": {\n");
                Members(text, shape.Item!, indent + "  ");
                text.Append(indent).Append("}\n");
                break;
            case SettingKind.Texts:
                text.Append(indent).Append("\"anyOf\": [ { \"type\": \"string\" }, { \"type\": \"array\", \"items\": { \"type\": \"string\" } } ]\n");
                break;
            case SettingKind.Choice:
                text.Append(indent).Append("\"enum\": ").Append(List(shape.Choices)).Append('\n');
                break;
            case SettingKind.Number:
                text.Append(indent).Append("\"type\": \"integer\",\n").Append(indent).Append("\"minimum\": 0\n");
                break;
            case SettingKind.Date:
                text.Append(indent).Append("\"type\": \"string\",\n").Append(indent).Append("\"format\": \"date\"\n");
                break;
            default:
                if (shape.IsFilled) text.Append(indent).Append("\"minLength\": 1,\n");
                text.Append(indent).Append("\"type\": [ \"string\", \"number\", \"boolean\" ]\n");
                break;
        }
    }

    private static string List(IReadOnlyList<string> items)
    {
        var quoted = new List<string>();
        foreach (string item in items) quoted.Add(Quote(item));
        return "[ " + string.Join(", ", quoted) + " ]";
    }

    private static string Quote(string text)
    {
        var writer = new StringWriter();
        writer.Write('"');
        foreach (char c in text) writer.Write(c is '"' or '\\' ? "\\" + c : c.ToString());
        writer.Write('"');
        return writer.ToString();
    }
}
