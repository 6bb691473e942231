using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using DockerLint.Services;
using DockerLint.Services.Evidence;

namespace DockerLint.Facts;

/// <summary>Service definitions as lines: what the evidence of the repository said, for a host that cannot read it.</summary>
internal static class ServiceFacts
{
    /// <summary>Writes a definition; the line <c>service</c> opens it.</summary>
    public static void Write(StringBuilder output, ServiceDefinition service)
    {
        FactLine.Write(output, "service", service.Name, service.DockerfilePath, service.ContextPath, service.ContextEvidence,
            ((int)service.Kind).ToString(CultureInfo.InvariantCulture), service.Target, service.Command);
        Pairs(output, "argument", service.BuildArguments);
        Words(output, "unknown-arguments", service.UnknownArguments);
        Pairs(output, "context", service.NamedContexts);
        Pairs(output, "image", service.NamedImages);
        Words(output, "ignore-rules", service.Ignore);
        Words(output, "tags", service.ImageTags);
        foreach (string note in service.Notes) FactLine.Write(output, "note", note);
        if (service.Start is not { } start) return;
        FactLine.Write(output, "start", start.File, start.Line.ToString(CultureInfo.InvariantCulture), start.UnknownBecause, start.WorkingDirectory);
        if (start.Entrypoint is not null) FactLine.Write(output, ["start-entrypoint", .. start.Entrypoint]);
        if (start.Command is not null) FactLine.Write(output, ["start-command", .. start.Command]);
        foreach (KeyValuePair<string, string?> pair in start.Environment) FactLine.Write(output, "start-variable", pair.Key, pair.Value);
        foreach (BindMount mount in start.Mounts) FactLine.Write(output, "start-mount", mount.Source, mount.Target);
        foreach (string place in start.OpaqueMounts) FactLine.Write(output, "start-opaque-mount", place);
    }

    /// <summary>Takes a line; false where it says nothing of services.</summary>
    public static bool Add(List<ServiceDefinition> services, string?[] fields)
    {
        string first = fields.Length > 1 ? fields[1] ?? "" : "";
        if (fields[0] == "service")
        {
            if (fields.Length < 8 || fields[2] is not { } dockerfile) return false;
            services.Add(new ServiceDefinition
            {
                Name = first,
                DockerfilePath = dockerfile,
                ContextPath = fields[3],
                ContextEvidence = fields[4] ?? "",
                Kind = (EvidenceKind)Number(fields[5]),
                Target = fields[6],
                Command = fields[7],
            });
            return true;
        }

        if (services.Count == 0) return false;
        ServiceDefinition last = services[services.Count - 1];
        if (With(last, fields, first) is not { } changed) return false;
        services[services.Count - 1] = changed;
        return true;
    }

    private static ServiceDefinition? With(ServiceDefinition service, string?[] fields, string first)
    {
        string? second = fields.Length > 2 ? fields[2] : null;
        StartOverride? start = service.Start;
        switch (fields[0])
        {
            case "argument": return service with { BuildArguments = Added(service.BuildArguments, first, second ?? "") };
            case "unknown-arguments": return service with { UnknownArguments = Rest(fields) };
            case "context": return service with { NamedContexts = Added(service.NamedContexts, first, second ?? "") };
            case "image": return service with { NamedImages = Added(service.NamedImages, first, second ?? "") };
            case "ignore-rules": return service with { Ignore = Rest(fields) };
            case "tags": return service with { ImageTags = Rest(fields) };
            case "note": return service with { Notes = [.. service.Notes, first] };
            case "start" when fields.Length >= 5:
                return service with { Start = new StartOverride { File = first, Line = Number(second), UnknownBecause = fields[3], WorkingDirectory = fields[4] } };
            case "start-entrypoint" when start is not null: return service with { Start = start with { Entrypoint = Rest(fields) } };
            case "start-command" when start is not null: return service with { Start = start with { Command = Rest(fields) } };
            case "start-variable" when start is not null: return service with { Start = start with { Environment = Added(start.Environment, first, second) } };
            case "start-mount" when start is not null: return service with { Start = start with { Mounts = [.. start.Mounts, new BindMount(first, second ?? "/")] } };
            case "start-opaque-mount" when start is not null: return service with { Start = start with { OpaqueMounts = [.. start.OpaqueMounts, first] } };
            default: return null;
        }
    }

    private static void Pairs(StringBuilder output, string kind, IReadOnlyDictionary<string, string> pairs)
    {
        foreach (KeyValuePair<string, string> pair in pairs) FactLine.Write(output, kind, pair.Key, pair.Value);
    }

    private static void Words(StringBuilder output, string kind, IReadOnlyList<string> words)
    {
        if (words.Count > 0) FactLine.Write(output, [kind, .. words]);
    }

    private static Dictionary<string, T> Added<T>(IReadOnlyDictionary<string, T> pairs, string key, T value)
    {
        var added = pairs.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        added[key] = value;
        return added;
    }

    private static string[] Rest(string?[] fields) => fields.Skip(1).Select(field => field ?? "").ToArray();

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
