using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DockerLint.Smoke;

/// <summary>Writes the configuration line of the probe: a Python literal, because the smallest Pythons have no JSON reader.</summary>
public static class ProbeInput
{
    /// <summary>The line, with its newline. Pure ASCII.</summary>
    /// <param name="options">How.</param>
    /// <param name="tasks">What to import, a service after the other.</param>
    public static string Write(ProbeOptions options, IReadOnlyList<ProbeTask> tasks)
    {
        var text = new StringBuilder("CONFIG = {'mode':");
        Quote(text, options.ImportsModules ? "import" : "locate");
        text.Append(",'timeout':").Append(options.ModuleSeconds.ToString(CultureInfo.InvariantCulture));
        text.Append(",'total':").Append(options.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        text.Append(",'stub_env':").Append(options.InventsVariables ? "True" : "False").Append(",'root':");
        Quote(text, options.Root);
        List(text, ",'own':", options.Own);
        text.Append(",'services':[");
        foreach (ProbeTask task in tasks) Service(text, task, options.Root);
        return text.Append("]}\n").ToString();
    }

    private static void Service(StringBuilder text, ProbeTask task, string root)
    {
        text.Append("{'env':{");
        foreach (KeyValuePair<string, string> variable in task.Environment)
        {
            Quote(text, variable.Key);
            text.Append(':');
            Quote(text, variable.Value);
            text.Append(',');
        }

        text.Append("},'jobs':[");
        foreach (SmokeJob job in task.Plan.Jobs) Job(text, job, root);
        text.Append("]},");
    }

    private static void Job(StringBuilder text, SmokeJob job, string root)
    {
        text.Append("{'cwd':");
        Quote(text, job.Entry.WorkingDirectory is { } directory ? root + directory : "");
        List(text, ",'path':", job.Front, root);
        List(text, ",'back':", root.Length == 0 ? job.Back : [.. job.Back, .. job.Sites], root);
        List(text, ",'extra':", job.Extra, root);
        List(text, ",'hand_back':", job.HandBack);
        text.Append(",'modules':[");
        foreach (SmokeModule module in job.Modules)
        {
            text.Append('[');
            Quote(text, module.File is null ? module.Name : "__dockerlint_main__");
            text.Append(',');
            if (module.File is null) text.Append("None");
            else Quote(text, root + module.File);
            text.Append("],");
        }

        text.Append("]},");
    }

    private static void List(StringBuilder text, string name, IReadOnlyList<string> items, string prefix = "")
    {
        text.Append(name).Append('[');
        foreach (string item in items)
        {
            Quote(text, prefix + item);
            text.Append(',');
        }

        text.Append(']');
    }

    /// <summary>A string literal (Python reference, 2.4.1): whatever is not printable ASCII is escaped.</summary>
    private static void Quote(StringBuilder text, string value)
    {
        text.Append('\'');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c is '\'' or '\\') text.Append('\\').Append(c);
            else if (c is >= ' ' and < '\x7f') text.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                text.Append("\\U").Append(char.ConvertToUtf32(c, value[++i]).ToString("x8", CultureInfo.InvariantCulture));
            else text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        text.Append('\'');
    }
}

/// <summary>How a probe runs.</summary>
public sealed record ProbeOptions
{
    /// <summary>Modules are imported; otherwise they are only looked for, and no code of the application runs.</summary>
    public bool ImportsModules { get; init; } = true;

    /// <summary>Seconds after which the import of one module counts as a hang.</summary>
    public double ModuleSeconds { get; init; } = 30;

    /// <summary>Seconds for all modules of a service together.</summary>
    public double TotalSeconds { get; init; } = 300;

    /// <summary>Directory of this machine that stands for the root of the image; empty in a container.</summary>
    public string Root { get; init; } = "";

    /// <summary>First parts of the names of the repository's modules, where all others are invented.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary><c>os.environ[name]</c> has a value in application code where the variable is not set.</summary>
    public bool InventsVariables { get; init; }
}

/// <summary>What a probe does for one service.</summary>
/// <param name="Plan">What to import.</param>
/// <param name="Environment">Variables that are set before the first import. They travel on standard input: no list of processes and no inspection shows them.</param>
public sealed record ProbeTask(SmokePlan Plan, IReadOnlyDictionary<string, string> Environment);
