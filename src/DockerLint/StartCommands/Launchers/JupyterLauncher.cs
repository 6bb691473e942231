using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>jupyter: the cells of notebooks are not followed.</summary>
internal sealed class JupyterLauncher : Launcher
{
    public override string Name => "jupyter";

    public override IReadOnlyList<string> Commands => ["jupyter", "jupyter-lab", "jupyter-notebook", "jupyterhub", "start-notebook.sh", "start-notebook.py"];

    public override IReadOnlyList<string> Modules => ["jupyter", "jupyterlab", "notebook"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call) => [call.Unknown(Name, "the cells of notebooks are not followed")];
}
