using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary><c>dockerize -wait tcp://db:5432 -timeout 30s command</c>: long options with one dash.</summary>
internal sealed class DockerizeRunner : Runner
{
    public override IReadOnlyList<string> Commands => ["dockerize"];

    public override void Run(RunnerCall call)
    {
        List<ExpandedWord> arguments = call.Arguments;
        int i = 0;
        for (; i < arguments.Count; i++)
        {
            string text = arguments[i].Text;
            if (text.Length == 0 || text[0] != '-') break;
            bool flag = text.TrimStart('-') is "no-overwrite" or "poll" or "version" or "skip-tls-verify" or "eof";
            if (!flag && !text.Contains("=")) i++;
        }

        if (i < arguments.Count) call.Follow(CommandFollower.Tail(arguments, i));
        else if (call.Process.IsMain) call.GiveUp("dockerize is given no command");
    }
}
