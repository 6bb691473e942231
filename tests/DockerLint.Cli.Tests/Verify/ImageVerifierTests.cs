using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Cli.Containers;
using DockerLint.Cli.Git;
using DockerLint.Cli.Tests.Git;
using DockerLint.Cli.Verify;
using DockerLint.Cli.Yaml;
using DockerLint.Inputs;
using Xunit;

namespace DockerLint.Cli.Tests.Verify;

/// <summary>What counts as a difference between an image and a commit. The lane <c>verify</c> does the same with real images.</summary>
public class ImageVerifierTests
{
    private const string Dockerfile = "FROM python:3.12-slim\nWORKDIR /app\nCOPY app/ ./\n";
    private const string Start = "CMD [\"python\", \"main.py\"]\n";

    [Fact]
    public void Accepts_a_file_with_two_names()
    {
        using GitSandbox sandbox = Sandbox(Dockerfile + "RUN ln main.py again.py\n" + Start);
        Assert.Empty(Differences(sandbox, new Archive("/app").Add("again.py", "x = 1\n").AddHardLink("main.py", "again.py").Add("data.txt", "a\n")));
    }

    [Fact]
    public void Reports_every_file_of_an_image_that_has_nothing_at_the_place()
    {
        using GitSandbox sandbox = Sandbox(Dockerfile + Start);
        Assert.Equal(["missing /app/data.txt", "missing /app/main.py"], Differences(sandbox, new Archive("/other").Add("main.py", "x = 1\n")));
    }

    [Fact]
    public void Reports_other_content_and_what_the_commit_does_not_bring()
    {
        using GitSandbox sandbox = Sandbox(Dockerfile + Start);
        Assert.Equal(
            ["different /app/main.py", "extra /app/more.py"],
            Differences(sandbox, new Archive("/app").Add("main.py", "x = 7\n").Add("data.txt", "a\n").Add("more.py", "")));
    }

    [Fact]
    public void Doubts_what_a_program_of_the_build_may_have_changed()
    {
        using GitSandbox sandbox = Sandbox(Dockerfile + "RUN python main.py\n" + Start);
        Assert.Equal(
            ["perhaps different /app/data.txt"],
            Differences(sandbox, new Archive("/app").Add("main.py", "x = 1\n").Add("data.txt", "written\n").Add("made.py", "z = 1\n")));
    }

    [Fact]
    public void Reports_another_version_of_the_repository_whatever_the_build_runs()
    {
        using GitSandbox sandbox = Sandbox(Dockerfile + "RUN python main.py\n" + Start);
        sandbox.Write("app/data.txt", "b\n").Commit();
        Assert.Equal(["different /app/data.txt"], Differences(sandbox, new Archive("/app").Add("main.py", "x = 1\n").Add("data.txt", "a\n")));
    }

    [Fact]
    public void Reports_what_was_copied_after_the_program_ran()
    {
        using GitSandbox sandbox = Sandbox("FROM python:3.12-slim\nWORKDIR /app\nRUN python -c pass\nCOPY app/ ./\n" + Start);
        Assert.Equal(["different /app/data.txt"], Differences(sandbox, new Archive("/app").Add("main.py", "x = 1\n").Add("data.txt", "written\n")));
    }

    [Theory]
    [InlineData("content", "")]
    [InlineData("another", "different /app/data.txt")]
    public void Compares_the_content_behind_a_pointer_of_git_lfs(string inImage, string expected)
    {
        using GitSandbox sandbox = Sandbox(Dockerfile + Start);
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("content")));
        sandbox.Write("app/data.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:" + digest + "\nsize 7\n").Commit();
        Assert.Equal(expected, string.Join(',', Differences(sandbox, new Archive("/app").Add("main.py", "x = 1\n").Add("data.txt", inImage))));
    }

    private static GitSandbox Sandbox(string dockerfile)
    {
        GitSandbox sandbox = new();
        sandbox.Write("Dockerfile", dockerfile).Write("app/main.py", "x = 1\n").Write("app/data.txt", "a\n").Commit();
        return sandbox;
    }

    private static string[] Differences(GitSandbox sandbox, Archive image)
    {
        using GitRepository git = GitRepository.Open(sandbox.Path);
        string head = git.History.Resolve("HEAD")!;
        GitFileTree tree = git.Tree(head);
        RepositoryInputs state = RepositoryInputs.Of(new CheckRequest { Repository = tree, Yaml = new YamlReader() });
        ServiceInputs inputs = state.Of(Assert.Single(state.Services))!;
        (_, IReadOnlyList<VerificationDifference> differences) = new ImageVerifier(new OneDirectory(image), git).Compare("x", inputs, tree, head);
        return differences.Select(difference => (difference.IsCertain ? "" : "perhaps ") + difference.Kind.ToString().ToLowerInvariant() + " " + difference.ImagePath).ToArray();
    }

    /// <summary>A directory as <c>docker cp CONTAINER:DIRECTORY -</c> sends it: names begin with its last part.</summary>
    private sealed class Archive(string directory)
    {
        private readonly List<(string Name, string? Content, string? Link)> entries = [];

        public Archive Add(string name, string content)
        {
            entries.Add((name, content, null));
            return this;
        }

        public Archive AddHardLink(string name, string to)
        {
            entries.Add((name, null, to));
            return this;
        }

        /// <summary>The archive of a path; empty where nothing is there.</summary>
        public MemoryStream Of(string path)
        {
            var stream = new MemoryStream();
            string name = directory.TrimStart('/');
            var chosen = entries.Where(entry => path == directory || path == directory + "/" + entry.Name).ToArray();
            if (chosen.Length == 0) return stream;
            using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
            {
                string above = path == directory ? name + "/" : "";
                if (path == directory) writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, above));
                foreach ((string file, string? content, string? link) in chosen)
                {
                    writer.WriteEntry(link is not null
                        ? new PaxTarEntry(TarEntryType.HardLink, above + file) { LinkName = above + link }
                        : new PaxTarEntry(TarEntryType.RegularFile, above + file) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content!)) });
                }
            }

            stream.Position = 0;
            return stream;
        }
    }

    private sealed class OneDirectory(Archive archive) : IContainerEngine
    {
        public string Name => "fake";

        public bool AddsCapabilitiesForEveryUser => false;

        public bool CopyOut(string container, string path, Action<Stream> read, bool followLink, CancellationToken cancellation)
        {
            using MemoryStream stream = archive.Of(path);
            read(stream);
            return stream.Length > 0;
        }

        public ImageFacts? InspectImage(string image, CancellationToken cancellation) => throw new NotSupportedException();

        public IReadOnlyList<ContainerFacts> InspectContainers(IReadOnlyList<string> containers, CancellationToken cancellation) => throw new NotSupportedException();

        public IReadOnlyList<string> ListContainers(string? label, bool includeStopped, CancellationToken cancellation) => throw new NotSupportedException();

        public IReadOnlyList<string> ListImages(string label, CancellationToken cancellation) => throw new NotSupportedException();

        public string Create(ContainerOptions options, CancellationToken cancellation) => throw new NotSupportedException();

        public void CopyIn(string container, string directory, ReadOnlyMemory<byte> tar, CancellationToken cancellation) => throw new NotSupportedException();

        public RunResult Run(ContainerOptions options, RunStreams streams, CancellationToken cancellation) => throw new NotSupportedException();

        public RunResult Start(string container, RunStreams streams, CancellationToken cancellation) => throw new NotSupportedException();

        public bool Remove(string container) => throw new NotSupportedException();

        public bool RemoveImage(string image) => throw new NotSupportedException();

        public BuildResult Build(ImageBuildOptions options, Action<ReadOnlyMemory<byte>> progress, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
