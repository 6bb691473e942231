using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace DockerLint.Cli.Tests;

public class ImportsTests
{
    [Fact]
    public void Lists_a_directory_in_order()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("p/b.py", "import b1\n").Write("p/a/z.py", "import z1\n").Write("p/c.txt", "import no\n").Link("p/loop", "..");
        CommandResult result = CommandLine.Run(directory.Path, "imports", "--format", "json", "p");
        Assert.Equal(["b1", "z1"], Modules(result));
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
    }

    [Fact]
    public void Reads_standard_input_and_links_given_by_name()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("real/a.py", "from . import x\nfrom .b import y as z\n").Link("link.py", "real/a.py");
        Assert.Equal(["os"], Modules(CommandLine.RunWith(directory.Path, null, "import os\n", "imports", "-")));
        Assert.Equal([null, "b"], Modules(CommandLine.Run(directory.Path, "imports", "link.py")));
    }

    [Fact]
    public void Reports_what_cannot_be_read_and_goes_on()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("a.py", "import a1\n").Write("bad.py", [(byte)'x', 0, (byte)'\n']).Link("self.py", "self.py");
        CommandResult result = CommandLine.Run(directory.Path, "imports", "none.py", "self.py", "bad.py", "a.py");
        Assert.Equal(ExitCodes.Failure, result.ExitCode);
        Assert.Equal(["dockerlint: none.py cannot be read", "dockerlint: self.py cannot be read"], result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("{\"file\":\"bad.py\",\"error\":", result.Output);
        Assert.Contains("a1", Modules(result));
    }

    private static IEnumerable<string?> Modules(CommandResult result) => result.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(record => record.TryGetProperty("module", out _))
        .Select(record => record.GetProperty("module").GetString());
}
