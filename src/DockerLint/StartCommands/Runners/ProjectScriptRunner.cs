using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Packaging.Formats;

namespace DockerLint.StartCommands;

/// <summary>
/// <c>pdm run</c>, <c>pipenv run</c>, <c>hatch run</c>: a name that the project file gives to a command, or the command itself.
/// </summary>
/// <param name="commands">Its names.</param>
/// <param name="optionsWithValue">Its options with a value.</param>
/// <param name="file">The file in the working directory that names commands.</param>
/// <param name="table">The table of names, its parts with dots between them.</param>
internal sealed class ProjectScriptRunner(string commands, string optionsWithValue, string file, string table) : Runner
{
    private readonly PrefixRunner prefix = new(commands, optionsWithValue, 0, "run", commands + " run");
    private readonly OptionTable options = new(optionsWithValue);

    public override IReadOnlyList<string> Commands { get; } = [commands];

    public override void Run(RunnerCall call)
    {
        List<ExpandedWord> rest = Strip(call.Arguments);
        if (rest.Count > 0 && rest[0].Value == "run") rest = Strip(CommandFollower.Tail(rest, 1));
        if (rest.Count > 0 && rest[0].Value is { } name && Script(call, name) is { } script)
            Follow(call, script, CommandFollower.Tail(rest, 1));
        else prefix.Run(call);
    }

    private List<ExpandedWord> Strip(List<ExpandedWord> words) => ParsedOptions.Parse(words, options, stopAtPositional: true).Positionals;

    private DataValue? Script(RunnerCall call, string name)
    {
        if (call.ReadText(file) is not { } text) return null;
        DataValue? value = TomlReader.Read(text).Root;
        foreach (string part in table.Split('.')) value = value?[part];
        return value?[name];
    }

    // "command", { cmd = "command" }, { cmd = ["a", "b"] }, { shell = "text" }, { call = "pkg.mod:func" }, { composite = [...] }.
    private static void Follow(RunnerCall call, DataValue script, List<ExpandedWord> arguments)
    {
        if (script.Kind == DataKind.Table)
        {
            if (script["call"] is { Kind: DataKind.String } target)
            {
                int colon = target.Text.IndexOf(':');
                string module = colon < 0 ? target.Text : target.Text.Substring(0, colon);
                call.Follow(CommandLine.Known(["python", "-c", "import " + module]));
                return;
            }

            script = script["cmd"] ?? script["shell"] ?? script["composite"] ?? script;
        }

        if (script.Kind == DataKind.String)
        {
            // Arguments follow the text, as "$@" would.
            call.Follow([.. CommandLine.Known(["sh", "-c", script.Text + " \"$@\"", "sh"]), .. arguments]);
        }
        else if (script.Kind == DataKind.Array && IsCommand(script))
        {
            var words = new List<ExpandedWord>();
            foreach (DataValue word in script.Items) words.Add(ExpandedWord.Known(word.Text));
            call.Follow([.. words, .. arguments]);
        }
        else
        {
            call.GiveUp(CommandLine.Join(call.Words) + " runs a script of the project that is not followed");
        }
    }

    // A list is one command in words; where a part has blanks it is a list of commands.
    private static bool IsCommand(DataValue list)
    {
        foreach (DataValue word in list.Items)
        {
            if (word.Kind != DataKind.String || word.Text.IndexOf(' ') >= 0) return false;
        }

        return list.Items.Count > 0;
    }
}
