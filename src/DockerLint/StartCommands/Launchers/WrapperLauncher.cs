using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>Debuggers, profilers and coverage: they run a file or <c>-m module</c> the way the interpreter does.</summary>
internal sealed class WrapperLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "--listen --connect --configure-subProcess --log-to --pid -o --outfile -s --sort --source --include --omit --rcfile --data-file "
        + "--concurrency --context --output --output_file --nproc-per-node --nproc_per_node --nnodes --node-rank --node_rank --master-addr "
        + "--master_addr --master-port --master_port --rdzv-backend --rdzv-endpoint --rdzv-id --config_file --num_processes --num_machines "
        + "--mixed_precision --main_process_port");

    public override string Name => "coverage";

    public override IReadOnlyList<string> Commands => ["coverage", "debugpy", "memray", "scalene", "viztracer", "kernprof", "torchrun", "accelerate", "pyinstrument"];

    public override IReadOnlyList<string> Modules =>
        ["coverage", "debugpy", "cProfile", "profile", "pdb", "trace", "memray", "scalene", "viztracer", "pyinstrument", "torch.distributed.run"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        List<ExpandedWord> rest = [.. call.Arguments];
        if (rest.Count > 0 && rest[0].Value is "run" or "launch") rest.RemoveAt(0);
        bool isModule = false;
        ParsedOptions options = ParsedOptions.Parse(rest, Table, stopAtPositional: true);
        isModule = options.Has("-m", "--module");
        rest = options.Positionals;
        if (rest.Count > 0) return PythonLauncher.RunRest(call, rest, isModule);
        return options.UnknownBecause is { } cause ? [call.Unknown(Name, cause)] : [];
    }
}
