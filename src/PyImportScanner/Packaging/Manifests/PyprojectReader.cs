using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>Reads pyproject.toml.</summary>
public static class PyprojectReader
{
    /// <summary>Reads a file; null where there is none or its content is not known.</summary>
    public static Pyproject? Read(IFileTree tree, string path) =>
        tree.ReadText(path) is { } text ? Read(text, path) : null;

    /// <summary>Reads a text.</summary>
    public static Pyproject Read(string text, string path)
    {
        DataDocument document = TomlReader.Read(text);
        DataValue root = document.Root;
        DataValue? project = root["project"];
        var sources = new DependencySources(path, root);
        var dependencies = new List<DeclaredDependency>();
        sources.AddAll(project?["dependencies"], dependencies);
        var extras = new DependencyTable();
        foreach (DataMember extra in Members(project?["optional-dependencies"])) sources.AddAll(extra.Value, extras.Open(extra.Key));
        var groups = new DependencyTable();
        new DependencyGroups(root["dependency-groups"], sources).AddTo(groups);
        AddToolGroups(root, sources, groups);
        PoetryTables poetry = PoetryTables.Read(root, path, dependencies, extras, groups);
        return new Pyproject
        {
            Path = path,
            Directory = TreePath.Parent(path),
            Document = document,
            RawName = project?["name"]?.AsString ?? root.At("tool", "poetry", "name")?.AsString ?? root.At("tool", "flit", "metadata", "dist-name")?.AsString
                ?? root.At("tool", "flit", "metadata", "module")?.AsString,
            BackEnd = root.At("build-system", "build-backend")?.AsString,
            HasBuildSystem = root["build-system"] is not null,
            Dependencies = dependencies,
            Extras = extras,
            Groups = groups,
            OptionalGroups = poetry.OptionalGroups,
            EntryPoints = ReadEntryPoints(root, path),
            MetadataFiles = ReadMetadataFiles(root),
            Dynamic = project?["dynamic"]?.Strings() ?? [],
        };
    }

    internal static IReadOnlyList<DataMember> Members(DataValue? table) => table?.Members ?? [];

    private static void AddToolGroups(DataValue root, DependencySources sources, DependencyTable groups)
    {
        foreach (DataMember group in Members(root.At("tool", "pdm", "dev-dependencies"))) sources.AddAll(group.Value, groups.Open(group.Key));
        if (root.At("tool", "uv", "dev-dependencies") is { } dev) sources.AddAll(dev, groups.Open("dev"));
    }

    private static List<EntryPoint> ReadEntryPoints(DataValue root, string path)
    {
        var found = new List<EntryPoint>();
        DataValue? project = root["project"];
        AddScripts(project?["scripts"], EntryPoint.ConsoleScripts, path, found);
        AddScripts(project?["gui-scripts"], EntryPoint.GuiScripts, path, found);
        foreach (DataMember group in Members(project?["entry-points"])) AddScripts(group.Value, group.Key, path, found);
        AddScripts(root.At("tool", "poetry", "scripts"), EntryPoint.ConsoleScripts, path, found);
        foreach (DataMember group in Members(root.At("tool", "poetry", "plugins"))) AddScripts(group.Value, group.Key, path, found);
        AddScripts(root.At("tool", "flit", "scripts"), EntryPoint.ConsoleScripts, path, found);
        return found;
    }

    private static void AddScripts(DataValue? table, string group, string path, List<EntryPoint> found)
    {
        foreach (DataMember member in Members(table))
        {
            // Poetry also writes { reference = "…", type = "console" }, and older versions { callable = "…" }.
            string? reference = member.Value.AsString ?? member.Value["reference"]?.AsString ?? member.Value["callable"]?.AsString;
            bool isFile = member.Value["type"]?.AsString == "file";
            if (reference is null || isFile) continue;
            if (EntryPoint.TryParse(member.Key, group, reference, path, member.Value.Span) is { } entry) found.Add(entry);
        }
    }

    private static List<DataValue> ReadMetadataFiles(DataValue root)
    {
        var found = new List<DataValue>();
        DataValue? readme = root.At("project", "readme");
        Add(readme?.Kind == DataKind.Table ? readme["file"] : readme);
        Add(root.At("project", "license", "file"));
        DataValue? poetryReadme = root.At("tool", "poetry", "readme");
        if (poetryReadme?.Kind == DataKind.Array) found.AddRange(poetryReadme.Items);
        else Add(poetryReadme);
        return found;

        void Add(DataValue? value)
        {
            if (value?.AsString is not null) found.Add(value);
        }
    }
}
