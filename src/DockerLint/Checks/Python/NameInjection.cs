using System;
using System.Text;

namespace DockerLint.Checks.Python;

/// <summary>
/// Signs in a text that it gives modules names which no statement of theirs binds. Looked for only when a name seems to be
/// missing, and read generously: a sign makes an error a warning.
/// </summary>
internal static class NameInjection
{
    /// <summary>Does the text give some module an attribute of this name, as far as its letters tell?</summary>
    /// <param name="text">Of any module that is loaded.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="module">The last part of the name of the module that lacks it.</param>
    public static bool Assigns(ReadOnlySpan<byte> text, string name, string module)
    {
        if (AssignsTo(text, Encoding.UTF8.GetBytes("." + name))) return true;
        if (text.IndexOf("f_globals"u8) >= 0) return true;
        bool reachesModules = text.IndexOf("sys.modules"u8) >= 0 || text.IndexOf("import_module("u8) >= 0 || text.IndexOf("__import__("u8) >= 0;
        bool sets = text.IndexOf("setattr("u8) >= 0;
        bool writesNamespace = text.IndexOf("__dict__"u8) >= 0 || text.IndexOf("vars("u8) >= 0;
        if (reachesModules && (sets || writesNamespace || ReplacesModule(text))) return true;
        if (!sets && !writesNamespace) return false;
        bool names = text.IndexOf(Encoding.UTF8.GetBytes("\"" + name + "\"")) >= 0 || text.IndexOf(Encoding.UTF8.GetBytes("'" + name + "'")) >= 0
            || text.IndexOf(Encoding.UTF8.GetBytes(name + "=")) >= 0;
        return names || text.IndexOf(Encoding.UTF8.GetBytes("setattr(" + module + ",")) >= 0
            || text.IndexOf(Encoding.UTF8.GetBytes(module + ".__dict__")) >= 0 || text.IndexOf(Encoding.UTF8.GetBytes("vars(" + module + ")")) >= 0;
    }

    /// <summary>
    /// Does a library give the module a class of this name? django-pghistory puts the model of a tracked model's events, by default its
    /// name with <c>Event</c>, into the module of the tracked one (its documentation, "Event Models").
    /// </summary>
    public static bool MakesModel(ReadOnlySpan<byte> text, string name) =>
        name.EndsWith("Event", StringComparison.Ordinal) && text.IndexOf("pghistory"u8) >= 0;

    /// <summary>
    /// Does the module hand itself to something that may give it names: <c>install(__name__, …)</c> as a statement of its own,
    /// <c>import_module(__name__).x = …</c>? A logger that is asked for by the module's name is no such thing.
    /// </summary>
    public static bool HandsItselfOver(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("import_module(__name__"u8) >= 0 || text.IndexOf("__import__(__name__"u8) >= 0) return true;
        int from = 0;
        for (int at; (at = text.Slice(from).IndexOf("__name__"u8)) >= 0;)
        {
            at += from;
            from = at + 8;
            if (IsCallStatement(Statement(text, at))) return true;
        }

        return false;
    }

    // From the last line above that begins at the margin.
    private static ReadOnlySpan<byte> Statement(ReadOnlySpan<byte> text, int at)
    {
        int start = at;
        while (start > 0)
        {
            start = text.Slice(0, start).LastIndexOf((byte)'\n') + 1;
            if (start >= text.Length || text[start] is not ((byte)' ' or (byte)'\t' or (byte)')' or (byte)']' or (byte)'}' or (byte)'\n' or (byte)'\r')) break;
            start--;
        }

        return start <= 0 ? text.Slice(0, at) : text.Slice(start, at - start);
    }

    // name.name( with nothing but names and dots in front of the parenthesis.
    private static bool IsCallStatement(ReadOnlySpan<byte> statement)
    {
        int end = statement.IndexOf((byte)'(');
        if (end <= 0) return false;
        ReadOnlySpan<byte> callee = statement.Slice(0, end);
        foreach (byte b in callee)
        {
            bool isName = b is (byte)'_' or (byte)'.' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or >= 0x80;
            if (!isName) return false;
        }

        return callee.IndexOf("getLogger"u8) < 0 && callee.IndexOf("print"u8) != 0;
    }

    // sys.modules[key] = object, where the key is no text.
    private static bool ReplacesModule(ReadOnlySpan<byte> text)
    {
        for (int at; (at = text.IndexOf("modules["u8)) >= 0;)
        {
            text = text.Slice(at + 8);
            int close = text.IndexOf((byte)']');
            if (close < 0) return false;
            bool isLiteral = text[0] is (byte)'"' or (byte)'\'';
            ReadOnlySpan<byte> rest = SkipBlanks(text.Slice(close + 1));
            if (!isLiteral && rest.Length > 1 && rest[0] == (byte)'=' && rest[1] != (byte)'=') return true;
        }

        return false;
    }

    // m.X = …, m.X: int = …, m.X, m.Y = …, for m.X in …
    private static bool AssignsTo(ReadOnlySpan<byte> text, ReadOnlySpan<byte> attribute)
    {
        for (int at; (at = text.IndexOf(attribute)) >= 0;)
        {
            ReadOnlySpan<byte> before = text.Slice(0, at);

            // An attribute of an object of a class is another matter.
            bool isOwn = before.EndsWith("self"u8) || before.EndsWith("cls"u8);
            text = text.Slice(at + attribute.Length);
            if (isOwn) continue;
            int lineEnd = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> rest = SkipBlanks(lineEnd < 0 ? text : text.Slice(0, lineEnd));
            if (rest.Length == 0) continue;
            if (rest[0] == (byte)':' || (rest[0] == (byte)'=' && (rest.Length < 2 || rest[1] != (byte)'='))) return true;
            ReadOnlySpan<byte> line = SkipBlanks(before.Slice(before.LastIndexOf((byte)'\n') + 1));
            if (line.StartsWith("for "u8) || (rest[0] is (byte)',' or (byte)')' or (byte)']' && HasAssignment(rest) && line.IndexOf((byte)'=') < 0)) return true;
        }

        return false;
    }

    private static bool HasAssignment(ReadOnlySpan<byte> rest)
    {
        int equals = rest.IndexOf((byte)'=');
        return equals > 0 && equals + 1 < rest.Length && rest[equals + 1] != (byte)'=' && rest[equals - 1] is not ((byte)'!' or (byte)'<' or (byte)'>' or (byte)':');
    }

    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> text)
    {
        int start = 0;
        while (start < text.Length && (text[start] is (byte)' ' or (byte)'\t')) start++;
        return text.Slice(start);
    }
}
