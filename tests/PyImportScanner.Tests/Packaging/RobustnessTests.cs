using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Discovery;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Locks;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;
using Xunit;

namespace PyImportScanner.Tests.Packaging;

/// <summary>The readers meet strangers' files: they never throw, never hang, and point into the text.</summary>
public sealed class RobustnessTests
{
    private static readonly MarkerEnvironment environment = new(new PythonVersion(3, 11));

    [Fact]
    public void Any_text_is_read_and_positions_lie_in_it() => Prop.ForAll(Texts(), text =>
    {
        foreach (DataDocument document in (DataDocument[])[TomlReader.Read(text), JsonReader.Read(text), IniReader.Read(text), YamlSubsetReader.Read(text)])
        {
            int lines = text.Count(c => c == '\n') + 1;
            Assert.All(document.Errors, e => Assert.InRange(e.Span.Line, 1, lines));
            Walk(document.Root, lines);
        }

        foreach (string name in (string[])["pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"])
        {
            IFileTree tree = new InMemoryFileTree().Add("/p/" + name, text);
            LocalProjectReader.Read(tree, "/p");
            RequirementsReader.Read(tree, ["/p/" + name], [], "/p", environment);
        }

        foreach (string name in (string[])["uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock"]) LockFileReader.Read(text, "/p/" + name);
        Marker.TryParse(text);
        Requirement.TryParse(text);
        PackageVersion.TryParse(text);
        CondaEnvironment.PackageName(text);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("x = [")]
    [InlineData("x = {a = ")]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("{\"a\":")]
    [InlineData("a.")]
    [InlineData("- ")]
    [InlineData("setup(")]
    [InlineData("x = ((")]
    public void Deep_nesting_ends(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 200_000));
        string prefixed = "setup(a=" + text;
        TomlReader.Read(text);
        TomlReader.Read("x = " + text);
        JsonReader.Read(text);
        YamlSubsetReader.Read(text);
        Marker.TryParse(text);
        foreach (string source in (string[])[text, prefixed]) LocalProjectReader.Read(new InMemoryFileTree().Add("/p/setup.py", source), "/p");
    }

    [Fact]
    public void Long_lines_are_read()
    {
        string text = "x = \"" + new string('a', 10_000_000) + "\"";
        Assert.Equal(10_000_000, TomlReader.Read(text).Root["x"]!.Text.Length);
        IFileTree tree = new InMemoryFileTree().Add("/r.txt", new string('a', 10_000_000) + "==1");
        Assert.Single(RequirementsReader.Read(tree, ["/r.txt"], [], "/", environment).Entries);
    }

    [Fact]
    public void A_huge_lock_is_walked_once()
    {
        const int count = 20_000;
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append("[[package]]\nname = \"p").Append(i).Append("\"\nversion = \"1\"\nsource = { registry = \"r\" }\ndependencies = [{ name = \"p").Append((i + 1) % count)
                .Append("\" }, { name = \"p").Append(i * 7 % count).Append("\" }]\n");
        }

        var closure = new LockClosure(LockFileReader.Read(text.ToString(), "/uv.lock"), environment);
        closure.Add("p0", null, []);
        Assert.Equal(count, closure.Walk().Count);
    }

    private static void Walk(DataValue value, int lines)
    {
        Assert.InRange(value.Span.Line, 0, lines);
        foreach (DataValue item in value.Items) Walk(item, lines);
        foreach (DataMember member in value.Members) Walk(member.Value, lines);
    }

    private static Arbitrary<string> Texts()
    {
        string[] pieces = ["[a]", "[[a]]", "a = ", "b.c", "\"", "'", "\"\"\"", "\n", "\n  ", "- ", ": ", "{", "}", "[", "]", "(", ")", "=", "==1", ";", "#", "\\", "\\u00", "-r ", "-e ", "${X}", "@", "setup(", "packages=", "find_packages(", ",", "python_version", " and ", "<", "name = \"x\"", "[[package]]", "[project]", "é", "\0", "\r\n", "1", "true"];
        return Gen.Elements(pieces).ListOf().Select(parts => string.Concat(parts)).ToArbitrary();
    }
}
