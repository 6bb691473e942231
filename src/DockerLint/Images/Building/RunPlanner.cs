using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images.Run;
using PyImportScanner.Files;

namespace DockerLint.Images.Building;

/// <summary>Reads the mounts of RUN (<c>BK:frontend/dockerfile/instructions/commands_runmount.go</c>).</summary>
internal static class RunPlanner
{
    /// <summary>The plan of one RUN.</summary>
    public static RunPlan Plan(
        PlanStep step, StagePlanner.WordReader words, StageScope scope, ReferenceResolver resolver, int stage, List<BuildProblem> problems)
    {
        var mounts = new List<KeyValuePair<RunMount, SourceReference>>();
        foreach (Flag flag in step.Instruction.Flags)
        {
            if (flag.Name != "mount" || flag.Value is null) continue;
            RunMount mount = Read(flag, words);
            SourceReference from = mount.Type is "bind" or "cache" && (mount.Type == "bind" || mount.From is not null)
                ? resolver.Resolve(mount.From, stage, step.Instruction, flag.Span, problems)
                : SourceReference.Nothing;
            mounts.Add(new KeyValuePair<RunMount, SourceReference>(mount, from));
        }

        return new RunPlan(step.Instruction, step.Dockerfile, step.Before) { Scope = scope, Mounts = mounts, IsWindows = words.IsWindows };
    }

    private static RunMount Read(Flag flag, StagePlanner.WordReader words)
    {
        string type = "bind";
        string? target = null, from = null, source = "/";
        bool writable = false, targetUnknown = false;
        foreach (string option in flag.Value!.Split(','))
        {
            int equals = option.IndexOf('=');
            string key = (equals < 0 ? option : option.Substring(0, equals)).Trim().ToLowerInvariant();
            string raw = equals < 0 ? "" : option.Substring(equals + 1);
            VariableValue value = key == "from" ? VariableValue.Of(raw) : words.Expand(raw, flag.Span);
            switch (key)
            {
                case "type": type = (value.Text ?? type).ToLowerInvariant(); break;
                case "from": from = raw; break;
                case "source" or "src": source = value.Text; break;
                case "target" or "dst" or "destination":
                    target = value.Text;
                    targetUnknown = target is null;
                    break;
                case "rw" or "readwrite": writable = raw is "" or "true"; break;
                case "ro" or "readonly": writable = raw == "false"; break;
            }
        }

        string? absolute = target is null || targetUnknown ? null
            : target.StartsWith("/", StringComparison.Ordinal) ? TreePath.Clean(target)
            : words.Config.WorkingDirectory is { } directory ? TreePath.Combine(directory, target) : null;
        return new RunMount(type, absolute, from, TreePath.Clean(source ?? "/"), writable || type is "cache" or "tmpfs");
    }
}
