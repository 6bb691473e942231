using System;
using System.IO;
using DockerLint.Checks;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Says that a build certainly fails, in the shape in which <c>docker build</c> does.</summary>
internal static class BuildFailure
{
    /// <summary>
    /// Prints the reasons with their places to standard error. A list that goes to a file or to another program says so too:
    /// an empty one would look like an image without files.
    /// </summary>
    public static void Print(ServiceModel service, bool json, Terminal terminal)
    {
        foreach (BuildProblem problem in service.Build.Problems)
        {
            (string file, int line) = Place(service, problem);
            terminal.Error.WriteLine("ERROR: " + SafeText.OneLine(problem.Message));
            terminal.Error.WriteLine("  at " + SafeText.OneLine(file) + ":" + line + Quote(service, problem));
        }

        BuildProblem first = service.Build.Problems[0];
        if (json) WriteRecord(terminal.Out, service, first);
        else if (Console.IsOutputRedirected) terminal.Out.WriteLine("ERROR: " + SafeText.OneLine(first.Message));
    }

    private static void WriteRecord(TextWriter output, ServiceModel service, BuildProblem problem)
    {
        (string file, int line) = Place(service, problem);
        new JsonWriter(output).BeginObject().Member("error", problem.Message).Member("file", file).Member("line", line).EndObject();
        output.Write('\n');
    }

    // A bad ignore file is its own place; an instruction of another Dockerfile (ONBUILD) is shown where this one uses it.
    private static (string File, int Line) Place(ServiceModel service, BuildProblem problem) =>
        problem.Kind == BuildProblemKind.InvalidIgnoreFile && problem.RepositoryPath is { } ignore
            ? (TreePath.Display(ignore), problem.Span.Line)
            : (TreePath.Display(service.Dockerfile.Path), Math.Max(1, problem.Span.Line));

    private static string Quote(ServiceModel service, BuildProblem problem)
    {
        int index = problem.Span.Line - 1;
        if (problem.Kind == BuildProblemKind.InvalidIgnoreFile || index < 0 || index >= service.Dockerfile.Lines.Count) return "";
        return ": " + SafeText.OneLine(service.Dockerfile.Lines[index].Trim());
    }
}
