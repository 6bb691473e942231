using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using PyImportScanner.Resolution;
using TestSupport;
using Xunit;

namespace PyImportScanner.Tests.Resolution;

public class StandardLibraryTableTests
{
    [Theory]
    [InlineData("distutils", 3, 11, true)]
    [InlineData("distutils", 3, 12, false)]
    [InlineData("tomllib", 3, 10, false)]
    [InlineData("tomllib", 3, 11, true)]
    [InlineData("cgi", 3, 13, false)]
    [InlineData("os.path", 3, 12, true)]
    [InlineData("xml.etree.ElementTree", 3, 8, true)]
    [InlineData("xml.etree.nothing", 3, 12, false)]
    [InlineData("xml.etree.nothing", 3, 14, null)]
    [InlineData("annotationlib", 3, 14, true)]
    [InlineData("msvcrt", 3, 14, false)]
    [InlineData("test.support", 3, 12, null)]
    [InlineData("ConfigParser", 2, 7, true)]
    [InlineData("ConfigParser", 3, 6, false)]
    [InlineData("asyncio", 3, 5, true)]
    [InlineData("asyncio", 3, 20, true)]
    [InlineData("requests", 3, 20, false)]
    public void Contains_is_decided_by_the_release(string name, int major, int minor, bool? expected) =>
        Assert.Equal(expected, new StandardLibraryTable(new PythonVersion(major, minor)).Contains(name));

    [Fact]
    public void Holds_every_recorded_name()
    {
        if (SharedReference.Root is not { } root) return;
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "python", "data", "stdlib_modules.json")));
        var wrong = new List<string>();
        foreach (JsonProperty release in recorded.RootElement.EnumerateObject())
        {
            var table = new StandardLibraryTable(PythonVersion.TryParse(release.Name)!.Value);
            wrong.AddRange(Names(release.Value, "all").Where(n => IsOrdinary(n) && table.Contains(n) != true).Select(n => release.Name + " " + n));
            wrong.AddRange(Names(release.Value, "builtin").Where(n => !table.IsBuiltIn(n)).Select(n => release.Name + " built-in " + n));
            wrong.AddRange(Names(release.Value, "frozen").Where(n => IsOrdinary(n) && !table.IsFrozen(n)).Select(n => release.Name + " frozen " + n));
        }

        Assert.Empty(wrong);
    }

    private static bool IsOrdinary(string name) =>
        !name.StartsWith("_sysconfigdata", System.StringComparison.Ordinal) && !name.StartsWith("__phello", System.StringComparison.Ordinal)
        && !name.StartsWith("__hello", System.StringComparison.Ordinal);

    private static IEnumerable<string> Names(JsonElement release, string field) =>
        release.TryGetProperty(field, out JsonElement names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];
}
