using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>functions-framework (_function_registry.py): the source by path, its directory appended.</summary>
internal sealed class FunctionsFrameworkLauncher : Launcher
{
    private static readonly OptionTable Table = new("--target --source --signature-type --host --port");

    public override string Name => "functions-framework";

    public override IReadOnlyList<string> Commands => ["functions-framework", "functions-framework-python", "functions_framework"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        var source = options.Last("--source") ?? Shell.ExpandedWord.Known(call.Process.Variable("FUNCTION_SOURCE") ?? "main.py");
        EntryPoint entry = call.File(Name, source);
        if (entry.FilePath is not { } path) return [entry];
        string directory = PyImportScanner.Files.TreePath.Parent(path);
        return
        [
            LaunchCall.WithUnknownOptions(entry with
            {
                RunsAsMain = false,
                Attribute = options.Last("--target")?.Value ?? call.Process.Variable("FUNCTION_TARGET"),
                SearchPath = [new SearchPathAddition(true, directory)],
            }, options),
        ];
    }
}
