using System;
using System.Collections.Generic;
using System.Globalization;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>uWSGI (plugins/python/python_plugin.c, pyloader.c): <c>insert(0, ".")</c>, then every <c>pythonpath</c>.</summary>
internal sealed class UwsgiLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-s --socket --http --http-socket --http-socket-modifier1 --http-port -w --module --wsgi --wsgi-file --file --callable --chdir --chdir2 "
        + "-p --processes --workers --threads --master-fifo --pythonpath --python-path --pp -H --home --virtualenv --venv --pyhome --ini "
        + "--yaml --yml --xml --json -i --uid --gid --mount --pyimport --import --shared-import --spooler-import --paste --env --pidfile "
        + "--stats --buffer-size --harakiri --max-requests --listen --plugin --plugins --static-map --logto --log-format --procname-prefix "
        + "--attach-daemon --touch-reload --offload-threads --cheaper --cheaper-initial --cheaper-algo --reload-on-rss --worker-reload-mercy "
        + "--chmod-socket --chown-socket --spooler --wsgi-env-behavior --post-buffering --gevent --set --set-ph --socket-timeout --http-timeout "
        + "--http-keepalive --log-master-name --max-worker-lifetime --so-keepalive --py-autoreload --async --ugreen --static-index");

    public override string Name => "uwsgi";

    public override IReadOnlyList<string> Modules => [];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        var settings = new List<KeyValuePair<string, ExpandedWord>>();
        AddOptions(options, settings);
        string? missing = ReadFiles(call, options, settings);
        if (missing is not null) return [call.Unknown(Name, missing + " is not in the image") with { FilePath = missing }];
        AddVariables(call, settings);
        StartProcess process = call.Process;
        if (Last(settings, "chdir") is { } directory)
            process = directory.Value is { } path ? process.In(process.Resolve(path), process.UnknownDirectory) : process.In(null, directory.UnknownBecause);
        return Entries(call with { Process = process, PathZero = PathZero.None }, settings, options);
    }

    private List<EntryPoint> Entries(LaunchCall call, List<KeyValuePair<string, ExpandedWord>> settings, ParsedOptions options)
    {
        var path = new List<SearchPathAddition> { call.Insert(".") };
        foreach (ExpandedWord one in All(settings, "pythonpath", "python-path", "pp")) path.Add(call.Insert(one));
        var extra = new List<ExtraRoot>();
        foreach (ExpandedWord one in All(settings, "pyimport", "import", "shared-import", "spooler-import"))
        {
            if (one.Value is { } module && ModuleSpec.IsDottedName(module)) extra.Add(new ExtraRoot(ExtraRootKind.Module, module, "uWSGI import"));
        }

        string callable = Last(settings, "callable")?.Value ?? "application";
        var entries = new List<EntryPoint>();
        var apps = All(settings, "module", "wsgi", "w");
        foreach (ExpandedWord mount in All(settings, "mount"))
        {
            int equals = mount.Text.IndexOf('=');
            if (mount.Value is { } text && equals > 0) apps.Add(ExpandedWord.Known(text.Substring(equals + 1)));
        }

        foreach (ExpandedWord app in apps)
        {
            bool isFile = app.Value is { } name && name.EndsWith(".py", StringComparison.Ordinal);
            entries.Add(isFile ? FileEntry(call, app, callable) : AppLaunch.Entry(call, Name, app, options, callable, false));
        }

        foreach (ExpandedWord file in All(settings, "wsgi-file", "file")) entries.Add(FileEntry(call, file, callable));
        if (entries.Count == 0) entries.Add(call.Unknown(Name, options.UnknownBecause ?? "no application is named"));
        string? home = Last(settings, "virtualenv", "venv", "home", "pyhome", "H")?.Value;
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i] = entries[i] with
            {
                SearchPath = path,
                ExtraRoots = extra,
                Notes = home is null ? entries[i].Notes : [.. entries[i].Notes, "virtual environment " + home],
            };
        }

        return entries;
    }

    private EntryPoint FileEntry(LaunchCall call, ExpandedWord file, string callable) =>
        call.File(Name, file) with { Attribute = callable, RunsAsMain = false };

    private static void AddOptions(ParsedOptions options, List<KeyValuePair<string, ExpandedWord>> settings)
    {
        foreach (string name in Names)
        {
            foreach (ExpandedWord value in options.All(name.Length == 1 ? "-" + name : "--" + name)) settings.Add(new(name, value));
        }
    }

    private static readonly string[] Names =
    [
        "module", "wsgi", "w", "wsgi-file", "file", "callable", "chdir", "pythonpath", "python-path", "pp", "home", "H", "virtualenv",
        "venv", "pyhome", "mount", "pyimport", "import", "shared-import", "spooler-import",
    ];

    // The path of a configuration that is certainly absent, or null.
    private static string? ReadFiles(LaunchCall call, ParsedOptions options, List<KeyValuePair<string, ExpandedWord>> settings)
    {
        List<ExpandedWord> files = options.All("--ini", "--yaml", "--yml", "--xml", "--json");
        foreach (ExpandedWord word in options.Positionals)
        {
            if (word.Value is { } text && UwsgiFiles.IsConfiguration(text)) files.Add(word);
        }

        if (call.Process.Variable("UWSGI_INI") is { } variable) files.Add(ExpandedWord.Known(variable));
        foreach (ExpandedWord file in files)
        {
            if (file.Value is not { } typed || call.Process.Resolve(typed.Split(':')[0]) is not { } path) continue;
            if (call.ReadText(path) is { } content) ReadIni(call, path, Section(typed), UwsgiFiles.ToIni(path, content), settings);
            else if (call.Image.Stat(path).Kind == NodeKind.Missing) return path;
        }

        return null;
    }

    // app.ini:production names a section; a path has no other colon here.
    private static string Section(string typed)
    {
        int colon = typed.LastIndexOf(':');
        return colon < 0 ? "uwsgi" : typed.Substring(colon + 1);
    }

    private static void ReadIni(LaunchCall call, string path, string section, string content, List<KeyValuePair<string, ExpandedWord>> settings)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["d"] = TreePath.Parent(path).TrimEnd('/') + "/" };
        foreach (IniSection one in IniFile.Read(content))
        {
            if (one.Name != section) continue;
            foreach (IniValue value in one.Values)
            {
                ExpandedWord word = Substitute(value.Value, known, call.Process);
                if (word.Value is { } text) known["(" + value.Key + ")"] = text;
                settings.Add(new(value.Key, word));
            }
        }
    }

    // %d, %(key), $(ENV).
    private static ExpandedWord Substitute(string text, Dictionary<string, string> known, StartProcess process)
    {
        foreach (KeyValuePair<string, string> pair in known)
        {
            if (text.Length > 1 << 12) break;
            text = text.Replace("%" + pair.Key, pair.Value);
        }

        for (int at = text.IndexOf("$(", StringComparison.Ordinal), i = 0; at >= 0 && i < 16; i++)
        {
            int end = text.IndexOf(')', at);
            if (end < 0) break;
            ShellValue value = process.Environment(text.Substring(at + 2, end - at - 2));
            if (value.Text is not { } known1) return new ExpandedWord(text, value.UnknownBecause ?? "a variable is not set", at);
            text = text.Substring(0, at) + known1 + text.Substring(end + 1);
            at = text.IndexOf("$(", StringComparison.Ordinal);
        }

        return ExpandedWord.Known(text);
    }

    private static void AddVariables(LaunchCall call, List<KeyValuePair<string, ExpandedWord>> settings)
    {
        foreach (string name in Names)
        {
            if (name.Length < 2) continue;
            string variable = "UWSGI_" + name.Replace('-', '_').ToUpper(CultureInfo.InvariantCulture);
            if (call.Process.Variable(variable) is { } text) settings.Add(new(name, ExpandedWord.Known(text)));
        }
    }

    private static ExpandedWord? Last(List<KeyValuePair<string, ExpandedWord>> settings, params string[] names)
    {
        List<ExpandedWord> all = All(settings, names);
        return all.Count == 0 ? null : all[all.Count - 1];
    }

    private static List<ExpandedWord> All(List<KeyValuePair<string, ExpandedWord>> settings, params string[] names)
    {
        var values = new List<ExpandedWord>();
        foreach (KeyValuePair<string, ExpandedWord> pair in settings)
        {
            if (Array.IndexOf(names, pair.Key) >= 0) values.Add(pair.Value);
        }

        return values;
    }
}
