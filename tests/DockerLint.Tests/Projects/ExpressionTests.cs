using DockerLint.Projects;
using DockerLint.Projects.Evaluation;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Projects;

public class ExpressionTests
{
    private static readonly InMemoryFileTree Tree = new InMemoryFileTree()
        .Add("/r/Directory.Build.props", "<Project/>").Add("/r/src/Api/Api.csproj", "<Project/>").AddUnknown("/u", "nobody knows");

    private static PropertyExpander Expander()
    {
        var state = new EvaluationState(Tree, "/r/src/Api/Api.csproj", EvaluationOptions.Default);
        state.Set("A", MsBuildValue.Of("one"), null, null);
        state.Set("Path", MsBuildValue.Of("a\\b/c.txt"), null, null);
        state.Set("Lost", MsBuildValue.Unknown("it is lost"), null, null);
        return new PropertyExpander(state);
    }

    [Theory]
    [InlineData("x$(A)y$(a)", "xoneyone")]
    [InlineData("$(Nothing)", "")]
    [InlineData("$(MSBuildProjectName)|$(MSBuildProjectFile)|$(MSBuildProjectDirectory)", "Api|Api.csproj|/r/src/Api")]
    [InlineData("$(MSBuildThisFileDirectory)", "/r/src/Api/")]
    [InlineData("$(MSBuildProjectName.EndsWith('pi'))", "True")]
    [InlineData("$(MSBuildProjectName.Replace(\"A\", 'B').ToLower())", "bpi")]
    [InlineData("$(A.Substring(1,2).Length)", "2")]
    [InlineData("$([MSBuild]::GetDirectoryNameOfFileAbove($(MSBuildThisFileDirectory), Directory.Build.props))", "/r")]
    [InlineData("$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))", "/r/Directory.Build.props")]
    [InlineData("$([MSBuild]::GetPathOfFileAbove('none.props'))", "")]
    [InlineData("$([System.IO.Path]::Combine('$(MSBuildThisFileDirectory)', '..', 'x'))", "/r/src/Api/../x")]
    [InlineData("$([System.IO.Path]::GetFullPath('../x'))", "/r/src/x")]
    [InlineData("$([MSBuild]::NormalizePath('$(MSBuildThisFileDirectory)', '..', 'x'))", "/r/src/x")]
    [InlineData("$([MSBuild]::EnsureTrailingSlash('/a'))", "/a/")]
    [InlineData("$([MSBuild]::MakeRelative('/a/b', '/a/c/d'))", "../c/d")]
    [InlineData("$([System.IO.Path]::GetFileNameWithoutExtension($(Path)))", "c")]
    [InlineData("$([MSBuild]::IsOSPlatform('Windows'))", "False")]
    [InlineData("$([MSBuild]::VersionGreaterThan('10.0', '9.1'))", "True")]
    [InlineData("$([MSBuild]::IsTargetFrameworkCompatible('net8.0', 'netstandard2.0'))", "True")]
    [InlineData("$([MSBuild]::GetTargetFrameworkIdentifier('net48'))", ".NETFramework")]
    public void Expands(string text, string expected) => Assert.Equal(expected, Expander().Expand(text).ToString());

    [Theory]
    [InlineData("$(Lost)")]
    [InlineData("$(MSBuildExtensionsPath)/x")]
    [InlineData("$([System.IO.File]::ReadAllText('x'))")]
    [InlineData("$(A.PadLeft(3))")]
    [InlineData("$(A")]
    [InlineData("$([MSBuild]::GetPathOfFileAbove('x', '/u'))")]
    public void Says_unknown(string text) => Assert.False(Expander().Expand(text).IsKnown);

    [Theory]
    [InlineData("", true)]
    [InlineData("'$(A)' == 'ONE'", true)]
    [InlineData("'$(A)' != 'one'", false)]
    [InlineData("$(A) == one", true)]
    [InlineData("'$(No)' == ''", true)]
    [InlineData("'1.0' == '1'", true)]
    [InlineData("'true' == 'on'", true)]
    [InlineData("10 > 9", true)]
    [InlineData("'$(A)' == 'x' or '$(A)' == 'y' and true", false)]
    [InlineData("true or true and false", true)]
    [InlineData("(true or true) and false", false)]
    [InlineData("!('$(A)' == 'x')", true)]
    [InlineData("!Exists('../../Directory.Build.props')", false)]
    [InlineData("Exists('$(MSBuildThisFileDirectory)..')", true)]
    [InlineData("exists( 'nothing' )", false)]
    [InlineData("HasTrailingSlash('a/')", true)]
    [InlineData("$(MSBuildProjectName.Contains('p')) AND '$(A)'=='one'", true)]
    [InlineData("'$([MSBuild]::IsOSPlatform('Linux'))' == 'true'", true)]
    [InlineData("'$(Lost)' == '' and false", false)]
    [InlineData("true or '$(Lost)' == ''", true)]
    [InlineData("'$(Lost)' == ''", null)]
    [InlineData("!('$(Lost)' == '')", null)]
    [InlineData("Exists('/u/x')", null)]
    [InlineData("'@(Compile)' == ''", null)]
    [InlineData("'$(A)' ==", null)]
    [InlineData("'$(A)' 'x'", null)]
    [InlineData("whatever", null)]
    public void Decides(string condition, bool? expected) =>
        Assert.Equal(expected, ConditionEvaluator.Evaluate(Expander(), "/r/src/Api", condition).Value);

    [Theory]
    [InlineData("net10.0", "net8.0;net9.0;netstandard2.0", "net9.0")]
    [InlineData("net10.0", "net10.0;net10.0-windows", "net10.0")]
    [InlineData("net10.0-windows", "net10.0;net9.0-windows", "net10.0")]
    [InlineData("net48", "net472;net8.0", "net472")]
    [InlineData("net10.0", "uap10.0", null)]
    public void Chooses_the_nearest_framework(string target, string candidates, string? expected) =>
        Assert.Equal(expected, Frameworks.Nearest(target, candidates.Split(';')));

    [Fact]
    public void Survives_what_nobody_writes()
    {
        PropertyExpander expander = Expander();
        int big = 200_000;
        foreach (string open in new[] { "$(", "(", "!", "'", "$([MSBuild]::", "$(A.Trim(" })
        {
            string text = string.Concat(System.Linq.Enumerable.Repeat(open, big));
            Assert.Null(ConditionEvaluator.Evaluate(expander, "/", text).Value);
            expander.Expand(text);
            expander.Expand(text + new string(')', big));
        }
    }
}
