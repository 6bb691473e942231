using System.Collections.Generic;
using System.Globalization;
using System.Text;
using DockerLint.Reporting;
using PyImportScanner;

namespace DockerLint.Facts;

/// <summary>What the recorded check found, as lines: as long as no file differs from the record, a host need not check again.</summary>
internal static class FindingFacts
{
    private const int PlaceWidth = 4;

    /// <summary>Writes the findings, and how many there are.</summary>
    public static void Write(StringBuilder output, IReadOnlyList<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            FactLine.Write(output, ["finding", finding.Rule, Number((int)finding.Severity), finding.File, .. Place(finding.Span), finding.Message, finding.Service, finding.RepositoryPath]);
            foreach (RelatedPlace related in finding.Related) FactLine.Write(output, ["related", related.File, .. Place(related.Span), related.Message]);
        }

        FactLine.Write(output, "checked", Number(findings.Count));
    }

    /// <summary>Takes a line; false where it says nothing of findings.</summary>
    public static bool Add(List<Finding> findings, string?[] fields)
    {
        if (fields[0] == "finding" && fields.Length == 4 + PlaceWidth + 3)
        {
            findings.Add(new Finding
            {
                Rule = fields[1] ?? "",
                Severity = (Severity)Number(fields[2]),
                File = fields[3] ?? "",
                Span = Place(fields, 4),
                Message = fields[8] ?? "",
                Service = fields[9],
                RepositoryPath = fields[10],
            });
            return true;
        }

        if (fields[0] != "related" || fields.Length != 2 + PlaceWidth + 1 || findings.Count == 0) return false;
        Finding last = findings[findings.Count - 1];
        findings[findings.Count - 1] = last with { Related = [.. last.Related, new RelatedPlace(fields[1] ?? "", Place(fields, 2), fields[6] ?? "")] };
        return true;
    }

    /// <summary>The line that ends the findings says that all of them were read.</summary>
    public static bool IsComplete(List<Finding> findings, string?[] fields) => fields[0] == "checked" && fields.Length == 2 && Number(findings.Count) == fields[1];

    private static string[] Place(SourceSpan span) => [Number(span.Line), Number(span.Column), Number(span.EndLine), Number(span.EndColumn)];

    private static SourceSpan Place(string?[] fields, int at) => new(Number(fields[at]), Number(fields[at + 1]), Number(fields[at + 2]), Number(fields[at + 3]));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
