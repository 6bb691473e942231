using System;
using DockerLint.Images.Run;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Discovery;

namespace DockerLint.Checks.Python;

/// <summary>
/// Wheels that a stage builds from a project of the repository (<c>hatch build</c>, <c>pip wheel .</c>, <c>python -m build</c>) and that a
/// later step installs: what they hold is not listed, and is the project's modules.
/// </summary>
internal static class BuiltArchives
{
    /// <summary>May a wheel that some stage builds hold a module? Asked where an archive of unknown content is installed.</summary>
    public static bool MayHold(ServiceModel service, string module)
    {
        foreach (RunCommand command in service.Build.AllCommands())
        {
            if (Builds(command) && Holds(command, module)) return true;
        }

        return false;
    }

    private static bool Holds(RunCommand command, string module)
    {
        string directory = command.WorkingDirectory ?? TreePath.Root;
        if (IsProjectWith(command.Files, directory, module)) return true;
        foreach (Shell.ExpandedWord word in command.Words)
        {
            // pip wheel ./service: the operand that is a directory.
            if (word.Value is { Length: > 0 } text && text[0] != '-' && IsProjectWith(command.Files, TreePath.Combine(directory, text), module)) return true;
        }

        return false;
    }

    private static bool IsProjectWith(IFileTree files, string directory, string module)
    {
        bool isProject = files.Stat(TreePath.Child(directory, "pyproject.toml")).Kind == NodeKind.File || files.Stat(TreePath.Child(directory, "setup.py")).Kind == NodeKind.File;
        return isProject && LocalProjectReader.Read(files, directory).Provides(module) != false;
    }

    /// <summary>The front ends that build a wheel (packaging.python.org, "Packaging Python Projects").</summary>
    private static bool Builds(RunCommand command)
    {
        if (command.Program is not { } path) return false;
        string program = TreePath.Name("/" + path);
        bool isPython = program.StartsWith("python", StringComparison.Ordinal);
        return Has(command, "bdist_wheel") || (isPython && Has(command, "sdist")) || program == "pyproject-build"
            || (isPython && Has(command, "-m") && (Has(command, "build") || Has(command, "wheel")))
            || (program is "hatch" or "poetry" or "uv" or "flit" or "pdm" or "maturin" or "make" && Has(command, "build"))
            || (program.StartsWith("pip", StringComparison.Ordinal) && Has(command, "wheel"));
    }

    private static bool Has(RunCommand command, string wanted)
    {
        foreach (Shell.ExpandedWord word in command.Words)
        {
            if (word.Value == wanted) return true;
        }

        return false;
    }
}
