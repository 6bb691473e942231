using System;
using System.Collections.Generic;
using DockerLint.Reporting;
using DockerLint.Rules;
using DockerLint.Rules.Tool;
using DockerLint.Suppressions;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;

namespace DockerLint.Checks;

/// <summary>The suppressions of a run: those of every Dockerfile and every Python file that its services brought up.</summary>
internal sealed class RunSuppressions
{
    private readonly CheckSession session;
    private readonly SuppressionSet suppressions = new();
    private readonly HashSet<string> notApplied = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<bool> sawAll;
    private readonly HashSet<(string Rule, string Module)> found = [];
    private readonly Dictionary<string, List<UnresolvedImport>> failing = new(StringComparer.Ordinal);

    public RunSuppressions(CheckSession session, ServiceResult[][] results)
    {
        this.session = session;
        sawAll = new Lazy<bool>(SawAllDockerfiles);
        if (session.Request.IgnoresSuppressions) return;
        foreach (ServiceResult[] ofDockerfile in results)
        {
            foreach (ServiceResult result in ofDockerfile)
            {
                if (result.Comments is { } comments) Add(comments);
            }
        }
    }

    /// <summary>The finding as one that a comment takes out; null where none does.</summary>
    public SuppressedFinding? Find(Finding finding)
    {
        if (suppressions.All.Count > 0 && finding.Module is { } module) found.Add((finding.Rule, module));
        return suppressions.Find(finding) is { } comment
            ? new SuppressedFinding(finding, SuppressionKind.InSource, comment.Reason) { File = comment.File, Span = comment.Span }
            : null;
    }

    /// <summary>What is wrong with the comments themselves; asked when all other findings were looked up.</summary>
    public IEnumerable<Finding> Problems()
    {
        foreach (IRule rule in RuleCatalog.All)
        {
            if (rule is UselessSuppressionRule useless && session.Request.Chooses(rule.Descriptor.Id))
                return useless.Check(suppressions.All, IsUseless);
        }

        return [];
    }

    private void Add(ServiceComments comments)
    {
        notApplied.UnionWith(comments.Ignored);
        suppressions.Add(comments.Dockerfile);
        foreach ((string file, ScannedModule scanned) in comments.Files) suppressions.Add(file, scanned.Comments);
        foreach ((string file, UnresolvedImport import) in comments.Failing)
        {
            string shown = TreePath.Display(file);
            if (!failing.TryGetValue(shown, out List<UnresolvedImport>? imports)) failing[shown] = imports = [];
            imports.Add(import);
        }
    }

    private bool IsUseless(Suppression suppression, string beginning) =>
        Ran(beginning) && IsWholeDockerfile() && (suppression.IsInDockerfile || sawAll.Value) && !IsToldElsewhere(suppression, beginning);

    // A missing module is one finding, at the strongest of its imports. A comment beside another one is not useless for that.
    private bool IsToldElsewhere(Suppression suppression, string beginning)
    {
        if (!failing.TryGetValue(suppression.File, out List<UnresolvedImport>? imports)) return false;
        foreach (UnresolvedImport import in imports)
        {
            if (!suppression.Covers(import.Span.Line)) continue;
            foreach ((string rule, string module) in found)
            {
                if (module == import.Name && rule.StartsWith(beginning, StringComparison.Ordinal)) return true;
            }
        }

        return false;
    }

    private bool Ran(string beginning)
    {
        foreach (IRule rule in RuleCatalog.All)
        {
            string id = rule.Descriptor.Id;
            if (id.StartsWith(beginning, StringComparison.Ordinal) && (!session.Request.Chooses(id) || RuleNames.AnyCovers([.. notApplied], id))) return false;
        }

        return true;
    }

    // One of several stages or start commands, chosen by hand, is not all that a file is for.
    private bool IsWholeDockerfile() => session.Request is { Target: null, Command: null };

    private bool SawAllDockerfiles()
    {
        if (session.Request.Dockerfiles is not { } chosen) return true;
        foreach (string dockerfile in session.Evidence.Dockerfiles)
        {
            bool isChosen = false;
            foreach (string one in chosen) isChosen |= one == dockerfile;
            if (!isChosen) return false;
        }

        return true;
    }
}
