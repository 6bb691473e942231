using System.Globalization;
using System.Text;

namespace DockerLint.StartCommands;

/// <summary>What makes two entries the same.</summary>
internal static class EntryKey
{
    public static string Of(EntryPoint entry)
    {
        var key = new StringBuilder();
        key.Append((int)entry.Kind).Append('\n').Append(entry.CommandText).Append('\n').Append(entry.WorkingDirectory).Append('\n')
            .Append(entry.Module).Append('\n').Append(entry.FilePath).Append('\n').Append(entry.Code).Append('\n')
            .Append(entry.IsHealthCheck ? 'h' : 's');
        foreach (string? path in entry.SearchPathFront()) key.Append('\n').Append(path);
        foreach (ExtraRoot root in entry.ExtraRoots) key.Append('\n').Append(root.Name);
        if (entry.Trail.Count > 0)
        {
            ChainStep last = entry.Trail[entry.Trail.Count - 1];
            key.Append('\n').Append(last.File).Append(last.Line.ToString(CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }
}
