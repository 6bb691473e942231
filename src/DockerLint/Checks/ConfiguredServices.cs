using System;
using System.Collections.Generic;
using DockerLint.Configuration;
using DockerLint.Services;
using DockerLint.Services.Evidence;

namespace DockerLint.Checks;

/// <summary>Services that the configuration names; what it leaves out comes from the evidence of the repository.</summary>
internal static class ConfiguredServices
{
    /// <summary>The services of a Dockerfile in the configuration; empty when it names none.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="found">What the evidence says, asked for only where the configuration leaves something out.</param>
    public static IReadOnlyList<ServiceDefinition> Of(Settings settings, string dockerfile, Func<ServiceDefinition> found)
    {
        var definitions = new List<ServiceDefinition>();
        foreach (ConfiguredService service in settings.Services)
        {
            if (service.Dockerfile != dockerfile) continue;
            ServiceDefinition definition = Definition(settings, service, found);
            if (service.Commands.Count == 0) definitions.Add(definition);
            foreach (string command in service.Commands) definitions.Add(definition with { Command = command, Start = null });
        }

        return definitions;
    }

    private static ServiceDefinition Definition(Settings settings, ConfiguredService service, Func<ServiceDefinition> found)
    {
        ServiceDefinition basis = service.Context is null ? found() : new ServiceDefinition
        {
            Name = ServiceName.Of(service.Dockerfile),
            DockerfilePath = service.Dockerfile,
            ContextPath = service.Context,
            ContextEvidence = settings.File + ":" + service.Line,
            Kind = EvidenceKind.Configuration,
        };
        return basis with
        {
            Name = service.Name ?? basis.Name,
            Target = service.Target ?? basis.Target,
            BuildArguments = service.Arguments.Count > 0 ? service.Arguments : basis.BuildArguments,
            Ignore = service.Ignore,
        };
    }
}
