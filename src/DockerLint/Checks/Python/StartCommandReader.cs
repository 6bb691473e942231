using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images;
using DockerLint.Services;
using DockerLint.Shell;
using DockerLint.StartCommands;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>Reads the start commands of a simulated image.</summary>
internal static class StartCommandReader
{
    /// <summary>The start commands of a service.</summary>
    public static IReadOnlyList<EntryPoint> Read(ServiceModel service, IConsoleScripts scripts) => 
        Read(service.Dockerfile, service.Build, service.Command, scripts, service.Definition.Start);

    /// <summary>Does the image hold the file or module that its start command names? Used to weigh one build context against another.</summary>
    public static bool FindsItsFiles(DockerfileSyntax dockerfile, ImageBuild build, string? command)
    {
        foreach (EntryPoint entry in Read(dockerfile, build, command, null))
        {
            if (entry.IsHealthCheck) continue;
            if (entry.FilePath is { } path && build.Image.Stat(path).Kind == NodeKind.Missing) return false;
            if (entry.Kind != EntryKind.Module || entry.Module is not { } module) continue;
            string first = module.Split('.')[0];
            bool found = false;
            foreach (string? directory in entry.SearchPathFront())
            {
                found |= directory is null
                    || build.Image.Stat(TreePath.Child(directory, first)).Kind != NodeKind.Missing
                    || build.Image.Stat(TreePath.Child(directory, first + ".py")).Kind != NodeKind.Missing;
            }

            if (!found) return false;
        }

        return true;
    }

    private static IReadOnlyList<EntryPoint> Read(DockerfileSyntax dockerfile, ImageBuild build, string? command, IConsoleScripts? scripts, StartOverride? start = null)
    {
        ImageConfig config = build.Image.Config;
        StartConfiguration configuration = Configuration(dockerfile, config);
        if (start is not null) configuration = StartOverrides.Apply(start, configuration);
        if (command is not null) configuration = configuration.Override(null, configuration.ShellForm(command));
        string? directory = start?.WorkingDirectory is { Length: > 0 } replaced ? TreePath.Combine(config.WorkingDirectory ?? TreePath.Root, replaced) : null;
        IReadOnlyList<EntryPoint> entries = StartCommandResolver.Resolve(new StartRequest
        {
            Image = build.Image,
            Configuration = configuration,
            WorkingDirectory = directory ?? config.WorkingDirectory,
            WorkingDirectoryUnknown = directory is null ? config.WorkingDirectoryUnknownBecause : null,
            Environment = name => StartOverrides.Variable(start, name) ?? Variable(config, name),
            ConsoleScripts = scripts,
            HealthCheck = HealthCheck(config),
            HealthCheckStep = config.Healthcheck is { } check ? Step(dockerfile.Path, check) : null,
        });
        return start?.Doubt is { } doubt ? [.. entries.Select(entry => entry.Doubt is null ? entry with { Doubt = doubt } : entry)] : entries;
    }

    private static StartConfiguration Configuration(DockerfileSyntax dockerfile, ImageConfig config)
    {
        StartConfiguration configuration = StartConfiguration.Empty with { UnknownBecause = config.CommandUnknownBecause };
        if (config.Shell is { } shell) configuration = configuration with { Shell = shell };
        return configuration with
        {
            Entrypoint = config.Entrypoint?.Words,
            EntrypointStep = StepOf(dockerfile, config.Entrypoint),
            Command = config.Cmd?.Words,
            CommandStep = StepOf(dockerfile, config.Cmd),
        };
    }

    private static ChainStep? StepOf(DockerfileSyntax dockerfile, ImageCommand? command) =>
        command?.Instruction is { } instruction ? Step(command.Dockerfile ?? dockerfile.Path, instruction) : null;

    private static ChainStep Step(string dockerfile, Instruction instruction) =>
        new(dockerfile, instruction.Span.Line, instruction.Original.Trim());

    private static ShellValue Variable(ImageConfig config, string name)
    {
        VariableValue value = config.Lookup(name);
        return value.State switch
        {
            VariableState.Set => ShellValue.Known(value.Text!),
            VariableState.Unknown => ShellValue.Unknown(value.UnknownBecause!),
            // Scripts put directories before and after it: what a deployment has there is searched besides them.
            _ when name == "PYTHONPATH" => ShellValue.Unset(),
            _ => ShellValue.Unset("$" + name + " is not set in the image; a deployment may set it"),
        };
    }

    private static List<string>? HealthCheck(ImageConfig config)
    {
        if (config.Healthcheck is not { Arguments.Count: > 0 } check) return null;
        var words = new List<string>();
        int first = check.Arguments[0].Text.Equals("CMD", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (check.Arguments[0].Text.Equals("NONE", StringComparison.OrdinalIgnoreCase)) return null;
        if (!check.IsJson) words.AddRange(config.Shell ?? ["/bin/sh", "-c"]);
        for (int i = first; i < check.Arguments.Count; i++) words.Add(check.Arguments[i].Text);
        return words;
    }
}
