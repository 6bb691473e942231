using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>airflow: DAG files below AIRFLOW_HOME by path; its dags, plugins and config directories are appended.</summary>
internal sealed class AirflowLauncher : Launcher
{
    public override string Name => "airflow";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        string home = call.Process.Variable("AIRFLOW_HOME") ?? "/opt/airflow";
        return
        [
            call.Unknown(Name, "the DAG files of airflow are not enumerated") with
            {
                SearchPath = [call.Append(home + "/dags"), call.Append(home + "/config"), call.Append(home + "/plugins")],
            },
        ];
    }
}
