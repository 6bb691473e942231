using System.Collections.Generic;
using System.Linq;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Services;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Services;

/// <summary>The context that is worked out from what a Dockerfile copies.</summary>
public sealed class ContextGuessTests
{
    private const string Dockerfile = "/services/a/Dockerfile";

    private static readonly string[] files =
        ["/main.py", "/lib/x.py", "/services/main.py", "/services/lib/x.py", "/services/a/main.py", "/services/a/lib/x.py", "/.dockerignore", "/services/a/.dockerignore"];

    private static readonly string[] instructions =
    [
        "COPY main.py ./", "COPY lib ./lib", "COPY services/a/main.py ./", "COPY a/lib/ ./lib/", "COPY main.py lib/ /app/", "COPY *.py ./", "COPY . .", "COPY lost ./",
        "COPY --chown=1 lib ./l", "COPY --from=tools /x /x", "COPY ../a/lib ./", "FROM python:3.12 AS other", "FROM nobody.example/base", "ADD lib ./lib",
    ];

    [Theory]
    [InlineData("COPY services/a/main.py .", "/")]
    [InlineData("COPY a/main.py .", "/services")]
    [InlineData("COPY main.py .", "/services/a")]
    // Where the destination is not known, what is copied tells all the same.
    [InlineData("FROM nobody.example/base\nCOPY a/main.py .", "/services")]
    public void The_nearest_directory_that_holds_what_is_copied(string text, string context) =>
        Assert.Equal(context, Guess(Tree("/services/a/main.py"), "FROM python:3.12\n" + text, bounded: true).Path);

    [Fact]
    public void What_is_ruled_out_without_a_build_would_not_have_been_chosen()
    {
        Gen<(string[], string[])> cases = Gen.ArrayOf(Gen.Elements(files)).SelectMany(present => Gen.ArrayOf(Gen.Elements(instructions)).Select(text => (present, text)));
        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            InMemoryFileTree tree = Tree(drawn.Item1);
            string text = "FROM python:3.12\nWORKDIR /app\n" + string.Join('\n', drawn.Item2);
            ContextGuess.Result with = Guess(tree, text, bounded: true), without = Guess(tree, text, bounded: false);
            return (with.Path, with.Evidence, with.IsPoor) == (without.Path, without.Evidence, without.IsPoor);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_more_is_said_to_be_absent_than_a_build_misses()
    {
        Gen<(string[], string[])> cases = Gen.ArrayOf(Gen.Elements(files)).SelectMany(present => Gen.ArrayOf(Gen.Elements(instructions)).Select(text => (present, text)));
        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            InMemoryFileTree tree = Tree(drawn.Item1);
            DockerfileSyntax dockerfile = DockerfileParser.Parse(Dockerfile, "FROM python:3.12\nWORKDIR /app\n" + string.Join('\n', drawn.Item2));
            return new[] { "/", "/services", "/services/a" }.All(context =>
                AbsentSources.In(context, AbsentSources.Plain(dockerfile), Dockerfile, tree) <= ContextGuess.MissingSources(Build(tree, dockerfile, context)));
        }).QuickCheckThrowOnFailure();
    }

    private static ContextGuess.Result Guess(InMemoryFileTree tree, string text, bool bounded)
    {
        DockerfileSyntax dockerfile = DockerfileParser.Parse(Dockerfile, text);
        List<string> plain = AbsentSources.Plain(dockerfile);
        return ContextGuess.Of(
            Dockerfile,
            context => Build(tree, dockerfile, context),
            context => bounded ? AbsentSources.In(context, plain, Dockerfile, tree) : 0,
            ContextGuess.CopiedSources(dockerfile),
            build => build.Image.Tree.Stat("/app/main.py").Kind == NodeKind.File);
    }

    private static ImageBuild Build(InMemoryFileTree tree, DockerfileSyntax dockerfile, string context) =>
        ImageSimulator.Build(new BuildRequest { Dockerfile = dockerfile, Repository = tree, ContextPath = context });

    private static InMemoryFileTree Tree(params string[] present)
    {
        var tree = new InMemoryFileTree();
        tree.Add(Dockerfile, "");
        foreach (string file in present) tree.Add(file, file.EndsWith(".dockerignore", System.StringComparison.Ordinal) ? "lib\nlost\n" : "x = 1\n");
        return tree;
    }
}
