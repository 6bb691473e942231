using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PyImportScanner.Imports;
using Xunit;

namespace PyImportScanner.Tests.Imports;

public sealed class SnippetTests
{
    public static TheoryData<string> WithImports => Ids(s => s.Array("imports") is not null);

    public static TheoryData<string> Refused => Ids(s => s.Truth is null);

    [Theory]
    [MemberData(nameof(WithImports))]
    public void Finds_what_CPython_finds(string id)
    {
        Snippet snippet = Snippet.All.Single(s => s.Id == id);
        ScannedModule module = ImportScanner.Scan(snippet.Source);
        IEnumerable<string> expected = snippet.Array("imports")!.Value.EnumerateArray().Select(OracleRecord.Of);
        Assert.Equal(string.Join("\n", expected), string.Join("\n", module.Imports.Select(OracleRecord.Of)));
        Assert.Equal(
            snippet.Array("imports")!.Value.EnumerateArray().Select(i => i.TryGetProperty("lazy", out JsonElement lazy) && lazy.GetBoolean()),
            module.Imports.Select(i => i.Lazy));
    }

    private static TheoryData<string> Ids(System.Func<Snippet, bool> filter)
    {
        var data = new TheoryData<string>();
        foreach (Snippet snippet in Snippet.All.Where(filter)) data.Add(snippet.Id);
        return data;
    }
}
