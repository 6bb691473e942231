using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary>A program that Python code starts as a process of its own.</summary>
public sealed record StartedProcess
{
    /// <summary>The module with the call.</summary>
    public required ClosureModule From { get; init; }

    /// <summary>The call.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>The program and its arguments; null for a word that is no literal. Empty for <see cref="ShellText"/>.</summary>
    public IReadOnlyList<string?> Words { get; init; } = [];

    /// <summary>The text that a shell is given; null where no shell is involved.</summary>
    public string? ShellText { get; init; }

    /// <summary>The working directory that the call asks for; null where it asks for none.</summary>
    public string? Directory { get; init; }

    /// <summary>The call asks for a directory that is no literal.</summary>
    public bool IsDirectoryUnknown { get; init; }

    /// <summary>The call gives the process an environment of its own.</summary>
    public bool HasEnvironment { get; init; }

    /// <summary>Only a path was met: the file may be run, and is nothing to miss.</summary>
    public bool IsMention { get; init; }

    /// <summary>How surely the call is made.</summary>
    public ImportStrength Strength { get; init; }
}

/// <summary>
/// Programs started by <c>subprocess</c>, <c>os.system</c>, <c>os.exec…</c>, <c>asyncio.create_subprocess_…</c> and by setting
/// <c>sys.argv</c>, as far as their words are literals; and Python files that the started script names by absolute path.
/// </summary>
internal sealed class ProcessFramework(FrameworkRun run) : Framework(run)
{
    // A script that starts more than these has a table of them, and is none of those that start a container.
    private const int MaximumProcesses = 32;

    private static readonly string[] OfSubprocess = ["run", "Popen", "call", "check_call", "check_output"];

    private static readonly string[] OfAsyncio = ["create_subprocess_exec", "create_subprocess_shell"];

    private static readonly string[] OfOs = ["system", "execv", "execve", "execvp", "execvpe", "execl", "execle", "execlp", "execlpe"];

    /// <inheritdoc cref="FrameworkEntry.Callees"/>
    public static IReadOnlyList<string> Callees { get; } = [.. OfSubprocess, .. OfAsyncio, .. OfOs, "append", "extend"];

    /// <inheritdoc/>
    public override void Examine(ClosureModule module)
    {
        bool starts = FrameworkRun.Takes(module, "subprocess", OfSubprocess) || (module.IsMain && FrameworkRun.Takes(module, "os", OfOs))
            || FrameworkRun.Takes(module, "asyncio.subprocess", OfAsyncio);
        if ((!starts && !module.IsMain) || Run.Literals(module) is not { } literals) return;
        foreach (LiteralCall call in literals.Calls)
        {
            if (FrameworkRun.StrengthOf(module, call) is not { } strength) continue;
            if (starts && Read(module, call, strength) is { } process) Add(process);
            else if (module.IsMain) Mention(module, call, strength);
        }

        foreach (LiteralBinding binding in literals.Bindings)
        {
            if (module.IsMain && binding is { Target: "sys.argv", Value.Kind: LiteralKind.Sequence })
                Add(new StartedProcess { From = module, Span = binding.Span, Words = Words(binding.Value.Items), Strength = binding.IsConditional ? ImportStrength.Conditional : ImportStrength.Hard });
        }
    }

    private void Add(StartedProcess process)
    {
        if (Run.Processes.Count < MaximumProcesses && (process.ShellText is not null || process.Words.Count > 0)) Run.Processes.Add(process);
    }

    // args.append("/app/train.py"): whoever gets the list runs the file.
    private void Mention(ClosureModule module, LiteralCall call, ImportStrength strength)
    {
        foreach (LiteralValue argument in call.Arguments)
        {
            foreach (LiteralValue text in argument.Strings())
            {
                if (text.Text.StartsWith("/", StringComparison.Ordinal) && text.Text.EndsWith(".py", StringComparison.Ordinal))
                    Add(new StartedProcess { From = module, Span = text.Span, Words = ["python", text.Text], Strength = strength, IsMention = true });
            }
        }
    }

    private static StartedProcess? Read(ClosureModule module, LiteralCall call, ImportStrength strength)
    {
        if (call.Arguments.Count == 0 || !IsStart(call)) return null;
        var process = new StartedProcess { From = module, Span = call.Span, Strength = strength, HasEnvironment = call.Keywords.ContainsKey("env") || call.Name is "execve" or "execvpe" or "execle" or "execlpe" };
        if (call.Keywords.TryGetValue("cwd", out LiteralValue? directory))
        {
            bool isKnown = directory.Kind == LiteralKind.Text;
            process = process with { Directory = isKnown ? directory.Text : null, IsDirectoryUnknown = !isKnown };
        }

        LiteralValue first = call.Arguments[0];
        switch (call.Name)
        {
            case "system" or "create_subprocess_shell":
                return first.Kind == LiteralKind.Text ? process with { ShellText = first.Text } : null;
            case "execl" or "execlp" or "execle" or "execlpe":
                return process with { Words = WithProgram(first, call.Arguments, 2) };
            case "execv" or "execve" or "execvp" or "execvpe":
                return call.Arguments.Count > 1 && call.Arguments[1].Kind == LiteralKind.Sequence ? process with { Words = WithProgram(first, call.Arguments[1].Items, 1) } : null;
            case "create_subprocess_exec":
                return process with { Words = Words(call.Arguments) };
        }

        bool isShell = call.Keywords.TryGetValue("shell", out LiteralValue? shell) && shell.Text == "True";
        return first.Kind switch
        {
            LiteralKind.Sequence when !isShell => process with { Words = Words(first.Items) },
            LiteralKind.Text when isShell => process with { ShellText = first.Text },
            LiteralKind.Text => process with { Words = [first.Text] },
            LiteralKind.Call when first.Call is { Name: "split", Arguments: { Count: > 0 } words } && words[0].Kind == LiteralKind.Text => process with { ShellText = words[0].Text },
            _ => null,
        };
    }

    private static bool IsStart(LiteralCall call)
    {
        int dot = call.Callee.LastIndexOf('.');
        string owner = dot < 0 ? "" : call.Callee.Substring(0, dot);
        return owner switch
        {
            "subprocess" or "sp" => Array.IndexOf(OfSubprocess, call.Name) >= 0,
            "os" => Array.IndexOf(OfOs, call.Name) >= 0,
            "asyncio" or "asyncio.subprocess" => Array.IndexOf(OfAsyncio, call.Name) >= 0,
            "" => call.Name is "Popen" or "check_call" or "check_output" or "execvp" or "execv" or "execlp" || Array.IndexOf(OfAsyncio, call.Name) >= 0,
            _ => false,
        };
    }

    private static List<string?> WithProgram(LiteralValue program, IReadOnlyList<LiteralValue> arguments, int from)
    {
        var words = new List<string?> { Word(program) };
        for (int i = from; i < arguments.Count; i++) words.Add(Word(arguments[i]));
        return words;
    }

    private static List<string?> Words(IReadOnlyList<LiteralValue> items)
    {
        var words = new List<string?>(items.Count);
        foreach (LiteralValue item in items) words.Add(Word(item));
        return words;
    }

    private static string? Word(LiteralValue value) => value.Kind switch
    {
        LiteralKind.Text => value.Text,
        LiteralKind.Name when value.Text == "sys.executable" => "python",
        _ => null,
    };
}
