using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using TestSupport;

namespace PyImportScanner.Tests.Imports;

/// <summary>Tricky source texts with what CPython finds in them: the shared collection, or the part of it in the repository.</summary>
public sealed record Snippet(string Id, byte[] Source, string? Truth, JsonElement Fields)
{
    public static IReadOnlyList<Snippet> All { get; } = Load();

    public JsonElement? Array(string name) =>
        Fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? value : null;

    private static List<Snippet> Load()
    {
        string? shared = SharedReference.Root is { } root ? Path.Combine(root, "python", "cases", "snippets.jsonl") : null;
        string path = shared is not null && File.Exists(shared)
            ? shared
            : Path.Combine(SharedReference.RepositoryRoot, "tests", "PyImportScanner.Tests", "Imports", "Fixtures", "snippets.jsonl");
        var snippets = new List<Snippet>();
        foreach (string line in File.ReadLines(path))
        {
            JsonElement fields = JsonDocument.Parse(line).RootElement;
            byte[] source = fields.TryGetProperty("code_b64", out JsonElement encoded) && encoded.GetString() is { } text
                ? Convert.FromBase64String(text)
                : Encoding.UTF8.GetBytes(fields.GetProperty("code").GetString()!);
            string? truth = fields.TryGetProperty("truth", out JsonElement value) ? value.GetString() : null;
            snippets.Add(new Snippet(fields.GetProperty("id").GetString()!, source, truth, fields));
        }

        return snippets;
    }
}
