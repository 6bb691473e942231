using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DockerLint.Dockerfiles.Expansion;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DockerLint.Tests.Dockerfiles;

/// <summary>Laws of expansion, and hostile words.</summary>
public class WordExpanderTests
{
    [Fact]
    public void Text_without_special_characters_is_unchanged() => Prop.ForAll<NonNull<string>>(text =>
    {
        string plain = new(text.Get.Where(c => c is not ('$' or '\'' or '"' or '\\' or '\uFEFF')).ToArray());
        ExpandedWord expanded = WordExpander.Expand(plain, FixedVariables.None);

        // Blanks behind << are part of the word: see the next law.
        bool words = plain.Contains("<<", StringComparison.Ordinal) || string.Concat(expanded.Words!) == string.Concat(plain.Where(c => !char.IsWhiteSpace(c)));
        return expanded.Value == plain && expanded.Unmatched.Count == 0 && words;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<<\tEOF", "<<\tEOF")]
    [InlineData("<< EOF  b", "<< EOF|b")]
    [InlineData("a <<\n EOF", "a|<<\n EOF")]
    [InlineData("< EOF", "<|EOF")]
    public void Blanks_behind_the_mark_of_a_here_document_belong_to_its_word(string text, string words) =>
        Assert.Equal(words, string.Join("|", WordExpander.Expand(text, FixedVariables.None).Words!));

    [Fact]
    public void Single_quotes_keep_everything() => Prop.ForAll<NonNull<string>>(text =>
    {
        string inner = text.Get.Replace("'", "");
        return WordExpander.Expand("'" + inner + "'", FixedVariables.None).Value == inner;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_is_never_expanded_again() => Prop.ForAll<NonNull<string>>(text =>
    {
        var variables = new FixedVariables(new Dictionary<string, string> { ["X"] = text.Get });
        return WordExpander.Expand("$X", variables).Value == text.Get && WordExpander.Expand("a\"${X}\"b", variables).Value == "a" + text.Get + "b";
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_word_gives_a_value_or_an_error() => Prop.ForAll<string[]>(parts =>
    {
        string[] pieces = ["${", "}", "$", "X", ":-", "#", "%%", "//", "/", "*", "\\", "'", "\"", "?", "<<", " ", "é"];
        string word = string.Concat(parts.Select(p => pieces[(p?.Length ?? 0) % pieces.Length]));
        ExpandedWord expanded = WordExpander.Expand(word, new FixedVariables(new Dictionary<string, string> { ["X"] = "a/b.c" }));
        return (expanded.Value is null) == (expanded.Error is not null || expanded.UnknownBecause is not null);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Deep_nesting_and_growth_are_bounded()
    {
        string deep = new StringBuilder().Insert(0, "${x:-", 200_000).Append('}', 200_000).ToString();
        Assert.NotNull(WordExpander.Expand(deep, FixedVariables.None).UnknownBecause);
        var variables = new FixedVariables(new Dictionary<string, string> { ["X"] = new('a', 300_000) });
        Assert.NotNull(WordExpander.Expand("$X$X$X$X", variables).UnknownBecause);
        Assert.NotNull(WordExpander.Expand("${X//*b*b*b*b/y}", variables).UnknownBecause);
        Assert.NotNull(WordExpander.Expand("${X##" + new string('?', 60_000) + "b}", variables).UnknownBecause);
        Assert.Equal("", WordExpander.Expand("${X##*}", variables).Value);
    }
}
