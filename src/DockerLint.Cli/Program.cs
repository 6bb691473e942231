using System;
using System.IO;
using System.Reflection;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Commands;
using DockerLint.Words;

namespace DockerLint.Cli;

internal static class Program
{
    /// <summary>The version without the commit that the SDK appends.</summary>
    public static string Version =>
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    private static int Main(string[] arguments)
    {
        using var terminal = new Terminal();
        try
        {
            return Run(arguments, terminal);
        }
        catch (UsageException error)
        {
            terminal.Complain(error.Message);
            if (error.Command is { } command) terminal.Error.WriteLine("see: dockerlint " + command + " --help");
            return ExitCodes.Failure;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            terminal.Complain(error.Message);
            return ExitCodes.Failure;
        }
#pragma warning disable CA1031 // The contract: one line and exit code 2, whatever went wrong.
        catch (Exception error)
#pragma warning restore CA1031
        {
            terminal.Complain("internal error: " + error.GetType().Name + ": " + error.Message + " (--verbose shows where)");
            if (Array.Exists(arguments, a => a is "--verbose" or "-v")) terminal.Error.WriteLine(error.ToString());
            return ExitCodes.Failure;
        }
    }

    private static int Run(string[] arguments, Terminal terminal)
    {
        if (arguments.Length == 0)
        {
            HelpText.WriteOverview(terminal.Error);
            return ExitCodes.Failure;
        }

        string name = arguments[0];
        if (name is "--help" or "-h" || (name == "help" && arguments.Length == 1))
        {
            HelpText.WriteOverview(terminal.Out);
            return ExitCodes.Clean;
        }

        if (name == "--version")
        {
            terminal.Out.WriteLine("dockerlint " + Version);
            return ExitCodes.Clean;
        }

        bool helps = name == "help";
        if (helps) name = arguments[1];
        ICommand command = CommandCatalog.Find(name) ?? throw Unknown(name);
        Option[] options = [.. command.Options, .. CommonOptions.Everywhere];
        ParsedArguments parsed = ArgumentParser.Parse(arguments.AsSpan(helps ? 2 : 1), options, command.Name);
        if (helps || parsed.Has(CommonOptions.Help))
        {
            HelpText.WriteCommand(terminal.Out, command);
            return ExitCodes.Clean;
        }

        if (parsed.Has(CommonOptions.Version))
        {
            terminal.Out.WriteLine("dockerlint " + Version);
            return ExitCodes.Clean;
        }

        return command.Run(parsed, terminal);
    }

    private static UsageException Unknown(string name)
    {
        string hint = Spelling.Nearest(name, CommandCatalog.Names) is { } near ? "did you mean " + near + "?" : "dockerlint --help lists them";
        return new UsageException((name.StartsWith('-') ? "unknown option " : "unknown command ") + name + "; " + hint);
    }
}
