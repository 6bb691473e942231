using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <summary>The scripts of a repository that another one calls, each taken apart once however many paths and directories it is called from.</summary>
internal sealed class CalledScripts(IFileTree repository)
{
    private readonly Dictionary<string, (ShellScript Script, ScriptSlice Slice)?> known = new(StringComparer.Ordinal);

    /// <summary>Where they are looked up.</summary>
    public IFileTree Repository => repository;

    /// <summary>A script that may build; null for any other file.</summary>
    public (ShellScript Script, ScriptSlice Slice)? Get(string path)
    {
        if (known.TryGetValue(path, out (ShellScript Script, ScriptSlice Slice)? found)) return found;
        if (ScriptCall.Text(path, repository) is { } text)
        {
            ShellScript script = ShellParser.Parse(text);
            found = (script, ScriptSlice.Of(script));
        }

        return known[path] = found;
    }
}
