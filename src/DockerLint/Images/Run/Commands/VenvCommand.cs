using System.Collections.Generic;
using System.Text;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>python -m venv</c>, <c>virtualenv</c>, <c>uv venv</c>: a directory that holds an interpreter and packages.</summary>
internal static class VenvCommand
{
    /// <summary>Runs <c>virtualenv</c>.</summary>
    public static CommandResult Run(CommandCall call) => Make(call, call.Arguments, null);

    /// <summary>Makes the environments named by the operands, or the default one.</summary>
    public static CommandResult Make(CommandCall call, IReadOnlyList<ExpandedWord> arguments, string? byDefault)
    {
        var options = new Options(arguments, "p --python --prompt");
        bool sharesSite = options.Has("--system-site-packages");
        if (options.Operands.Count == 0 && byDefault is not null) Add(call, byDefault, sharesSite);
        foreach (ExpandedWord operand in options.Operands)
        {
            if (operand.Value is { } path) Add(call, path, sharesSite);
            else call.Runner.Doubt(call.Text);
        }

        return CommandResult.Done;
    }

    // What marks a directory as an environment is known; which commands and packages it begins with is not listed.
    private static void Add(CommandCall call, string path, bool sharesSite)
    {
        call.Files.AddDirectory(path);
        call.Files.AddUnknown(path, call.Cause);
        string configuration = "home = /usr/local/bin\ninclude-system-site-packages = " + (sharesSite ? "true" : "false") + "\n";
        call.Files.AddFile(path.TrimEnd('/') + "/pyvenv.cfg", Encoding.UTF8.GetBytes(configuration));
    }
}
