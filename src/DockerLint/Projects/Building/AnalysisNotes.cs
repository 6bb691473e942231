using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>What nobody can say of the <c>dotnet</c> commands of a build, for the notes of the service.</summary>
internal static class AnalysisNotes
{
    // A person reads them; a project that asks the SDK for everything would fill a page.
    private const int MaximumForProject = 3;
    private const int Maximum = 20;

    public static IReadOnlyList<string> Of(DotNetAnalysis analysis)
    {
        var notes = new List<string>();
        foreach (StepModel step in analysis.Steps)
        {
            if (step.Target.UnknownBecause is { } unknown) Add(notes, step.Command.Name + ": which project it reads is not known: " + unknown);
            if (step.Graph?.IsCut == true) Add(notes, step.Command.Name + ": the projects are too many to be followed all");
            if (step.Solution?.Error is { } error) Add(notes, At(error) + ": the solution cannot be read: " + error.Message);
            foreach (EvaluatedProject project in step.Projects)
            {
                foreach (ProjectError problem in project.Repository.Errors) Add(notes, At(problem) + ": the project file cannot be read: " + problem.Message);
                int said = 0;
                foreach (string cause in project.Node.Facts.Unknowns)
                {
                    if (said++ < MaximumForProject) Add(notes, TreePath.Display(project.RepositoryPath) + ": " + cause);
                }
            }
        }

        return notes;
    }

    private static string At(ProjectError error) => TreePath.Display(error.Place.File) + ":" + error.Place.Span.Line;

    private static void Add(List<string> notes, string note)
    {
        if (notes.Count < Maximum && !notes.Contains(note)) notes.Add(note);
    }
}
