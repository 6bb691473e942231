using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Cli.Init;
using DockerLint.Fixing;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Sets a repository up: configuration, commit hook, workflow. Asks nothing, and replaces nothing that is there.</summary>
internal sealed class InitCommand : ICommand
{
    private const string Configuration = "dockerlint.yaml";

    private static readonly Option DryRun = new("--dry-run", null, "print what would be written, write nothing");

    public string Name => "init";

    public string Summary => "writes dockerlint.yaml, the pre-commit hook and a workflow; what is there already stays";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } = [DryRun, CommonOptions.NoConfig];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        DiskFileTree tree = Repository.Open(arguments, Name);
        CheckReport report = Checker.Run(Repository.Request(arguments, tree, Name));
        PlannedFile[] plan =
        [
            PlannedFile.New(Configuration, SettingsFile.IsIn(tree.DiskRoot), StarterConfiguration.Write(report.Services)),
            HookEntry.Plan(tree.LinkStat("/" + HookEntry.File).Kind == NodeKind.Missing ? (ReadOnlyMemory<byte>?)null : tree.Read("/" + HookEntry.File) ?? ReadOnlyMemory<byte>.Empty),
            WorkflowFile.Plan(tree),
        ];
        bool isDry = arguments.Has(DryRun);
        bool failed = false;
        foreach (PlannedFile file in plan) failed |= !Carry(file, tree, isDry, terminal);
        if (!failed && !isDry && !arguments.Has(CommonOptions.Quiet)) Advise(report, terminal);
        return failed ? ExitCodes.Failure : ExitCodes.Clean;
    }

    /// <summary>Writes one file, or says what would be written, or why nothing is.</summary>
    private static bool Carry(PlannedFile file, DiskFileTree tree, bool isDry, Terminal terminal)
    {
        if (file.Because is { } because)
        {
            terminal.Out.WriteLine("left   " + file.Path + ": " + because);
            if (file.Snippet is { } snippet) terminal.Out.Write("       add to it:\n" + snippet);
            return true;
        }

        if (isDry)
        {
            terminal.Out.WriteLine("would " + (file.Edit is null ? "write " : "add to ") + file.Path);
            foreach (string line in (file.Content ?? file.Edit!.Insert).TrimEnd('\n').Split('\n')) terminal.Out.WriteLine(("  " + line).TrimEnd());
            return true;
        }

        string? problem = file.Edit is null ? Create(tree, file) : Append(tree, file.Edit);
        if (problem is null) terminal.Out.WriteLine((file.Edit is null ? "wrote  " : "added  ") + file.Path + (file.Edit is null ? "" : ": the hook dockerlint"));
        else terminal.Complain(file.Path + " was not written: " + problem);
        return problem is null;
    }

    private static string? Create(DiskFileTree tree, PlannedFile file)
    {
        // The directory may be a link that leads elsewhere.
        string directory = TreePath.Parent("/" + file.Path);
        while (tree.LinkStat(directory).Kind == NodeKind.Missing) directory = TreePath.Parent(directory);
        if (tree.RealPath(directory) is not { } real || tree.Stat(real).Kind != NodeKind.Directory) return TreePath.Display(directory) + " is no directory of the repository";
        string target = tree.DiskPath(real) + ("/" + file.Path)[(directory.Length == 1 ? 0 : directory.Length)..];
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var stream = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            stream.Write(Encoding.UTF8.GetBytes(file.Content!));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static string? Append(DiskFileTree tree, TextEdit edit) =>
        tree.Read("/" + edit.File) is { } original
            ? AtomicWriter.Replace(tree, edit.File, original, LineEditor.Apply(original, [edit]))
            : "it cannot be read";

    private static void Advise(CheckReport report, Terminal terminal)
    {
        string services = report.Services.Count == 1 ? "1 service" : report.Services.Count + " services";
        terminal.Out.WriteLine($"found  {services}; next: dockerlint check, and pre-commit install");
    }
}
