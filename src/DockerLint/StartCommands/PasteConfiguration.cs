using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>
/// Applications of a PasteDeploy configuration (paste/deploy/loadwsgi.py): <c>[app:x]</c> with <c>use = call:module:object</c> or
/// <c>paste.app_factory = module:object</c>, <c>[pipeline:x]</c>, <c>[composite:x]</c>, <c>[filter-app:x]</c>. What an <c>egg:</c> names, its
/// entry points alone can tell.
/// </summary>
internal static class PasteConfiguration
{
    private const int MaximumSections = 64;

    private static readonly string[] Kinds = ["app", "application", "composite", "composit", "pipeline", "filter-app", "filter"];

    private static readonly char[] Blanks = [' ', '\t', '\n'];

    /// <summary>An object that the configuration loads.</summary>
    /// <param name="Spec">Where it is.</param>
    /// <param name="Line">The line that says so.</param>
    /// <param name="Text">The text there.</param>
    public sealed record Application(ModuleSpec Spec, int Line, string Text);

    /// <summary>The name that a URI ends in (<c>conf/app.ini#admin</c>), the default otherwise.</summary>
    public static string NameIn(ref string uri, string? given = null)
    {
        if (uri.StartsWith("config:", StringComparison.Ordinal)) uri = uri.Substring("config:".Length);
        int hash = uri.IndexOf('#');
        string name = hash < 0 ? "main" : uri.Substring(hash + 1);
        if (hash >= 0) uri = uri.Substring(0, hash);
        return given ?? name;
    }

    /// <summary>What loading an application loads, outermost first.</summary>
    public static List<Application> Applications(string text, string name)
    {
        List<IniSection> sections = IniFile.Read(text);
        var found = new List<Application>();
        var waiting = new Queue<string>([name]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.Count > 0 && seen.Count < MaximumSections)
        {
            string next = waiting.Dequeue();
            if (seen.Add(next) && Section(sections, next) is { } section) Read(section, found, waiting);
        }

        return found;
    }

    private static IniSection? Section(List<IniSection> sections, string name)
    {
        foreach (string kind in Kinds)
        {
            if (sections.Find(section => section.Name == kind + ":" + name) is { } found) return found;
        }

        return sections.Find(section => section.Name == name);
    }

    private static void Read(IniSection section, List<Application> found, Queue<string> waiting)
    {
        foreach (IniValue value in section.Values)
        {
            string key = value.Key.StartsWith("set ", StringComparison.Ordinal) ? value.Key.Substring(4).Trim() : value.Key;
            switch (key)
            {
                case "use" when value.Value.StartsWith("call:", StringComparison.Ordinal):
                    Add(value, value.Value.Substring("call:".Length), found);
                    break;
                case "use" when value.Value.StartsWith("config:", StringComparison.Ordinal) || value.Value.StartsWith("egg:", StringComparison.Ordinal):
                    break;
                case "use" or "next":
                    waiting.Enqueue(value.Value);
                    break;
                case "paste.app_factory" or "paste.app_install" or "paste.composite_factory" or "paste.filter_factory" or "paste.filter_app_factory":
                    Add(value, value.Value, found);
                    break;
                case "pipeline":
                    foreach (string one in value.Value.Split(Blanks, StringSplitOptions.RemoveEmptyEntries)) waiting.Enqueue(one);
                    break;
                default:
                    // A composite of urlmap: "/path = application".
                    if (key.StartsWith("/", StringComparison.Ordinal)) waiting.Enqueue(value.Value);
                    break;
            }
        }
    }

    private static void Add(IniValue value, string target, List<Application> found)
    {
        if (ModuleSpec.Parse(target.Trim()) is { Attribute: not null } spec) found.Add(new Application(spec, value.Line, value.Key + " = " + value.Value));
    }

    /// <summary>The entries of the applications in a file.</summary>
    /// <param name="call">The launcher's call.</param>
    /// <param name="launcher">Its name.</param>
    /// <param name="word">The configuration as typed, with <c>#name</c> or without.</param>
    /// <param name="name">The application, where an option names it.</param>
    /// <param name="additions">What the launcher puts on the search path.</param>
    public static List<EntryPoint> Entries(LaunchCall call, string launcher, ExpandedWord word, string? name, params SearchPathAddition[] additions)
    {
        if (word.Value is not { } uri) return [call.Unknown(launcher, word.UnknownBecause!)];
        string application = NameIn(ref uri, name);
        string? path = call.Process.Resolve(uri);
        if (path is null) return [call.Unknown(launcher, call.Process.UnknownDirectory)];
        if (call.ReadText(path) is not { } text)
        {
            bool isMissing = call.Image.Stat(path).Kind == PyImportScanner.Files.NodeKind.Missing;
            EntryPoint unknown = call.Unknown(launcher, isMissing ? path + " is not in the image" : "the content of " + path + " is not known");
            return [isMissing ? unknown with { FilePath = path } : unknown];
        }

        string? origin = call.Image.Stat(path).Origin;
        var entries = new List<EntryPoint>();
        foreach (Application one in Applications(text, application))
        {
            LaunchCall through = call with { Process = call.Process.Through(new ChainStep(origin ?? path, one.Line, one.Text, origin is null)) };
            entries.Add(through.Module(launcher, one.Spec, additions));
        }

        return entries.Count > 0 ? entries : [call.Unknown(launcher, path + " names no application that can be followed")];
    }
}
