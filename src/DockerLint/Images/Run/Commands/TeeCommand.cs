using System;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>tee</c>.</summary>
internal static class TeeCommand
{
    /// <summary>Writes its input to files.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments);
        foreach (ExpandedWord operand in options.Operands)
        {
            if (operand.Value is { Length: > 0 } path && !path.StartsWith("/dev/", StringComparison.Ordinal))
                call.Runner.WriteFile(path, call.Input, options.Has("a", "--append"));
        }

        return new CommandResult(RunStatus.Success, call.Input);
    }
}
