using System;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>git clone</c>, <c>checkout</c> and the rest.</summary>
internal static class GitCommand
{
    /// <summary>A clone is a directory with contents nobody knows.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "b c C o --branch --depth --config --origin");
        string? verb = options.Operands.Count > 0 ? options.Operands[0].Value : null;
        if (verb != "clone" || options.Operands.Count < 2)
        {
            if (verb is not ("checkout" or "pull" or "submodule" or "apply" or "fetch" or "reset" or "init")) return CommandResult.Done;
            // git -C DIR works in the tree at DIR alone.
            if (options.Value("C") is { Length: > 0 } tree && call.Files.Absolute(tree) is { Length: > 1 } only) call.Files.AddUnknown(only, call.Cause);
            else call.Runner.Doubt(call.Text);
            return CommandResult.Done;
        }

        string? directory = options.Operands.Count > 2 ? options.Operands[2].Value : NameOf(options.Operands[1]);
        if (directory is null || call.Files.Absolute(directory) is not { } path)
        {
            call.Runner.Doubt(call.Text);
            return CommandResult.Done;
        }

        call.Files.AddDirectory(path);
        call.Files.AddUnknown(path, call.Cause);
        return CommandResult.Done;
    }

    private static string? NameOf(ExpandedWord url)
    {
        if (url.Value is not { } text) return null;
        string trimmed = text.TrimEnd('/');
        string name = trimmed.Substring(trimmed.LastIndexOfAny(['/', ':']) + 1);
        return name.EndsWith(".git", StringComparison.Ordinal) ? name.Substring(0, name.Length - 4) : name;
    }
}
