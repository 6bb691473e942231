using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Cli.Yaml;
using DockerLint.Configuration;

namespace DockerLint.Cli.Commands;

/// <summary>Finds and reads the configuration: <c>--config</c>, or the nearest one in the root or above it.</summary>
internal static class SettingsFile
{
    private const long MaximumSize = 1 << 20;

    private static readonly string[] Names = ["dockerlint.yaml", ".dockerlint.yaml", "dockerlint.yml", ".dockerlint.yml"];

    /// <exception cref="UsageException">A wrong key or value; every one of them is named.</exception>
    public static Settings Read(ParsedArguments arguments, DiskFileTree tree)
    {
        if (arguments.Has(CommonOptions.NoConfig)) return Settings.None;
        string? file = arguments.Value(CommonOptions.Config) is { } given ? Path.GetFullPath(given) : Nearest(tree.DiskRoot);
        if (file is null) return Settings.None;
        if (!File.Exists(file)) throw new UsageException("there is no configuration " + arguments.Value(CommonOptions.Config));
        if (new FileInfo(file).Length > MaximumSize) throw new UsageException(file + " is too large for a configuration");
        string shown = Path.GetRelativePath(Directory.GetCurrentDirectory(), file).Replace('\\', '/');
        // Pipes and devices have no length; opening one would wait for ever.
        string text = new FileInfo(file).Length == 0 ? "" : File.ReadAllText(file);
        Settings settings = SettingsReader.Read(text, shown, RootBelow(file, tree.DiskRoot), new YamlReader(), out IReadOnlyList<SettingsError> errors);
        if (errors.Count == 0) errors = SettingsPaths.Missing(settings, tree);
        if (errors.Count == 0) return settings;
        throw new UsageException(string.Join(Environment.NewLine, errors.Select(error => $"{shown}:{error.Line}: {error.Message}")));
    }

    /// <summary>Is there a configuration in a directory itself?</summary>
    public static bool IsIn(string directory) => Array.Exists(Names, name => Path.Exists(Path.Combine(directory, name)));

    private static string? Nearest(string root)
    {
        for (string? directory = root; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            foreach (string name in Names)
            {
                string file = Path.Combine(directory, name);
                if (File.Exists(file)) return file;
            }

            // Above the repository lies what concerns somebody else.
            if (Path.Exists(Path.Combine(directory, ".git"))) return null;
        }

        return null;
    }

    // A configuration from elsewhere speaks of the root itself.
    private static string RootBelow(string file, string root)
    {
        string relative = Path.GetRelativePath(Path.GetDirectoryName(file)!, root).Replace('\\', '/');
        return relative == "." || relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? "/" : "/" + relative;
    }
}
