using System;
using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>The list of launchers, sorted by name.</summary>
internal static class LauncherCatalog
{
    public static readonly IReadOnlyList<Launcher> All =
    [
        new AirflowLauncher(),
        new AlembicLauncher(),
        new ArqLauncher(),
        new CeleryLauncher(),
        new DagsterLauncher(),
        new DaphneLauncher(),
        new DjangoAdminLauncher(),
        new DramatiqLauncher(),
        new FastApiLauncher(),
        new FlaskLauncher(),
        new FunctionsFrameworkLauncher(),
        new GranianLauncher(),
        new GunicornLauncher(),
        new HueyLauncher(),
        new HypercornLauncher(),
        new JupyterLauncher(),
        new LambdaLauncher(),
        new LitestarLauncher(),
        new LocustLauncher(),
        new ManageLauncher(),
        new PrefectLauncher(),
        new PserveLauncher(),
        new PytestLauncher(),
        new PythonLauncher(),
        new QuartLauncher(),
        new RqLauncher(),
        new SanicLauncher(),
        new ScriptServerLauncher(),
        new StreamlitLauncher(),
        new TaskiqLauncher(),
        new UvicornLauncher(),
        new UwsgiLauncher(),
        new WaitressLauncher(),
        new WrapperLauncher(),
    ];

    private static readonly Dictionary<string, Launcher> ByCommand = Index(static launcher => launcher.Commands);
    private static readonly Dictionary<string, Launcher> ByModule = Index(static launcher => launcher.Modules);

    /// <summary>The launcher of a command, or null.</summary>
    public static Launcher? FindCommand(string command) =>
        ByCommand.TryGetValue(command, out Launcher? launcher) ? launcher
        : PythonLauncher.IsPython(command) ? ByCommand["python"] : null;

    /// <summary>The launcher behind <c>python -m</c>, or null.</summary>
    public static Launcher? FindModule(string module) => ByModule.TryGetValue(module, out Launcher? launcher) ? launcher : null;

    private static Dictionary<string, Launcher> Index(Func<Launcher, IReadOnlyList<string>> names)
    {
        var index = new Dictionary<string, Launcher>(StringComparer.Ordinal);
        foreach (Launcher launcher in All)
        {
            foreach (string name in names(launcher)) index.Add(name, launcher);
        }

        return index;
    }
}
