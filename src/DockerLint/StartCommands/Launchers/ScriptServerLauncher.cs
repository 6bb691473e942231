using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>Servers that run one script by its path, its directory first: chainlit, gradio, panel, bokeh, marimo, solara, scrapy's runspider.</summary>
internal sealed class ScriptServerLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "--host --port --root-path --address --allow-websocket-origin --num-procs --prefix --index --log-level -p --loglevel --demo-name "
        + "--watch-dirs --encoding --base-url --token-password --session-ttl --args");

    public override string Name => "chainlit";

    public override IReadOnlyList<string> Commands => ["chainlit", "gradio", "panel", "bokeh", "marimo", "solara"];

    public override IReadOnlyList<string> Modules => ["chainlit", "gradio", "panel", "bokeh", "marimo", "solara"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        string launcher = call.PathZero == PathZero.BinDirectory ? ProgramPath.BaseName(call.Program) : Name;
        foreach (ExpandedWord word in options.Positionals)
        {
            if (word.Value is not { } text || !text.EndsWith(".py", System.StringComparison.Ordinal)) continue;
            EntryPoint entry = call.File(launcher, word);
            if (entry.FilePath is { } path) entry = entry with { SearchPath = [new SearchPathAddition(false, TreePath.Parent(path))] };
            return [LaunchCall.WithUnknownOptions(entry, options)];
        }

        return [call.Unknown(launcher, "no Python file is named")];
    }
}
