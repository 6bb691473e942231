using System;

namespace DockerLint.Cli.Containers;

/// <summary>The engine cannot be reached, or refuses; the message is one line for people, made harmless by whoever prints it.</summary>
internal sealed class ContainerEngineException(string message, bool isUnreachable = false) : Exception(message)
{
    /// <summary>There is no engine to talk to: nothing else will work either.</summary>
    public bool IsUnreachable { get; } = isUnreachable;
}
