using System;
using System.Collections.Generic;
using DockerLint.Services;

namespace DockerLint.Checks;

/// <summary>A service of the repository that a command about one image can look into without running rules.</summary>
public sealed class ServiceCandidate
{
    private readonly Lazy<ServiceModel?> model;

    private ServiceCandidate(CheckSession session, ServiceDefinition definition)
    {
        Definition = definition;
        model = new Lazy<ServiceModel?>(() => ServiceCheck.Model(session, definition));
    }

    /// <summary>How the service was found.</summary>
    public ServiceDefinition Definition { get; }

    /// <summary>Everything known of it, made when first asked for; null where the Dockerfile cannot be read.</summary>
    public ServiceModel? Model => model.Value;

    /// <summary>The services that a request selects: by Dockerfile, and of one Dockerfile the most trusted evidence first. No rule runs.</summary>
    public static IReadOnlyList<ServiceCandidate> Of(CheckRequest request)
    {
        var session = new CheckSession(request);
        var candidates = new List<ServiceCandidate>();
        foreach (string dockerfile in request.Dockerfiles ?? session.Evidence.Dockerfiles)
        {
            foreach (ServiceDefinition definition in session.Definitions(dockerfile)) candidates.Add(new ServiceCandidate(session, definition));
        }

        return candidates;
    }
}
