using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>A program that loads Python code named on its command line. One file each, listed in <see cref="LauncherCatalog"/>.</summary>
internal abstract class Launcher
{
    /// <summary>The name, which is also its command.</summary>
    public abstract string Name { get; }

    /// <summary>The commands it answers to.</summary>
    public virtual IReadOnlyList<string> Commands => [Name];

    /// <summary>The modules by which <c>python -m</c> starts it.</summary>
    public virtual IReadOnlyList<string> Modules => [Name.Replace('-', '_')];

    /// <summary>What the call loads. Empty: it loads no code of the project (<c>gunicorn --version</c>).</summary>
    public abstract IEnumerable<EntryPoint> Launch(LaunchCall call);
}
