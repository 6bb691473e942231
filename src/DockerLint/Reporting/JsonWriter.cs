using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace DockerLint.Reporting;

/// <summary>
/// Writes JSON (RFC 8259) in one pass. Small enough to do without a serializer, which the compiler host would have to
/// bring along; every character outside printable ASCII that could matter to a reader is escaped.
/// </summary>
public sealed class JsonWriter
{
    private readonly TextWriter output;
    private readonly bool indent;
    private int depth;
    private bool needsComma;
    private bool afterName;

    /// <summary>A writer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="indent">One member a line, two blanks a level; otherwise everything on one line.</param>
    public JsonWriter(TextWriter output, bool indent = false)
    {
        this.output = output;
        this.indent = indent;
    }

    /// <summary>Opens an object.</summary>
    public JsonWriter BeginObject() => Open('{');

    /// <summary>Closes an object.</summary>
    public JsonWriter EndObject() => Close('}');

    /// <summary>Opens an array.</summary>
    public JsonWriter BeginArray() => Open('[');

    /// <summary>Closes an array.</summary>
    public JsonWriter EndArray() => Close(']');

    /// <summary>The name of the next member.</summary>
    public JsonWriter Name(string name)
    {
        Separate();
        WriteString(name);
        output.Write(indent ? ": " : ":");
        afterName = true;
        return this;
    }

    /// <summary>A string, or null.</summary>
    public JsonWriter Value(string? value)
    {
        Separate();
        if (value is null) output.Write("null");
        else WriteString(value);
        return Done();
    }

    /// <summary>A number.</summary>
    public JsonWriter Value(long value)
    {
        Separate();
        output.Write(value.ToString(CultureInfo.InvariantCulture));
        return Done();
    }

    /// <summary>A truth value.</summary>
    public JsonWriter Value(bool value)
    {
        Separate();
        output.Write(value ? "true" : "false");
        return Done();
    }

    /// <summary>A member with a string, or null.</summary>
    public JsonWriter Member(string name, string? value) => Name(name).Value(value);

    /// <summary>A member with a number.</summary>
    public JsonWriter Member(string name, long value) => Name(name).Value(value);

    /// <summary>A member with a truth value.</summary>
    public JsonWriter Member(string name, bool value) => Name(name).Value(value);

    /// <summary>A member with an array of strings.</summary>
    public JsonWriter Member(string name, IEnumerable<string> values)
    {
        Name(name).BeginArray();
        foreach (string value in values) Value(value);
        return EndArray();
    }

    private JsonWriter Open(char bracket)
    {
        Separate();
        output.Write(bracket);
        depth++;
        needsComma = false;
        return this;
    }

    private JsonWriter Close(char bracket)
    {
        depth--;
        if (needsComma) NewLine();
        output.Write(bracket);
        return Done();
    }

    private JsonWriter Done()
    {
        needsComma = true;
        return this;
    }

    private void Separate()
    {
        if (afterName)
        {
            afterName = false;
            return;
        }

        if (needsComma) output.Write(',');
        if (depth > 0) NewLine();
        needsComma = false;
    }

    private void NewLine()
    {
        if (!indent) return;
        output.Write('\n');
        for (int i = 0; i < depth; i++) output.Write("  ");
    }

    private void WriteString(string value)
    {
        output.Write('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == '"' || c == '\\')
            {
                output.Write('\\');
                output.Write(c);
            }
            else if (c == '\n') output.Write("\\n");
            else if (c == '\r') output.Write("\\r");
            else if (c == '\t') output.Write("\\t");
            else if (SafeText.IsSafe(value, i)) output.Write(c);
            else output.Write("\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        output.Write('"');
    }
}
