using System;
using System.Collections.Generic;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>Reads the literals that setup.py hands to <c>setup()</c> (setuptools documentation, "Keywords").</summary>
internal sealed class SetupPyReader
{
    // Nobody writes that by hand.
    private const int MaximumLength = 1_000_000;

    private readonly SetupPyParser parser;
    private readonly string path;
    private readonly SetuptoolsConfiguration configuration = new();

    private SetupPyReader(string text, string path)
    {
        parser = new SetupPyParser(PythonTokens.Read(text));
        this.path = path;
    }

    /// <summary>Reads a setup.py; what is computed in it is unknown, and says so.</summary>
    public static SetuptoolsConfiguration Read(string text, string path)
    {
        if (text.Length > MaximumLength) return Unknown("setup.py is too large");
        var reader = new SetupPyReader(text, path);
        if (reader.parser.FindSetup() is not { } setup) return Unknown("setup.py has no single call of setup()");
        if (setup.HasUnpacking) return Unknown("setup.py computes the arguments of setup()");
        reader.ReadArguments(setup);
        return reader.configuration;
    }

    private static SetuptoolsConfiguration Unknown(string cause) => new() { UnknownBecause = cause, DependenciesUnknownBecause = cause };

    private void ReadArguments(PythonLiteral setup)
    {
        configuration.Name = Argument(setup, "name") is { Kind: LiteralKind.String } name ? name.Text : null;
        if (Argument(setup, "packages") is { } packages) ReadPackages(packages);
        if (Argument(setup, "py_modules") is { } modules) configuration.PyModules = Strings(modules, "py_modules");
        if (Argument(setup, "package_dir") is { } directories) configuration.PackageDirectories = Directories(directories);
        configuration.HasExtensionModules = setup.Keywords.ContainsKey("ext_modules");
        if (Argument(setup, "install_requires") is { } requires) configuration.Dependencies = Dependencies(requires);
        if (Argument(setup, "extras_require") is { Kind: LiteralKind.Dictionary } extras) configuration.Extras = Extras(extras);
        if (Argument(setup, "entry_points") is { } entryPoints) configuration.EntryPoints = EntryPoints(entryPoints);
    }

    private PythonLiteral? Argument(PythonLiteral setup, string name)
    {
        if (!setup.Keywords.TryGetValue(name, out PythonLiteral? value)) return null;
        PythonLiteral resolved = parser.Resolve(value);
        return resolved.Kind == LiteralKind.None ? null : resolved;
    }

    private void ReadPackages(PythonLiteral packages)
    {
        configuration.Packages = [];
        configuration.Searches = [];
        foreach (PythonLiteral item in packages.Kind == LiteralKind.List ? packages.Items : [packages])
        {
            PythonLiteral resolved = parser.Resolve(item);
            if (resolved.Kind == LiteralKind.String && packages.Kind == LiteralKind.List) configuration.Packages.Add(resolved.Text);
            else if (Search(resolved) is { } search) configuration.Searches.Add(search);
            else configuration.UnknownBecause ??= "setup.py computes packages";
        }
    }

    private PackageSearch? Search(PythonLiteral call)
    {
        if (call.Kind != LiteralKind.Call || call.HasUnpacking) return null;
        string function = call.Text.Substring(call.Text.LastIndexOf('.') + 1);
        bool isFind = function is "find_packages" or "find" || call.Text.EndsWith("PackageFinder.find", StringComparison.Ordinal);
        if (!isFind && function != "find_namespace_packages") return null;
        PythonLiteral? where = Parameter(call, "where", 0), exclude = Parameter(call, "exclude", 1), include = Parameter(call, "include", 2);
        if (where is not (null or { Kind: LiteralKind.String })) return null;
        if (Patterns(exclude) is not { } excluded || Patterns(include) is not { } included) return null;
        return new PackageSearch([where?.Text ?? "."], include is null ? ["*"] : included, excluded, function == "find_namespace_packages");
    }

    private PythonLiteral? Parameter(PythonLiteral call, string name, int position)
    {
        if (call.Keywords.TryGetValue(name, out PythonLiteral? value)) return parser.Resolve(value);
        return position < call.Items.Count ? parser.Resolve(call.Items[position]) : null;
    }

    /// <summary>The strings of a list; null where one of them is computed.</summary>
    private List<string>? Patterns(PythonLiteral? list)
    {
        var found = new List<string>();
        if (list is null) return found;
        if (list.Kind != LiteralKind.List) return null;
        foreach (PythonLiteral item in list.Items)
        {
            PythonLiteral resolved = parser.Resolve(item);
            if (resolved.Kind != LiteralKind.String) return null;
            found.Add(resolved.Text);
        }

        return found;
    }

    private List<string> Strings(PythonLiteral list, string argument)
    {
        if (Patterns(list) is { } found) return found;
        configuration.UnknownBecause ??= "setup.py computes " + argument;
        return [];
    }

    private Dictionary<string, string> Directories(PythonLiteral dictionary)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (dictionary.Kind != LiteralKind.Dictionary) configuration.UnknownBecause ??= "setup.py computes package_dir";
        for (int i = 0; i < dictionary.Keys.Count; i++)
        {
            PythonLiteral key = parser.Resolve(dictionary.Keys[i]), value = parser.Resolve(dictionary.Items[i]);
            if (key.Kind == LiteralKind.String && value.Kind == LiteralKind.String) found[key.Text] = value.Text;
            else configuration.UnknownBecause ??= "setup.py computes package_dir";
        }

        return found;
    }

    private List<DeclaredDependency> Dependencies(PythonLiteral list)
    {
        var found = new List<DeclaredDependency>();
        if (list.Kind != LiteralKind.List) configuration.DependenciesUnknownBecause ??= "setup.py computes install_requires";
        foreach (PythonLiteral item in list.Items)
        {
            PythonLiteral resolved = parser.Resolve(item);
            if (resolved.Kind != LiteralKind.String) configuration.DependenciesUnknownBecause ??= "setup.py computes install_requires";
            else if (Requirement.TryParse(resolved.Text) is { } requirement)
                found.Add(new DeclaredDependency { Requirement = requirement, File = path, Span = SourceSpan.OnLine(item.Line, 1, 0) });
        }

        return found;
    }

    private DependencyTable Extras(PythonLiteral dictionary)
    {
        var table = new DependencyTable();
        for (int i = 0; i < dictionary.Keys.Count; i++)
        {
            PythonLiteral key = parser.Resolve(dictionary.Keys[i]), value = parser.Resolve(dictionary.Items[i]);
            if (key.Kind == LiteralKind.String && value.Kind == LiteralKind.List) table.Open(key.Text).AddRange(Dependencies(value));
        }

        return table;
    }

    /// <summary>A dictionary of lists, or the text of an entry_points.txt.</summary>
    private List<EntryPoint> EntryPoints(PythonLiteral literal)
    {
        var found = new List<EntryPoint>();
        if (literal.Kind == LiteralKind.String)
        {
            foreach (DataMember group in IniReader.Read(literal.Text, keepCase: true).Root.Members)
            {
                foreach (DataMember entry in group.Value.Members) Add(entry.Key + "=" + entry.Value.Text, group.Key, literal.Line);
            }
        }

        for (int i = 0; i < literal.Keys.Count; i++)
        {
            string group = parser.Resolve(literal.Keys[i]).Text;
            PythonLiteral value = parser.Resolve(literal.Items[i]);
            foreach (PythonLiteral item in value.Kind == LiteralKind.List ? value.Items : [value])
            {
                foreach (string line in parser.Resolve(item).Text.Split('\n')) Add(line, group, item.Line);
            }
        }

        return found;

        void Add(string line, string group, int number)
        {
            int sign = line.IndexOf('=');
            if (sign <= 0) return;
            SourceSpan span = SourceSpan.OnLine(number, 1, 0);
            if (EntryPoint.TryParse(line.Substring(0, sign), group, line.Substring(sign + 1), path, span) is { } entry) found.Add(entry);
        }
    }
}
