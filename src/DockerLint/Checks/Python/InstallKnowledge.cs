using System;
using System.Collections.Generic;
using DockerLint.Images;
using DockerLint.Images.BaseImages;
using DockerLint.Images.Run;
using DockerLint.Installs;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>
/// Are the install steps that were read all that installs something? Anything else that may have is a cause for not knowing:
/// a base image with packages of its own, a program that nobody knows, files laid over the site directory.
/// </summary>
internal static class InstallKnowledge
{
    // Images that bring Python, or nothing, but no packages beside pip's own.
    private static readonly HashSet<string> bare = new(StringComparer.Ordinal)
    {
        "alpine", "debian", "ghcr.io/astral-sh/uv", "python", "ubuntu",
    };

    // Programs that certainly put nothing on Python's search path.
    private static readonly HashSet<string> harmless = new(StringComparer.Ordinal)
    {
        "", ":", "[", "addgroup", "adduser", "apk", "apt", "apt-cache", "apt-get", "apt-key", "apt-mark", "awk", "base64", "cat", "cd", "chgrp", "chmod", "chown", "corepack",
        "cp", "curl", "cut", "date", "debconf-set-selections", "dirname", "dnf", "dos2unix", "dpkg", "dpkg-reconfigure", "echo", "env", "exit", "export", "false", "find",
        "gcc", "getent", "git", "gpg", "grep", "groupadd", "groupmod", "head", "hash", "id", "install", "ldconfig", "ln", "locale-gen", "ls", "microdnf", "mkdir", "mktemp", "mv",
        "node", "npm", "npx", "nproc", "openssl", "pnpm", "popd", "printf", "pushd", "pwd", "read", "rm", "rmdir", "savelog", "sed", "set", "setcap", "sha256sum", "shopt",
        "sleep", "sort", "ssh-keyscan", "strip", "tail", "tar", "tee", "test", "touch", "tr", "true", "type", "umask", "uname", "unset", "unzip", "update-alternatives",
        "update-ca-certificates", "useradd", "usermod", "wc", "wget", "which", "whoami", "xargs", "yarn", "yum",
    };

    /// <summary>Why more may be installed than the steps say; null where they say it all.</summary>
    public static string? Doubt(ServiceModel service, IReadOnlyList<string> siteDirectories, string module)
    {
        foreach (BuiltStage stage in service.Build.AllStages())
        {
            if (Base(stage) is { } cause) return cause;
            foreach (RunStep run in stage.Runs)
            {
                if (OfRun(run) is { } step) return step;
            }
        }

        return OfFiles(service, siteDirectories, module);
    }

    private static string? Base(BuiltStage stage)
    {
        if (stage.BaseStage is not null || stage.Base is not { } facts) return null;
        if (!facts.Known) return $"base image {facts.Reference} is not known";
        return facts.HasPython == false || IsBare(facts.Reference) ? null : $"base image {facts.Reference} brings packages of its own";
    }

    private static bool IsBare(string reference)
    {
        if (ImageReference.Parse(reference) is not { } image) return false;
        string name = image.Registry.Length == 0 ? image.Repository : image.Registry + "/" + image.Repository;
        int library = name.LastIndexOf("/library/", StringComparison.Ordinal);
        return bare.Contains(library >= 0 ? name.Substring(library + "/library/".Length) : name);
    }

    internal static string? OfRun(RunStep run)
    {
        string where = "RUN at line " + run.Instruction.Span.Line;
        // A script that could not be followed at all.
        if (run.Commands.Count == 0) return where + " may install it";
        foreach (RunCommand command in run.Commands)
        {
            if (command.Program is not { } program) return where + " may install it";
            if (harmless.Contains(program) || InstallInterpreter.StepOf(command) is not null || IsQuietTool(command, program)) continue;
            return $"{where} ({program}) may install it";
        }

        return null;
    }

    /// <summary>Subcommands of installers that install nothing.</summary>
    private static bool IsQuietTool(RunCommand command, string program)
    {
        string? first = null, second = null;
        for (int i = 1; i < command.Words.Count; i++)
        {
            if (command.Words[i].Value is not { } word) return false;
            if (word.StartsWith("-", StringComparison.Ordinal) && !(program.StartsWith("python", StringComparison.Ordinal) && word == "-m")) continue;
            if (first is null) first = word;
            else second ??= word;
        }

        if (program.StartsWith("python", StringComparison.Ordinal))
            return first == "-m" && second is "venv" or "compileall" || first?.EndsWith("manage.py", StringComparison.Ordinal) == true;
        if (program == "pip" || (program.StartsWith("pip", StringComparison.Ordinal) && program.Length > 3 && char.IsDigit(program[3]))) return first is "cache" or "check" or "config" or "freeze" or "list" or "show" or "--version";
        return program switch
        {
            "manage.py" or "django-admin" or "virtualenv" or "pipx" => true,
            "pipenv" => first is "check" or "graph" or "lock" or "verify" or "--version",
            "poetry" => first is "check" or "config" or "cache" or "env" or "lock" or "version" or "show",
            "uv" => first is "venv" or "cache" or "lock" or "version" or "tool",
            _ => false,
        };
    }

    /// <summary>Files that an instruction lays where the module would be found.</summary>
    private static string? OfFiles(ServiceModel service, IReadOnlyList<string> siteDirectories, string module)
    {
        int dot = module.IndexOf('.');
        string top = dot < 0 ? module : module.Substring(0, dot);
        foreach (string site in siteDirectories)
        {
            if (service.Build.Image.DoubtAbout(TreePath.Child(site, top)) is not { Instruction: { } instruction } doubt) continue;
            if (instruction.Keyword is "COPY" or "ADD") return doubt.Cause;
        }

        return null;
    }
}
