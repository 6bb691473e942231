using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary>
/// Package installers, as far as they change directories that an application's own files lie in. What they install is for
/// an <see cref="IRunInterpreter"/>.
/// </summary>
internal static class PackageCommand
{
    /// <summary><c>pip</c>.</summary>
    public static CommandResult RunPip(CommandCall call) => Pip(call, call.Arguments);

    /// <summary>With <c>--target</c> packages land in a named directory; wheels, too.</summary>
    public static CommandResult Pip(CommandCall call, IReadOnlyList<ExpandedWord> arguments)
    {
        var options = new Options(arguments, "t w d r c i e --target --wheel-dir --dest --requirement --constraint --index-url --prefix --root --find-links --extra-index-url --editable");
        foreach (string name in (string[])["t", "--target", "w", "--wheel-dir", "d", "--dest", "--prefix", "--root"])
        {
            if (!options.Has(name)) continue;
            if (options.Value(name) is { Length: > 0 } directory) call.Files.AddUnknown(directory, call.Cause);
        }

        return CommandResult.Done;
    }

    /// <summary><c>uv</c>.</summary>
    public static CommandResult RunUv(CommandCall call)
    {
        string? verb = call.Arguments.Count > 0 ? call.Arguments[0].Value : null;
        List<ExpandedWord> rest = call.Arguments.Count > 0 ? call.Arguments.GetRange(1, call.Arguments.Count - 1) : [];
        switch (verb)
        {
            case "venv": return VenvCommand.Make(call, rest, ".venv");
            case "pip": return Pip(call, rest);
            case "sync" or "lock" or "add" or "build":
                AddEnvironment(call, verb == "build" ? "dist" : ".venv");
                break;
            case "run": return UvRun(call, rest);
            case "export": OutputFile(call, rest); break;
        }

        return CommandResult.Done;
    }

    /// <summary><c>poetry</c>.</summary>
    public static CommandResult RunPoetry(CommandCall call)
    {
        string? verb = call.Arguments.Count > 0 ? call.Arguments[0].Value : null;
        List<ExpandedWord> rest = call.Arguments.Count > 0 ? call.Arguments.GetRange(1, call.Arguments.Count - 1) : [];
        switch (verb)
        {
            case "install" or "sync": AddEnvironment(call, ".venv"); break;
            case "build": AddEnvironment(call, "dist"); break;
            case "run" when rest.Count > 0: return new CommandResult(call.Runner.RunWords(rest), null);
            case "export": OutputFile(call, rest); break;
        }

        return CommandResult.Done;
    }

    /// <summary><c>npm</c>, <c>yarn</c>, <c>pnpm</c>: packages in <c>node_modules</c>; scripts may make anything.</summary>
    public static CommandResult RunNode(CommandCall call)
    {
        string? verb = call.Arguments.Count > 0 ? call.Arguments[0].Value : "install";
        if (verb is "install" or "ci" or "i" or "add" or "update" or "rebuild" or "config" or "cache" or "prune" or "set" or "global" or "-v" or "--version" or "fetch")
        {
            call.Files.AddUnknown("node_modules", call.Cause);
            return CommandResult.Done;
        }

        return UnknownCommand.Run(call);
    }

    private static CommandResult UvRun(CommandCall call, List<ExpandedWord> rest)
    {
        AddEnvironment(call, ".venv");
        int first = 0;
        while (first < rest.Count && rest[first].Text.StartsWith("-", StringComparison.Ordinal)) first++;
        return first < rest.Count ? new CommandResult(call.Runner.RunWords(rest.GetRange(first, rest.Count - first)), null) : CommandResult.Done;
    }

    private static void AddEnvironment(CommandCall call, string name)
    {
        if (call.Files.WorkingDirectory is not null) call.Files.AddUnknown(name, call.Cause);
    }

    private static void OutputFile(CommandCall call, List<ExpandedWord> rest)
    {
        if (new Options(rest, "o f --output --output-file --format").Value("o", "--output", "--output-file") is { Length: > 0 } path)
            call.Files.AddFileOfUnknownContent(path);
    }
}
