using System.Linq;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Dockerfiles.Scoping;
using Xunit;

namespace DockerLint.Tests.Dockerfiles;

/// <summary>The scoping of ARG and ENV, instruction by instruction.</summary>
public class ScopeTests
{
    [Fact]
    public void A_global_argument_is_invisible_in_a_stage_until_it_is_declared_there()
    {
        Run run = Run.Of("ARG V=1\nFROM scratch\nENV BEFORE=x$V\nARG V\nENV AFTER=x$V\n");
        Assert.Equal("x", run["BEFORE"]);
        Assert.Equal("x1", run["AFTER"]);
    }

    [Fact]
    public void A_build_argument_overrides_defaults_of_both_kinds()
    {
        Run run = Run.Of("ARG G=1\nARG H=$G-2\nFROM scratch\nARG H\nARG S=3\n", ("G", "one"), ("S", ""));
        Assert.Equal("one-2", run["H"]);
        Assert.Equal("", run["S"]);
    }

    [Fact]
    public void A_build_argument_that_nobody_declares_has_no_effect() =>
        Assert.Null(Run.Of("FROM scratch\nENV A=1\n", ("X", "1"))["X"]);

    [Fact]
    public void Of_ENV_and_ARG_the_later_one_wins_but_the_image_keeps_ENV()
    {
        Run run = Run.Of("FROM scratch\nENV X=a\nARG X=b\nARG Y=c\nENV Y=d\n");
        Assert.Equal("b", run["X"]);
        Assert.Equal("a", run.Scope.LookupInImage("X").Text);
        Assert.Equal("d", run["Y"]);
    }

    [Fact]
    public void An_ARG_without_any_value_leaves_an_ENV_alone() => Assert.Equal("a", Run.Of("FROM scratch\nENV X=a\nARG X\n")["X"]);

    [Fact]
    public void Words_of_one_ENV_do_not_see_one_another_those_of_one_ARG_do()
    {
        Run run = Run.Of("FROM scratch\nENV A=x B=$A\nARG C=x D=$C\n");
        Assert.Equal("", run["B"]);
        Assert.Equal("x", run["D"]);
    }

    [Fact]
    public void The_old_form_of_ENV_takes_the_rest_of_the_line() => Assert.Equal("/srv/my app", Run.Of("FROM scratch\nENV D /srv/my app\n")["D"]);

    [Fact]
    public void A_stage_inherits_the_values_of_arguments_but_the_image_does_not_have_them()
    {
        Run run = Run.Of("FROM scratch\nARG A=1\nENV E=2\n");
        StageScope child = run.Scope.Inherit();
        Assert.Equal("1", child.Lookup("A").Text);
        Assert.Equal("2", child.LookupInImage("E").Text);
        Assert.Equal(VariableState.Unset, child.LookupInImage("A").State);
        child.Set(DockerfileParser.Parse("/Dockerfile", "ENV E=3").Instructions[0]);
        Assert.Equal("2", run["E"]);
    }

    [Fact]
    public void Platform_arguments_need_a_declaration_and_a_platform()
    {
        DockerfileSyntax syntax = DockerfileParser.Parse("/Dockerfile", "FROM scratch AS Final\nARG TARGETARCH\nARG TARGETSTAGE\nARG TARGETOSVERSION\n");
        var known = new Run(syntax, new BuildSettings { TargetPlatform = "linux/arm64/v8" }, BaseEnvironment.Empty);
        Assert.Equal("arm64", known["TARGETARCH"]);
        Assert.Null(known["TARGETVARIANT"]);
        Assert.Equal("final", known["TARGETSTAGE"]);
        Assert.Equal("", known["TARGETOSVERSION"]);
        var unknown = new Run(syntax, new BuildSettings(), BaseEnvironment.Empty);
        Assert.Contains("platform", unknown.Scope.Lookup("TARGETARCH").UnknownBecause);
    }

    [Fact]
    public void PATH_is_always_set_and_HOME_is_not()
    {
        Run run = Run.Of("FROM scratch\n");
        Assert.Equal(StageScope.DefaultPath, run["PATH"]);
        Assert.Null(run["HOME"]);
    }

    [Fact]
    public void A_variable_of_an_unknown_base_is_unknown_and_says_why()
    {
        DockerfileSyntax syntax = DockerfileParser.Parse("/Dockerfile", "FROM acme/app:1\nENV OWN=1 FULL=/srv/$BASE/x\n");
        var run = new Run(syntax, new BuildSettings(), BaseEnvironment.Unknown("the image acme/app:1 is not known"));
        Assert.Equal("1", run["OWN"]);
        ExpandedWord word = run.Scope.Expand("/opt/${BASE}/app");
        Assert.Equal("the image acme/app:1 is not known", word.UnknownBecause);
        Assert.Equal("/opt/", word.KnownPrefix);
        Assert.False(word.IsKnown);
        Assert.Equal("/a", run.Scope.Expand("/a${1}").Value);
    }

    [Fact]
    public void An_argument_from_outside_is_unknown_only_when_asked_for()
    {
        DockerfileSyntax syntax = DockerfileParser.Parse("/Dockerfile", "FROM scratch\nARG V\nARG W=1\n");
        var open = new Run(syntax, new BuildSettings { UndefaultedBecause = "given from outside" }, BaseEnvironment.Empty);
        Assert.Equal("given from outside", open.Scope.Lookup("V").UnknownBecause);
        Assert.Equal("1", open["W"]);
        Assert.Equal("", new Run(syntax, new BuildSettings(), BaseEnvironment.Empty).Scope.Expand("$V").Value);
    }

    [Theory]
    [InlineData("${U:-x}")]
    [InlineData("${U-x}")]
    [InlineData("${U:?x}")]
    [InlineData("a${U#x}")]
    [InlineData("${U//x/y}")]
    [InlineData("\"$U\"")]
    [InlineData("${K/l/$U}")]
    [InlineData("${N:-$U}")]
    [InlineData("${U+x}")]
    public void What_hangs_on_an_unknown_value_is_unknown(string word) => Assert.Equal("because", Expand(word).UnknownBecause);

    [Theory]
    [InlineData("${K:-$U}", "val")]
    [InlineData("${N+$U}", "")]
    [InlineData("${U+}", "")]
    [InlineData("'$U'", "$U")]
    [InlineData("\\$U", "$U")]
    public void What_does_not_hang_on_an_unknown_value_is_known(string word, string expected) => Assert.Equal(expected, Expand(word).Value);

    [Fact]
    public void A_default_that_cannot_be_expanded_is_an_error_with_its_place()
    {
        Run run = Run.Of("FROM scratch\nARG A=ok B=${\n");
        Assert.Equal(2, run.Error!.Span.Line);
        Assert.Equal(10, run.Error.Span.Column);
        Assert.NotNull(new GlobalScope(DockerfileParser.Parse("/Dockerfile", "ARG A=${x:?no}\nFROM scratch\n"), new BuildSettings()).Error);
    }

    private static ExpandedWord Expand(string word) => WordExpander.Expand(word, new WithUnknown());

    private sealed class WithUnknown : IVariables
    {
        public VariableValue Lookup(string name) => name switch
        {
            "U" => VariableValue.Unknown("because"),
            "K" => VariableValue.Of("val"),
            _ => VariableValue.Unset,
        };
    }

    private sealed class Run
    {
        public Run(DockerfileSyntax syntax, BuildSettings settings, BaseEnvironment environment)
        {
            Scope = new StageScope(new GlobalScope(syntax, settings), environment);
            foreach (Instruction instruction in syntax.Instructions.SkipWhile(i => i.Keyword != "FROM"))
            {
                if (instruction.Keyword == "ARG") Error ??= Scope.Declare(instruction);
                if (instruction.Keyword == "ENV") Error ??= Scope.Set(instruction);
            }
        }

        public StageScope Scope { get; }

        public DockerfileError? Error { get; }

        public string? this[string name] => Scope.Lookup(name).Text;

        public static Run Of(string text, params (string Name, string Value)[] arguments) => new(
            DockerfileParser.Parse("/Dockerfile", text),
            new BuildSettings { Arguments = arguments.ToDictionary(a => a.Name, a => VariableValue.Of(a.Value)) },
            BaseEnvironment.Empty);
    }
}
