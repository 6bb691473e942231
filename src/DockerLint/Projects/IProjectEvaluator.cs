using PyImportScanner.Files;

namespace DockerLint.Projects;

/// <summary>
/// Evaluates projects in place of the engine's own reader: a host may bring MSBuild itself, which knows every SDK and every
/// property function. Safe for concurrent use.
/// </summary>
public interface IProjectEvaluator
{
    /// <summary>The facts of one project; one that cannot be evaluated has an error among them.</summary>
    /// <param name="tree">The repository, or what a stage holds at some instruction.</param>
    /// <param name="path">The project, a file of the tree.</param>
    /// <param name="options">Properties of the command line.</param>
    ProjectFacts Evaluate(IFileTree tree, string path, EvaluationOptions options);
}
