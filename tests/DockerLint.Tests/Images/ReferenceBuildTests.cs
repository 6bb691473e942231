using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Images;

/// <summary>Builds whose result a real engine gave: files, links, directories, contents, configuration, failures.</summary>
public sealed class ReferenceBuildTests
{
    private static readonly Dictionary<string, Func<ImageCase>> cases = FindCases();

    public static IEnumerable<object[]> Cases => cases.Keys.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Builds_what_the_engine_builds(string name)
    {
        ImageCase build = cases[name]();
        string? difference = build.Difference();
        Assert.True(difference is null, name + ": " + difference);
    }

    [Fact]
    public void Builds_random_Dockerfiles_as_the_engine_does()
    {
        string path = SharedReference.PathOf(Path.Combine("dockerfile", "fuzz", "cases.jsonl"), Path.Combine("Images", "fuzz.jsonl"));
        var differences = new List<string>();
        int count = 0;
        foreach (string line in File.ReadLines(path))
        {
            ImageCase build = ImageCase.FromLine(line);
            count++;
            if (build.Difference() is { } difference) differences.Add(build.Name + ": " + difference);
        }

        Assert.True(count >= 20, "only " + count + " builds");
        Assert.True(differences.Count == 0, differences.Count + " of " + count + " differ:\n" + string.Join('\n', differences));
    }

    private static Dictionary<string, Func<ImageCase>> FindCases()
    {
        var found = new Dictionary<string, Func<ImageCase>>(StringComparer.Ordinal);
        string? shared = SharedReference.Root is null ? null : Path.Combine(SharedReference.Root, "dockerfile", "cases");
        if (shared is not null && Directory.Exists(shared))
        {
            foreach (string directory in Directory.GetDirectories(shared))
                found[Path.GetFileName(directory)] = () => ImageCase.FromDirectory(directory);
            return found;
        }

        foreach (string line in File.ReadLines(SharedReference.FixturePath(Path.Combine("Images", "cases.jsonl"))))
            found[ImageCase.FromLine(line).Name] = () => ImageCase.FromLine(line);
        return found;
    }
}
