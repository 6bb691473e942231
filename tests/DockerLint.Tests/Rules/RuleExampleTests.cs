using System.Collections.Generic;
using System.Linq;
using DockerLint.Rules;
using DockerLint.Rules.Container;
using DockerLint.Tests.Checks;
using Xunit;

namespace DockerLint.Tests.Rules;

/// <summary>What a rule shows in its documentation is what it does.</summary>
public sealed class RuleExampleTests
{
    public static TheoryData<string> Ids => [.. Descriptors().Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reports_its_bad_example(string id) => Assert.Contains(id, Repositories.Check(Rule(id).BadExample).Select(f => f.Rule));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Accepts_its_good_example(string id) =>
        Assert.DoesNotContain(id, Repositories.Check(Rule(id).BadExample, Rule(id).GoodExample).Select(f => f.Rule));

    [Fact]
    public void The_catalogue_is_sorted_and_says_what_is_needed()
    {
        RuleDescriptor[] all = [.. RuleCatalog.All.Select(r => r.Descriptor)];
        Assert.Equal(all.Select(d => d.Id).Order(System.StringComparer.Ordinal), all.Select(d => d.Id));
        Assert.Equal(all.Length, all.Select(d => d.Id).Distinct().Count());
        Assert.All(all, d => Assert.False(string.IsNullOrWhiteSpace(d.Rationale) || string.IsNullOrWhiteSpace(d.Title) || d.Name.Contains(' ')));
    }

    // Rules about version control and about containers need more than files; they have tests of their own.
    private static IEnumerable<RuleDescriptor> Descriptors() =>
        RuleCatalog.All.Where(r => r is not ContainerRule).Select(r => r.Descriptor).Where(d => d.Id is not "IMG1008");

    private static RuleDescriptor Rule(string id) => RuleCatalog.All.Select(r => r.Descriptor).Single(d => d.Id == id);
}
