using System.IO;
using System.Linq;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Tests.Reporting;

/// <summary>Constructed reports for the tests of the formats.</summary>
internal static class Reports
{
    private const string Dockerfile = "services/grading/Dockerfile";

    public static InMemoryFileTree Tree { get; } = new InMemoryFileTree()
        .Add(Dockerfile, "FROM python:3.12\nWORKDIR /app\nCOPY shared/ ./shared/\nCOPY grading/ ./grading/\nCMD exec gunicorn \\\n    grading.main:app\n")
        .Add("grading/main.py", "import os\n\nfrom grading.processor import Processor\n")
        .Add("grading/processor.py", "from grading import rules\nfrom predictions.shared.lock import Lock\n\n\ndef later():\n\timport predictions.report\n")
        .Add(".dockerignore", "*.md\nconfig/\n")
        .Add("predictions/shared/lock.py", "");

    public static Finding Missing { get; } = new()
    {
        Rule = "IMG1001",
        Severity = Severity.Error,
        Message = "the package predictions is imported, but the image does not hold it",
        Service = "grading",
        Dockerfile = Dockerfile,
        Module = "predictions",
        File = "grading/processor.py",
        Span = SourceSpan.OnLine(2, 1, 40),
        Reason = Reasons.NotCopied,
        ReasonDetail = "no instruction of services/grading/Dockerfile copies predictions/ into the image; the start command fails with ModuleNotFoundError",
        RepositoryPath = "predictions/__init__.py",
        ImagePath = "/app/predictions/__init__.py",
        Chain =
        [
            new(Dockerfile, 5, "gunicorn grading.main:app"),
            new("grading/main.py", 3, "grading.processor"),
            new("grading/processor.py", 2, "predictions.shared.lock"),
        ],
        Fix = new Fix("copy predictions/ into the image", true, [new TextEdit(Dockerfile, 5, "COPY predictions/ ./predictions/\n")]),
    };

    public static Finding Lazy { get; } = Missing with
    {
        Rule = "IMG1002",
        Severity = Severity.Warning,
        Message = "predictions.report is imported inside of later(), but the image does not hold it",
        Module = "predictions.report",
        Span = SourceSpan.OnLine(6, 2, 25),
    };

    public static Finding Ignored { get; } = new()
    {
        Rule = "IMG2002",
        Severity = Severity.Info,
        Message = "config/ is copied, but .dockerignore keeps it out of the build context",
        Service = "grading",
        Dockerfile = Dockerfile,
        File = Dockerfile,
        Span = SourceSpan.OnLine(4, 1, 24),
        Reason = Reasons.Ignored,
        Related = [new RelatedPlace(".dockerignore", SourceSpan.OnLine(2, 1, 7), "this pattern matches")],
    };

    public static CheckReport Of(params Finding[] findings) => new()
    {
        Root = ".",
        Milliseconds = 38,
        Findings = findings,
        Services =
        [
            new ServiceReport
            {
                Name = "grading",
                Dockerfile = Dockerfile,
                Context = ".",
                ContextEvidence = "docker-compose.yml:12",
                Commands = [new CommandReport("gunicorn grading.main:app", "gunicorn", "grading.main", Dockerfile + ":5")],
                Status = ServiceStatus.Checked,
                Modules = 3,
            },
            new ServiceReport
            {
                Name = "worker",
                Dockerfile = "worker/Dockerfile",
                Context = "worker",
                ContextEvidence = "all COPY sources exist below it",
                Status = ServiceStatus.Partial,
                Modules = 12,
                Notes = ["base image example/base:1 is not known: what it contains is unknown"],
            },
        ],
    };

    /// <summary>File names and messages that try to break out of every format.</summary>
    public static CheckReport Hostile { get; } = Of(
        Missing with
        {
            File = "a\u001b[31m/<img onerror=x>\n::error::|`b.py",
            Message = "50% of \"a & b\" <c>\u202e, ]]> ::error file=x::y\r\n##vso[task.complete]",
            Service = "gra;ding,::]",
            Module = "a|b`c",
            Chain = [],
        });

    public static string Print(string format, CheckReport report, bool color = false, int width = 80, bool verbose = false, Severity least = Severity.Info)
    {
        using var output = new StringWriter();
        var context = new ReportContext { Repository = Tree, Color = color, Width = width, Verbose = verbose, Least = least, ToolVersion = "0.1.0" };
        FormatCatalog.Find(format)!.Write(report, context, output);
        return output.ToString();
    }

    public static string Visible(string text) => string.Concat(text.Select(c => c == '\u001b' ? "␛" : c.ToString()));
}
