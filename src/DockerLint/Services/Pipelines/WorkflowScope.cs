using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.Services.Scripts;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Pipelines;

/// <summary>What a step of a workflow knows: inputs, matrix, environment.</summary>
internal sealed class WorkflowScope
{
    private readonly Dictionary<string, string> values;
    private readonly IReadOnlyList<DataNode?> environments;
    private readonly string? workingDirectory;
    private readonly Expressions expressions;
    private int depth;

    public WorkflowScope(
        EvidenceFile file, EvidenceContext context, EvidenceSink sink, Dictionary<string, string> values, IReadOnlyList<DataNode?> environments, string? workingDirectory)
    {
        File = file;
        Context = context;
        Sink = sink;
        this.values = values;
        this.environments = environments;
        this.workingDirectory = workingDirectory;
        expressions = new Expressions(Lookup);
    }

    public EvidenceFile File { get; }

    public EvidenceContext Context { get; }

    public EvidenceSink Sink { get; }

    public WorkflowScope With(DataNode? environment) =>
        environment is null ? this : new WorkflowScope(File, Context, Sink, values, [.. environments, environment], workingDirectory);

    public string Expand(string text) => expressions.Expand(text);

    /// <summary>The directories of a step, which start at the root of the checkout.</summary>
    public IReadOnlyList<string> Directories(string? own)
    {
        string? text = own ?? workingDirectory;
        if (text is null) return [TreePath.Root];
        string expanded = Expand(text);
        // A directory that only CI makes (a checkout under another path) most often is the repository itself.
        return RepositoryPaths.Resolve(TreePath.Root, expanded) is { } path && (Holes.In(path) || Context.Repository.Stat(path).Kind == NodeKind.Directory)
            ? [path]
            : [TreePath.Root];
    }

    /// <summary>Reads a <c>run:</c> block.</summary>
    public void Run(string text, int line, string? directory, string job)
    {
        string script = Expand(text);
        if (script.IndexOf("build", StringComparison.Ordinal) < 0 && script.IndexOf("deploy", StringComparison.Ordinal) < 0 && !Context.MayBuild(script)) return;
        ScriptMentions.Read(script, File, Context, EvidenceKind.Workflow, Directories(directory), Sink, Variable, firstLine: line, name: job);
    }

    private ShellValue Variable(string name) => Environment(name) is { } value ? ShellValue.Known(value) : ScriptMentions.Unset(name);

    private string? Lookup(string expression)
    {
        if (values.TryGetValue(expression, out string? value))
        {
            // A matrix value may itself be an expression.
            if (value.IndexOf("${{", StringComparison.Ordinal) < 0 || depth > 4) return value;
            depth++;
            string expanded = Expand(value);
            depth--;
            return expanded;
        }

        if (expression.StartsWith("github.event.inputs.", StringComparison.Ordinal)) return Lookup("inputs." + expression.Substring("github.event.inputs.".Length));
        return expression.StartsWith("env.", StringComparison.Ordinal) ? Environment(expression.Substring(4)) : null;
    }

    private string? Environment(string name)
    {
        for (int i = environments.Count - 1; i >= 0; i--)
        {
            if (environments[i]?.TextOf(name) is not { } text) continue;
            if (depth > 4) return null;
            depth++;
            string expanded = Expand(text);
            depth--;
            return expanded;
        }

        return null;
    }
}
