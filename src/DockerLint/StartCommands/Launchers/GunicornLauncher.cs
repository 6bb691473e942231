using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>gunicorn (gunicorn/app/base.py, util.py, config.py).</summary>
internal sealed class GunicornLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-c --config -b --bind --backlog -w --workers -k --worker-class --threads --worker-connections --max-requests "
        + "--max-requests-jitter -t --timeout --graceful-timeout --keep-alive --limit-request-line --limit-request-fields "
        + "--limit-request-field_size --reload-engine --reload-extra-file --chdir -e --env -p --pid --worker-tmp-dir -u --user "
        + "-g --group -m --umask --access-logfile --access-logformat --error-logfile --log-file --log-level --logger-class "
        + "--log-config --log-config-dict --log-config-json --log-syslog-to --log-syslog-prefix --log-syslog-facility "
        + "--statsd-host --statsd-prefix --dogstatsd-tags -n --name --pythonpath --paste --paster --forwarded-allow-ips "
        + "--proxy-allow-from --keyfile --certfile --ssl-version --cert-reqs --ca-certs --ciphers --paste-global "
        + "--header-map --forwarder-headers");

    public override string Name => "gunicorn";

    public override IReadOnlyList<string> Commands => ["gunicorn", "gunicorn3"];

    public override IReadOnlyList<string> Modules => ["gunicorn", "gunicorn.app.wsgiapp"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (options.Has("-v", "--version", "-h", "--help")) return [];
        ParsedOptions variable = FromVariable(call.Process.Environment("GUNICORN_CMD_ARGS"));
        var extra = new List<ExtraRoot>();
        PythonSettings settings = ReadConfiguration(call, options.Last("-c", "--config") ?? variable.Last("-c", "--config"), extra);
        ExpandedWord? chdir = options.Last("--chdir") ?? variable.Last("--chdir") ?? settings.Word("chdir");
        LaunchCall moved = chdir is null ? call : call with { Process = In(call.Process, chdir) };
        ExpandedWord? app = options.Positionals.Count > 0 ? options.Positionals[0] : settings.Word("wsgi_app");
        AddClass(options.Last("-k", "--worker-class") ?? variable.Last("-k", "--worker-class") ?? settings.Word("worker_class"), "worker class", extra);
        AddClass(options.Last("--logger-class") ?? variable.Last("--logger-class") ?? settings.Word("logger_class"), "logger class", extra);
        AddEnvironment(options, ref moved);
        List<SearchPathAddition> path = SearchPath(call, moved, options, variable, settings);
        var entries = new List<EntryPoint>();
        foreach (EntryPoint entry in Applications(moved, options, app))
        {
            EntryPoint full = entry with { SearchPath = path, ExtraRoots = extra, PathZeroDirectory = call.NewEntry(Name).PathZeroDirectory };
            entries.Add(LaunchCall.WithUnknownOptions(full, options));
        }

        // gunicorn/app/base.py: "%r doesn't exist", and it ends.
        if (options.Has("-c", "--config") && extra.Find(static root => root.Kind == ExtraRootKind.File)?.Name is { } file && call.Image.Stat(file).Kind == NodeKind.Missing)
            entries.Add(call.Unknown(Name, file + " is not in the image") with { FilePath = file });
        return entries;
    }

    private List<EntryPoint> Applications(LaunchCall call, ParsedOptions options, ExpandedWord? app)
    {
        if (app is null)
        {
            return options.Last("--paste", "--paster") is { } paste
                ? PasteConfiguration.Entries(call, Name, paste, null)
                : [call.Unknown(Name, options.UnknownBecause ?? "no application is named")];
        }

        return [ModuleSpec.Parse(app, "application") is { } spec ? call.Module(Name, spec) : call.NoModule(Name, app)];
    }

    private static ParsedOptions FromVariable(ShellValue value) =>
        ParsedOptions.Parse(value.Text is { } text ? CommandLine.Known(CommandLine.Split(text)) : [], Table);

    private static StartProcess In(StartProcess process, ExpandedWord directory) => directory.Value is { } path
        ? process.In(process.Resolve(path), process.UnknownDirectory)
        : process.In(null, directory.UnknownBecause);

    private static void AddEnvironment(ParsedOptions options, ref LaunchCall call)
    {
        var added = new Dictionary<string, ShellValue>(StringComparer.Ordinal);
        foreach (ExpandedWord pair in options.All("-e", "--env"))
        {
            int equals = pair.Text.IndexOf('=');
            if (equals > 0 && pair.Value is { } text) added[text.Substring(0, equals)] = ShellValue.Known(text.Substring(equals + 1));
        }

        call = call with { Process = call.Process.WithEnvironment(added) };
    }

    private static List<SearchPathAddition> SearchPath(
        LaunchCall call, LaunchCall moved, ParsedOptions options, ParsedOptions variable, PythonSettings settings)
    {
        var path = new List<SearchPathAddition> { call.Insert(".") };
        if (moved.Process.WorkingDirectory != call.Process.WorkingDirectory) path.Add(moved.Insert("."));
        ExpandedWord? added = options.Last("--pythonpath") ?? variable.Last("--pythonpath") ?? settings.Word("pythonpath");
        if (settings.UnknownBecause is { } cause) path.Add(new SearchPathAddition(false, null, cause));
        if (added is null) return path;
        if (added.Value is not { } text) path.Add(new SearchPathAddition(false, null, added.UnknownBecause));
        else foreach (string one in text.Split(',')) path.Add(moved.Insert(one.Trim()));
        return path;
    }

    private static void AddClass(ExpandedWord? word, string what, List<ExtraRoot> extra)
    {
        string? text = word?.Value;
        // Built-in aliases (sync, gevent, gthread …) have no dot.
        if (text is null || !text.Contains(".") || !ModuleSpec.IsDottedName(text)) return;
        extra.Add(new ExtraRoot(ExtraRootKind.Object, text, what));
    }

    private static PythonSettings ReadConfiguration(LaunchCall call, ExpandedWord? word, List<ExtraRoot> extra)
    {
        if (word is { IsKnown: false }) return PythonSettings.Unknown(word.UnknownBecause!);
        string text = word?.Text ?? "./gunicorn.conf.py";
        if (text.StartsWith("python:", StringComparison.Ordinal))
        {
            string module = text.Substring(7);
            extra.Add(new ExtraRoot(ExtraRootKind.Module, module, "gunicorn configuration"));
            return ModuleText(call, module) is { } settings
                ? PythonSettings.Read(settings)
                : PythonSettings.Unknown("the configuration module " + module + " is not read");
        }

        if (text.StartsWith("file:", StringComparison.Ordinal)) text = text.Substring(5);
        if (call.Process.Resolve(text) is not { } path) return PythonSettings.Empty;
        if (word is null && !call.IsFile(path)) return PythonSettings.Empty;
        extra.Add(new ExtraRoot(ExtraRootKind.File, path, "gunicorn configuration"));
        return call.ReadText(path) is { } content ? PythonSettings.Read(content) : PythonSettings.Unknown("the content of " + path + " is not known");
    }

    // The working directory is on the path by then (load_config calls chdir first).
    private static string? ModuleText(LaunchCall call, string module)
    {
        string path = module.Replace('.', '/');
        return call.ReadText(call.Process.Resolve(path + "/__init__.py")) ?? call.ReadText(call.Process.Resolve(path + ".py"));
    }
}
