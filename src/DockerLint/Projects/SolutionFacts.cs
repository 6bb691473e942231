using System;
using System.Collections.Generic;
using DockerLint.Projects.Evaluation;
using DockerLint.Projects.Xml;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Projects;

/// <summary>A project that a solution lists.</summary>
/// <param name="Path">The project file, a clean path of the tree.</param>
/// <param name="Specification">As written.</param>
/// <param name="Place">Where.</param>
/// <param name="Id">Its id in a <c>.sln</c>, with braces; else empty.</param>
public sealed record SolutionProject(string Path, string Specification, FactPlace Place, string Id = "");

/// <summary>What a <c>.sln</c>, <c>.slnx</c> or <c>.slnf</c> lists.</summary>
/// <param name="Path">The file.</param>
/// <param name="Projects">Projects that MSBuild builds; folders, web sites and shared projects are left out.</param>
/// <param name="Error">Why it cannot be read, or null.</param>
/// <param name="SolutionPath">The solution behind a filter; else the file itself.</param>
public sealed record SolutionFacts(string Path, IReadOnlyList<SolutionProject> Projects, ProjectError? Error, string SolutionPath)
{
    /// <summary>What a <c>.sln</c> says of its configurations.</summary>
    public SolutionConfigurations Configurations { get; init; } = new();

    /// <summary>Where a filter names its solution; null for a solution.</summary>
    public FactPlace? SolutionPlace { get; init; }

    /// <summary>Is the file name that of a solution or a filter?</summary>
    public static bool IsSolution(string path) => MsBuildText.Extension(TreePath.Name(path)).ToUpperInvariant() is ".SLN" or ".SLNX" or ".SLNF";

    /// <summary>Reads the solution; null when the file is not there or its content is not known.</summary>
    public static SolutionFacts? Read(IFileTree tree, ProjectFileCache cache, string path)
    {
        string extension = MsBuildText.Extension(TreePath.Name(path)).ToUpperInvariant();
        if (extension == ".SLNX") return cache.Read(tree, path) is { } document ? ReadXml(path, document) : null;
        if (tree.Read(path) is not { } bytes) return null;
        return extension == ".SLNF" ? ReadFilter(path, bytes) : ReadText(path, XmlParser.Decode(bytes));
    }

    private static SolutionFacts ReadText(string path, string text)
    {
        var projects = new List<SolutionProject>();
        var configurations = new SolutionConfigurations();
        string section = "";
        int number = 0, start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            number++;
            string line = text.Substring(start, end - start).TrimEnd('\r');
            if (line.TrimStart().StartsWith("Project(", StringComparison.OrdinalIgnoreCase) && ProjectLine(path, line, number) is { } project)
                projects.Add(project);
            else if (SectionOf(line) is { } opened) section = opened;
            else if (section.Length > 0) configurations.Add(section, line);
            start = end + 1;
        }

        return new SolutionFacts(path, projects, null, path) { Configurations = configurations };
    }

    // GlobalSection(SolutionConfigurationPlatforms) = preSolution; its end is none.
    private static string? SectionOf(string line)
    {
        string text = line.Trim();
        if (text == "EndGlobalSection") return "";
        if (!text.StartsWith("GlobalSection(", StringComparison.OrdinalIgnoreCase)) return null;
        int close = text.IndexOf(')');
        return close < 0 ? "" : text.Substring("GlobalSection(".Length, close - "GlobalSection(".Length);
    }

    // Project("{type}") = "name", "path", "{id}"
    private static SolutionProject? ProjectLine(string path, string line, int number)
    {
        string[] quoted = line.Split('"');
        if (quoted.Length < 6 || !IsBuilt(quoted[1], quoted[5])) return null;
        int column = line.IndexOf(quoted[5], quoted[0].Length + quoted[1].Length, StringComparison.Ordinal) + 1;
        var place = new FactPlace(path, SourceSpan.OnLine(number, Math.Max(1, column), quoted[5].Length));
        return new SolutionProject(MsBuildText.FullPath(TreePath.Parent(path), quoted[5]), quoted[5], place, quoted.Length > 7 ? quoted[7] : "");
    }

    private static bool IsBuilt(string type, string specification)
    {
        string id = type.ToUpperInvariant();
        if (id.Contains("2150E333-8FDC-42A3-9474-1A3956D46DE8")) return false; // solution folder
        if (id.Contains("D954291E-2A0B-460D-934E-DC6B0785DB48")) return false; // shared project
        string extension = MsBuildText.Extension(specification).ToUpperInvariant();
        return extension.EndsWith("PROJ", StringComparison.Ordinal) && extension != ".SHPROJ" && !specification.Contains("://");
    }

    private static SolutionFacts ReadXml(string path, XmlDocument document)
    {
        var projects = new List<SolutionProject>();
        if (document.Error is { } error)
            return new SolutionFacts(path, projects, new ProjectError(error.Message, new FactPlace(path, error.Span)), path);
        var pending = new Stack<XmlElement>();
        pending.Push(document.Root!);
        while (pending.Count > 0)
        {
            XmlElement element = pending.Pop();
            if (element.Is("Project") && element.Find("Path") is { } attribute && IsBuilt(element.Attribute("Type") ?? "", attribute.Value) && !IsExcluded(element))
            {
                projects.Add(new SolutionProject(MsBuildText.FullPath(TreePath.Parent(path), attribute.Value), attribute.Value,
                    new FactPlace(path, document.Span(attribute.Start, attribute.End))));
            }

            for (int i = element.Children.Count - 1; i >= 0; i--) pending.Push(element.Children[i]);
        }

        return new SolutionFacts(path, projects, null, path);
    }

    // <Build Project="false" />: neither built nor restored, in no configuration.
    private static bool IsExcluded(XmlElement project)
    {
        foreach (XmlElement child in project.Children)
        {
            if (child.Is("Build") && child.Attribute("Solution") is null && MsBuildText.Same(child.Attribute("Project") ?? "", "false")) return true;
        }

        return false;
    }

    private static SolutionFacts ReadFilter(string path, ReadOnlyMemory<byte> bytes)
    {
        var projects = new List<SolutionProject>();
        if (JsonFacts.Read(bytes) is not { } scalars)
            return new SolutionFacts(path, projects, new ProjectError("the solution filter is no JSON", new FactPlace(path, default)), path);
        string solution = path;
        FactPlace? named = null;
        foreach (JsonScalar scalar in scalars)
        {
            if (scalar.Path != "solution.path") continue;
            solution = MsBuildText.FullPath(TreePath.Parent(path), scalar.Value);
            named = new FactPlace(path, scalar.Span);
        }

        // Paths of projects are relative to the solution, not to the filter.
        foreach (JsonScalar scalar in scalars)
        {
            if (scalar.Path == "solution.projects" && IsBuilt("", scalar.Value))
                projects.Add(new SolutionProject(MsBuildText.FullPath(TreePath.Parent(solution), scalar.Value), scalar.Value, new FactPlace(path, scalar.Span)));
        }

        return new SolutionFacts(path, projects, null, solution) { SolutionPlace = named };
    }
}
