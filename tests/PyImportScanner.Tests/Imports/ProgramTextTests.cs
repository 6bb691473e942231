using System.Text;
using PyImportScanner.Imports;
using Xunit;

namespace PyImportScanner.Tests.Imports;

public class ProgramTextTests
{
    [Theory]
    [InlineData("x = 1\n", "x = 1  # one\n")]
    [InlineData("x = 1\n", "# head\n\n\nx = 1\n\n# tail")]
    [InlineData("x = 1\n", "x = 1")]
    [InlineData("x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n")]
    [InlineData("def f():\n    return 1\n", "def f():\n\n        # odd comment\n    return 1   \n")]
    [InlineData("f(a,\n  b)\n", "f(a,\n      # why\n      b)\n")]
    [InlineData("x = a + \\\n  b\n", "x = a + b\n")]
    [InlineData("s = '# no comment'\n", "s = '# no comment'  # a comment\n")]
    public void Comments_and_blanks_change_no_program(string first, string second)
    {
        Assert.True(Same(first, second));
        Assert.True(Same(second, first));
    }

    [Theory]
    [InlineData("x = 1\n", "x = 2\n")]
    [InlineData("if a:\n    b()\nc()\n", "if a:\n    b()\n    c()\n")]
    [InlineData("s = '# a'\n", "s = '# b'\n")]
    [InlineData("\"\"\"Doc.\"\"\"\n", "\"\"\"Other.\"\"\"\n")]
    [InlineData("s = \"\"\"a\n\n# b\"\"\"\n", "s = \"\"\"a\n# b\"\"\"\n")]
    [InlineData("# -*- coding: latin-1 -*-\nx = 'a'\n", "# -*- coding: utf-8 -*-\nx = 'a'\n")]
    [InlineData("#!/usr/bin/python3\nx = 1\n", "#!/usr/bin/python2\nx = 1\n")]
    [InlineData("ab = 1\n", "a b = 1\n")]
    [InlineData("x = 1\ny = 2\n", "x = 1; y = 2\n")]
    [InlineData("s = 'open\n", "s = 'open # x\n")]
    [InlineData("f'{x}'\n", "f'{y}'\n")]
    public void Anything_else_does(string first, string second)
    {
        Assert.False(Same(first, second));
        Assert.False(Same(second, first));
    }

    private static bool Same(string first, string second) => ProgramText.IsSame(Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(second));
}
