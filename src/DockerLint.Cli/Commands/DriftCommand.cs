using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Containers;
using DockerLint.Cli.Drift;
using DockerLint.Cli.Files;
using DockerLint.Cli.Git;
using DockerLint.Cli.States;
using DockerLint.Configuration;
using DockerLint.Reporting;
using DockerLint.Services;

namespace DockerLint.Cli.Commands;

/// <summary>Tells which deployments are older than the code that they consist of.</summary>
internal sealed class DriftCommand : ICommand
{
    private static readonly Option Deployed = new("--deployed", "FILE", "what is deployed: lines of 'service commit [time]', CSV or JSON; - is standard input", Repeats: true);
    private static readonly Option Containers = new("--containers", null, "what runs here, by the labels of the running containers");
    private static readonly Option Image = new("--image", "[SERVICE=]IMAGE", "what an image says of itself", Repeats: true);
    private static readonly Option Head = new("--head", "REF", "the commit to compare with (default: HEAD)");
    private static readonly Option Service = new("--service", "NAME", "this service only", Repeats: true);
    private static readonly Option Gate = new("--gate", "SERVICE", "exit with 1 and the reason if the deployment is too old for a job to run on it", Repeats: true);
    private static readonly Option MaxCommits = new("--max-commits", "N", "with --gate: so many commits that count are allowed");
    private static readonly Option MaxAge = new("--max-age", "TIME", "with --gate: so long may it have been old (12h, 3d)");
    private static readonly Option Skip = new("--skip", "REASON", "with --gate: go on all the same, and say why");
    private static readonly Option Allow = new("--allow", "SERVICE=REASON", "this deployment may be old", Repeats: true);
    private static readonly Option IgnoreUnknown = new("--ignore-unknown", null, "leave out what is no service of this repository");
    private static readonly Option FailOn = new("--fail-on", "LEVEL", "least severity that gives exit code 1: critical (default), warning, info", Choices: ["critical", "error", "warning", "info"]);
    private static readonly Option ExitZero = new("--exit-zero", null, "exit with 0 whatever was found");
    private static readonly Option WebhookOption = new("--webhook", "VARIABLE", "post to the address in this environment variable (with --format slack=… nothing else is needed)");
    private static readonly Option WebhookFormat = new("--webhook-format", "F", "what is posted: slack (default) or json", Choices: ["slack", "json"]);
    private static readonly Option State = new("--state", "FILE", "remember here what was posted, and post news only");
    private static readonly Option NoFetch = new("--no-fetch", null, "fetch no commit that is not here");
    private static readonly Option Format = new("--format", "F[=FILE]", "how to print: " + string.Join(", ", DriftFormats.All.Select(format => format.Name)), Repeats: true);

    public string Name => "drift";

    public string Summary => "tells which deployments are older than the code that they consist of";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } =
    [
        Deployed, Containers, Image, Head, Service, Gate, MaxCommits, MaxAge, Skip, Allow, IgnoreUnknown, FailOn, ExitZero, WebhookOption, WebhookFormat, State, NoFetch, Format,
        CommonOptions.Config, CommonOptions.NoConfig,
    ];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        DriftGate? gate = GateOf(arguments);
        FormatTargets<IDriftFormat> targets = FormatTargets<IDriftFormat>.Parse(arguments.Values(Format), DriftFormats.All, format => format.Name, "text", Name);
        Dictionary<string, string> allowed = Allowed(arguments);
        if (!arguments.Has(Deployed) && !arguments.Has(Containers) && !arguments.Has(Image))
            throw new UsageException("say what is deployed: --deployed FILE (or - for standard input), --containers or --image IMAGE", Name);
        // Before anything is worked out: a damaged state or a missing address must not be found out afterwards.
        Webhook? webhook = arguments.Value(WebhookOption) is { } variable ? Webhook.FromVariable(variable) : null;
        NotificationState? state = arguments.Value(State) is { } file ? NotificationState.Read(file) : null;
        DiskFileTree disk = Repository.Open(arguments, Name);
        using GitRepository git = GitRepository.Open(disk.DiskRoot);
        string head = CommitNames.Resolve(git, arguments.Value(Head) ?? "HEAD", "--head");
        Settings settings = SettingsFile.Read(arguments, disk);
        var analyzer = new DriftAnalyzer(git, new StateReader(arguments, disk), head, settings, DateTimeOffset.UtcNow, mayFetch: !arguments.Has(NoFetch));
        bool isBad = Match(arguments, terminal, analyzer.Services, out List<DeployedService> deployed);
        IReadOnlyList<ServiceDefinition> wanted = ServiceNames.Select(analyzer.Services, [.. arguments.Values(Service), .. arguments.Values(Gate)], Name);
        deployed.RemoveAll(one => !wanted.Contains(one.Service));
        DriftReport report = analyzer.Analyze(deployed, wanted.Where(service => !deployed.Exists(one => one.Service == service)).ToList());
        report = report with { Services = report.Services.Select(service => allowed.TryGetValue(service.Name, out string? reason) && service.Severity > DriftSeverity.None ? service with { Bypass = reason + " (--allow)" } : service).ToList() };
        targets.Write(terminal.Out, (format, output) => format.Write(report, output));
        isBad |= webhook is not null && !Notify(report, webhook, state, arguments, terminal);
        int result = gate is null ? ExitCode(report, arguments) : Judge(gate, report, arguments, terminal);
        return isBad ? ExitCodes.Failure : arguments.Has(ExitZero) ? ExitCodes.Clean : result;
    }

    private DriftGate? GateOf(ParsedArguments arguments)
    {
        if (!arguments.Has(Gate))
        {
            foreach (Option option in new[] { MaxCommits, MaxAge, Skip })
            {
                if (arguments.Has(option)) throw new UsageException(option.Name + " goes with --gate SERVICE", Name);
            }

            return null;
        }

        int? commits = null;
        if (arguments.Value(MaxCommits) is { } number)
            commits = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : throw new UsageException($"--max-commits {number} is no number", Name);
        TimeSpan? age = arguments.Value(MaxAge) is not { } text ? null : DriftGate.ParseAge(text) ?? throw new UsageException($"--max-age {text} is no time; 12h, 90m and 3d are", Name);
        if (arguments.Value(Skip) is { } reason && reason.Trim().Length == 0) throw new UsageException("--skip needs a reason", Name);
        return new DriftGate(commits, age);
    }

    private Dictionary<string, string> Allowed(ParsedArguments arguments)
    {
        var allowed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string given in arguments.Values(Allow))
        {
            int equals = given.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == given.Length - 1) throw new UsageException("--allow is SERVICE=REASON, not " + given, Name);
            allowed[given[..equals]] = given[(equals + 1)..];
        }

        return allowed;
    }

    /// <summary>Finds the services of the deployments; what cannot be read or matched is told line by line, and the others count.</summary>
    private static bool Match(ParsedArguments arguments, Terminal terminal, IReadOnlyList<ServiceDefinition> services, out List<DeployedService> deployed)
    {
        deployed = [];
        bool isBad = false;
        foreach ((string source, DeploymentList list) in Lists(arguments, services))
        {
            foreach (string problem in list.Problems)
            {
                terminal.Complain(source + problem);
                isBad = true;
            }

            foreach (Deployment one in list.Deployments)
            {
                IReadOnlyList<ServiceDefinition> found = ServiceNames.Find(services, one.Service);
                // One Dockerfile may make several services; what is deployed of it is deployed of all.
                if (found.Count > 0 && found.All(service => service.DockerfilePath == found[0].DockerfilePath)) deployed.AddRange(found.Select(service => new DeployedService(one, service)));
                else if (found.Count == 0 && arguments.Has(IgnoreUnknown)) continue;
                else
                {
                    string why = found.Count == 0 ? "there is no service " + one.Service + "; " + ServiceNames.Hint(services, one.Service)
                        : $"{found.Count} services are called {one.Service}: name the Dockerfile instead, such as {PyImportScanner.Files.TreePath.Display(found[0].DockerfilePath)}";
                    terminal.Complain($"{source}{one.Place}: {why}");
                    isBad = true;
                }
            }
        }

        return isBad;
    }

    private static IEnumerable<(string Source, DeploymentList List)> Lists(ParsedArguments arguments, IReadOnlyList<ServiceDefinition> services)
    {
        foreach (string file in arguments.Values(Deployed))
        {
            string text = file == "-" ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)).ReadToEnd()
                : File.Exists(file) ? File.ReadAllText(file)
                : throw new UsageException("there is no file " + file + "; --deployed - reads standard input", "drift");
            yield return (file == "-" ? "standard input, " : file + ", ", DeploymentReader.Read(text));
        }

        if (!arguments.Has(Containers) && !arguments.Has(Image)) yield break;
        CommandLineEngine engine = CommandLineEngine.Find();
        if (arguments.Has(Containers)) yield return ("", Asked(() => DeployedContainers.Running(engine, services)));
        if (arguments.Has(Image)) yield return ("", Asked(() => DeployedContainers.Images(engine, arguments.Values(Image), services)));
    }

    private static DeploymentList Asked(Func<DeploymentList> ask)
    {
        try
        {
            return ask();
        }
        catch (ContainerEngineException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static bool Notify(DriftReport report, Webhook webhook, NotificationState? state, ParsedArguments arguments, Terminal terminal)
    {
        DriftReport news = state is null ? report : report with { Services = state.News(report) };
        if (news.Services.Count == 0) return true;
        var text = new StringWriter();
        IDriftFormat format = arguments.Value(WebhookFormat) == "json" ? new DriftJson() : new DriftSlack();
        format.Write(news, text);
        if (webhook.Post(text.ToString()) is { } problem)
        {
            terminal.Complain("the webhook was not posted: " + problem);
            return false;
        }

        state?.Save(report);
        return true;
    }

    private static int ExitCode(DriftReport report, ParsedArguments arguments)
    {
        DriftSeverity least = arguments.Value(FailOn) switch
        {
            "info" => DriftSeverity.Info,
            "warning" => DriftSeverity.Warning,
            _ => DriftSeverity.Critical,
        };
        return report.Services.Any(service => service.Severity >= least && service.Bypass is null) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static int Judge(DriftGate gate, DriftReport report, ParsedArguments arguments, Terminal terminal)
    {
        int result = ExitCodes.Clean;
        foreach (DriftService service in report.Services)
        {
            if (gate.Objection(service, report.Time) is not { } objection)
            {
                terminal.Error.WriteLine(SafeText.OneLine($"gate: {service.Name} may run"));
                continue;
            }

            string? bypass = arguments.Value(Skip) is { } reason ? reason + " (--skip)" : service.Bypass;
            if (bypass is not null)
            {
                terminal.Complain($"warning: gate: {service.Name}: {objection}; bypassed: {bypass}");
                continue;
            }

            terminal.Complain($"gate: {service.Name} must not run: {objection}" + (service.Deploy is { } deploy ? "; deploy with: " + deploy : ""));
            result = ExitCodes.Findings;
        }

        return result;
    }
}
