using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>The properties while a project is evaluated, and which file is being read.</summary>
internal sealed class EvaluationState : IPropertySource
{
    private readonly EvaluationOptions options;
    private readonly Dictionary<string, MsBuildValue> properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> localOverrides = new(StringComparer.OrdinalIgnoreCase);

    public EvaluationState(IFileTree tree, string projectPath, EvaluationOptions options)
    {
        Tree = tree;
        ProjectPath = projectPath;
        ProjectDirectory = TreePath.Parent(projectPath);
        CurrentFile = projectPath;
        this.options = options;
        foreach (KeyValuePair<string, MsBuildValue> pair in options.GlobalProperties) properties[pair.Key] = pair.Value;
    }

    public IFileTree Tree { get; }

    public string ProjectPath { get; }

    public string ProjectDirectory { get; }

    /// <summary>The file whose elements are being evaluated.</summary>
    public string CurrentFile { get; set; }

    /// <summary>Not null when something was imported that cannot be seen: it may set any property.</summary>
    public string? UnseenImport { get; set; }

    public Dictionary<string, FactPlace> Places { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Unknowns { get; } = [];

    public void Note(string unknown)
    {
        if (Unknowns.Count < 50 && !Unknowns.Contains(unknown)) Unknowns.Add(unknown);
    }

    /// <summary>A global property of these names may be set by the project after all (TreatAsLocalProperty).</summary>
    public void TreatAsLocal(string names)
    {
        foreach (string name in MsBuildText.Split(names)) localOverrides.Add(name);
    }

    public bool IsGlobal(string name) => options.GlobalProperties.ContainsKey(name) && !localOverrides.Contains(name);

    /// <summary>Assigns; under doubt the outcome is known only when it changes nothing.</summary>
    public void Set(string name, MsBuildValue value, string? doubt, FactPlace? place)
    {
        if (IsGlobal(name)) return;
        if (doubt is not null && value != Property(name)) value = MsBuildValue.Unknown(doubt);
        properties[name] = value;
        if (place is not null) Places[name] = place;
    }

    /// <summary>A default of the SDK: only where nothing is set yet.</summary>
    public void Default(string name, string value)
    {
        if (!properties.TryGetValue(name, out MsBuildValue known) || (known.IsKnown && known.Text.Length == 0))
            properties[name] = MsBuildValue.Of(value);
    }

    public MsBuildValue Property(string name) => Property(name, options.Environment);

    /// <summary>The value under an environment that answers what was asked as the evaluation's own does.</summary>
    public MsBuildValue Property(string name, Func<string, MsBuildValue?>? environment)
    {
        if (properties.TryGetValue(name, out MsBuildValue value)) return value;
        if (Reserved(name) is { } reserved) return MsBuildValue.Of(reserved);
        if (environment?.Invoke(name) is { } variable) return variable;
        if (SdkProperties.IsProvided(name)) return MsBuildValue.Unknown("$(" + name + ") is set by the SDK");
        return UnseenImport is null ? MsBuildValue.Empty : MsBuildValue.Unknown(UnseenImport);
    }

    // MSBuild reserved and well-known properties.
    private string? Reserved(string name)
    {
        const string Project = "MSBuildProject", This = "MSBuildThisFile";
        if (name.StartsWith(Project, StringComparison.OrdinalIgnoreCase))
            return OfFile(ProjectPath, name.Substring(Project.Length), file: "FILE", slash: false);
        if (name.StartsWith(This, StringComparison.OrdinalIgnoreCase))
            return OfFile(CurrentFile, name.Substring(This.Length), file: "", slash: true);
        return name.ToUpperInvariant() switch
        {
            "OS" => "Unix",
            "MSBUILDRUNTIMETYPE" => "Core",
            _ => null,
        };
    }

    private static string? OfFile(string path, string part, string file, bool slash)
    {
        string upper = part.ToUpperInvariant();
        string name = TreePath.Name(path);
        if (upper == file) return name;
        return upper switch
        {
            "DIRECTORY" => slash ? MsBuildText.WithSlash(TreePath.Parent(path)) : TreePath.Parent(path),
            "DIRECTORYNOROOT" => slash ? MsBuildText.WithSlash(TreePath.Parent(path)).Substring(1) : TreePath.Parent(path).Substring(1),
            "NAME" => MsBuildText.Stem(name),
            "EXTENSION" => MsBuildText.Extension(name),
            "FULLPATH" => path,
            _ => null,
        };
    }
}
