using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Locks;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace DockerLint.Installs;

/// <summary>pip, under all its names (pip documentation, "pip install", "pip wheel", "pip uninstall").</summary>
internal sealed class PipInstaller : Installer
{
    internal static readonly HashSet<string> Valued = Options(
        "-r --requirement --requirements -c --constraint --constraints -e --editable -t --target --prefix --root --src -i --index-url --extra-index-url -f --find-links "
        + "--platform --python-version --implementation --abi --upgrade-strategy --progress-bar --cache-dir --timeout --retries --trusted-host --cert --client-cert --proxy --log "
        + "--global-option -C --config-settings --config-setting --no-binary --only-binary --report --root-user-action --exists-action --python -p --group -w --wheel-dir -d --dest "
        + "--extra --index --default-index --resolution --prerelease --link-mode --index-strategy --keyring-provider --exclude-newer --override --overrides -b --build-constraint "
        + "--build-constraints --torch-backend --color --project --directory --use-feature --use-deprecated --reinstall-package --upgrade-package -P --refresh-package -o --output-file");

    public override InstallStep? Read(string program, int start, InstallCommand command)
    {
        string path = command.Words[start - 1]!;
        if (IsPython(program))
        {
            if (start + 1 >= command.Words.Count || command.Words[start] != "-m" || command.Words[start + 1] is not ("pip" or "uv")) return null;
            if (command.Words[start + 1] == "uv") return new UvInstaller().Read("uv", start + 2, command);
            start += 2;
        }
        else if (!IsPip(program))
        {
            return null;
        }

        int at = Subcommand(command, start, Valued, out string? name);
        if (at < 0) return null;
        InstallArguments arguments = InstallArguments.Read(command.Words, at + 1, Valued);
        return name switch
        {
            "install" => Install("pip install", arguments, command, Target(arguments, command) ?? PythonTargets.OfProgram(path, command)),
            // What is built or fetched lies in a directory; a later step installs it from there.
            "wheel" or "download" => Install("pip " + name, arguments, command, new InstallTarget(
                InstallTargetKind.Nowhere, command.Resolve(arguments.Last("-w", "--wheel-dir", "-d", "--dest") ?? "."))),
            "uninstall" => Uninstall("pip uninstall", arguments, command),
            _ => null,
        };
    }

    internal static InstallStep Install(string tool, InstallArguments arguments, InstallCommand command, InstallTarget target)
    {
        var builder = new InstallBuilder(command) { WithDependencies = !arguments.Has("--no-deps", "--no-dependencies") };
        var words = new RequirementWordReader(command.Tree, command.WorkingDirectory, command.Environment);
        foreach (string operand in arguments.Operands) builder.Add(words.Read(operand, isEditable: false));
        foreach (string? editable in arguments.Values("-e", "--editable"))
        {
            if (editable is not null) builder.Add(words.Read(editable, isEditable: true));
        }

        RequirementsSet files = ReadFiles(arguments, command);
        builder.Reads.AddRange(files.Reads);
        foreach (RequirementEntry entry in files.Entries) builder.Add(entry);
        foreach (string unknown in files.Unknowns) builder.Unknown(unknown);
        bool isStandardLock = AddStandardLocks(arguments, builder, command);
        foreach (string group in arguments.List("--group")) AddGroup(group, builder, command);
        if (arguments.HasUnknownWord) builder.Unknown("an argument of " + tool + " is not known");
        bool isListed = (files.IsCompiled || isStandardLock) && arguments.Operands.Count == 0;
        bool isClosed = !builder.WithDependencies || files.RequiresHashes || arguments.Has("--require-hashes") || isListed;
        return builder.Build(tool, isClosed, target);
    }

    internal static InstallStep Uninstall(string tool, InstallArguments arguments, InstallCommand command)
    {
        var removed = new List<string>();
        foreach (string operand in arguments.Operands) removed.Add(DistributionName.Normalize(operand));
        var builder = new InstallBuilder(command);
        if (arguments.HasUnknownWord || arguments.Has("-r", "--requirement")) builder.Unknown("what " + tool + " takes away is not known");
        return builder.Build(tool, isClosed: true, new InstallTarget(InstallTargetKind.System)) with { Removed = removed };
    }

    internal static InstallTarget? Target(InstallArguments arguments, InstallCommand command)
    {
        if (arguments.Last("-t", "--target") is { } target) return new InstallTarget(InstallTargetKind.Directory, command.Resolve(target));
        if (arguments.Last("--prefix") is { } prefix) return new InstallTarget(InstallTargetKind.Prefix, command.Resolve(prefix));
        if (arguments.Last("--root") is { } root) return new InstallTarget(InstallTargetKind.Unknown, command.Resolve(root));
        return arguments.Has("--user") ? new InstallTarget(InstallTargetKind.User) : null;
    }

    internal static bool IsPython(string program) =>
        program.StartsWith("python", StringComparison.Ordinal) && program.Substring("python".Length).Trim('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.').Length == 0;

    private static bool IsPip(string program) =>
        program.StartsWith("pip", StringComparison.Ordinal) && program.Substring("pip".Length).Trim('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.').Length == 0;

    private static RequirementsSet ReadFiles(InstallArguments arguments, InstallCommand command)
    {
        return RequirementsReader.Read(
            command.Tree,
            Paths(arguments.Values("-r", "--requirement", "--requirements"), command),
            Paths(arguments.Values("-c", "--constraint", "--constraints"), command),
            command.WorkingDirectory,
            command.Environment,
            command.Variable);
    }

    private static List<string> Paths(List<string?> values, InstallCommand command)
    {
        var found = new List<string>();
        foreach (string? value in values)
        {
            if (value is not null && !value.Contains("://") && !IsStandardLock(value)) found.Add(command.Resolve(value));
        }

        return found;
    }

    private static bool IsStandardLock(string path) =>
        TreePath.Name("/" + path).StartsWith("pylock.", StringComparison.Ordinal) && path.EndsWith(".toml", StringComparison.Ordinal);

    /// <summary><c>-r pylock.toml</c> (PEP 751).</summary>
    private static bool AddStandardLocks(InstallArguments arguments, InstallBuilder builder, InstallCommand command)
    {
        bool any = false;
        foreach (string? value in arguments.Values("-r", "--requirement", "--requirements"))
        {
            if (value is null || !IsStandardLock(value)) continue;
            any = true;
            string path = command.Resolve(value);
            Node node = command.Tree.Stat(path);
            builder.Reads.Add(new ManifestRead(path, ManifestRole.Lock, node));
            LockFile? file = LockFileReader.Read(command.Tree, path);
            if (file is null && node.Kind != NodeKind.Missing) builder.Unknown("the content of " + path + " is not known");
            foreach (LockedPackage package in file?.Packages ?? [])
            {
                bool? applies = package.Marker is null ? true : package.Marker.Evaluate(command.Environment);
                if (applies == false) continue;
                if (package.LocalPath is { } local) builder.AddLocal(local, package.Source == LockedSource.Editable, [], applies == true, path, package.Span);
                else builder.Distributions.Add(new InstalledDistribution(package.Name, package.Version, [], applies == true, path, package.Span));
            }
        }

        return any;
    }

    /// <summary><c>--group [path:]name</c> (PEP 735).</summary>
    private static void AddGroup(string group, InstallBuilder builder, InstallCommand command)
    {
        int colon = group.LastIndexOf(':');
        string path = command.Resolve(colon < 0 ? "pyproject.toml" : group.Substring(0, colon));
        builder.Reads.Add(new ManifestRead(path, ManifestRole.Project, command.Tree.Stat(path)));
        if (PyprojectReader.Read(command.Tree, path) is { } project) builder.AddAll(project.Groups[colon < 0 ? group : group.Substring(colon + 1)], []);
        else if (command.Tree.Stat(path).Kind != NodeKind.Missing) builder.Unknown("the content of " + path + " is not known");
    }
}
