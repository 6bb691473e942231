using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Rules.Python;

/// <summary>IMG1008: a module that a service loads exists on this disk only: git does not track its file.</summary>
public sealed class UntrackedModuleRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1008",
        Name = "untracked-module",
        Title = "A module that a service loads is not tracked by git",
        DefaultSeverity = Severity.Warning,
        Rationale = """
            The image that is built here holds the file, because it lies in the build context. A fresh checkout does not have
            it: the image that CI builds breaks. Somebody forgot `git add`, or a step that makes the file runs here and not
            there.
            """,
        Limits = "Without a git index nothing is reported. A module whose failing import is caught is a note. Every file is reported once.",
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY . .
            CMD ["python", "main.py"]
            # main.py
            import fresh
            # fresh.py
            x = 1
            """,
        GoodExample = """
            # shell
            git add fresh.py
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (UntrackedModule module in service.Python.UntrackedModules)
        {
            string path = TreePath.Display(module.RepositoryPath) + (module.IsPackage ? "/" : "");
            string why = module.IsIgnored ? "git ignores it, so CI must make it before the build" : "git does not track it: 'git add' it";
            yield return new Finding
            {
                Rule = Descriptor.Id,
                Severity = SeverityOf(service, module),
                // The module of the start command is called __main__ when it runs, which tells nobody anything.
                Message = $"{(module.Module == "__main__" ? $"'{path}', which the start command runs," : $"module '{module.Module}'")} is only on this disk, and a build from a fresh checkout lacks {path}: {why}",
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                Module = module.Module,
                File = TreePath.Display(module.File),
                Span = module.Span,
                Reason = Reasons.Untracked,
                ReasonDetail = why,
                RepositoryPath = TreePath.Display(module.RepositoryPath),
                Chain = module.Chain,
            };
        }
    }

    /// <summary>While working the file may yet be added; a commit without it makes an image without it.</summary>
    private static Severity SeverityOf(ServiceModel service, UntrackedModule module) => module.Strength switch
    {
        ImportStrength.Guarded => Severity.Info,
        ImportStrength.Hard when service.Session.Request.IsCommit && !module.IsIgnored => service.Cap(Severity.Error),
        _ => Severity.Warning,
    };
}
