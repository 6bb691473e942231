using System.Collections.Generic;
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
        if (options.Operands.Count == 0 && byDefault is not null) Add(call, byDefault);
        foreach (ExpandedWord operand in options.Operands)
        {
            if (operand.Value is { } path) Add(call, path);
            else call.Runner.Doubt(call.Text);
        }

        return CommandResult.Done;
    }

    private static void Add(CommandCall call, string path)
    {
        call.Files.AddDirectory(path);
        call.Files.AddUnknown(path, call.Cause);
    }
}
