using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>fastapi (fastapi_cli/discover.py): a file, an entry point string, or the first of six usual files.</summary>
internal sealed class FastApiLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "--host --port --root-path --app --workers -e --entrypoint --forwarded-allow-ips --reload-dir --reload-include --reload-exclude");

    // fastapi_cli/discover.py, get_app_name.
    private static readonly SoughtObject Sought = new("FastAPI", "fastapi", ["app", "api"]);

    private static readonly string[] Defaults = ["main.py", "app.py", "api.py", "app/main.py", "app/app.py", "app/api.py"];

    public override string Name => "fastapi";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (AppLaunch.First(options)?.Value is not ("run" or "dev")) return [];
        string? attribute = options.Last("--app")?.Value;
        if (options.Last("-e", "--entrypoint") is { } given)
            return [AppLaunch.Entry(call, Name, given, options, attribute, false, call.Insert("."))];
        ExpandedWord? path = AppLaunch.First(options, 1);
        if (path is null && Configured(call) is { } entrypoint)
            return [AppLaunch.Entry(call, Name, ExpandedWord.Known(entrypoint), options, attribute, false, call.Insert("."))];
        string? file = path is null ? FindDefault(call) : path.Value;
        if (file is null) return [call.Unknown(Name, path?.UnknownBecause ?? "no file is named, and none of the usual ones is there")];
        return [LaunchCall.WithUnknownOptions(PackageWalk.Entry(call, Name, file) with { Attribute = attribute, Seeks = Sought }, options)];
    }

    private static string? FindDefault(LaunchCall call) =>
        Array.Find(Defaults, file => call.IsFile(call.Process.Resolve(file)));

    // [tool.fastapi] entrypoint = "m:app"
    private static string? Configured(LaunchCall call)
    {
        if (call.ReadText(call.Process.Resolve("pyproject.toml")) is not { } text) return null;
        IniSection? section = IniFile.Read(text).Find(static one => one.Name == "tool.fastapi");
        return section?.Get("entrypoint")?.Value.Trim('"', '\'');
    }
}
