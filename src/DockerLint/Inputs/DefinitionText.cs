using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using DockerLint.Dockerfiles;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Inputs;

/// <summary>What the evidence says about a service, as text to compare: the lines of a compose file that define it, not the file.</summary>
internal static class DefinitionText
{
    /// <param name="definition">The service.</param>
    /// <param name="context">Its context, a clean path of the repository tree.</param>
    /// <param name="dockerfile">Its Dockerfile; an argument that it does not declare changes nothing.</param>
    public static string Of(ServiceDefinition definition, string context, DockerfileSyntax dockerfile)
    {
        var text = new StringBuilder();
        Line(text, "context", context);
        Line(text, "target", definition.Target);
        Line(text, "command", definition.Command);
        Lines(text, "arg", definition.BuildArguments);
        Lines(text, "arg", Declared(definition.OtherArguments, dockerfile));
        foreach (string name in definition.UnknownArguments) Line(text, "open", name);
        Lines(text, "contexts", definition.NamedContexts);
        Lines(text, "images", definition.NamedImages);
        if (definition.Start is not { } start) return text.ToString();
        foreach (string word in start.Entrypoint ?? []) Line(text, "entrypoint", word);
        foreach (string word in start.Command ?? []) Line(text, "cmd", word);
        Line(text, "workdir", start.WorkingDirectory);
        var environment = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string?> pair in start.Environment) environment[pair.Key] = pair.Value;
        foreach (KeyValuePair<string, string?> pair in environment) Line(text, "env", pair.Key + "=" + pair.Value);
        foreach (BindMount mount in start.Mounts) Line(text, "mount", mount.Source + ":" + mount.Target);
        return text.ToString();
    }

    /// <summary>The places that say so: <c>docker-compose.yml:12</c>.</summary>
    public static IReadOnlyList<ServiceInput> Places(ServiceDefinition definition)
    {
        var places = new List<ServiceInput>();
        if (Split(definition.ContextEvidence) is { } evidence) places.Add(new ServiceInput(evidence.File, InputCategory.Config, "says how the image is built") { Line = evidence.Line });
        if (definition.Start is { } start && !places.Exists(place => place.Path == start.File))
            places.Add(new ServiceInput(start.File, InputCategory.Config, "says how the container is started") { Line = start.Line });
        return places;
    }

    private static Dictionary<string, string> Declared(IReadOnlyDictionary<string, string> arguments, DockerfileSyntax dockerfile)
    {
        var declared = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword != "ARG") continue;
            foreach (KeyValueWord pair in instruction.Pairs)
            {
                if (arguments.TryGetValue(pair.Key, out string? value)) declared[pair.Key] = value;
            }
        }

        return declared;
    }

    private static (string File, int Line)? Split(string evidence)
    {
        int colon = evidence.LastIndexOf(':');
        return colon > 0 && int.TryParse(evidence.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            ? (TreePath.Clean(evidence.Substring(0, colon)), line)
            : null;
    }

    private static void Lines(StringBuilder text, string key, IReadOnlyDictionary<string, string> values)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in values) sorted[pair.Key] = pair.Value;
        foreach (KeyValuePair<string, string> pair in sorted) Line(text, key, pair.Key + "=" + pair.Value);
    }

    private static void Line(StringBuilder text, string key, string? value)
    {
        if (value is not null) text.Append(key).Append(' ').Append(value.Replace("\n", "\\n")).Append('\n');
    }
}
