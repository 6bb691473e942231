using System.Linq;
using DockerLint.Dockerfiles;
using DockerLint.Fixing;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Tests.Fixing;

public class CopyLineWriterTests
{
    private static readonly MissingPath Package = new("/predictions", "/app/predictions", IsDirectory: true);
    private static readonly MissingPath Module = new("/shared/lock.py", "/app/shared/lock.py", IsDirectory: false);

    [Theory]
    [InlineData("COPY shared/ ./shared/", "COPY predictions/ ./predictions/")]
    [InlineData("COPY shared ./shared", "COPY predictions ./predictions")]
    [InlineData("COPY shared/ shared/", "COPY predictions/ predictions/")]
    [InlineData("COPY shared shared", "COPY predictions predictions")]
    [InlineData("COPY shared/ /app/shared/", "COPY predictions/ /app/predictions/")]
    [InlineData("COPY shared/ /app/shared", "COPY predictions/ /app/predictions")]
    [InlineData("COPY shared/ $HOME/shared/", "COPY predictions/ /app/predictions/")]
    [InlineData("copy shared/ ./shared/", "copy predictions/ ./predictions/")]
    [InlineData("  COPY shared/ ./shared/", "  COPY predictions/ ./predictions/")]
    [InlineData("COPY --chown=app:app shared/ ./shared/", "COPY --chown=app:app predictions/ ./predictions/")]
    [InlineData("COPY --link --chown=1000 shared/ ./shared/", "COPY --link --chown=1000 predictions/ ./predictions/")]
    [InlineData("COPY --exclude=*.md shared/ ./shared/", "COPY predictions/ ./predictions/")]
    [InlineData("COPY [\"shared/\", \"./shared/\"]", "COPY [\"predictions/\", \"./predictions/\"]")]
    [InlineData("COPY shared/ ./shared/\nCOPY --chmod=755 start.sh ./", "COPY predictions/ ./predictions/", true)]
    [InlineData("COPY main.py .", "COPY predictions/ ./predictions/")]
    [InlineData("COPY ./shared ./shared", "COPY ./predictions ./predictions")]
    [InlineData("COPY shared ./shared\nCOPY README.md LICENSE ./", "COPY predictions ./predictions")]
    [InlineData("COPY main.py /app/", "COPY predictions/ /app/predictions/")]
    [InlineData("ADD shared/ ./shared/", "COPY predictions/ ./predictions/")]
    [InlineData("RUN true", "COPY predictions/ ./predictions/")]
    public void Writes_a_directory_in_the_style_of_its_neighbours(string neighbour, string expected, bool halfHasFlag = false)
    {
        string dockerfile = "FROM python:3.12\nWORKDIR /app\n" + neighbour + "\nCMD [\"python\", \"main.py\"]\n";
        if (halfHasFlag) dockerfile = dockerfile.Replace("COPY shared/", "COPY lib/ ./lib/\nCOPY shared/", System.StringComparison.Ordinal);
        Assert.Equal(expected, Lines(dockerfile, Package));
    }

    [Theory]
    [InlineData("COPY main.py ./main.py", "COPY shared/lock.py ./shared/lock.py")]
    [InlineData("COPY main.py ./", "COPY shared/lock.py ./shared/")]
    [InlineData("COPY main.py .", "COPY shared/lock.py ./shared/")]
    [InlineData("COPY ./main.py .", "COPY ./shared/lock.py ./shared/")]
    [InlineData("COPY main.py /app/main.py", "COPY shared/lock.py /app/shared/lock.py")]
    [InlineData("COPY lib/ ./lib/", "COPY shared/lock.py ./shared/lock.py")]
    public void Writes_a_file_in_the_style_of_its_neighbours(string neighbour, string expected) =>
        Assert.Equal(expected, Lines("FROM python:3.12\nWORKDIR /app\n" + neighbour + "\n", Module));

    [Fact]
    public void Writes_one_line_for_each_path()
    {
        MissingPath[] missing =
        [
            new("/predictions/__init__.py", "/app/predictions/__init__.py", false),
            new("/predictions/shared", "/app/predictions/shared", true),
        ];
        Assert.Equal(
            "COPY predictions/__init__.py ./predictions/__init__.py\nCOPY predictions/shared/ ./predictions/shared/",
            Lines("FROM python:3.12\nWORKDIR /app\nCOPY lib/ ./lib/\n", missing));
    }

    [Theory]
    [InlineData("my pkg", "COPY [\"my pkg/\", \"./my pkg/\"]")]
    [InlineData("a[b]", "COPY a[[]b]/ ./a[b]/")]
    [InlineData("a$b", "COPY a\\$b/ ./a\\$b/")]
    [InlineData("it's", "COPY it\\'s/ ./it\\'s/")]
    [InlineData("--from=x", "COPY ./--from=x/ ./--from=x/")]
    public void Spells_names_so_that_they_mean_themselves(string name, string expected) =>
        Assert.Equal(expected, Lines("FROM python:3.12\nWORKDIR /app\nCOPY lib/ ./lib/\n", new MissingPath("/" + name, "/app/" + name, true)));

    [Fact]
    public void Proposes_nothing_for_a_name_that_would_end_the_line()
    {
        Assert.Null(Propose("FROM python:3.12\nWORKDIR /app\n", "/", new MissingPath("/a\nRUN x", "/app/a\nRUN x", true)));
        Assert.Null(Propose("FROM python:3.12\nWORKDIR /app\n", "/service", Package));
    }

    [Fact]
    public void Sources_start_at_the_context() => Assert.Equal(
        "COPY lib/ ./lib/",
        Propose("FROM python:3.12\nWORKDIR /app\n", "/services/api", new MissingPath("/services/api/lib", "/app/lib", true))!.Edits[0].Insert.TrimEnd());

    [Theory]
    [InlineData("FROM x\nWORKDIR /app\nCOPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY lib/ ./lib/\n>CMD python main.py\n")]
    [InlineData("FROM x\nWORKDIR /app\nCOPY lib/ ./lib/\n>RUN pip install -e .\nCOPY main.py ./\n")]
    [InlineData("FROM x\nWORKDIR /app\nCOPY lib/ ./lib/\n>RUN python -c \"import lib\"\nCOPY main.py ./\n")]
    [InlineData("FROM x\nWORKDIR /app\nRUN python -c \"import nltk\"\nCOPY lib/ ./lib/\n>USER app\nCMD python main.py\n")]
    [InlineData("FROM x\nWORKDIR /app\nCOPY lib/ \\\n     ./lib/\n>\nCMD python main.py\n")]
    [InlineData("FROM x AS a\nCOPY lib/ /lib/\nFROM x\nWORKDIR /app\n>COPY --from=a /lib /app/lib\nCMD python main.py\n")]
    [InlineData("FROM x\nRUN true\n>CMD python main.py\n")]
    [InlineData("FROM x\nCOPY a.py .\n>", false)]
    public void Stands_behind_the_last_sources_and_above_what_needs_it(string marked, bool endsWithLine = true)
    {
        string dockerfile = marked.Replace(">", "", System.StringComparison.Ordinal);
        int expected = marked.Substring(0, marked.IndexOf('>')).Count(c => c == '\n') + 1;
        Assert.Equal(expected, Propose(dockerfile, "/", Package)!.Edits[0].Line);
        Assert.Equal(endsWithLine, marked.Length > marked.IndexOf('>') + 1);
    }

    [Fact]
    public void Stands_above_the_instruction_that_the_caller_names()
    {
        DockerfileSyntax syntax = Parse("FROM x\nWORKDIR /app\nCOPY pyproject.toml ./\n# install\nRUN make install\nCOPY src/ ./src/\n");
        Fix fix = CopyLineWriter.Propose(Question(syntax, "/", Package) with { Before = 3 })!;
        Assert.Equal((4, "COPY predictions/ ./predictions/\n"), (fix.Edits[0].Line, fix.Edits[0].Insert));
    }

    [Fact]
    public void Destinations_are_absolute_where_the_working_directory_is_not_known()
    {
        DockerfileSyntax syntax = Parse("FROM x\nCOPY lib/ ./lib/\n");
        Fix fix = CopyLineWriter.Propose(Question(syntax, "/", Package) with { WorkingDirectory = null })!;
        Assert.Equal("COPY predictions/ /app/predictions/\n", fix.Edits[0].Insert);
    }

    private static string Lines(string dockerfile, params MissingPath[] missing) =>
        Propose(dockerfile, "/", missing)!.Edits[0].Insert.TrimEnd('\n');

    private static Fix? Propose(string dockerfile, string context, params MissingPath[] missing) =>
        CopyLineWriter.Propose(Question(Parse(dockerfile), context, missing));

    private static CopyProposal Question(DockerfileSyntax syntax, string context, params MissingPath[] missing) => new()
    {
        Dockerfile = syntax,
        From = syntax.Instructions.ToList().FindLastIndex(instruction => instruction.Keyword == "FROM"),
        ContextPath = context,
        Missing = missing,
        WorkingDirectory = _ => "/app",
    };

    private static DockerfileSyntax Parse(string text) => DockerfileParser.Parse("Dockerfile", text);
}
