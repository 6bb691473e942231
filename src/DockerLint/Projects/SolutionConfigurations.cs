using System;
using System.Collections.Generic;

namespace DockerLint.Projects;

/// <summary>
/// Which projects a <c>.sln</c> builds in which configuration: the sections SolutionConfigurationPlatforms and
/// ProjectConfigurationPlatforms. A project without <c>Build.0</c> is neither built nor restored
/// (dotnet/msbuild: SolutionProjectGenerator.WouldProjectBuild).
/// </summary>
public sealed class SolutionConfigurations
{
    // "Debug|Any CPU", in the order of the file.
    private readonly List<(string Configuration, string Platform)> all = [];
    private readonly HashSet<string> built = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file says something of its projects; one written by hand may not.</summary>
    public bool IsTold { get; private set; }

    /// <summary>Takes a line of a section.</summary>
    /// <param name="section">Its name.</param>
    /// <param name="line">The line.</param>
    internal void Add(string section, string line)
    {
        int equals = line.IndexOf('=');
        if (equals < 0) return;
        string key = line.Substring(0, equals).Trim();
        if (section == "SolutionConfigurationPlatforms")
        {
            int bar = key.IndexOf('|');
            if (bar > 0) all.Add((key.Substring(0, bar), key.Substring(bar + 1)));
        }
        else if (section == "ProjectConfigurationPlatforms")
        {
            IsTold = true;
            const string Build = ".Build.0";
            if (key.EndsWith(Build, StringComparison.OrdinalIgnoreCase)) built.Add(key.Substring(0, key.Length - Build.Length));
        }
    }

    /// <summary>Whether a project is built; true where the file does not tell.</summary>
    /// <param name="id">The project's id, in braces.</param>
    /// <param name="configuration">What is asked for; null for the default, which is Debug where there is one.</param>
    /// <param name="platform">What is asked for; null for the default, which is Mixed Platforms or Any CPU where there is one.</param>
    public bool Builds(string id, string? configuration, string? platform)
    {
        if (!IsTold || all.Count == 0) return true;
        configuration ??= First(pair => Same(pair.Configuration, "Debug"))?.Configuration ?? all[0].Configuration;
        platform ??= (First(pair => Same(pair.Configuration, configuration) && Same(pair.Platform, "Mixed Platforms"))
            ?? First(pair => Same(pair.Configuration, configuration) && Same(pair.Platform, "Any CPU"))
            ?? First(pair => Same(pair.Configuration, configuration)))?.Platform ?? all[0].Platform;
        return built.Contains(id + "." + configuration + "|" + platform);
    }

    private (string Configuration, string Platform)? First(Predicate<(string Configuration, string Platform)> holds)
    {
        foreach ((string Configuration, string Platform) pair in all)
        {
            if (holds(pair)) return pair;
        }

        return null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
