using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DockerLint.Cli.Git;
using DockerLint.Cli.States;
using DockerLint.Configuration;
using DockerLint.Inputs;
using DockerLint.Services;
using PyImportScanner.Files;
using PyImportScanner.Imports;

namespace DockerLint.Cli.Drift;

/// <summary>A deployment and the service that it is of.</summary>
internal readonly record struct DeployedService(Deployment Deployment, ServiceDefinition Service);

/// <summary>
/// Compares deployments with a commit. Only the deployed commits and the head are simulated; which of the commits between them
/// count is told by the files that they change, from one <c>git log</c>.
/// </summary>
internal sealed class DriftAnalyzer(GitRepository git, StateReader states, string head, Settings settings, DateTimeOffset now, bool mayFetch)
{
    // Telling comments from code reads two versions of each file.
    private const int MaximumCosmeticChecks = 2000;

    private readonly GitFileTree headTree = git.Tree(head);
    private readonly RevisionResolver revisions = new(git, mayFetch);
    private readonly ConcurrentDictionary<(string Old, string New), bool> cosmetic = new();

    // Several services are often deployed together.
    private readonly ConcurrentDictionary<string, List<ChangedFile>> differing = new(StringComparer.Ordinal);
    private RepositoryInputs? headState;

    /// <summary>The services of the head.</summary>
    public IReadOnlyList<ServiceDefinition> Services => Head.Services;

    private RepositoryInputs Head => headState ??= states.Tree(headTree);

    /// <summary>Compares.</summary>
    /// <param name="deployed">What is deployed.</param>
    /// <param name="absent">Services of which nobody says that they are.</param>
    public DriftReport Analyze(IReadOnlyList<DeployedService> deployed, IReadOnlyList<ServiceDefinition> absent)
    {
        var resolved = new List<(DeployedService Deployed, ResolvedRevision? Revision)>();
        foreach (DeployedService one in deployed) resolved.Add((one, one.Deployment.Revisions.Count == 0 ? null : revisions.Resolve(one.Deployment.Revisions)));
        List<string> commits = resolved.Select(one => one.Revision?.Commit).OfType<string>().Distinct().ToList();
        CommitGraph? graph = commits.Count == 0 ? null : CommitGraph.Read(git, [head, .. commits]);
        var olds = new Dictionary<string, RepositoryInputs>(StringComparer.Ordinal);
        foreach (string commit in commits)
        {
            if (git.LazyTree(commit, headTree) is { } tree) olds[commit] = states.Tree(tree);
        }

        var services = new DriftService[resolved.Count];
        Parallel.For(0, services.Length, i => services[i] = Compare(resolved[i].Deployed, resolved[i].Revision, graph, olds));
        List<DriftService> all = [.. services, .. absent.Select(service => Bare(service, DriftState.NotDeployed))];
        for (int i = 0; i < all.Count; i++) all[i] = Judged(all[i]);
        all.Sort(static (a, b) => a.Severity != b.Severity ? b.Severity.CompareTo(a.Severity) : a.State == DriftState.NotDeployed != (b.State == DriftState.NotDeployed) ? a.State.CompareTo(b.State) : string.CompareOrdinal(a.Name, b.Name));
        return new DriftReport { Head = head, Time = now, Services = all };
    }

    private static DriftService Bare(ServiceDefinition service, DriftState state) => new() { Name = service.Name, Definition = service, State = state };

    private DriftService Compare(DeployedService deployed, ResolvedRevision? found, CommitGraph? graph, Dictionary<string, RepositoryInputs> olds)
    {
        DriftService bare = Bare(deployed.Service, DriftState.NotDeployed) with { DeployedAt = deployed.Deployment.Time };
        if (found is not { } revision) return bare with { State = DriftState.UnknownRevision, Notes = [deployed.Deployment.Place + " tells no commit"] };
        bare = bare with { Revision = revision.Text };
        if (revision.Commit is not { } commit || !olds.TryGetValue(commit, out RepositoryInputs? old))
        {
            string why = git.IsShallow ? "history is cut off here: git fetch --unshallow brings the rest" : "a label inherited from the base image, or a commit that was never pushed";
            return bare with { State = DriftState.UnknownRevision, Notes = ["its revision is no commit of this repository: " + why] };
        }

        IReadOnlyList<GitCommit> behind = graph!.Only(head, commit), ahead = graph.Only(commit, head);
        bool isCutOff = git.IsShallow && (ahead.Count > 0 || !graph.AreRelated(head, commit));
        var comparison = new Comparison(this, old, commit, isCutOff ? null : [.. behind, .. ahead]);
        ServiceChange change = comparison.Of(deployed.Service, out ServiceInputs? before, out ServiceInputs? after);
        EvidenceFiles? evidence = change.Changes.Any(static one => one.Category == InputCategory.Config) ? new EvidenceFiles(before?.Service.Definition, after?.Service.Definition) : null;
        List<DriftCommit> touching = isCutOff || after is null ? [] : Touching(behind, before, after, evidence);
        bool isCosmetic = change.Changes.Count > 0 && change.Changes.All(one => IsCosmetic(old, one));
        bool isChanged = change.State != ServiceState.Untouched && !isCosmetic;
        DriftState state = revision.IsDirty ? DriftState.Dirty
            : !isCutOff && ahead.Count > 0 ? behind.Count > 0 ? DriftState.Diverged : DriftState.Ahead
            : isChanged ? DriftState.Stale : DriftState.Fresh;
        return bare with
        {
            State = state,
            Commit = commit,
            Behind = isCutOff ? null : behind.Count,
            Ahead = isCutOff ? 0 : ahead.Count,
            Commits = touching,
            Changes = change.Changes,
            StaleSince = isChanged ? Since(touching, commit) : null,
            Notes = Notes(touching, isChanged, isCosmetic, isCutOff, before),
            Unknowns = change.Notes,
        };
    }

    private static List<string> Notes(List<DriftCommit> touching, bool isChanged, bool isCosmetic, bool isCutOff, ServiceInputs? before)
    {
        var notes = new List<string>();
        if (isCosmetic) notes.Add("only comments and blank lines differ");
        else if (!isChanged && touching.Exists(static commit => !commit.IsCosmetic)) notes.Add("together these commits change nothing that counts");
        if (isCutOff) notes.Add("history is cut off here, so that commits cannot be counted: git fetch --unshallow brings the rest");
        if (before is null) notes.Add("the deployed commit does not have its Dockerfile: what the service consists of now was compared");
        return notes;
    }

    private DateTimeOffset Since(List<DriftCommit> touching, string deployed)
    {
        long oldest = long.MaxValue;
        foreach (DriftCommit commit in touching)
        {
            if (!commit.IsCosmetic) oldest = Math.Min(oldest, commit.Commit.Time);
        }

        // Without commits to go by, the deployed one is as old as the drift can be.
        if (oldest == long.MaxValue) oldest = git.History.Time(deployed) ?? now.ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(oldest, 0, 253402300799));
    }

    // Where the definition differs, the commits to the files that it is written in count, too.
    private List<DriftCommit> Touching(IReadOnlyList<GitCommit> behind, ServiceInputs? before, ServiceInputs after, EvidenceFiles? evidence)
    {
        var isInput = new Dictionary<string, InputCategory?>(StringComparer.Ordinal);
        var touching = new List<DriftCommit>();
        int checks = 0;
        foreach (GitCommit commit in behind)
        {
            var files = new List<GitCommitFile>();
            foreach (GitCommitFile file in commit.Files)
            {
                if (!isInput.TryGetValue(file.Path, out InputCategory? category))
                    isInput[file.Path] = category = CategoryOf(file.Path, before, after) ?? (evidence?.MayDependOn(file.Path) == true ? InputCategory.Config : null);
                if (category is not null) files.Add(file);
            }

            if (files.Count == 0) continue;
            checks += files.Count;
            touching.Add(new DriftCommit(commit, files.ConvertAll(static file => file.Path), checks <= MaximumCosmeticChecks && files.TrueForAll(file => IsCosmetic(file, isInput[file.Path]))));
        }

        return touching;
    }

    private InputCategory? CategoryOf(string path, ServiceInputs? before, ServiceInputs after)
    {
        if (headTree.ContentId(path) is not null && after.Find(path) is { } now) return now.Category;
        return before?.Service.Repository is IContentIdentity old && old.ContentId(path) is not null ? before.Find(path)?.Category : null;
    }

    // A commit to shared code is asked about by every service that has it.
    private bool IsCosmetic(GitCommitFile file, InputCategory? category)
    {
        if (file.OldId is not { } old || category is not { } kind) return false;
        return cosmetic.TryGetValue((old, file.NewId), out bool known) ? known
            : cosmetic[(old, file.NewId)] = git.Blob(old) is { } a && git.Blob(file.NewId) is { } b && InputText.IsSame(file.Path, kind, a, b);
    }

    private bool IsCosmetic(RepositoryInputs old, InputChange change) =>
        change is { Category: InputCategory.Code, OldPath: null } && change.Path.EndsWith(".py", StringComparison.Ordinal)
        && old.Tree.Read(change.Path) is { } a && headTree.Read(change.Path) is { } b && ProgramText.IsSame(a.Span, b.Span);

    private DriftService Judged(DriftService service)
    {
        ConfiguredService? configured = settings.Services.FirstOrDefault(one => one.Dockerfile == service.Definition.DockerfilePath && (one.Name is null || one.Name == service.Name));
        DriftThresholds thresholds = configured?.Drift ?? settings.Drift;
        DriftSeverity severity = Severity(service, thresholds);
        string today = now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        DriftBypass? bypass = settings.Bypasses.FirstOrDefault(one => one.Service == service.Name);
        bool holds = bypass is not null && string.CompareOrdinal(today, bypass.Until) <= 0;
        return service with
        {
            Severity = severity,
            Bypass = holds && severity > DriftSeverity.None ? $"{bypass!.Reason} (until {bypass.Until})" : null,
            Notes = bypass is null || holds || severity == DriftSeverity.None ? service.Notes : [.. service.Notes, $"the bypass of {settings.File}:{bypass.Line} ended on {bypass.Until}"],
            Deploy = (configured?.Deploy ?? settings.Deploy) is { } template ? DeployCommand.Fill(template, service.Definition, head) : null,
        };
    }

    private DriftSeverity Severity(DriftService service, DriftThresholds thresholds)
    {
        switch (service.State)
        {
            case DriftState.UnknownRevision:
                return DriftSeverity.Warning;
            case DriftState.Dirty when service.StaleSince is null:
            case DriftState.Diverged when service.StaleSince is null:
                return DriftSeverity.Warning;
            case DriftState.Ahead:
                return DriftSeverity.Info;
            case DriftState.Stale or DriftState.Diverged or DriftState.Dirty:
                double hours = (now - service.StaleSince!.Value).TotalHours;
                DriftSeverity least = service.State == DriftState.Stale ? DriftSeverity.Info : DriftSeverity.Warning;
                if (service.Relevant >= thresholds.CriticalCommits || hours > thresholds.CriticalHours) return DriftSeverity.Critical;
                return service.Relevant >= thresholds.WarningCommits || hours >= thresholds.WarningHours ? DriftSeverity.Warning : least;
            default:
                return DriftSeverity.None;
        }
    }

    /// <summary>One deployed commit against the head.</summary>
    private sealed class Comparison(DriftAnalyzer analyzer, RepositoryInputs old, string commit, List<GitCommit>? between)
    {
        public ServiceChange Of(ServiceDefinition service, out ServiceInputs? before, out ServiceInputs? after)
        {
            after = analyzer.Head.Of(service);
            ServiceDefinition? then = Then(service);
            before = then is null ? null : old.Of(then);
            return before is null && after is not null ? WithoutDockerfile(service, after) : new ServiceComparison(Files(), () => analyzer.headTree.Paths).Compare(service, before, after);
        }

        // How it was built then is not known; what it consists of now tells what has changed since.
        private ServiceChange WithoutDockerfile(ServiceDefinition service, ServiceInputs after)
        {
            List<InputChange> changes = [new InputChange(service.DockerfilePath, null, InputCategory.Dockerfile, "the Dockerfile is new", null)];
            foreach (ChangedFile file in Files())
            {
                if (file.Path != service.DockerfilePath && after.MayHold(file.Path) && after.Find(file.Path) is { } input) changes.Add(new InputChange(file.Path, file.OldPath, input.Category, input.Reason, input));
            }

            return new ServiceChange(service, ServiceState.Touched, changes, after.Notes);
        }

        /// <summary>
        /// The service as the deployed commit defines it. Where the files that define it are the same, so is the definition, and
        /// the evidence of that commit is not read.
        /// </summary>
        private ServiceDefinition? Then(ServiceDefinition service)
        {
            bool isThere = old.Tree.Stat(service.DockerfilePath).Kind == NodeKind.File;
            var evidence = new EvidenceFiles(service);
            if (isThere && ServiceInputs.EvidenceOf(service).All(place => IsSame(place.Path)) && !Files().Exists(file => evidence.MayDependOn(file.Path))) return service;
            return ServiceNames.Find(old.Services, service.Name) is [var one] ? one : old.Services.FirstOrDefault(other => other.DockerfilePath == service.DockerfilePath);
        }

        private bool IsSame(string path) => old.Tree is IContentIdentity identity && identity.ContentId(path) is { } id && id == analyzer.headTree.ContentId(path);

        private List<ChangedFile> Files() => analyzer.differing.GetOrAdd(commit, _ => Differing());

        private List<ChangedFile> Differing()
        {
            if (between is null) return analyzer.ChangesSince(commit);
            var files = new List<ChangedFile>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (GitCommit one in between)
            {
                foreach (GitCommitFile file in one.Files)
                {
                    if (seen.Add(file.Path) && ((IContentIdentity)old.Tree).ContentId(file.Path) != analyzer.headTree.ContentId(file.Path)) files.Add(new ChangedFile(file.Path));
                }
            }

            return files;
        }
    }

    private List<ChangedFile> ChangesSince(string commit) => git.Changes.Between(commit, head).Select(change => new ChangedFile(change.Path, change.OldPath)).ToList();
}
