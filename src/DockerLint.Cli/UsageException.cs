using System;

namespace DockerLint.Cli;

/// <summary>The user asked for something that cannot be done; the message is the one line they see.</summary>
internal sealed class UsageException(string message, string? command = null) : Exception(message)
{
    /// <summary>The subcommand whose help explains more.</summary>
    public string? Command { get; } = command;
}
