using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using DockerLint.Checks;
using DockerLint.Services;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Inputs;

/// <summary>The services of one state of a repository (a commit, the index, the disk) and their inputs. Safe for concurrent use.</summary>
public sealed class RepositoryInputs
{
    private readonly CheckSession session;
    private readonly Lazy<IReadOnlyList<ServiceDefinition>> definitions;
    private readonly ConcurrentDictionary<ServiceDefinition, Lazy<ServiceInputs?>> inputs = new();

    private RepositoryInputs(CheckSession session)
    {
        this.session = session;
        definitions = new Lazy<IReadOnlyList<ServiceDefinition>>(FindDefinitions);
    }

    /// <summary>The tree.</summary>
    public IFileTree Tree => session.Repository;

    /// <summary>The services, by Dockerfile, and of one Dockerfile the most trusted evidence first.</summary>
    public IReadOnlyList<ServiceDefinition> Services => definitions.Value;

    /// <summary>What a person should know about the evidence.</summary>
    public IReadOnlyList<string> Notes => session.Evidence.Notes;

    /// <summary>A state.</summary>
    /// <param name="request">The tree, the settings, and which services.</param>
    /// <param name="relative">Another state of the same repository: what was scanned for it is not scanned again, where both trees know the identities of contents.</param>
    public static RepositoryInputs Of(CheckRequest request, RepositoryInputs? relative = null)
    {
        ScanCache? scans = request.Repository is IContentIdentity identity && relative?.Tree is IContentIdentity or null
            ? ScanCache.ByContent(identity.ContentId, relative?.session.Scans)
            : null;
        return new RepositoryInputs(new CheckSession(request, scans, scans is null ? null : relative?.session));
    }

    /// <summary>The inputs of a service of <see cref="Services"/>; null where its Dockerfile cannot be read.</summary>
    public ServiceInputs? Of(ServiceDefinition service) =>
        inputs.GetOrAdd(service, key => new Lazy<ServiceInputs?>(() => ServiceCheck.Model(session, key) is { } model ? ServiceInputs.Of(model) : null)).Value;

    private List<ServiceDefinition> FindDefinitions()
    {
        IReadOnlyList<string> dockerfiles = session.Dockerfiles();
        var found = new IReadOnlyList<ServiceDefinition>[dockerfiles.Count];
        Parallel.For(0, found.Length, i => found[i] = ServiceCheck.IsCheckable(session, dockerfiles[i]) ? session.Definitions(dockerfiles[i]) : []);
        var all = new List<ServiceDefinition>();
        foreach (IReadOnlyList<ServiceDefinition> some in found) all.AddRange(some);
        return all;
    }
}
