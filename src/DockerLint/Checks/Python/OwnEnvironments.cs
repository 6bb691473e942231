using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Images;
using DockerLint.Images.Run;
using DockerLint.Installs;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// Distributions that are installed into a virtual environment which the command does not use: poetry and pipenv make one of their own
/// unless they are told otherwise (python-poetry.org, "Configuration", <c>virtualenvs.create</c>), <c>uv sync</c> makes <c>.venv</c>, and
/// nothing puts its <c>bin</c> directory on PATH. Plain <c>python</c> is then another interpreter.
/// </summary>
internal sealed class OwnEnvironments
{
    // Directories of programs that belong to no environment.
    private static readonly string[] Plain =
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/root/.local/bin", "/root/.poetry/bin", "/opt/poetry/bin", "/root/.cargo/bin"];

    private readonly ServiceModel service;
    private readonly PythonInstallation python;
    private readonly InstallStep? step;
    private readonly InstalledSet? others;

    public OwnEnvironments(ServiceModel service, PythonInstallation python)
    {
        this.service = service;
        this.python = python;
        var rest = new List<InstallStep>();
        foreach (ImageInstall install in service.Installs.Steps)
        {
            if (IsOwn(install.Step)) step ??= install.Step;
            else rest.Add(install.Step);
        }

        if (step is null || !python.IsCertain || MayBeUsed()) step = null;
        else others = new InstalledSet(rest);
    }

    /// <summary>The first module that a start command imports at once and that only such an environment has; null for none.</summary>
    public MissingDistribution? Read(EntryClosure closure)
    {
        if (step is null || closure.Entry is not { Conditional: false, IsHealthCheck: false, Doubt: null } entry || !RunsPlainPython(entry)) return null;
        MissingDistribution? first = null;
        foreach (ClosureModule module in closure.Closure.Modules)
        {
            if (module.Resolution.Kind != ResolutionKind.Installed || module.Strength != ImportStrength.Hard || module.Doubt is not null || module.Via is not { Reference: null } via) continue;
            if (via.From.Substituted || RepositoryModuleSource.RepositoryFile(via.From) is not { } file || module.Name.IndexOf('.') >= 0) continue;
            if (others!.IsProvided(module.Name).Kind != ProvisionKind.Missing || service.Installs.Provision(module.Name) is not { Kind: ProvisionKind.Provided } provision) continue;
            if (InstallKnowledge.Doubt(service, python.SiteDirectories, module.Name) is not null || (first is not null && string.CompareOrdinal(first.Module, module.Name) <= 0)) continue;
            first = new MissingDistribution
            {
                Module = module.Name,
                Absence = DistributionAbsence.Missing,
                Strength = ImportStrength.Hard,
                Distribution = provision.Distribution,
                Environment = Place(),
                File = file,
                Span = via.Span,
                Chain = Chains.Of(entry, service, module),
            };
        }

        return first;
    }

    private static bool IsOwn(InstallStep step) => step.IsOwnEnvironment || (step.Target is { Kind: InstallTargetKind.VirtualEnvironment, Path: not null } && step.Tool.StartsWith("uv", StringComparison.Ordinal));

    private string Place() => step!.IsOwnEnvironment
        ? $"{step.Tool} installs into a virtual environment of its own, which only '{step.Tool.Split(' ')[0]} run' uses"
        : $"{step.Tool} installs into {step.Target.Path}, which is not on PATH";

    /// <summary>Anything that may tell the tool another place, or the command another interpreter.</summary>
    private bool MayBeUsed()
    {
        foreach (BuiltStage stage in service.Build.AllStages())
        {
            foreach (RunStep run in stage.Runs)
            {
                foreach (RunCommand command in run.Commands)
                {
                    foreach (Shell.ExpandedWord word in command.Words)
                    {
                        if (!word.IsKnown || Mentions(word.Text)) return true;
                    }
                }

                if (Mentions(run.Instruction.Original)) return true;
            }
        }

        return service.Build.Image.Config.Lookup("BASH_ENV").Text is not null || !IsPlainPath(service.Build.Image.Config.Lookup("PATH").Text);
    }

    private static bool Mentions(string text)
    {
        foreach (string word in (string[])["activate", "virtualenvs", "poetry env", "pipenv --venv", "-m venv", "virtualenv ", "ln -s", "site-packages", "poetry config"])
        {
            if (text.IndexOf(word, StringComparison.Ordinal) >= 0) return true;
        }

        return false;
    }

    private static bool IsPlainPath(string? path)
    {
        if (path is null) return false;
        foreach (string directory in path.Split(':'))
        {
            if (directory.Length > 0 && Array.IndexOf(Plain, directory.TrimEnd('/')) < 0) return false;
        }

        return true;
    }

    private bool RunsPlainPython(EntryPoint entry)
    {
        if (entry.Runners.Count > 0 || entry.PythonPath.Count > 0 && entry.PythonPath[0].IndexOf("site-packages", StringComparison.Ordinal) >= 0) return false;
        if (entry.Program.IndexOf('/') >= 0 && !entry.Program.StartsWith("/usr/", StringComparison.Ordinal)) return false;
        if (!IsPlainPath(entry.Environment("PATH").Text)) return false;
        foreach (ChainStep link in entry.Trail)
        {
            if (Mentions(link.What) || link.What.IndexOf("-l", StringComparison.Ordinal) >= 0) return false;
            if (TreePath.Clean(link.File) == service.Dockerfile.Path) continue;
            if ((link.IsImagePath ? service.Build.Image.Read(link.File) : service.Repository.Read(TreePath.Clean(link.File))) is not { } content) return false;
            string text = Encoding.UTF8.GetString(content.Span);
            if (Mentions(text) || text.IndexOf("PATH=", StringComparison.Ordinal) >= 0 || text.IndexOf("install", StringComparison.Ordinal) >= 0 || text.IndexOf("sync", StringComparison.Ordinal) >= 0) return false;
        }

        return true;
    }
}
