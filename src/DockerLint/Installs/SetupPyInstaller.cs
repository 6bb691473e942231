using System;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Manifests;

namespace DockerLint.Installs;

/// <summary><c>python setup.py install</c> and <c>develop</c> (setuptools documentation, "Development Mode"; deprecated, and found in many an image).</summary>
internal sealed class SetupPyInstaller : Installer
{
    public override InstallStep? Read(string program, int start, InstallCommand command)
    {
        string path = command.Words[start - 1]!;
        int file = PipInstaller.IsPython(program) ? FirstOperand(command, start) : start - 1;
        if (file < 0 || command.Words[file] is not { } script || TreePath.Name("/" + script) != "setup.py") return null;
        bool? isEditable = null;
        for (int i = file + 1; i < command.Words.Count; i++)
        {
            if (command.Words[i] is "install") isEditable ??= false;
            else if (command.Words[i] is "develop") isEditable ??= true;
        }

        if (isEditable is not { } editable) return null;
        var builder = new InstallBuilder(command) { WithDependencies = !Has(command, "--no-deps") };
        string directory = TreePath.Parent(TreePath.Combine(command.WorkingDirectory, script));
        builder.Add(new RequirementWordReader(command.Tree, command.WorkingDirectory, command.Environment).Read(directory, editable));
        return builder.Build("setup.py " + (editable ? "develop" : "install"), isClosed: !builder.WithDependencies, PythonTargets.OfProgram(path, command));
    }

    private static int FirstOperand(InstallCommand command, int start)
    {
        for (int i = start; i < command.Words.Count && command.Words[i] is { } word; i++)
        {
            if (word is "-m" or "-c") return -1;
            if (!word.StartsWith("-", StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    private static bool Has(InstallCommand command, string option)
    {
        foreach (string? word in command.Words)
        {
            if (word == option) return true;
        }

        return false;
    }
}
