using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>protoc</c> and <c>python -m grpc_tools.protoc</c>: modules whose names follow from those of the sources.</summary>
internal static class ProtocCommand
{
    /// <summary>Runs the compiler by its own name.</summary>
    public static CommandResult Run(CommandCall call) => Compile(call, call.Arguments);

    /// <summary>Makes <c>x_pb2.py</c> and, with the service plugin, <c>x_pb2_grpc.py</c>.</summary>
    public static CommandResult Compile(CommandCall call, IReadOnlyList<ExpandedWord> arguments)
    {
        var options = new Options(arguments, "I --proto_path --python_out --grpc_python_out --pyi_out --mypy_out");
        string? modules = options.Value("--python_out"), services = options.Value("--grpc_python_out"), stubs = options.Value("--pyi_out", "--mypy_out");
        if (!options.Has("--python_out", "--grpc_python_out")) return UnknownCommand.Run(call);
        string root = options.Value("I", "--proto_path") ?? ".";
        foreach (ExpandedWord operand in options.Operands)
        {
            if (operand.Value is not { } source || RelativeTo(call, source, root) is not { } name || !name.EndsWith(".proto", StringComparison.Ordinal))
            {
                if ((modules ?? services) is { } directory && call.Files.Absolute(directory) is { } path) call.Files.AddUnknown(path, call.Cause);
                else call.Runner.Doubt(call.Text);
                continue;
            }

            string stem = name.Substring(0, name.Length - ".proto".Length).Replace('-', '_');
            if (modules is not null) call.Files.AddFileOfUnknownContent(modules + "/" + stem + "_pb2.py");
            if (services is not null) call.Files.AddFileOfUnknownContent(services + "/" + stem + "_pb2_grpc.py");
            if (stubs is not null) call.Files.AddFileOfUnknownContent(stubs + "/" + stem + "_pb2.pyi");
        }

        return CommandResult.Done;
    }

    private static string? RelativeTo(CommandCall call, string source, string root)
    {
        if (call.Files.Absolute(source) is not { } path || call.Files.Absolute(root) is not { } directory) return null;
        return TreePath.IsAtOrBelow(path, directory) ? TreePath.Relative(path, directory) : null;
    }
}
