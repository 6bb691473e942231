using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.Building;

namespace DockerLint.Images;

/// <summary>Builds an image without building it: which files would be where, and which step fails.</summary>
public static class ImageSimulator
{
    /// <summary>
    /// Simulates a build. Never throws on any input; what would fail is in <see cref="ImageBuild.Problems"/>, what nobody can
    /// say in <see cref="ImageBuild.Notes"/>.
    /// </summary>
    public static ImageBuild Build(BuildRequest request)
    {
        var problems = new List<BuildProblem>();
        foreach (DockerfileError error in request.Dockerfile.Errors)
        {
            problems.Add(new BuildProblem
            {
                Kind = BuildProblemKind.InvalidDockerfile,
                Message = "dockerfile parse error on line " + error.Span.Line + ": " + error.Message,
                Span = error.Span,
            });
        }

        var plan = BuildPlan.Of(request, problems);
        return new BuildRunner(request, plan, problems).Run();
    }
}
