using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>An environment.yml of conda (conda documentation, "Creating an environment file manually").</summary>
/// <param name="Name">The environment, or null.</param>
/// <param name="Packages">Names of conda packages, without channel, version and build.</param>
/// <param name="PipRequirements">The lines below <c>pip:</c>.</param>
/// <param name="Error">Why the file cannot be read completely; null where it was.</param>
public sealed record CondaEnvironment(string? Name, IReadOnlyList<DataValue> Packages, IReadOnlyList<DataValue> PipRequirements, string? Error)
{
    /// <summary>Reads a file; null where there is none or its content is not known.</summary>
    public static CondaEnvironment? Read(IFileTree tree, string path)
    {
        if (tree.ReadText(path) is not { } text) return null;
        DataDocument document = YamlSubsetReader.Read(text);
        var packages = new List<DataValue>();
        var pip = new List<DataValue>();
        foreach (DataValue item in document.Root["dependencies"]?.Items ?? [])
        {
            if (item.AsString is not null) packages.Add(item);
            else pip.AddRange(item["pip"]?.Items ?? []);
        }

        return new CondaEnvironment(document.Root["name"]?.AsString, packages, pip, document.IsValid ? null : document.Errors[0].Message);
    }

    /// <summary>The name in a conda specification: <c>channel::name=1.0=build</c>, <c>name&gt;=1</c>.</summary>
    public static string PackageName(string specification)
    {
        int channel = specification.LastIndexOf(':');
        string rest = specification.Substring(channel + 1).Trim();
        int end = rest.IndexOfAny(['=', '<', '>', '!', '~', ' ', '[']);
        return end < 0 ? rest : rest.Substring(0, end);
    }
}
