using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Containers;
using DockerLint.Cli.Drift;
using DockerLint.Cli.Files;
using DockerLint.Cli.Git;
using DockerLint.Cli.States;
using DockerLint.Cli.Verify;
using DockerLint.Inputs;
using DockerLint.Reporting;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Compares an image, or a container, with the commit that it says it was built from.</summary>
internal sealed class VerifyCommand : ICommand
{
    private const string Label = "dev.dockerlint.verify";

    private static readonly Option Commit = new("--commit", "REF", "the commit (default: what the image says of itself)");
    private static readonly Option Service = new("--service", "NAME", "the service (default: found by the name of the image)");
    private static readonly Option NoFetch = new("--no-fetch", null, "fetch no commit that is not here");
    private static readonly Option Format = new("--format", "F", "text (default) or json", Choices: ["text", "json"]);

    public string Name => "verify";

    public string Summary => "compares the files of an image or container with the commit that it says it was built from";

    public string Operands => "IMAGE [ROOT]";

    public IReadOnlyList<Option> Options { get; } = [Commit, Service, NoFetch, Format, CommonOptions.Config, CommonOptions.NoConfig];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        if (arguments.Operands.Count is 0 or > 2) throw new UsageException("name one image or container, and perhaps ROOT", Name);
        string image = arguments.Operands[0];
        if (image.Length == 0 || image[0] == '-') throw new UsageException(image + " is no name of an image", Name);
        arguments.Operands.RemoveAt(0);
        DiskFileTree disk = Repository.Open(arguments, Name);
        using GitRepository git = GitRepository.Open(disk.DiskRoot);
        CommandLineEngine engine = CommandLineEngine.Find();
        try
        {
            return Verify(arguments, terminal, disk, git, engine, image);
        }
        catch (ContainerEngineException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private int Verify(ParsedArguments arguments, Terminal terminal, DiskFileTree disk, GitRepository git, CommandLineEngine engine, string image)
    {
        IReadOnlyList<ContainerFacts> containers = engine.InspectContainers([image]);
        ContainerFacts? container = containers.Count == 0 ? null : containers[0];
        ImageFacts? facts = container is null ? engine.InspectImage(image) : null;
        if (container is null && facts is null) throw new UsageException("there is no image or container " + image + " here; docker pull brings an image", Name);
        string? commit = CommitOf(arguments, terminal, git, RevisionLabels.Of(container?.Labels ?? facts!.Labels, container?.Environment ?? facts!.Environment), image);
        if (commit is null) return ExitCodes.Findings;
        RepositoryInputs state = new StateReader(arguments, disk).Commit(git, commit);
        ServiceDefinition service = ServiceOf(arguments, state.Services, container?.Image ?? image);
        ServiceInputs inputs = state.Of(service) ?? throw new UsageException(TreePath.Display(service.DockerfilePath) + " cannot be read in " + commit[..10]);
        var verifier = new ImageVerifier(engine, git);
        (int compared, IReadOnlyList<VerificationDifference> differences) = container is not null
            ? verifier.Compare(container.Id, inputs, (IContentIdentity)state.Tree, commit)
            : WithContainer(engine, image, name => verifier.Compare(name, inputs, (IContentIdentity)state.Tree, commit));
        var result = new Verification { Image = image, Service = service, Commit = commit, Compared = compared, Differences = differences, Notes = NotesOf(inputs, compared, differences) };
        if (arguments.Value(Format) == "json") WriteJson(terminal.Out, result);
        else WriteText(terminal.Out, result);
        // What nobody could compare is not what the commit says.
        return compared == 0 && differences.Count == 0 ? ExitCodes.Failure : result.CertainDifferences > 0 ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private string? CommitOf(ParsedArguments arguments, Terminal terminal, GitRepository git, IReadOnlyList<string> revisions, string image)
    {
        if (arguments.Value(Commit) is { } given) return CommitNames.Resolve(git, given, "--commit");
        if (revisions.Count == 0) throw new UsageException(image + " does not say which commit it was built from; --commit REF does", Name);
        ResolvedRevision revision = new RevisionResolver(git, mayFetch: !arguments.Has(NoFetch)).Resolve(revisions);
        if (revision.IsDirty) terminal.Complain(image + " says that it was built from a tree with uncommitted changes: " + revision.Text);
        if (revision.Commit is null) terminal.Complain($"{image} says that it was built from {revision.Text}, which is no commit of this repository: a label inherited from the base image, or a commit that was never pushed");
        return revision.Commit;
    }

    private ServiceDefinition ServiceOf(ParsedArguments arguments, IReadOnlyList<ServiceDefinition> services, string image)
    {
        if (arguments.Value(Service) is { } name)
        {
            return ServiceNames.Select(services, [name], Name) is [var chosen] ? chosen
                : throw new UsageException($"several services are called {name}: name the Dockerfile instead", Name);
        }

        foreach (string candidate in DeployedContainers.NamesOf(image))
        {
            if (ServiceNames.Find(services, candidate) is [var found]) return found;
        }

        if (services.Count == 1) return services[0];
        throw new UsageException("no service is called as " + image + " is; --service NAME says which it is", Name);
    }

    private static T WithContainer<T>(CommandLineEngine engine, string image, Func<string, T> use)
    {
        string name = "dockerlint-verify-" + Guid.NewGuid().ToString("N")[..12];
        try
        {
            // Nothing of it ever runs; an image without a command needs some word here.
            engine.Create(new ContainerOptions { Image = image, Name = name, Entrypoint = "/dockerlint-never-runs", Labels = [Label] });
            return use(name);
        }
        finally
        {
            engine.Remove(name);
        }
    }

    private static List<string> NotesOf(ServiceInputs inputs, int compared, IReadOnlyList<VerificationDifference> differences)
    {
        var notes = new List<string>(inputs.Service.Build.Notes);
        int missing = differences.Count(difference => difference.Kind == VerificationKind.Missing);
        if (compared > 0 && missing == compared) notes.Add("none of the files is there: is it the image of another service?");
        return notes;
    }

    private static void WriteText(TextWriter output, Verification result)
    {
        foreach (VerificationDifference difference in result.Differences)
        {
            string source = difference.RepositoryPath is { } path ? "  (" + TreePath.Display(path) + ")" : "";
            string explanation = difference.Explanation.Length > 0 ? ": " + difference.Explanation : "";
            string word = (difference.IsCertain ? "" : "perhaps ") + Word(difference.Kind);
            output.WriteLine(SafeText.OneLine($"{word,-9}  {difference.ImagePath}{source}{explanation}"));
        }

        foreach (string note in result.Notes) output.WriteLine(SafeText.OneLine("note: " + note));
        if (result.Compared == 0 && result.Differences.Count == 0)
        {
            output.WriteLine(SafeText.OneLine($"{result.Image} cannot be compared: no file of {result.Service.Name} at {result.Commit[..10]} is copied into its image as it is"));
            return;
        }

        int count = result.CertainDifferences;
        string verdict = count == 0 ? "is what " : FormattableString.Invariant($"differs in {count} file{(count == 1 ? "" : "s")} from what ");
        output.WriteLine(SafeText.OneLine($"{result.Image} {verdict}{result.Service.Name} is at {result.Commit[..10]}; {result.Compared} files compared"));
    }

    private static void WriteJson(TextWriter output, Verification result)
    {
        JsonWriter json = new JsonWriter(output, indent: true).BeginObject().Member("version", 1).Member("image", result.Image).Member("service", result.Service.Name)
            .Member("dockerfile", TreePath.Display(result.Service.DockerfilePath)).Member("commit", result.Commit).Member("compared", result.Compared).Member("equal", result.CertainDifferences == 0 && (result.Compared > 0 || result.Differences.Count > 0));
        json.Name("differences").BeginArray();
        foreach (VerificationDifference difference in result.Differences)
        {
            json.BeginObject().Member("kind", Word(difference.Kind)).Member("image", difference.ImagePath)
                .Member("repository", difference.RepositoryPath is { } path ? TreePath.Display(path) : null).Member("explanation", difference.Explanation).Member("certain", difference.IsCertain).EndObject();
        }

        json.EndArray().Member("notes", result.Notes).EndObject();
        output.Write('\n');
    }

    private static string Word(VerificationKind kind) => kind switch
    {
        VerificationKind.Missing => "missing",
        VerificationKind.Different => "different",
        _ => "extra",
    };
}
