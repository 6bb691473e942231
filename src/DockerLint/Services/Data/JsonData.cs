using System.Text;
using PyImportScanner.Packaging.Formats;

namespace DockerLint.Services.Data;

/// <summary>JSON as <see cref="DataNode"/>s; comments and trailing commas (devcontainer.json) are tolerated.</summary>
public static class JsonData
{
    /// <summary>Reads one document. Never throws.</summary>
    public static DataDocuments Read(string text)
    {
        DataDocument document = JsonReader.Read(Strip(text));
        return document.IsValid
            ? new DataDocuments([DataNodes.Of(document.Root)])
            : new DataDocuments([], document.Errors[0].Message, document.Errors[0].Span.Line);
    }

    /// <summary>Comments and trailing commas become blanks, so that lines stay.</summary>
    private static string Strip(string text)
    {
        if (text.IndexOf('/') < 0 && text.IndexOf(',') < 0) return text;
        var result = new StringBuilder(text);
        int comma = -1;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                comma = -1;
                for (i++; i < text.Length && text[i] != '"' && text[i] != '\n'; i++)
                {
                    if (text[i] == '\\') i++;
                }
            }
            else if (c == '/' && i + 1 < text.Length && text[i + 1] is '/' or '*')
            {
                i = BlankComment(text, result, i);
            }
            else if (c == ',')
            {
                comma = i;
            }
            else if (c is '}' or ']')
            {
                if (comma >= 0) result[comma] = ' ';
                comma = -1;
            }
            else if (c is not (' ' or '\t' or '\r' or '\n'))
            {
                comma = -1;
            }
        }

        return result.ToString();
    }

    private static int BlankComment(string text, StringBuilder result, int start)
    {
        bool isLine = text[start + 1] == '/';
        int end = isLine ? text.IndexOf('\n', start) : text.IndexOf("*/", start + 2, System.StringComparison.Ordinal);
        if (end < 0) end = text.Length;
        else if (!isLine) end += 2;
        for (int i = start; i < end; i++)
        {
            if (text[i] is not ('\n' or '\r')) result[i] = ' ';
        }

        return end - 1;
    }
}
