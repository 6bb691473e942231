using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>A program that starts another one. A plain prefix is a line of <see cref="PrefixRunner"/>, others are a file each.</summary>
internal abstract class Runner
{
    /// <summary>The commands it answers to.</summary>
    public abstract IReadOnlyList<string> Commands { get; }

    /// <summary>Usually a script that images carry along (wait-for-it.sh): its arguments say more than its text.</summary>
    public virtual bool KnowsItsScript => false;

    /// <summary>Follows what it starts.</summary>
    public abstract void Run(RunnerCall call);
}

/// <summary>One call of a runner.</summary>
/// <param name="Follower">Follows the commands found.</param>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Process">The circumstances.</param>
internal sealed record RunnerCall(CommandFollower Follower, IReadOnlyList<ExpandedWord> Words, StartProcess Process)
{
    public string Name => ProgramPath.BaseName(Words[0].Text);

    public List<ExpandedWord> Arguments => CommandFollower.Tail(Words, 1);

    public string? ReadText(string path) => Process.Resolve(path) is { } full ? ImageText.Read(Follower.Image, full) : null;

    public void Follow(IReadOnlyList<ExpandedWord> words, StartProcess? process = null) => Follower.Follow(words, process ?? Process);

    /// <summary>Nothing can be said.</summary>
    public void GiveUp(string because, string? wantedFile = null) =>
        Follower.Unfollowed(CommandLine.Join(Words), because, Process, true, wantedFile);
}
