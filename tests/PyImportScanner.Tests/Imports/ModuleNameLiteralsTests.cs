using System.Linq;
using System.Text;
using PyImportScanner.Imports;
using Xunit;

namespace PyImportScanner.Tests.Imports;

public class ModuleNameLiteralsTests
{
    [Theory]
    [InlineData("R = {'a': 'jobs.daily', \"b\": (\"jobs.weekly\", 'Run')}", "jobs.daily jobs.weekly")]
    [InlineData("import_module('.child', __name__)", ".child")]
    [InlineData("import_module(f'jobs.{name}.run')", "jobs*")]
    [InlineData("import_module(f'jobs.daily_{n}')", "jobs*")]
    [InlineData("import_module('jobs.%s' % name)", "jobs*")]
    [InlineData("import_module('jobs.{}'.format(name))", "jobs*")]
    [InlineData("# 'a.b'\nx = 'plain'\ny = 'a sentence. Or two.'\nz = '1.2'", "")]
    [InlineData("x = 'a..b' 'a.' '' 'http://a.b'", "")]
    [InlineData("\"\"\"a.b\"\"\"", "a.b")]
    public void Finds_texts_that_read_like_modules(string source, string expected) =>
        Assert.Equal(expected, string.Join(' ', ModuleNameLiterals.Find(Encoding.UTF8.GetBytes(source)).Select(literal => literal.Text + (literal.IsPrefix ? "*" : ""))));

    [Fact]
    public void Accepts_a_string_that_does_not_end() => Assert.Empty(ModuleNameLiterals.Find("x = 'abc\ny = \"\"\""u8));
}
