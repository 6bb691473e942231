using System;
using System.Collections.Generic;

namespace DockerLint.Installs;

/// <summary>One package installer. One class per tool, listed in <see cref="InstallReader"/>.</summary>
internal abstract class Installer
{
    /// <summary>What a command installs; null where the command is not this installer's, or installs nothing.</summary>
    /// <param name="program">Name of the program, without its directory.</param>
    /// <param name="start">Index of the first argument in <see cref="InstallCommand.Words"/>.</param>
    /// <param name="command">The command.</param>
    public abstract InstallStep? Read(string program, int start, InstallCommand command);

    protected static HashSet<string> Options(string names) => new(names.Split(' '), StringComparer.Ordinal);

    /// <summary>Index of a subcommand behind global options, or -1.</summary>
    protected static int Subcommand(InstallCommand command, int start, HashSet<string> valued, out string? name)
    {
        name = null;
        for (int i = start; i < command.Words.Count; i++)
        {
            if (command.Words[i] is not { } word) return -1;
            if (word.Length > 0 && word[0] == '-')
            {
                if (valued.Contains(word)) i++;
                continue;
            }

            name = word;
            return i;
        }

        return -1;
    }
}
