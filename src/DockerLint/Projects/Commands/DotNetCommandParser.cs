using System;
using System.Collections.Generic;
using DockerLint.Projects.Evaluation;

namespace DockerLint.Projects.Commands;

/// <summary>Reads the words of a simple command (.NET CLI reference; MSBuild command-line reference for switches).</summary>
public static class DotNetCommandParser
{
    // Options of any of the verbs that take a value in the next word.
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "-c", "--configuration", "-o", "--output", "-f", "--framework", "-r", "--runtime", "-v", "--verbosity", "-a", "--arch", "--os",
        "-s", "--source", "--packages", "--configfile", "--lock-file-path", "--version-suffix", "--manifest", "--artifacts-path",
        "--filter", "-l", "--logger", "--results-directory", "--settings", "--collect", "-d", "--diag", "--launch-profile", "-lp",
        "--project", "--property", "-e", "--environment", "--blame-hang-timeout", "--test-adapter-path", "--solution",
    };

    private const string ArgumentUnknown = "an argument of the command is not known";

    /// <summary>The command; null for anything that is no <c>dotnet</c> command over projects.</summary>
    /// <param name="words">The words; null for one whose value is not known.</param>
    public static DotNetCommand? Parse(IReadOnlyList<string?> words)
    {
        if (words.Count < 2 || words[0] is not { } program || !IsDotNet(program)) return null;
        if (words[1] is not { } verbName || Verb(verbName) is not { } verb) return null;
        var reading = new Reading(verb);
        for (int i = 2; i < words.Count; i++)
        {
            string? word = words[i];
            if (word == "--") break;
            if (word is null) reading.Unknown();
            else if (WithValue.Contains(word) && !(word == "-d" && verb != DotNetVerb.Test)) reading.Option(word, ++i < words.Count ? words[i] : "", ++reading.Given);
            else if (IsSwitch(word)) reading.Switch(i + 1 < words.Count && IsTruth(words[i + 1]) ? word + "=" + words[++i] : word);
            else reading.Positional(word);
        }

        return reading.Command();
    }

    private static bool IsDotNet(string program) =>
        program is "dotnet" or "dotnet.exe" || program.EndsWith("/dotnet", StringComparison.Ordinal);

    private static DotNetVerb? Verb(string word) => word switch
    {
        "restore" => DotNetVerb.Restore,
        "build" => DotNetVerb.Build,
        "publish" => DotNetVerb.Publish,
        "test" => DotNetVerb.Test,
        "pack" => DotNetVerb.Pack,
        "run" => DotNetVerb.Run,
        "msbuild" => DotNetVerb.MsBuild,
        _ => null,
    };

    // An option that is on or off takes a value all the same (System.CommandLine, zero or one argument): --self-contained false.
    private static bool IsTruth(string? word) =>
        string.Equals(word, "false", StringComparison.OrdinalIgnoreCase) || string.Equals(word, "true", StringComparison.OrdinalIgnoreCase);

    // "/src/App.csproj" is a path, "/p:X=Y" and "/nologo" are switches.
    private static bool IsSwitch(string word)
    {
        if (word.Length < 2 || word[0] is not ('-' or '/')) return false;
        if (word[0] == '-') return true;
        int slash = word.IndexOf('/', 1), colon = word.IndexOf(':');
        if (colon > 0 && (slash < 0 || colon < slash)) return true;
        return slash < 0 && !word.Contains(".");
    }

    private sealed class Reading(DotNetVerb verb)
    {
        private readonly Dictionary<string, MsBuildValue> properties = new(StringComparer.OrdinalIgnoreCase);
        private string? target, targetUnknown, output, framework, configFile, task;
        private bool noRestore, noBuild, lockedMode, outputUnknown, restoreSwitch, namesSources;

        public int Given { get; set; }

        public void Unknown()
        {
            // It may be the project, or any option: only the target matters for what is read.
            targetUnknown ??= ArgumentUnknown;
        }

        public void Positional(string word)
        {
            if (verb == DotNetVerb.Run && Given >= 0 && target is not null) return;
            if (verb == DotNetVerb.Run && !word.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)) return;
            target ??= word;
        }

        public void Option(string name, string? value, int given)
        {
            Given = given;
            switch (name)
            {
                case "-c" or "--configuration": Set("Configuration", value); break;
                case "-r" or "--runtime": Set("RuntimeIdentifier", value); break;
                case "-o" or "--output":
                    output = value;
                    outputUnknown = value is null;
                    break;
                case "-f" or "--framework" when verb != DotNetVerb.Restore: framework = value; break;
                case "--configfile": configFile = value; break;
                case "-s" or "--source" when verb != DotNetVerb.Test: namesSources = true; break;
                case "--project" or "--solution":
                    target = value;
                    if (value is null) targetUnknown = ArgumentUnknown;
                    break;
                case "--property": AddProperties(value ?? ""); break;
                case "--lock-file-path": Set("NuGetLockFilePath", value); break;
                case "--version-suffix": Set("VersionSuffix", value); break;
            }
        }

        public void Switch(string word)
        {
            string name = word.TrimStart('-', '/');
            int separator = name.IndexOfAny([':', '=']);
            string value = separator < 0 ? "" : name.Substring(separator + 1);
            if (separator >= 0) name = name.Substring(0, separator);
            bool isOn = !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
            switch (name.ToUpperInvariant())
            {
                case "NO-RESTORE": noRestore = isOn; break;
                case "NO-BUILD": noBuild = isOn; noRestore |= isOn; break;
                case "WARNASERROR" or "ERR" when value.Length == 0: Set("TreatWarningsAsErrors", "true"); break;
                case "LOCKED-MODE": lockedMode = isOn; break;
                case "SELF-CONTAINED" or "SC" when verb != DotNetVerb.MsBuild: Set("SelfContained", isOn ? "true" : "false"); break;
                case "P" or "PROPERTY": AddProperties(value); break;
                case "T" or "TARGET": task = value; break;
                case "RESTORE" or "R" when verb == DotNetVerb.MsBuild: restoreSwitch = true; break;
                case "CONFIGURATION" or "C": Option("-c", value, Given); break;
                case "OUTPUT" or "O": Option("-o", value, Given); break;
                case "FRAMEWORK" or "F": Option("-f", value, Given); break;
                case "RUNTIME" when separator >= 0: Option("-r", value, Given); break;
                case "CONFIGFILE": configFile = value; break;
                case "SOURCE" or "S" when separator >= 0 && verb != DotNetVerb.Test: namesSources = true; break;
                case "PROJECT": Option("--project", value, Given); break;
            }
        }

        private void AddProperties(string list)
        {
            foreach (string pair in list.Split(';', ','))
            {
                int equals = pair.IndexOf('=');
                if (equals > 0) Set(pair.Substring(0, equals).Trim(), pair.Substring(equals + 1).Trim().Trim('"'));
            }
        }

        private void Set(string name, string? value) =>
            properties[name] = value is null ? MsBuildValue.Unknown(ArgumentUnknown) : MsBuildValue.Of(value);

        public DotNetCommand Command()
        {
            DotNetVerb effective = verb;
            if (verb == DotNetVerb.MsBuild)
            {
                // A target list decides what msbuild does; the plain call builds without a restore.
                effective = MsBuildText.Same(task ?? "", "Restore") ? DotNetVerb.Restore
                    : MsBuildText.Same(task ?? "", "Publish") ? DotNetVerb.Publish : DotNetVerb.MsBuild;
                noRestore = !restoreSwitch;
            }

            if (properties.TryGetValue("TargetFramework", out MsBuildValue named) && named.HasText)
            {
                framework ??= named.Text;
                properties.Remove("TargetFramework");
            }

            // publish and pack build Release by default since SDK 8, if the project targets 8 or later.
            bool hasDefault = effective is DotNetVerb.Publish or DotNetVerb.Pack && verb != DotNetVerb.MsBuild && !properties.ContainsKey("Configuration");
            if (hasDefault) properties["Configuration"] = MsBuildValue.Unknown("the default configuration depends on the version of the SDK");
            if (properties.TryGetValue("RestoreLockedMode", out MsBuildValue locked)) lockedMode |= locked.IsTrue;
            if (properties.TryGetValue("RestoreConfigFile", out MsBuildValue config) && config.HasText) configFile ??= config.Text;
            if (properties.TryGetValue("PublishDir", out MsBuildValue directory)) output ??= directory.IsKnown ? directory.Text : null;
            return new DotNetCommand
            {
                Verb = effective,
                Target = target,
                TargetUnknownBecause = target is null ? targetUnknown : null,
                NoRestore = noRestore,
                NoBuild = noBuild,
                Output = output,
                IsOutputUnknown = outputUnknown || (output is null && targetUnknown is not null),
                Framework = framework,
                HasDefaultConfiguration = hasDefault,
                LockedMode = lockedMode,
                ConfigFile = configFile,
                NamesSources = namesSources || properties.ContainsKey("RestoreSources"),
                Properties = properties,
            };
        }
    }
}
