using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace PyImportScanner.Imports;

/// <summary>
/// Import statements as JSON lines, one object a module: the fields and values that <c>dockerlint imports --format json</c>
/// promises. Written by hand because the analyzer host has no JSON writer.
/// </summary>
public static class ImportJson
{
    private static readonly GuardKind[] priority =
    [
        GuardKind.TypeChecking, GuardKind.Const, GuardKind.TryImportError, GuardKind.SuppressImportError, GuardKind.ExceptImportError,
        GuardKind.TryReraise, GuardKind.Version, GuardKind.Platform, GuardKind.Main, GuardKind.If,
    ];

    /// <summary>All lines for one file, in source order, each ending in a line feed; the error line, if any, last.</summary>
    /// <param name="file">The path to print.</param>
    /// <param name="module">What the scan found.</param>
    public static string Lines(string file, ScannedModule module)
    {
        var text = new StringBuilder();
        int dynamic = 0;
        foreach (ImportStatement import in module.Imports)
        {
            for (; dynamic < module.DynamicImports.Count && IsBefore(module.DynamicImports[dynamic].Span, import.Span); dynamic++)
                Append(text, file, module.DynamicImports[dynamic]);
            Append(text, file, import);
        }

        for (; dynamic < module.DynamicImports.Count; dynamic++) Append(text, file, module.DynamicImports[dynamic]);
        string? failure = module.Error?.Message ?? module.UnknownBecause;
        if (failure is not null)
        {
            text.Append("{\"file\":");
            AppendString(text, file);
            text.Append(",\"error\":");
            AppendString(text, failure);
            text.Append("}\n");
        }

        return text.ToString();
    }

    /// <summary>The one word that sums up a list of guards: the first kind in order of weight that has an effect.</summary>
    public static string Summarise(IReadOnlyList<Guard> guards)
    {
        if (guards.Count == 0) return "none";
        foreach (GuardKind kind in priority)
        {
            foreach (Guard guard in guards)
            {
                // `if True` and the else of TYPE_CHECKING guard nothing.
                bool effective = kind is not (GuardKind.TypeChecking or GuardKind.Const) || guard.Value == false;
                if (guard.Kind == kind && effective) return Name(kind);
            }
        }

        return "none";
    }

    /// <summary>The name of a kind in machine-readable output.</summary>
    public static string Name(GuardKind kind) => kind switch
    {
        GuardKind.TypeChecking => "type_checking",
        GuardKind.Const => "const",
        GuardKind.TryImportError => "try_importerror",
        GuardKind.SuppressImportError => "suppress_importerror",
        GuardKind.ExceptImportError => "except_importerror",
        GuardKind.TryReraise => "try_reraise",
        GuardKind.Version => "version",
        GuardKind.Platform => "platform",
        GuardKind.Main => "main",
        GuardKind.If => "if",
        _ => "none",
    };

    /// <summary>The name of a scope in machine-readable output.</summary>
    public static string Name(ScopeKind scope) => scope switch
    {
        ScopeKind.Function => "function",
        ScopeKind.Class => "class",
        _ => "module",
    };

    private static bool IsBefore(SourceSpan a, SourceSpan b) => a.Line != b.Line ? a.Line < b.Line : a.Column < b.Column;

    private static void Append(StringBuilder text, string file, ImportStatement import)
    {
        Open(text, file, import.Kind == ImportKind.Import ? "import" : "from", import.Span.Line, import.Level, import.Module);
        text.Append(",\"names\":[");
        for (int i = 0; i < import.Names.Length; i++)
        {
            if (i > 0) text.Append(',');
            AppendString(text, import.Names[i].Name);
        }

        text.Append(']');
        Close(text, import.Scope, import.Deferred, import.Guards);
    }

    private static void Append(StringBuilder text, string file, DynamicImport import)
    {
        Open(text, file, "dynamic", import.Span.Line, 0, import.Module);
        text.Append(",\"names\":[]");
        Close(text, import.Scope, import.Deferred, import.Guards, import.Call);
    }

    private static void Open(StringBuilder text, string file, string kind, int line, int level, string? module)
    {
        text.Append("{\"file\":");
        AppendString(text, file);
        text.Append(",\"kind\":\"").Append(kind).Append("\",\"line\":").Append(line.ToString(CultureInfo.InvariantCulture));
        text.Append(",\"level\":").Append(level.ToString(CultureInfo.InvariantCulture)).Append(",\"module\":");
        if (module is null) text.Append("null");
        else AppendString(text, module);
    }

    private static void Close(StringBuilder text, ScopeKind scope, bool deferred, IReadOnlyList<Guard> guards, string? call = null)
    {
        text.Append(",\"scope\":\"").Append(Name(scope)).Append("\",\"deferred\":").Append(deferred ? "true" : "false");
        text.Append(",\"guarded\":\"").Append(Summarise(guards)).Append('"');
        if (call is not null)
        {
            text.Append(",\"call\":");
            AppendString(text, call);
        }

        text.Append("}\n");
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') text.Append(c);
            else text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        text.Append('"');
    }
}
