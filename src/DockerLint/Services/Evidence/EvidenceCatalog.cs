using System.Collections.Generic;
using DockerLint.Services.Bake;
using DockerLint.Services.Compose;
using DockerLint.Services.Pipelines;
using DockerLint.Services.Platforms;
using DockerLint.Services.Scripts;

namespace DockerLint.Services.Evidence;

/// <summary>Every kind of file that is read for evidence.</summary>
internal static class EvidenceCatalog
{
    public static readonly IReadOnlyList<IEvidenceSource> All =
    [
        new BakeSource(),
        new CloudBuildSource(),
        new ComposeSource(),
        new DevContainerSource(),
        new DocumentSource(),
        new HostingSource(),
        new KubernetesSource(),
        new MakefileSource(),
        new PipelineSource(),
        new ShellScriptSource(),
        new SkaffoldSource(),
        new TiltSource(),
        new WorkflowSource(),
    ];
}
