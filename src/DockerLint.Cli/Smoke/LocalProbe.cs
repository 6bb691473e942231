using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Cli.Files;
using DockerLint.Cli.Processes;
using DockerLint.Images;
using DockerLint.Reporting;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>
/// Without a container engine: lays the simulated image out in a temporary directory and imports with the local interpreter,
/// every installed package replaced by a stand-in. Advice, never proof: other Python, other packages, no sandbox.
/// </summary>
internal static class LocalProbe
{
    private const long MostBytes = 512 << 20;
    private const double Grace = 10;

    public static SmokeOutcome Run(ServiceCandidate candidate, DiskFileTree tree, SmokeOptions options, CancellationToken cancellation)
    {
        if (candidate.Model is not { } service) return new SmokeOutcome(candidate.Definition, null, [], [], IsSkipped: true);
        SmokePlan plan = SmokePlan.Of(service);
        if (plan.Jobs.Count == 0) return new SmokeOutcome(candidate.Definition, service, [], ["no start command loads Python code: there is nothing to import"], IsSkipped: true);
        string root = Directory.CreateTempSubdirectory("dockerlint-smoke-").FullName;
        try
        {
            LayOut(service, tree, root);
            string nonce = "@" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) + " ";
            var report = new ProbeReport(nonce, plan, ServiceEnvironment.Secrets(options.Environment), root);
            ProcessResult result = ProcessRunner.Run(Request(service, plan, nonce, root, options, line => report.Add(line)), cancellation);
            cancellation.ThrowIfCancellationRequested();
            string ending = result.Ending == ProcessEnding.TimedOut ? "the local python did not end in time" : "the local python ended early: " + result.LastErrorLine;
            IReadOnlyList<Finding> findings = SmokeFindings.Of(service, plan, report, StaticVerdicts.Expected(service), ending, isAdvisory: true);
            return new SmokeOutcome(candidate.Definition, service, findings, [$"no container: {plan.ModuleCount} modules with the local Python {report.Python}, installed packages replaced by stand-ins"]);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static ProcessRequest Request(ServiceModel service, SmokePlan plan, string nonce, string root, SmokeOptions options, Action<string> take)
    {
        var probe = new ProbeOptions
        {
            ImportsModules = options.Level != SmokeLevel.Locate,
            ModuleSeconds = options.ModuleSeconds,
            TotalSeconds = options.TotalSeconds,
            Root = root,
            Own = Own(service),
        };
        var task = new ProbeTask(plan, ServiceEnvironment.Of(service.Definition, options.Environment));
        string input = "\n\n" + nonce + "\n" + ProbeInput.Write(probe, [task]) + ProbeScript.Read("stand_ins.py") + ProbeScript.Read(ProbeScript.Probe);
        return new ProcessRequest("python3", ["-c", ProbeScript.Read(ProbeScript.Bootstrap)])
        {
            Input = Encoding.UTF8.GetBytes(input),
            ReadOutput = stream => LineReader.Read(stream, take),
            // Nothing of this machine's environment reaches the code: no tokens, no settings.
            Environment = CleanEnvironment(root),
            WorkingDirectory = root,
            Timeout = TimeSpan.FromSeconds(options.TotalSeconds + Grace),
            MissingHint = "smoke --no-docker needs it",
        };
    }

    private static Dictionary<string, string?> CleanEnvironment(string root)
    {
        var clean = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (object name in Environment.GetEnvironmentVariables().Keys)
        {
            if (name is string text && text is not ("PATH" or "LANG" or "LC_ALL" or "SystemRoot")) clean[text] = null;
        }

        clean["HOME"] = root;
        clean["TMPDIR"] = root;
        return clean;
    }

    private static List<string> Own(ServiceModel service)
    {
        var own = new List<string>();
        foreach (SmokeJob job in SmokePlan.Of(service).Jobs)
        {
            foreach (string name in job.OwnNames)
            {
                if (!own.Contains(name)) own.Add(name);
            }
        }

        return own;
    }

    private static void LayOut(ServiceModel service, DiskFileTree tree, string root)
    {
        long total = 0;
        foreach (string directory in service.Build.Image.EnumerateDirectories()) Directory.CreateDirectory(root + directory);
        foreach (ImageFile file in service.Build.Image.EnumerateFiles())
        {
            if (file.LinkTarget is not null || service.Build.Image.Read(file.Path) is not { } content) continue;
            total += content.Length;
            if (total > MostBytes) throw new UsageException("the simulated image is too large to be laid out: smoke --no-docker stops at " + (MostBytes >> 20) + " MB");
            string target = root + file.Path;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content.Span);
        }

        if (service.Build.Image.Config.WorkingDirectory is { } work) Directory.CreateDirectory(root + work);
    }
}
