using System;
using System.Linq;
using System.Text;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Images.Archives;
using DockerLint.Images.Trees;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Images;

/// <summary>Input made to break the simulation: it answers, within bounds.</summary>
public sealed class HostileBuildTests
{
    [Fact]
    public void Answers_for_links_that_lead_in_circles()
    {
        var repository = new InMemoryFileTree().AddLink("/a", "b").AddLink("/b", "a").AddLink("/c", "c/d").Add("/main.py", "");
        ImageBuild build = Build(repository, "FROM scratch\nCOPY a /x/\nCOPY c /y/\nCOPY . /z/\n");
        Assert.Equal(2, build.Problems.Count);
        Assert.Equal(NodeKind.File, build.Image.Stat("/z/main.py").Kind);
        Assert.Equal(NodeKind.Missing, build.Image.Stat("/z/a").Kind);
    }

    [Fact]
    public void Stays_inside_the_context()
    {
        var repository = new InMemoryFileTree().Add("/secret.py", "").Add("/svc/main.py", "").AddLink("/svc/up", "../secret.py");
        ImageBuild build = Build(repository, "FROM scratch\nCOPY ../secret.py /a/\nCOPY up /b/\nCOPY ../../main.py /c/\n", "/svc");
        Assert.Equal(2, build.Problems.Count);
        Assert.Equal(["/c/main.py"], build.Image.EnumerateFiles().Select(file => file.Path));
    }

    [Fact]
    public void Builds_thousands_of_stages_that_copy_from_one_another()
    {
        var text = new StringBuilder("FROM scratch AS s0\nCOPY main.py /app/\n");
        for (int i = 1; i < 2000; i++) text.Append("FROM scratch AS s").Append(i).Append("\nCOPY --from=s").Append(i - 1).Append(" / /\n");
        ImageBuild build = Build(new InMemoryFileTree().Add("/main.py", "x"), text.ToString());
        Assert.Equal(NodeKind.File, build.Image.Stat("/app/main.py").Kind);
        Assert.Equal("/main.py", build.Image.Stat("/app/main.py").Origin);
    }

    [Fact]
    public void Refuses_paths_longer_than_any_system_has() =>
        Assert.NotEmpty(Build(new InMemoryFileTree(), "FROM scratch\nWORKDIR /" + string.Concat(Enumerable.Repeat("a/", 20_000)) + "\n").Problems);

    [Fact]
    public void Bounds_loops_in_RUN()
    {
        const string Loop = "for a in 1 2 3 4 5 6 7 8 9; do ";
        string text = "FROM python:3.12\nRUN " + string.Concat(Enumerable.Repeat(Loop, 9)) + "touch $a; " + string.Concat(Enumerable.Repeat("done; ", 9)) + "\n";
        Assert.True(Build(new InMemoryFileTree(), text).Stages[0].Runs[0].Commands.Count <= 5000);
    }

    [Fact]
    public void Bounds_functions_that_call_themselves() =>
        Assert.Empty(Build(new InMemoryFileTree(), "FROM python:3.12\nRUN f() { f; f; }; f\n").Problems);

    [Fact]
    public void Reads_archives_that_lie()
    {
        byte[] archive = Tar(("../out.py", 0), ("a/../../b.py", 0), ("ok.py", 5), ("big.py", 0x7FFFFFFF));
        Archive? read = ArchiveReader.TryRead(FileContent.Of(archive));
        Assert.NotNull(read);
        Assert.Equal(["ok.py", "big.py"], read.Members.Select(member => member.Path));
        Assert.NotNull(read.UnknownBecause);
    }

    [Fact]
    public void Never_fails_on_any_bytes_for_an_archive()
    {
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            if (i % 2 == 0 && bytes.Length > 2) (bytes[0], bytes[1]) = (0x1F, 0x8B);
            ArchiveReader.TryRead(FileContent.Of(bytes));
        }
    }

    private static byte[] Tar(params (string Name, int Size)[] members)
    {
        var bytes = new System.Collections.Generic.List<byte>();
        foreach ((string name, int size) in members)
        {
            byte[] header = new byte[512];
            Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
            Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
            header[156] = (byte)'0';
            for (int i = 148; i < 156; i++) header[i] = (byte)' ';
            int sum = header.Sum(b => b);
            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0')).CopyTo(header, 148);
            header[154] = 0;
            bytes.AddRange(header);
            if (size is > 0 and < 512) bytes.AddRange(new byte[512]);
        }

        return bytes.ToArray();
    }

    private static ImageBuild Build(InMemoryFileTree repository, string text, string context = "/") => ImageSimulator.Build(new BuildRequest
    {
        Dockerfile = DockerfileParser.Parse("/Dockerfile", text),
        Repository = repository,
        ContextPath = context,
    });
}
