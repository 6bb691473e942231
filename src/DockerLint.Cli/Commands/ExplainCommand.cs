using System.Collections.Generic;
using System.IO;
using DockerLint.Checks;
using DockerLint.Checks.Explaining;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Says why a module or a path is, or is not, in an image.</summary>
internal sealed class ExplainCommand : ICommand
{
    private static readonly Option Format = new("--format", "F", "text (default) or json, one object", Choices: ["text", "json"]);

    public string Name => "explain";

    public string Summary => "why a module or a file is, or is not, in the image: the chain, the COPY, the .dockerignore line";

    public string Operands => "MODULE|PATH [ROOT]";

    public IReadOnlyList<Option> Options { get; } = [.. CommonOptions.Image, SelectedService.Service, Format];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        if (arguments.Operands.Count == 0) throw new UsageException("explain needs a module or a path", Name);
        string subject = arguments.Operands[0];
        arguments.Operands.RemoveAt(0);
        DiskFileTree tree = Repository.Open(arguments, Name);
        CheckRequest request = Repository.Request(arguments, tree, Name);
        ServiceModel service = SelectedService.Of(request, arguments, terminal, Name);
        Explanation explanation = ModuleExplainer.Explain(service, subject.Replace(Path.DirectorySeparatorChar, '/'), RepositoryPath(tree, subject));
        if (arguments.Value(Format) == "json") WriteJson(terminal.Out, explanation, service);
        else WriteText(terminal.Out, explanation, service);
        return explanation.Status == ExplanationStatus.Missing ? ExitCodes.Findings : ExitCodes.Clean;
    }

    // As written below ROOT; what lies below ROOT on this machine is meant by its absolute path, too.
    private static string? RepositoryPath(DiskFileTree tree, string subject)
    {
        string inside = Path.IsPathRooted(subject) ? Path.GetRelativePath(tree.DiskRoot, subject) : subject;
        inside = inside.Replace(Path.DirectorySeparatorChar, '/');
        return inside == ".." || inside.StartsWith("../", System.StringComparison.Ordinal) ? null : TreePath.Clean(inside);
    }

    private static void WriteText(TextWriter output, Explanation explanation, ServiceModel service)
    {
        Line(output, "", explanation.Summary);
        Line(output, "  service      ", $"{service.Name} ({TreePath.Display(service.Dockerfile.Path)}, context {TreePath.Display(service.ContextPath)}: {service.ContextEvidence})");
        if (explanation.RepositoryPath is { } repository) Line(output, "  repository   ", repository);
        foreach (string place in explanation.ImagePaths) Line(output, explanation.Status == ExplanationStatus.Present ? "  image        " : "  belongs at   ", place);
        foreach (ExplainedStep step in explanation.Steps)
            Line(output, "  " + step.Role.PadRight(13), $"{step.File}:{step.Line}: {step.Text}" + (step.Stage is null || service.Build.Stages.Count < 2 ? "" : "  (stage " + step.Stage + ")"));
        string label = "  loaded by    ";
        foreach (ChainLink link in explanation.Chain)
        {
            Line(output, label, $"{link.File}:{link.Line}: {link.What}");
            label = "               ";
        }

        if (explanation.Fix is not { } fix) return;
        Line(output, "  mend         ", fix.Description);
        foreach (TextEdit edit in fix.Edits)
        {
            foreach (string inserted in edit.Insert.TrimEnd('\n').Split('\n')) Line(output, "               ", $"{edit.File}:{edit.Line}: {inserted}");
        }
    }

    private static void Line(TextWriter output, string label, string text) => output.WriteLine(label + SafeText.OneLine(text));

    private static void WriteJson(TextWriter output, Explanation explanation, ServiceModel service)
    {
        JsonWriter json = new JsonWriter(output).BeginObject()
            .Member("subject", explanation.Subject)
            .Member("kind", explanation.IsModule ? "module" : "path")
            .Member("status", explanation.Status switch { ExplanationStatus.Present => "present", ExplanationStatus.Missing => "missing", _ => "unknown" })
            .Member("summary", explanation.Summary)
            .Member("reason", explanation.Reason)
            .Member("service", service.Name)
            .Member("dockerfile", TreePath.Display(service.Dockerfile.Path))
            .Member("context", TreePath.Display(service.ContextPath))
            .Member("repository", explanation.RepositoryPath)
            .Member("image", explanation.ImagePaths)
            .Name("steps").BeginArray();
        foreach (ExplainedStep step in explanation.Steps)
        {
            json.BeginObject().Member("role", step.Role.Replace(' ', '-')).Member("file", step.File).Member("line", step.Line)
                .Member("text", step.Text).Member("stage", step.Stage).EndObject();
        }

        json.EndArray().Name("chain").BeginArray();
        foreach (ChainLink link in explanation.Chain) json.BeginObject().Member("file", link.File).Member("line", link.Line).Member("what", link.What).EndObject();
        json.EndArray();
        if (explanation.Fix is { } fix)
        {
            json.Name("fix").BeginObject().Member("description", fix.Description).Member("safe", fix.IsSafe).Name("edits").BeginArray();
            foreach (TextEdit edit in fix.Edits)
                json.BeginObject().Member("file", edit.File).Member("line", edit.Line).Member("insert", edit.Insert).EndObject();
            json.EndArray().EndObject();
        }

        json.EndObject();
        output.Write('\n');
    }
}
