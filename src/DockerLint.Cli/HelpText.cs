using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Commands;

namespace DockerLint.Cli;

/// <summary>Help, generated from the catalogue.</summary>
internal static class HelpText
{
    public static void WriteOverview(TextWriter output)
    {
        output.WriteLine("dockerlint finds what the code imports but the container image lacks, without building it.");
        output.WriteLine();
        output.WriteLine("usage: dockerlint COMMAND [OPTIONS]     start here: dockerlint check");
        output.WriteLine();
        WriteColumns(output, CommandCatalog.All.Select(command => (command.Name + " " + command.Operands, command.Summary)));
        output.WriteLine();
        WriteColumns(output, [("--help", "help; after a command: its options"), ("--version", "print the version")]);
        output.WriteLine();
        output.WriteLine("exit codes: 0 nothing found, 1 findings, 2 bad usage or an error of the tool");
    }

    public static void WriteCommand(TextWriter output, ICommand command)
    {
        output.WriteLine("usage: dockerlint " + command.Name + " [OPTIONS] " + command.Operands);
        output.WriteLine();
        output.WriteLine(command.Summary);
        output.WriteLine();
        WriteColumns(output, command.Options.Select(Describe));
        if (command.Options.Count > 0) output.WriteLine();
        WriteColumns(output, CommonOptions.Everywhere.Select(Describe));
        output.WriteLine();
        output.WriteLine("exit codes: 0 nothing found, 1 findings, 2 bad usage or an error of the tool");
    }

    private static (string, string) Describe(Option option) => (
        (option.Short is null ? "" : option.Short + ", ") + option.Name + (option.Value is null ? "" : " " + option.Value),
        option.Help + (option.Repeats ? " (repeatable)" : ""));

    private static void WriteColumns(TextWriter output, IEnumerable<(string Left, string Right)> rows)
    {
        (string Left, string Right)[] all = rows.ToArray();
        int width = all.Length == 0 ? 0 : all.Max(row => row.Left.Length) + 2;
        foreach ((string left, string right) in all) output.WriteLine("  " + left.PadRight(width) + right);
    }
}
