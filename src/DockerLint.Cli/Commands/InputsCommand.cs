using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Cli.Git;
using DockerLint.Cli.States;
using DockerLint.Inputs;
using DockerLint.Reporting;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Lists the repository files that a service consists of, each with the reason.</summary>
internal sealed class InputsCommand : ICommand
{
    private static readonly Option Format = new("--format", "F", "text (default) or json, one object a line", Choices: ["text", "json"]);
    private static readonly Option At = new("--at", "REF", "in this commit (default: the files on the disk)");
    private static readonly Option Explain = new("--explain", null, "with the chain of imports that leads to each module");

    public string Name => "inputs";

    public string Summary => "lists the repository files whose change can change what a service does, and why each counts";

    public string Operands => "[SERVICE] [ROOT]";

    public IReadOnlyList<Option> Options { get; } = [At, Explain, Format, CommonOptions.Config, CommonOptions.NoConfig];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        (string? name, DiskFileTree disk) = Operand(arguments);
        var reader = new StateReader(arguments, disk);
        using GitRepository? git = arguments.Has(At) ? GitRepository.Open(disk.DiskRoot) : null;
        RepositoryInputs state = git is null ? reader.Disk() : reader.Commit(git, CommitNames.Resolve(git, arguments.Value(At)!, "--at"));
        IReadOnlyList<ServiceDefinition> services = ServiceNames.Select(state.Services, name is null ? [] : [name], Name);
        bool json = arguments.Value(Format) == "json";
        foreach (ServiceDefinition service in services)
        {
            if (state.Of(service) is not { } inputs)
            {
                terminal.Complain(TreePath.Display(service.DockerfilePath) + " cannot be read");
                continue;
            }

            IReadOnlyList<ServiceInput> files = inputs.List();
            if (!arguments.Has(CommonOptions.Quiet))
            {
                foreach (string note in inputs.Notes) terminal.Complain(service.Name + ": " + note);
            }

            if (json) WriteJson(terminal.Out, service, files);
            else WriteText(terminal.Out, service, files, arguments.Has(Explain), services.Count > 1);
        }

        return ExitCodes.Clean;
    }

    // A single operand is a service, unless it can only be a directory.
    private static (string? Service, DiskFileTree Root) Operand(ParsedArguments arguments)
    {
        List<string> operands = arguments.Operands;
        if (operands.Count > 2) throw new UsageException("SERVICE and ROOT are enough; " + operands[2] + " is one too many", "inputs");
        bool isRoot = operands.Count == 1 && (operands[0] is "." or ".." || operands[0].Contains('/', StringComparison.Ordinal)) && Directory.Exists(operands[0]);
        string? service = operands.Count == 2 || (operands.Count == 1 && !isRoot) ? operands[0] : null;
        if (service is not null) operands.RemoveAt(0);
        return (service, Repository.Open(arguments, "inputs"));
    }

    private static void WriteJson(TextWriter output, ServiceDefinition service, IReadOnlyList<ServiceInput> files)
    {
        foreach (ServiceInput file in files)
        {
            JsonWriter json = new JsonWriter(output).BeginObject().Member("service", service.Name).Member("dockerfile", TreePath.Display(service.DockerfilePath));
            InputRecord.Write(json, file);
            json.EndObject();
            output.Write('\n');
        }
    }

    private static void WriteText(TextWriter output, ServiceDefinition service, IReadOnlyList<ServiceInput> files, bool explain, bool heading)
    {
        string indent = heading ? "  " : "";
        if (heading) output.WriteLine(SafeText.OneLine($"{service.Name}  ({TreePath.Display(service.DockerfilePath)}, {files.Count} files)"));
        int width = Math.Min(48, files.Count == 0 ? 0 : files.Max(file => file.Path.Length - 1));
        foreach (ServiceInput file in files)
        {
            string place = TreePath.Display(file.Path);
            output.WriteLine(SafeText.OneLine($"{indent}{place.PadRight(width)}  {InputCategories.Name(file.Category),-12}  {file.Reason}"));
            if (!explain) continue;
            for (int i = 0; i < file.Chain.Count; i++)
                output.WriteLine(SafeText.OneLine($"{indent}    {file.Chain[i].File}:{file.Chain[i].Line} {file.Chain[i].Verb(i)} {file.Chain[i].What}"));
        }

        if (heading) output.WriteLine();
    }
}
