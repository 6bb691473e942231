using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>python</c>: the modules of it that are tools; any other program may do anything.</summary>
internal static class PythonCommand
{
    private static readonly HashSet<string> harmless = ["compileall", "ensurepip", "json.tool", "nltk.downloader", "playwright", "pytest", "site", "spacy", "unittest"];

    // Django's own commands that make no Python modules where the application lies.
    private static readonly HashSet<string> quietCommands = ["check", "collectstatic", "compilemessages", "compress", "createcachetable", "migrate", "test"];

    // Words of a program that may write files, or of which nobody knows what it runs. Downloads go to caches.
    private static readonly string[] writing = ["compile(", "copy", "eval(", "exec(", "extract", "generate", "import_module", "link", "makedirs", "mkdir", "move", "open(", "os.system", "Path(", "rename", "shutil", "subprocess", "touch", "unpack", "write"];

    /// <summary>Is it a program of which can be seen that it makes no modules?</summary>
    private static bool IsQuiet(CommandCall call)
    {
        List<ExpandedWord> words = call.Arguments;
        int first = 0;
        while (first < words.Count && words[first].Value is "-u" or "-B" or "-O" or "-I" or "-E") first++;
        if (first + 1 >= words.Count || words[first].Value is not { } program || words[first + 1].Value is not { } argument) return false;
        if (program == "-c") return Array.TrueForAll(writing, word => argument.IndexOf(word, StringComparison.Ordinal) < 0);
        bool isManage = program == "manage.py" || program.EndsWith("/manage.py", StringComparison.Ordinal);
        return isManage && quietCommands.Contains(argument);
    }

    /// <summary>Looks for <c>-m</c>.</summary>
    public static CommandResult Run(CommandCall call)
    {
        if (IsQuiet(call)) return CommandResult.Done;
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
