using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PyImportScanner.Imports;

namespace PyImportScanner.Tests.Imports;

/// <summary>Import records written the same way from both sides, so that a difference reads at a glance.</summary>
internal static class OracleRecord
{
    // The oracle judges version tests for the interpreter that ran it.
    public static readonly PythonVersion OracleVersion = new(3, 11);

    public static string Of(ImportStatement i)
    {
        IEnumerable<string?> aliases = i.Kind == ImportKind.Import ? [i.Alias] : i.Names.Select(n => n.Alias);
        return $"{(i.Kind == ImportKind.Import ? "import" : "from")} {i.Span.Line}/{i.AliasLine} {i.Level} {i.Module ?? "-"} "
            + $"[{string.Join(",", i.Names.Select(n => n.Name))}] [{string.Join(",", aliases.Select(a => a ?? "-"))}] "
            + $"{ImportJson.Name(i.Scope)} {(i.Deferred ? "deferred" : "direct")} {ImportJson.Summarise(i.Guards)} {string.Join(" ", i.Guards.Select(Of))}".TrimEnd();
    }

    public static string Of(JsonElement r)
    {
        return $"{r.GetProperty("kind").GetString()} {r.GetProperty("line")}/{r.GetProperty("alias_line")} {r.GetProperty("level")} "
            + $"{r.GetProperty("module").GetString() ?? "-"} [{Join(r.GetProperty("names"))}] [{Join(r.GetProperty("as"))}] "
            + $"{r.GetProperty("scope").GetString()} {(r.GetProperty("deferred").GetBoolean() ? "deferred" : "direct")} "
            + $"{r.GetProperty("guarded").GetString()} {string.Join(" ", r.GetProperty("guards").EnumerateArray().Select(OfGuard))}".TrimEnd();
    }

    private static string Of(Guard guard)
    {
        if (guard.Handlers.Length > 0) return $"{ImportJson.Name(guard.Kind)}({string.Join(",", guard.Handlers)})";
        // Whether a test of the patch release holds is not known from "3.11"; the oracle takes 3.11.0.
        bool? value = guard.IsReached(OracleVersion);
        return $"{ImportJson.Name(guard.Kind)}:{guard.Negated}:{(value is null ? "?" : value.ToString())}";
    }

    private static string OfGuard(JsonElement guard)
    {
        string kind = guard.GetProperty("k").GetString()!;
        if (guard.TryGetProperty("h", out JsonElement handlers)) return $"{kind}({Join(handlers)})";
        JsonElement value = guard.GetProperty("v");
        return $"{kind}:{guard.GetProperty("neg").GetBoolean()}:{(value.ValueKind == JsonValueKind.Null ? "?" : value.GetBoolean().ToString())}";
    }

    private static string Join(JsonElement array) => string.Join(",", array.EnumerateArray().Select(e => e.GetString() ?? "-"));
}
