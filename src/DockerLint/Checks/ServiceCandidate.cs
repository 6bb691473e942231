using System;
using System.Collections.Generic;
using DockerLint.Services;

namespace DockerLint.Checks;

/// <summary>A service of the repository that a command about one image can look into without running rules.</summary>
public sealed class ServiceCandidate
{
    private readonly Lazy<ServiceModel?> model;

    private ServiceCandidate(CheckSession session, string dockerfile)
    {
        Dockerfile = dockerfile;
        model = new Lazy<ServiceModel?>(() => ServiceCheck.Model(session, dockerfile));
    }

    /// <summary>Its Dockerfile, a clean path of the repository tree.</summary>
    public string Dockerfile { get; }

    /// <summary>Everything known of it, made when first asked for; null where the Dockerfile cannot be read.</summary>
    public ServiceModel? Model => model.Value;

    /// <summary>The services that a request selects, in the order of their Dockerfiles. No rule runs.</summary>
    public static IReadOnlyList<ServiceCandidate> Of(CheckRequest request)
    {
        var session = new CheckSession(request);
        var candidates = new List<ServiceCandidate>();
        foreach (string dockerfile in request.Dockerfiles ?? DockerfileFinder.Find(request.Repository)) candidates.Add(new ServiceCandidate(session, dockerfile));
        return candidates;
    }
}
