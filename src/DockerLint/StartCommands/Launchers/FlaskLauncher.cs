using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>flask (flask/cli.py): the application is a path or a dotted name; the first directory without <c>__init__.py</c> is inserted.</summary>
internal class FlaskLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-A --app -e --env-file -h --host -p --port --cert --key --extra-files --exclude-patterns");

    // flask/cli.py, find_best_app.
    private static readonly SoughtObject Sought = new("Flask", "flask", ["app", "application", "create_app", "make_app"]);

    public override string Name => "flask";

    /// <summary>The variable that names the application.</summary>
    protected virtual string Variable => "FLASK_APP";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (options.Has("--version", "--help")) return [];
        ExpandedWord? app = options.Last("-A", "--app") ?? FromEnvironment(call.Process.Environment(Variable))
            ?? FromDotEnv(call) ?? Default(call);
        if (app?.Value is not { } text)
            return [call.Unknown(Name, app?.UnknownBecause ?? "no application is named, and there is neither wsgi.py nor app.py")];
        int colon = text.IndexOf(':');
        string path = (colon < 0 ? text : text.Substring(0, colon)).Trim();
        string? attribute = colon < 0 ? null : text.Substring(colon + 1).Trim();
        int parenthesis = attribute?.IndexOf('(') ?? -1;
        bool factory = parenthesis >= 0 || attribute is "create_app" or "make_app";
        if (parenthesis >= 0) attribute = attribute!.Substring(0, parenthesis);
        EntryPoint entry = PackageWalk.Entry(call, Name, path) with { Attribute = attribute, AttributeIsCall = factory };
        if (attribute is null && Name == "flask" && AppLaunch.First(options)?.Value == "run") entry = entry with { Seeks = Sought };
        return [LaunchCall.WithUnknownOptions(entry, options)];
    }

    private ExpandedWord? FromEnvironment(ShellValue value) => value.Text is { Length: > 0 } text ? ExpandedWord.Known(text)
        : value.IsUnset || value.IsKnown ? null : ExpandedWord.Unknown(Variable, value.UnknownBecause!);

    private ExpandedWord? FromDotEnv(LaunchCall call)
    {
        foreach (string file in new[] { ".flaskenv", ".env" })
        {
            if (call.ReadText(call.Process.Resolve(file)) is not { } text) continue;
            foreach (string raw in text.Split('\n'))
            {
                string line = raw.Trim();
                if (line.StartsWith("export ", System.StringComparison.Ordinal)) line = line.Substring(7).Trim();
                int equals = line.IndexOf('=');
                if (equals > 0 && line.Substring(0, equals).Trim() == Variable)
                    return ExpandedWord.Known(line.Substring(equals + 1).Trim().Trim('"', '\''));
            }
        }

        return null;
    }

    private static ExpandedWord? Default(LaunchCall call)
    {
        foreach (string file in new[] { "wsgi.py", "app.py" })
        {
            if (call.IsFile(call.Process.Resolve(file))) return ExpandedWord.Known(file);
        }

        return null;
    }
}
