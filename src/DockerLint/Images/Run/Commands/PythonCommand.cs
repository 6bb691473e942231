using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>python</c>: the modules of it that are tools; any other program may do anything.</summary>
internal static class PythonCommand
{
    private static readonly HashSet<string> harmless = ["compileall", "ensurepip", "json.tool", "pytest", "site", "spacy", "unittest"];

    /// <summary>Looks for <c>-m</c>.</summary>
    public static CommandResult Run(CommandCall call)
    {
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            string? word = call.Arguments[i].Value;
            if (word is "--version" or "-V" or "-VV") return CommandResult.Done;
            if (word is null || word.Length == 0 || word[0] != '-' || word is "-c" or "-") break;
            if (word != "-m" || i + 1 >= call.Arguments.Count) continue;
            List<ExpandedWord> rest = call.Arguments.GetRange(i + 2, call.Arguments.Count - i - 2);
            switch (call.Arguments[i + 1].Value)
            {
                case "venv" or "virtualenv": return VenvCommand.Make(call, rest, null);
                case "pip": return PackageCommand.Pip(call, rest);
                case "grpc_tools.protoc": return ProtocCommand.Compile(call, rest);
                case { } module when harmless.Contains(module): return CommandResult.Done;
            }

            break;
        }

        return UnknownCommand.Run(call);
    }
}
