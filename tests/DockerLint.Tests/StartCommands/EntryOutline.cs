using System.Linq;
using System.Text;
using DockerLint.StartCommands;

namespace DockerLint.Tests.StartCommands;

/// <summary>An entry as one line: launcher, what is loaded, search path, what else.</summary>
internal static class EntryOutline
{
    public static string Of(EntryPoint entry)
    {
        var text = new StringBuilder(entry.Launcher).Append(' ');
        text.Append(entry.Kind switch
        {
            EntryKind.Module or EntryKind.ConsoleScript => entry.Module + (entry.Attribute is null ? "" : ":" + entry.Attribute) + (entry.AttributeIsCall ? "()" : ""),
            EntryKind.File => entry.FilePath + (entry.Attribute is null ? "" : ":" + entry.Attribute),
            EntryKind.Code => "<" + entry.Code!.Trim().Replace("\n", "\\n") + ">",
            _ => "? " + entry.UnknownBecause + (entry.FilePath is null ? "" : " @" + entry.FilePath),
        });
        if (entry.Kind != EntryKind.Unknown)
        {
            text.Append(" [").Append(string.Join(" ", entry.SearchPathFront().Select(path => path ?? "?"))).Append(']');
            if (entry.SearchPathBack().Count > 0) text.Append(" +[").Append(string.Join(" ", entry.SearchPathBack())).Append(']');
        }

        foreach (ExtraRoot root in entry.ExtraRoots) text.Append(" &").Append(root.Name);
        if (entry.Conditional) text.Append(" maybe");
        return text.ToString();
    }
}
