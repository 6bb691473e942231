using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Installs;

/// <summary>Says what package installers bring: pip, uv, poetry, pdm, pipenv, conda, setup.py, and the system's own.</summary>
public static class InstallReader
{
    private static readonly Installer[] installers =
    [
        new CondaInstaller(),
        new PdmInstaller(),
        new PipenvInstaller(),
        new PipInstaller(),
        new PoetryInstaller(),
        new SetupPyInstaller(),
        new SystemInstaller(),
        new UvInstaller(),
    ];

    /// <summary>Reads one simple command; null where it is no install command.</summary>
    public static InstallStep? Read(InstallCommand command)
    {
        int start = ProgramIndex(command.Words);
        if (start < 0 || command.Words[start] is not { } path) return null;
        string program = TreePath.Name("/" + path);
        foreach (Installer installer in installers)
        {
            if (installer.Read(program, start + 1, command) is { } step) return step;
        }

        return null;
    }

    /// <summary>The program behind prefixes that only change how it runs: sudo, env, exec, <c>poetry run</c>.</summary>
    private static int ProgramIndex(IReadOnlyList<string?> words)
    {
        int i = 0;
        while (i < words.Count && words[i] is { } word)
        {
            string name = TreePath.Name("/" + word);
            bool isRunner = name is "poetry" or "pipenv" or "pdm" or "uv" or "conda" or "micromamba" && i + 1 < words.Count && words[i + 1] == "run";
            if (isRunner) i += 2;
            else if (name is "sudo" or "env" or "exec" or "command" or "nice" or "time" or "eatmydata") i++;
            else return i;
            while (i < words.Count && words[i] is { } option && (option.StartsWith("-", StringComparison.Ordinal) || (option.IndexOf('=') > 0 && !isRunner)))
            {
                bool takesValue = isRunner && option is "-n" or "--name" or "-p" or "--prefix" or "--with" or "--python" or "--extra" or "--group";
                i += takesValue ? 2 : 1;
            }
        }

        return -1;
    }
}
