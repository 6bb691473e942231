using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using DockerLint.Cli.Tests.Git;
using Xunit;

namespace DockerLint.Cli.Tests.Drift;

/// <summary>Runs the real command on small repositories.</summary>
public class DriftTests
{
    private const string Dockerfile = "FROM python:3.11-slim\nWORKDIR /app\nCOPY app/ app/\nCMD [\"python\", \"-m\", \"app.main\"]\n";

    private static GitSandbox Service(out string first)
    {
        GitSandbox sandbox = new();
        sandbox.Write("Dockerfile", Dockerfile).Write("app/__init__.py", "").Write("app/main.py", "x = 1\n").Write("docs/a.md", "a\n")
            .Write("docker-compose.yml", "services:\n  app:\n    build: .\n    image: acme/app\n");
        first = sandbox.Commit("first");
        return sandbox;
    }

    private static JsonElement Drift(GitSandbox sandbox, string deployed, params string[] arguments)
    {
        CommandResult result = CommandLine.RunWith(sandbox.Path, null, deployed, ["drift", "--deployed", "-", "--exit-zero", "--format", "json", .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonDocument.Parse(result.Output).RootElement.GetProperty("services").EnumerateArray().First();
    }

    private static string State(JsonElement service) => service.GetProperty("state").GetString()!;

    [Fact]
    public void Only_commits_that_touch_the_service_count()
    {
        using GitSandbox sandbox = Service(out string first);
        for (int i = 0; i < 5; i++) sandbox.Write("docs/a.md", i + "\n").Commit();
        Assert.Equal("fresh", State(Drift(sandbox, "app " + first)));
        sandbox.Write("app/main.py", "x = 2\n").Commit("real");
        sandbox.Write("app/main.py", "# why\n\nx = 2  # two\n").Commit("comment");
        JsonElement stale = Drift(sandbox, "app " + first[..8]);
        Assert.Equal("stale", State(stale));
        Assert.Equal((7, 1, 1), (stale.GetProperty("behind").GetInt32(), stale.GetProperty("relevant").GetInt32(), stale.GetProperty("onlyComments").GetInt32()));
        Assert.Equal("real", stale.GetProperty("commits")[1].GetProperty("subject").GetString());
        // The commit of the sandbox is years old.
        Assert.Equal("critical", stale.GetProperty("severity").GetString());
    }

    [Fact]
    public void Comments_alone_and_what_was_taken_back_leave_it_fresh()
    {
        using GitSandbox sandbox = Service(out string first);
        string second = sandbox.Write("app/main.py", "x = 1  # one\n\n\n# end\n").Commit();
        JsonElement cosmetic = Drift(sandbox, "app " + first);
        Assert.Equal("fresh", State(cosmetic));
        Assert.Contains("only comments", cosmetic.GetProperty("notes")[0].GetString());
        sandbox.Write("app/main.py", "x = 5\n").Commit();
        sandbox.Write("app/main.py", "x = 1  # one\n\n\n# end\n").Commit();
        Assert.Equal("fresh", State(Drift(sandbox, "app " + second)));
    }

    [Theory]
    [InlineData("Dockerfile", "# why\n" + Dockerfile)]
    [InlineData(".dockerignore", "# why\n\ndocs\n")]
    [InlineData("app/requirements.txt", "# why\nflask==3.0.0\nrequests==2.31.0\n")]
    public void Comments_and_order_in_what_is_built_from_do_not_count(string file, string text)
    {
        using GitSandbox sandbox = Service(out _);
        sandbox.Write(".dockerignore", "docs\n").Write("app/requirements.txt", "requests==2.31.0\nflask==3.0.0\n");
        if (file.EndsWith(".txt", StringComparison.Ordinal)) sandbox.Write("Dockerfile", Dockerfile.Replace("CMD", "RUN pip install -r app/requirements.txt\nCMD", StringComparison.Ordinal));
        string first = sandbox.Commit();
        sandbox.Write(file, text).Commit();
        JsonElement fresh = Drift(sandbox, "app " + first);
        Assert.Equal(("fresh", 0, 1), (State(fresh), fresh.GetProperty("relevant").GetInt32(), fresh.GetProperty("onlyComments").GetInt32()));
        sandbox.Write("app/main.py", "x = 2\n").Commit();
        Assert.Equal(1, Drift(sandbox, "app " + first).GetProperty("relevant").GetInt32());
    }

    [Theory]
    [InlineData(".env", "RELEASE=2\n", "stale", 1)]
    [InlineData("docker-compose.yml", "services:\n  app:\n    build:\n      context: .\n      args: {RELEASE: 3}\n    image: acme/app\n", "stale", 1)]
    [InlineData("docker-compose.yml", "services:\n  app:\n    build:\n      context: .\n      args: {RELEASE: \"$RELEASE\"}\n    image: acme/app\n    ports: [\"80:80\"]\n", "fresh", 0)]
    [InlineData("docs/other.yml", "a: 1\n", "fresh", 0)]
    public void A_commit_that_changes_how_the_image_is_built_counts_wherever_that_is_written(string file, string text, string state, int relevant)
    {
        using GitSandbox sandbox = Service(out _);
        string first = sandbox.Write("Dockerfile", Dockerfile.Replace("CMD", "ARG RELEASE\nRUN install $RELEASE\nCMD", StringComparison.Ordinal)).Write(".env", "RELEASE=1\n")
            .Write("docker-compose.yml", "services:\n  app:\n    build:\n      context: .\n      args: {RELEASE: \"$RELEASE\"}\n    image: acme/app\n").Commit();
        sandbox.Write(file, text).Commit();
        JsonElement service = Drift(sandbox, "app " + first);
        Assert.Equal((state, relevant), (State(service), service.GetProperty("relevant").GetInt32()));
    }

    [Fact]
    public void Every_state_is_told()
    {
        using GitSandbox sandbox = Service(out string first);
        string second = sandbox.Write("app/main.py", "x = 2\n").Commit();
        sandbox.Run("tag", "v2");
        Assert.Equal("fresh", State(Drift(sandbox, "app v2")));
        Assert.Equal("ahead", State(Drift(sandbox, "app " + second, "--head", first)));
        Assert.Equal("dirty", State(Drift(sandbox, "app " + second + "-dirty")));
        Assert.Equal("not-deployed", State(Drift(sandbox, "# nothing\n")));
        Assert.Equal("unknown-revision", State(Drift(sandbox, "app 0123456789abcdef0123456789abcdef01234567", "--no-fetch")));
        sandbox.Run("checkout", "--quiet", "-b", "side", first);
        string side = sandbox.Write("app/main.py", "x = 3\n").Commit();
        Assert.Equal("diverged", State(Drift(sandbox, "app " + side, "--head", second)));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("main")]
    [InlineData("--output=/tmp/dockerlint-owned")]
    [InlineData("HEAD^{/first}")]
    [InlineData("\u001b[2Jx")]
    [InlineData("$(touch${IFS}/tmp/dockerlint-owned)")]
    public void A_label_that_is_no_id_is_an_unknown_revision(string value)
    {
        using GitSandbox sandbox = Service(out _);
        foreach (string format in new[] { "text", "json", "html", "slack", "markdown" })
        {
            string json = "{\"app\": " + JsonSerializer.Serialize(value) + "}";
            CommandResult result = CommandLine.RunWith(sandbox.Path, null, json, "drift", "--deployed", "-", "--format", format);
            Assert.Equal(0, result.ExitCode);
            Assert.DoesNotContain('\u001b', result.Output + result.Error);
            if (format == "json") Assert.Equal("unknown-revision", JsonDocument.Parse(result.Output).RootElement.GetProperty("services")[0].GetProperty("state").GetString());
        }

        Assert.False(File.Exists("/tmp/dockerlint-owned"));
    }

    [Theory]
    [InlineData("app {0}\n")]
    [InlineData("app\t{0}\t2026-01-01T00:00:00Z\n")]
    [InlineData("service,revision,deployedAt\napp,{0},2026-01-01\n")]
    [InlineData("{{\"app\": \"{0}\"}}")]
    [InlineData("{{\"app\": {{\"revision\": \"{0}\", \"deployedAt\": \"2026-01-01T00:00:00Z\"}}}}")]
    [InlineData("[{{\"service\": \"app\", \"commit\": \"{0}\"}}]")]
    [InlineData("{{\"service\": \"app\", \"revision\": \"{0}\"}}\n")]
    [InlineData("[{{\"metadata\": {{\"name\": \"app\", \"labels\": {{\"commit-sha\": \"{0}\"}}}}}}]")]
    [InlineData("acme/app {0}")]
    [InlineData("Dockerfile {0}")]
    public void Reads_lists_as_people_and_clouds_write_them(string form)
    {
        using GitSandbox sandbox = Service(out string first);
        Assert.Equal("fresh", State(Drift(sandbox, string.Format(System.Globalization.CultureInfo.InvariantCulture, form, first))));
    }

    [Theory]
    [InlineData("app", "line 1: a line is: service commit [time]")]
    [InlineData("\nother abc1234", "line 2: there is no service other")]
    [InlineData("ap abc1234", "did you mean app?")]
    [InlineData("app abc1234 yesterday-ish", "line 1: yesterday-ish is no time")]
    [InlineData("[1, 2", "not valid JSON")]
    [InlineData("[1]", "an object with service and revision is expected")]
    [InlineData("{\"services\": [{\"service\": \"app\"}]}", "app has no revision")]
    public void Malformed_lists_are_told_line_by_line_and_nothing_is_lost(string list, string expected)
    {
        using GitSandbox sandbox = Service(out string first);
        CommandResult result = CommandLine.RunWith(sandbox.Path, null, list, "drift", "--deployed", "-", "--exit-zero");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        if (list[0] is '[' or '{') return;
        CommandResult mixed = CommandLine.RunWith(sandbox.Path, null, list + "\napp " + first + "\n", "drift", "--deployed", "-", "--exit-zero");
        Assert.Equal(2, mixed.ExitCode);
        Assert.Contains("fresh", mixed.Output);
    }

    [Fact]
    public void Unknown_services_are_left_out_on_request()
    {
        using GitSandbox sandbox = Service(out string first);
        Assert.Equal("fresh", State(Drift(sandbox, "other abc1234\napp " + first, "--ignore-unknown")));
    }

    [Fact]
    public void The_gate_stops_a_job_and_says_why()
    {
        using GitSandbox sandbox = Service(out string first);
        sandbox.Write("dockerlint.yaml", "deploy: make deploy SERVICE={service}\n").Write("app/main.py", "x = 2\n").Commit();
        sandbox.Write("app/main.py", "x = 3\n").Commit();
        CommandResult Gate(params string[] arguments) => CommandLine.RunWith(sandbox.Path, null, "app " + first, ["drift", "--deployed", "-", "--gate", "app", .. arguments]);
        CommandResult stopped = Gate("--max-commits", "1");
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("gate: app must not run: it lacks 2 commits that touch it; 1 is allowed; deploy with: make deploy SERVICE=app", stopped.Error);
        Assert.Equal(0, Gate("--max-commits", "2").ExitCode);
        Assert.Equal(1, Gate("--max-commits", "9", "--max-age", "1h").ExitCode);
        Assert.Equal(1, Gate().ExitCode);
        CommandResult skipped = Gate("--max-commits", "1", "--skip", "hotfix 7");
        Assert.Equal(0, skipped.ExitCode);
        Assert.Contains("warning: gate: app", skipped.Error);
        Assert.Contains("hotfix 7", skipped.Error);
        Assert.Equal(2, Gate("--max-commits", "x").ExitCode);
        Assert.Equal(2, Gate("--max-age", "soon").ExitCode);
        Assert.Equal(2, Gate("--skip", " ").ExitCode);
        Assert.Equal(1, CommandLine.RunWith(sandbox.Path, null, "app deadbeef", "drift", "--deployed", "-", "--gate", "app", "--no-fetch").ExitCode);
        Assert.Equal(2, CommandLine.RunWith(sandbox.Path, null, "app " + first, "drift", "--deployed", "-", "--gate", "appp").ExitCode);
    }

    [Theory]
    [InlineData("2999-12-31", 0, "warning: gate")]
    [InlineData("2001-01-01", 1, "must not run")]
    public void A_bypass_of_the_configuration_holds_until_its_day(string until, int exitCode, string expected)
    {
        using GitSandbox sandbox = Service(out string first);
        sandbox.Write("dockerlint.yaml", $"drift:\n  bypass:\n    - service: app\n      reason: frozen for the season\n      until: {until}\n").Write("app/main.py", "x = 2\n").Commit();
        CommandResult result = CommandLine.RunWith(sandbox.Path, null, "app " + first, "drift", "--deployed", "-", "--gate", "app");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(expected, result.Error);
        Assert.Contains(exitCode == 0 ? "frozen for the season" : "ended on 2001-01-01", result.Output);
    }

    [Fact]
    public void Thresholds_are_configurable_for_each_service()
    {
        using GitSandbox sandbox = Service(out string first);
        sandbox.Write("dockerlint.yaml", "drift: {critical-commits: 100, critical-hours: 1000000, warning-commits: 50, warning-hours: 1000000}\n").Write("app/main.py", "x = 2\n").Commit();
        Assert.Equal("info", Drift(sandbox, "app " + first).GetProperty("severity").GetString());
        sandbox.Write("dockerlint.yaml", "services:\n  - dockerfile: Dockerfile\n    name: app\n    drift: {warning-commits: 1, critical-commits: 100, critical-hours: 1000000, warning-hours: 1000000}\n").Commit();
        Assert.Equal("warning", Drift(sandbox, "app " + first).GetProperty("severity").GetString());
        sandbox.Write("dockerlint.yaml", "drift: {warning-commits: many}\n");
        CommandResult wrong = CommandLine.RunWith(sandbox.Path, null, "app " + first, "drift", "--deployed", "-");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("dockerlint.yaml:1: warning-commits is a whole number, not 'many'", wrong.Error);
    }

    [Fact]
    public async Task News_are_posted_once()
    {
        using GitSandbox sandbox = Service(out string first);
        string second = sandbox.Write("app/main.py", "x = 2\n").Commit();
        using var server = new OneAnswerServer(503, 200, 200);
        string state = Path.Combine(sandbox.Path, "state.json");
        CommandResult Run(string deployed) => CommandLine.RunWith(sandbox.Path, new Dictionary<string, string> { ["HOOK"] = server.Address }, "app " + deployed, "drift", "--deployed", "-", "--webhook", "HOOK", "--state", state, "--exit-zero");
        CommandResult posted = Run(first);
        Assert.True(posted.ExitCode == 0, posted.Error);
        // Busy at first, then taken.
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("\"blocks\":[", server.Requests[1]);
        Assert.DoesNotContain("secret", posted.Output + posted.Error);
        Assert.Equal(0, Run(first).ExitCode);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(0, Run(second).ExitCode);
        Assert.Equal(3, server.Requests.Count);
        await Task.CompletedTask;
    }

    [Fact]
    public void A_webhook_that_refuses_is_told_without_its_address()
    {
        using GitSandbox sandbox = Service(out string first);
        sandbox.Write("app/main.py", "x = 2\n").Commit();
        using var server = new OneAnswerServer(404);
        string state = Path.Combine(sandbox.Path, "state.json");
        CommandResult result = CommandLine.RunWith(sandbox.Path, new Dictionary<string, string> { ["HOOK"] = server.Address }, "app " + first, "drift", "--deployed", "-", "--webhook", "HOOK", "--state", state, "--exit-zero");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the webhook was not posted: it answered 404", result.Error);
        Assert.DoesNotContain("secret", result.Output + result.Error);
        Assert.False(File.Exists(state));
    }

    [Theory]
    [InlineData("UNSET_VARIABLE", "there is no such environment variable")]
    [InlineData("https://hooks.example.org/secret", "takes the name of an environment variable")]
    [InlineData("PLAIN", "holds no https address")]
    public void A_webhook_without_an_address_is_refused_first(string value, string expected)
    {
        using GitSandbox sandbox = Service(out string first);
        CommandResult result = CommandLine.RunWith(sandbox.Path, new Dictionary<string, string> { ["PLAIN"] = "http://hooks.example.org/secret" }, "app " + first, "drift", "--deployed", "-", "--webhook", value);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error);
        Assert.DoesNotContain("secret", result.Error);
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("")]
    [InlineData("{\"version\": 2}")]
    [InlineData("{\"version\": 1, \"told\": [1]}")]
    public void A_damaged_state_file_is_a_clear_error_and_stays_as_it_is(string content)
    {
        using GitSandbox sandbox = Service(out string first);
        string state = Path.Combine(sandbox.Path, "state.json");
        File.WriteAllText(state, content);
        using var server = new OneAnswerServer(200);
        CommandResult result = CommandLine.RunWith(sandbox.Path, new Dictionary<string, string> { ["HOOK"] = server.Address }, "app " + first, "drift", "--deployed", "-", "--webhook", "HOOK", "--state", state);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("is damaged", result.Error);
        Assert.Equal(content, File.ReadAllText(state));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Slack_keeps_the_limits_of_block_kit()
    {
        using GitSandbox sandbox = new();
        var list = new StringBuilder();
        for (int i = 0; i < 70; i++)
        {
            sandbox.Write($"s{i}/Dockerfile", "FROM python:3.11-slim\nCOPY . /app\nCMD [\"python\", \"/app/main.py\"]\n").Write($"s{i}/main.py", "");
            list.Append($"s{i} ").Append(new string('a', 40)).Append('\n');
        }

        sandbox.Commit();
        CommandResult result = CommandLine.RunWith(sandbox.Path, null, list.ToString(), "drift", "--deployed", "-", "--format", "slack", "--no-fetch");
        JsonElement root = JsonDocument.Parse(result.Output).RootElement;
        JsonElement[] blocks = root.GetProperty("blocks").EnumerateArray().ToArray();
        Assert.True(blocks.Length <= 50);
        Assert.Contains("more", blocks[^2].GetProperty("text").GetProperty("text").GetString());
        Assert.All(blocks.Where(block => block.GetProperty("type").GetString() == "section"), block => Assert.InRange(block.GetProperty("text").GetProperty("text").GetString()!.Length, 1, 3000));
        Assert.InRange(root.GetProperty("text").GetString()!.Length, 1, 3000);
    }

    [Fact]
    public void The_page_is_whole_in_itself_and_holds_the_data()
    {
        using GitSandbox sandbox = Service(out string first);
        sandbox.Write("app/<img onerror=alert(1)>.json", "{}\n").Write("app/main.py", "x = 2\n").Commit("</script><script>alert(1)</script>");
        string page = CommandLine.RunWith(sandbox.Path, null, "app " + first, "drift", "--deployed", "-", "--format", "html", "--exit-zero").Output;
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("<script>", page);
        Assert.DoesNotContain("http://", page);
        Assert.DoesNotContain("https://", page);
        int start = page.IndexOf("id=\"drift\">", StringComparison.Ordinal) + "id=\"drift\">".Length;
        JsonElement data = JsonDocument.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]).RootElement;
        Assert.Equal("stale", data.GetProperty("services")[0].GetProperty("state").GetString());
        Assert.Equal("</script><script>alert(1)</script>", data.GetProperty("services")[0].GetProperty("commits")[0].GetProperty("subject").GetString());
    }

    [Fact]
    public void In_a_shallow_clone_files_are_compared_and_commits_are_not_counted()
    {
        using GitSandbox origin = Service(out string first);
        origin.Write("app/main.py", "x = 2\n").Commit();
        origin.Write("app/main.py", "x = 3\n").Commit();
        using var clone = new TemporaryDirectory();
        origin.Run("config", "uploadpack.allowAnySHA1InWant", "true");
        origin.Run("clone", "--quiet", "--depth=1", "file://" + origin.Path, clone.At("shallow"));
        CommandResult refused = CommandLine.RunWith(clone.At("shallow"), null, "app " + first, "drift", "--deployed", "-", "--exit-zero", "--no-fetch");
        Assert.Contains("git fetch --unshallow", refused.Output);
        CommandResult fetched = CommandLine.RunWith(clone.At("shallow"), null, "app " + first, "drift", "--deployed", "-", "--exit-zero", "--format", "json");
        JsonElement service = JsonDocument.Parse(fetched.Output).RootElement.GetProperty("services")[0];
        Assert.Equal("stale", State(service));
        Assert.Equal(JsonValueKind.Null, service.GetProperty("behind").ValueKind);
    }

    /// <summary>Answers one request after the other with the codes that it was given, and keeps what came.</summary>
    private sealed class OneAnswerServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task work;

        public OneAnswerServer(params int[] codes)
        {
            listener.Start();
            work = Task.Run(() => Serve(codes));
        }

        public List<string> Requests { get; } = [];

        public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/secret";

        public void Dispose()
        {
            listener.Stop();
            try
            {
                work.Wait();
            }
            catch (AggregateException)
            {
                // It was still waiting.
            }
        }

        private void Serve(int[] codes)
        {
            foreach (int code in codes)
            {
                using TcpClient client = listener.AcceptTcpClient();
                using NetworkStream stream = client.GetStream();
                var text = new StringBuilder();
                byte[] buffer = new byte[64 << 10];
                while (!IsWhole(text.ToString())) text.Append(Encoding.UTF8.GetString(buffer, 0, stream.Read(buffer)));
                Requests.Add(text.ToString());
                stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {code} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
        }

        private static bool IsWhole(string request)
        {
            int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) return false;
            string header = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) ?? "Content-Length: 0";
            return Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= int.Parse(header.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
