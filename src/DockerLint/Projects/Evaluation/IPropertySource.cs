using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>What an expression can ask for.</summary>
internal interface IPropertySource
{
    /// <summary>Files, for <c>Exists</c> and the functions that look upward.</summary>
    IFileTree Tree { get; }

    /// <summary>The directory that relative paths start from: the project's, also inside an imported file.</summary>
    string ProjectDirectory { get; }

    /// <summary>The value of a property, with the reserved ones of the file that is being read.</summary>
    MsBuildValue Property(string name);
}
