using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using DockerLint.Checks;
using DockerLint.Cli.Smoke;
using DockerLint.Cli.Yaml;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Cli.Tests.Smoke;

/// <summary>Services that start from one image have a container in common where there are more services than processors.</summary>
public sealed class SharedProbeTests
{
    private const string Dockerfile = "FROM " + TestEngine.Base + "\nWORKDIR /app\nCOPY *.py ./\nCMD [\"python3\", \"good.py\"]\n";

    // As many of each kind as there are processors, so that every container has several of them.
    private static readonly int each = Environment.ProcessorCount;

    [Theory]
    [InlineData(1, "a b c d")]
    [InlineData(2, "a b|c d")]
    [InlineData(3, "a b|c d")]
    [InlineData(4, "a|b|c|d")]
    public void Services_of_an_image_are_dealt_out_over_the_processors(int processors, string batches) =>
        Assert.Equal(batches, Batches(processors, ("a", "shop:1"), ("b", "shop:1"), ("c", "shop:1"), ("d", "shop:1")));

    [Theory]
    [InlineData("a:shop:1 b:shop:2 c:shop:1 d:shop:2", "a c|b d")]
    [InlineData("a:shop:1 b:bank:1 c:mail:1 d:news:1", "a|b|c|d")]
    [InlineData("a:shop:1 b:${OTHER} c:${OTHER} d:shop:1", "a d|b|c")]
    public void Only_services_whose_image_is_known_to_be_the_same_share_one(string services, string batches) =>
        Assert.Equal(batches, Batches(2, [.. services.Split(' ').Select(service => (service[..1], service[2..]))]));

    [EngineFact]
    public void Each_service_has_the_outcome_of_its_own_command_and_its_own_variables()
    {
        using Shop shop = Open(
            ("good.py", "import os\nassert 'WHOSE' not in os.environ\n", ""), ("gone.py", "import not_there\n", ""), ("mine.py", "import os\nassert os.environ['WHOSE'] == 'mine'\n", "WHOSE: mine"));
        Assert.Equal(Of("gone", "IMG6001"), shop.Smoke());
    }

    [EngineFact]
    public void One_that_ends_the_container_takes_nothing_from_the_others()
    {
        using Shop shop = Open(("ends.py", "import os, signal\nos.kill(1, signal.SIGALRM)\n", ""), ("good.py", "", ""), ("gone.py", "import not_there\n", ""));
        Assert.Equal([.. Of("ends", "IMG6003"), .. Of("gone", "IMG6001")], shop.Smoke());
    }

    [EngineFact]
    public void A_hang_costs_the_others_no_time()
    {
        using Shop shop = Open(("hangs.py", "import time\ntime.sleep(60)\n", ""), ("good.py", "", ""));
        Assert.Equal(Of("hangs", "IMG6003"), shop.Smoke("--timeout", "1", "--total-timeout", "3"));
    }

    private static string[] Of(string kind, string rule) => [.. Enumerable.Range(0, each).Select(i => $"{kind}{i} {rule}").Order(StringComparer.Ordinal)];

    private static string Batches(int processors, params (string Name, string Image)[] services)
    {
        var tree = new InMemoryFileTree();
        tree.Add("/Dockerfile", Dockerfile);
        tree.Add("/compose.yml", "services:\n" + string.Concat(services.Select(service => $"  {service.Name}:\n    build: .\n    image: {service.Image}\n    command: [python3, good.py, {service.Name}]\n")));
        IReadOnlyList<ServiceCandidate> found = ServiceCandidate.Of(new CheckRequest { Repository = tree, Yaml = new YamlReader() });
        return string.Join('|', SharedProbe.Batches(found, processors).Select(batch => string.Join(' ', batch.Select(service => service.Definition.Name))));
    }

    private static Shop Open(params (string Program, string Text, string Variable)[] programs)
    {
        var files = new List<(string, string)> { ("Dockerfile", Dockerfile) };
        foreach ((string program, string text, _) in programs) files.Add((program, text));
        return new Shop(new TestImage([.. files]), programs);
    }

    /// <summary>A repository whose compose file starts every program several times from one image.</summary>
    private sealed class Shop : IDisposable
    {
        private readonly TestImage image;

        public Shop(TestImage image, (string Program, string Text, string Variable)[] programs)
        {
            this.image = image;
            var compose = new StringBuilder("services:\n");
            for (int i = 0; i < each; i++)
            {
                foreach ((string program, _, string variable) in programs)
                {
                    compose.Append($"  {program[..^3]}{i}:\n    build: .\n    image: {image.Tag}\n    command: [\"python3\", \"{program}\", \"{i}\"]\n");
                    if (variable.Length > 0) compose.Append($"    environment: {{{variable}}}\n");
                }
            }

            image.Repository.Write("compose.yml", compose.ToString());
        }

        /// <summary>Service and rule of each finding.</summary>
        public string[] Smoke(params string[] arguments)
        {
            CommandResult result = CommandLine.RunWith(image.Repository.Path, TestEngine.Variables, null, ["smoke", "--format", "json", .. arguments]);
            using var document = JsonDocument.Parse(result.Output);
            Assert.Equal("", image.Leftovers());
            return [.. document.RootElement.GetProperty("findings").EnumerateArray()
                .Select(finding => finding.GetProperty("service").GetString() + " " + finding.GetProperty("rule").GetString()).Order(StringComparer.Ordinal)];
        }

        public void Dispose() => image.Dispose();
    }
}
