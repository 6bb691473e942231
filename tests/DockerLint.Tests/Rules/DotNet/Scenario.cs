using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Dockerfiles;
using DockerLint.Projects.Building;
using DockerLint.Projects.Commands;
using DockerLint.Reporting;
using DockerLint.Rules.DotNet;
using DockerLint.Tests.Projects;
using PyImportScanner.Files;

namespace DockerLint.Tests.Rules.DotNet;

/// <summary>
/// A repository with a Dockerfile as one text, and a small exact model of COPY, WORKDIR and RUN: the rules are tested
/// against what the words mean, not against the simulation.
/// </summary>
internal static class Scenario
{
    public static DotNetRule[] Rules { get; } =
    [
        new MissingProjectReferenceRule(), new ProjectMissingAtRestoreRule(), new MissingBuildPropsRule(),
        new MissingNuGetConfigRule(), new UnsatisfiedGlobalJsonRule(), new WrongProjectPathRule(), new MissingLinkedFileRule(),
        new MissingAnalyzerProjectRule(), new MissingSolutionProjectRule(), new MissingEditorConfigRule(), new WrongEntryAssemblyRule(),
    ];

    public static List<Finding> Check(string text, string context = "/")
    {
        DotNetAnalysis analysis = DotNetAnalysis.Of(Build(text, context));
        return Rules.SelectMany(rule => rule.Check(analysis)).ToList();
    }

    /// <summary>One line for each finding: rule, severity, line, path.</summary>
    public static string[] Lines(string text, string context = "/") =>
        Check(text, context).Select(finding => $"{finding.Rule} {finding.Severity} {finding.Span.Line} {finding.RepositoryPath}").ToArray();

    public static DotNetBuild Build(string text, string context)
    {
        InMemoryFileTree repository = FileText.Tree(text);
        DockerfileSyntax syntax = DockerfileParser.Parse("/Dockerfile", System.Text.Encoding.UTF8.GetString(repository.Read("/Dockerfile")!.Value.Span));
        var reader = new Reader(repository, context, syntax);
        return new DotNetBuild { Dockerfile = syntax, Repository = repository, ContextPath = context, Stages = reader.Stages() };
    }

    private sealed class Reader(InMemoryFileTree repository, string context, DockerfileSyntax syntax)
    {
        private readonly List<DotNetStage> stages = [];
        private readonly Dictionary<string, (DotNetStage Stage, string Directory, Dictionary<string, string> Files)> ends = new(StringComparer.OrdinalIgnoreCase);

        private Dictionary<string, string> files = [];
        private string directory = "/";

        public List<DotNetStage> Stages()
        {
            for (int i = 0; i < syntax.Instructions.Count; i++)
            {
                if (syntax.Instructions[i].Keyword == "FROM") Stage(i);
            }

            return stages;
        }

        private void Stage(int from)
        {
            Instruction opening = syntax.Instructions[from];
            string reference = opening.Arguments[0].Text;
            string name = opening.Arguments.Count > 2 ? opening.Arguments[2].Text : from.ToString(System.Globalization.CultureInfo.InvariantCulture);
            DotNetStage? basis = null;
            (files, directory) = ([], "/");
            if (ends.TryGetValue(reference, out var end)) (basis, directory, files) = (end.Stage, end.Directory, new(end.Files));
            var steps = new List<DotNetStep>();
            var copies = new List<StageCopy>();
            Instruction? start = null;
            for (int i = from + 1; i < syntax.Instructions.Count && syntax.Instructions[i].Keyword != "FROM"; i++)
            {
                Instruction instruction = syntax.Instructions[i];
                switch (instruction.Keyword)
                {
                    case "WORKDIR": directory = TreePath.Combine(directory, instruction.Arguments[0].Text); break;
                    case "COPY" when instruction.FlagValue("from") is { } stage: copies.Add(Copy(instruction, ends[stage].Stage)); break;
                    case "COPY": Copy(instruction); break;
                    case "RUN": Run(instruction, steps); break;
                    case "ENTRYPOINT" or "CMD": start ??= instruction; break;
                }
            }

            var made = new DotNetStage
            {
                Name = name,
                From = opening,
                BaseImage = basis is null ? reference : null,
                Base = basis,
                Steps = steps,
                Copies = copies,
                Image = Image(),
                WorkingDirectory = _ => null,
                StartCommand = start?.Arguments.Select(word => (string?)word.Text).ToArray(),
                StartInstruction = start,
                StartDirectory = directory,
            };
            stages.Add(made);
            ends[name] = (made, directory, files);
        }

        private StageCopy Copy(Instruction instruction, DotNetStage from) =>
            new(instruction, from, TreePath.Clean(instruction.Arguments[0].Text), TreePath.Combine(directory, instruction.Arguments[1].Text));

        private void Copy(Instruction instruction)
        {
            string written = instruction.Arguments[^1].Text;
            string destination = TreePath.Combine(directory, written);
            bool isDirectory = written.EndsWith('/') || written == "." || instruction.Arguments.Count > 2;
            foreach (Word source in instruction.Arguments.SkipLast(1))
            {
                string path = TreePath.Combine(context, source.Text.TrimStart('/'));
                if (repository.Stat(path).Kind == NodeKind.File)
                {
                    files[isDirectory ? TreePath.Child(destination, TreePath.Name(path)) : destination] = path;
                    continue;
                }

                foreach (string file in Below(path)) files[TreePath.Combine(destination, TreePath.Relative(file, path))] = file;
            }
        }

        private IEnumerable<string> Below(string directory)
        {
            foreach (DirectoryEntry entry in repository.List(directory).Entries)
            {
                string path = TreePath.Child(directory, entry.Name);
                if (entry.Node.Kind == NodeKind.File) yield return path;
                else foreach (string file in Below(path)) yield return file;
            }
        }

        private void Run(Instruction instruction, List<DotNetStep> steps)
        {
            foreach (string command in instruction.Arguments[0].Text.Split("&&"))
            {
                string[] words = command.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"')).ToArray();
                if (DotNetCommandParser.Parse(words) is { } parsed)
                    steps.Add(new DotNetStep { Command = parsed, Instruction = instruction, Directory = directory, Image = Image() });
            }
        }

        private CopiedTree Image()
        {
            var tree = new InMemoryFileTree();
            foreach ((string path, string origin) in files) tree.Add(path, repository.Read(origin)!.Value.ToArray());
            return new CopiedTree(tree, new(files));
        }
    }

    private sealed class CopiedTree(InMemoryFileTree tree, Dictionary<string, string> origins) : IFileTree
    {
        public Node Stat(string path) => WithOrigin(path, tree.Stat(path));

        public Node LinkStat(string path) => WithOrigin(path, tree.LinkStat(path));

        public string? RealPath(string path) => tree.RealPath(path);

        public DirectoryListing List(string path) => tree.List(path);

        public ReadOnlyMemory<byte>? Read(string path) => tree.Read(path);

        private Node WithOrigin(string path, Node node) =>
            node.Kind == NodeKind.File ? node with { Origin = origins.GetValueOrDefault(TreePath.Clean(path)) } : node;
    }
}
