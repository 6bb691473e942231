namespace DockerLint.Images.Run.Commands;

/// <summary>
/// Programs that make scripts and style sheets of others (<c>esbuild</c>, <c>tsc</c>, <c>tailwindcss</c>): no Python, and where they
/// are told to, if they are.
/// </summary>
internal static class BundlerCommand
{
    private const string Outputs = "o d --outfile --outdir --outDir --output --output-path --out-dir --out-file --dir";

    /// <summary>What is below a directory of outputs, or in a file of them, nobody knows.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, Outputs);
        foreach (string name in Outputs.Split(' '))
        {
            if (options.Value(name) is { Length: > 0 } path) call.Files.AddUnknown(path, call.Cause, isWeak: true);
        }

        return CommandResult.Done;
    }
}
