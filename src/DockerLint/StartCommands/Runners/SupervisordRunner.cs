using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>supervisord (supervisor/options.py): every <c>[program:x]</c>, split like a shell but run without one.</summary>
internal sealed class SupervisordRunner : Runner
{
    private static readonly string[] DefaultFiles =
    [
        "supervisord.conf", "etc/supervisord.conf", "/etc/supervisord.conf", "/etc/supervisor/supervisord.conf",
        "/etc/supervisor/conf.d/supervisord.conf",
    ];

    private static readonly OptionTable Table = new("-c --configuration -u --user -d --directory -l --logfile -e --loglevel -j --pidfile");

    public override IReadOnlyList<string> Commands => ["supervisord"];

    public override void Run(RunnerCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        ExpandedWord? given = options.Last("-c", "--configuration");
        string? path = given is null ? FindDefault(call) : given.Value is { } text ? call.Process.Resolve(text) : null;
        if (path is null || ImageText.Read(call.Follower.Image, path) is not { } content)
        {
            Node node = path is null ? Node.Unknown("the configuration of supervisord is not known") : call.Follower.Image.Stat(path);
            call.GiveUp(node.Kind == NodeKind.Missing ? path + " is not in the image" : node.UnknownBecause ?? "the content of " + path + " is not known", path);
            return;
        }

        Read(call, path, content, true);
    }

    private static string? FindDefault(RunnerCall call)
    {
        foreach (string file in DefaultFiles)
        {
            if (call.Process.Resolve(file) is { } path && call.Follower.Image.Stat(path).Kind == NodeKind.File) return path;
        }

        return null;
    }

    private static void Read(RunnerCall call, string path, string content, bool includes)
    {
        foreach (IniSection section in IniFile.Read(content))
        {
            if (IsProgram(section.Name))
                FollowProgram(call, path, section);
            else if (section.Name == "include" && includes && section.Get("files") is { } files) Include(call, path, files.Value);
        }
    }

    private static bool IsProgram(string section) =>
        section.StartsWith("program:", StringComparison.Ordinal) || section.StartsWith("fcgi-program:", StringComparison.Ordinal)
        || section.StartsWith("eventlistener:", StringComparison.Ordinal);

    private static void Include(RunnerCall call, string path, string patterns)
    {
        string here = TreePath.Parent(path);
        foreach (string pattern in CommandLine.Split(patterns.Replace("%(here)s", here)))
        {
            foreach (string match in ShellGlob.Expand(call.Follower.Image, here, pattern, out _))
            {
                string full = TreePath.Combine(here, match);
                if (ImageText.Read(call.Follower.Image, full) is { } content) Read(call, full, content, false);
            }
        }
    }

    private static void FollowProgram(RunnerCall call, string path, IniSection section)
    {
        if (section.Get("command") is not { } command) return;
        StartProcess process = call.Process;
        var added = new Dictionary<string, ShellValue>(StringComparer.Ordinal);
        foreach (string pair in SplitPairs(section.Get("environment")?.Value ?? ""))
        {
            int equals = pair.IndexOf('=');
            if (equals > 0) added[pair.Substring(0, equals).Trim()] = ShellValue.Known(pair.Substring(equals + 1).Trim().Trim('"', '\''));
        }

        process = process.WithEnvironment(added);
        if (section.Get("directory") is { } directory) process = process.In(process.Resolve(directory.Value), process.UnknownDirectory);
        if (section.Get("autostart")?.Value is "false" or "no" or "0") process = process with { Weight = process.Weight / 2 };
        Node node = call.Follower.Image.Stat(path);
        process = process.Through(new ChainStep(node.Origin ?? path, command.Line, command.Value, node.Origin is null)) with { IsMain = false };
        var words = new List<ExpandedWord>();
        foreach (string word in CommandLine.Split(command.Value)) words.Add(Interpolate(word, section.Name, path, call.Process));
        call.Follow(words, process);
    }

    // %(ENV_X)s, %(here)s, %(program_name)s, %%.
    private static ExpandedWord Interpolate(string word, string section, string path, StartProcess process)
    {
        if (!word.Contains("%")) return ExpandedWord.Known(word);
        var text = new StringBuilder();
        string? cause = null;
        int prefix = 0;
        for (int i = 0; i < word.Length; i++)
        {
            int end = word[i] == '%' && i + 1 < word.Length && word[i + 1] == '(' ? word.IndexOf(')', i) : -1;
            if (end > 0)
            {
                string name = word.Substring(i + 2, end - i - 2);
                ShellValue value = name.StartsWith("ENV_", StringComparison.Ordinal) ? process.Environment(name.Substring(4))
                    : name == "here" ? ShellValue.Known(TreePath.Parent(path))
                    : name == "program_name" ? ShellValue.Known(section.Substring(section.IndexOf(':') + 1))
                    : name == "process_num" ? ShellValue.Known("0")
                    : ShellValue.Unknown("%(" + name + ") is not known");
                if (value.Text is null && cause is null) (cause, prefix) = (value.UnknownBecause ?? name + " is not set", text.Length);
                text.Append(value.Text ?? "%(" + name + ")s");
                // The letter behind the parenthesis: s or d.
                i = end + 1;
                continue;
            }

            if (word[i] == '%' && i + 1 < word.Length && word[i + 1] == '%') i++;
            text.Append(word[i]);
        }

        return cause is null ? ExpandedWord.Known(text.ToString()) : new ExpandedWord(text.ToString(), cause, prefix);
    }

    private static List<string> SplitPairs(string text)
    {
        var pairs = new List<string>();
        var pair = new StringBuilder();
        char quote = '\0';
        foreach (char c in text)
        {
            if (quote == '\0' && c is ',' or '\n')
            {
                pairs.Add(pair.ToString());
                pair.Clear();
                continue;
            }

            if (c is '"' or '\'') quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            pair.Append(c);
        }

        pairs.Add(pair.ToString());
        return pairs;
    }
}
