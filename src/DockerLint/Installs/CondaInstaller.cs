using System;
using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace DockerLint.Installs;

/// <summary>conda, mamba, micromamba: <c>install</c>, <c>create</c>, <c>env create</c>, <c>env update</c> (conda documentation, "Commands").</summary>
internal sealed class CondaInstaller : Installer
{
    private static readonly HashSet<string> valued = Options("-n --name -p --prefix -f --file -c --channel --solver --platform -r --root-prefix --subdir");

    // Names on conda's side that differ from the distribution that they carry.
    private static readonly Dictionary<string, string> distributions = new(StringComparer.Ordinal)
    {
        ["pytorch"] = "torch", ["opencv"] = "opencv-python", ["py-opencv"] = "opencv-python", ["py-xgboost"] = "xgboost", ["msgpack-python"] = "msgpack",
        ["pytables"] = "tables", ["matplotlib-base"] = "matplotlib", ["dask-core"] = "dask", ["ruamel_yaml"] = "ruamel-yaml", ["pytorch-gpu"] = "torch", ["pytorch-cpu"] = "torch",
    };

    public override InstallStep? Read(string program, int start, InstallCommand command)
    {
        if (program is not ("conda" or "mamba" or "micromamba")) return null;
        int at = Subcommand(command, start, valued, out string? name);
        if (at >= 0 && name == "env") at = Subcommand(command, at + 1, valued, out name);
        if (at < 0 || name is not ("install" or "create" or "update")) return null;
        InstallArguments arguments = InstallArguments.Read(command.Words, at + 1, valued);
        var builder = new InstallBuilder(command);
        foreach (string operand in arguments.Operands) Add(operand, builder, null, default);
        foreach (string file in arguments.List("-f", "--file")) AddFile(command.Resolve(file), builder, command);
        if (arguments.HasUnknownWord) builder.Unknown("an argument of " + program + " is not known");
        InstallTarget target = arguments.Last("-p", "--prefix") is { } prefix
            ? new InstallTarget(InstallTargetKind.Prefix, command.Resolve(prefix))
            : new InstallTarget(arguments.Has("-n", "--name") || name == "create" ? InstallTargetKind.Unknown : InstallTargetKind.System);
        return builder.Build(program + " " + name, isClosed: false, target);
    }

    private static void AddFile(string path, InstallBuilder builder, InstallCommand command)
    {
        Node node = command.Tree.Stat(path);
        builder.Reads.Add(new ManifestRead(path, ManifestRole.Environment, node));
        bool isYaml = path.EndsWith(".yml", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal);
        CondaEnvironment? environment = isYaml ? CondaEnvironment.Read(command.Tree, path) : null;
        if (environment is null)
        {
            if (node.Kind != NodeKind.Missing) builder.Unknown("what " + TreePath.Display(path) + " lists is not known");
            return;
        }

        if (environment.Error is { } error) builder.Unknown(TreePath.Display(path) + ": " + error);
        foreach (DataValue package in environment.Packages) Add(package.Text, builder, path, package.Span);
        AddPip(environment, path, builder, command);
    }

    /// <summary>conda runs pip in the directory of the file, with the lines as a requirements file.</summary>
    private static void AddPip(CondaEnvironment environment, string path, InstallBuilder builder, InstallCommand command)
    {
        var words = new RequirementWordReader(command.Tree, TreePath.Parent(path), command.Environment);
        foreach (DataValue line in environment.PipRequirements)
        {
            string text = line.Text.Trim();
            if (text.StartsWith("-r ", StringComparison.Ordinal))
            {
                string included = TreePath.Combine(TreePath.Parent(path), text.Substring(3).Trim());
                RequirementsSet set = RequirementsReader.Read(command.Tree, [included], [], TreePath.Parent(path), command.Environment, command.Variable);
                builder.Reads.AddRange(set.Reads);
                foreach (RequirementEntry entry in set.Entries) builder.Add(entry);
                foreach (string unknown in set.Unknowns) builder.Unknown(unknown);
                continue;
            }

            bool isEditable = text.StartsWith("-e ", StringComparison.Ordinal);
            if (text.Length > 0 && (text[0] != '-' || isEditable)) builder.Add(words.Read(isEditable ? text.Substring(3) : text, isEditable) with { File = path, Span = line.Span });
        }
    }

    private static void Add(string specification, InstallBuilder builder, string? file, SourceSpan span)
    {
        string name = CondaEnvironment.PackageName(specification).ToLowerInvariant();
        if (name.Length == 0 || name is "python" or "pip" or "conda") return;
        string distribution = distributions.TryGetValue(name, out string? known) ? known : name;
        if (DistributionName.IsValid(distribution)) builder.Distributions.Add(new InstalledDistribution(DistributionName.Normalize(distribution), null, [], true, file, span));
    }
}
