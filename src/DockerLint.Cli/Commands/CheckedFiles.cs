using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Cli.Git;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>The files that a check looks at: the disk, or (<c>--staged</c>) what the next commit would hold.</summary>
internal sealed class CheckedFiles : IDisposable
{
    private readonly IDisposable? git;
    private readonly ITrackedFiles? tracked;

    private CheckedFiles(DiskFileTree disk, IFileTree repository, ITrackedFiles? tracked, IDisposable? git, bool isStaged)
    {
        Disk = disk;
        Repository = repository;
        this.tracked = tracked;
        this.git = git;
        IsStaged = isStaged;
    }

    /// <summary>The directory on this machine, where files are written.</summary>
    public DiskFileTree Disk { get; }

    /// <summary>What is checked.</summary>
    public IFileTree Repository { get; }

    /// <summary>Is it what the next commit would hold?</summary>
    public bool IsStaged { get; }

    /// <summary>The files below ROOT.</summary>
    public static CheckedFiles Open(ParsedArguments arguments, string command, bool isStaged) => isStaged
        ? OpenStaged(arguments, command, new HashSet<string>())
        : OnDisk(arguments, command);

    /// <summary>The same files after some were written: those count as they are on disk now, staged or not.</summary>
    public CheckedFiles Reopen(ParsedArguments arguments, string command, IReadOnlySet<string> written) => IsStaged
        ? OpenStaged(arguments, command, written)
        : OnDisk(arguments, command);

    /// <summary>A request for these files.</summary>
    public CheckRequest Request(ParsedArguments arguments, string command)
    {
        CheckRequest request = Commands.Repository.Request(arguments, Disk, command);
        return IsStaged ? request with { Repository = Repository, Tracked = tracked, IsCommit = true } : request;
    }

    public void Dispose() => git?.Dispose();

    private static CheckedFiles OnDisk(ParsedArguments arguments, string command)
    {
        DiskFileTree disk = Commands.Repository.Open(arguments, command);
        return new CheckedFiles(disk, disk, null, null, isStaged: false);
    }

    private static CheckedFiles OpenStaged(ParsedArguments arguments, string command, IReadOnlySet<string> written)
    {
        DiskFileTree disk = Commands.Repository.Open(arguments, command);
        string? chosen = GitEnvironment.For(disk.DiskRoot).GetValueOrDefault("GIT_INDEX_FILE");
        if (GitIndex.Open(disk.DiskRoot, chosen) is { } index)
        {
            var staged = new StagedFileTree(disk, index, written);
            return new CheckedFiles(disk, staged, index, staged, isStaged: true);
        }

        // A split index, or none: git knows. What it does not track is then not seen.
        GitRepository repository = GitRepository.Open(disk.DiskRoot);
        return new CheckedFiles(disk, repository.Index(), null, repository, isStaged: true);
    }
}
