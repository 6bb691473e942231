using System.Collections.Generic;
using DockerLint.Cli.Arguments;

namespace DockerLint.Cli.Commands;

/// <summary>A subcommand.</summary>
internal interface ICommand
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>One line for the overview.</summary>
    string Summary { get; }

    /// <summary>What stands behind the name in the usage line: <c>[ROOT]</c>.</summary>
    string Operands { get; }

    /// <summary>Its own options, those of every command excluded.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Runs it.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    int Run(ParsedArguments arguments, Terminal terminal);
}
