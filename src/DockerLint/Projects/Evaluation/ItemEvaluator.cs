using System;
using System.Collections.Generic;
using DockerLint.Projects.Xml;
using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>The pass over items: Include, Exclude, Remove and Update of the types that lead to files.</summary>
internal sealed class ItemEvaluator(EvaluationState state, PropertyExpander expander)
{
    private const int MaximumItems = 50_000;

    private static readonly Dictionary<string, ItemKind> Kinds = MakeKinds();

    /// <summary>Is the item type one of <see cref="ItemKind"/>?</summary>
    public static bool IsFollowed(string name) => Kinds.ContainsKey(name);

    public List<ItemFact> Items { get; } = [];

    public List<WildcardFact> Wildcards { get; } = [];

    public List<string> CompileRemoves { get; } = [];

    public void Add(ItemSection section)
    {
        state.CurrentFile = section.File.Path;
        Verdict applies = ConditionEvaluator.Evaluate(expander, state.ProjectDirectory, section.Group.Attribute("Condition"));
        if (applies.Value == false) return;
        string? groupDoubt = section.Doubt ?? applies.UnknownBecause;
        foreach (XmlElement element in section.Group.Children)
        {
            if (!Kinds.TryGetValue(element.Name, out ItemKind kind) || Items.Count > MaximumItems) continue;
            Verdict one = ConditionEvaluator.Evaluate(expander, TreePath.Parent(section.File.Path), element.Attribute("Condition"));
            if (one.Value == false) continue;
            var operation = new Operation(kind, element, groupDoubt ?? one.UnknownBecause, new FactPlace(section.File.Path, section.File.Document.SpanOf(element)));
            if (element.Attribute("Include") is { } include) Include(operation, include);
            else if (element.Attribute("Remove") is { } remove) Remove(operation, remove);
            else if (element.Attribute("Update") is { } update) Update(operation, update);
        }
    }

    private readonly record struct Operation(ItemKind Kind, XmlElement Element, string? Doubt, FactPlace Place);

    private void Include(Operation operation, string written)
    {
        if (Specifications(operation, written) is not { } specifications) return;
        List<string> excluded = Excluded(operation);
        Dictionary<string, string>? metadata = null;
        foreach (string specification in specifications)
        {
            string path = FullPath(operation.Kind, specification);
            bool isWildcard = IsFile(operation.Kind) && ItemGlob.IsPattern(specification);
            if (!isWildcard)
            {
                if (!IsMatch(excluded, path)) Items.Add(Fact(operation, path, specification, false, operation.Doubt, metadata ??= Metadata(operation)));
            }
            else if (operation.Kind == ItemKind.ProjectReference)
            {
                IncludeProjects(operation, path, specification, excluded, metadata ??= Metadata(operation));
            }
            else if (!TreePath.IsAtOrBelow(ItemGlob.FixedDirectory(path), state.ProjectDirectory))
            {
                Wildcards.Add(new WildcardFact(operation.Kind, ItemGlob.FixedDirectory(path), specification, operation.Doubt, operation.Place));
            }
        }
    }

    private void IncludeProjects(Operation operation, string pattern, string specification, List<string> excluded, Dictionary<string, string> metadata)
    {
        (List<string> files, string? unknown) = ItemGlob.Expand(state.Tree, pattern);
        if (unknown is not null) state.Note(unknown);
        foreach (string file in files)
        {
            if (!IsMatch(excluded, file)) Items.Add(Fact(operation, file, specification, true, operation.Doubt, metadata));
        }
    }

    private static ItemFact Fact(Operation operation, string path, string specification, bool isWildcard, string? doubt, Dictionary<string, string> metadata) => new()
    {
        Kind = operation.Kind,
        Path = path,
        Specification = specification,
        IsWildcard = isWildcard,
        UnknownBecause = doubt,
        Place = operation.Place,
        Metadata = metadata,
    };

    private void Remove(Operation operation, string written)
    {
        if (Specifications(operation, written) is not { } specifications)
        {
            // What is taken away is not known: nothing of the type is certain any more.
            Doubt(operation, "**", "an item list is removed that cannot be evaluated");
            return;
        }

        foreach (string specification in specifications)
        {
            string pattern = FullPath(operation.Kind, specification);
            if (operation.Kind == ItemKind.Compile && operation.Doubt is null) CompileRemoves.Add(pattern);
            if (operation.Doubt is not null) Doubt(operation, pattern, operation.Doubt);
            else Items.RemoveAll(item => item.Kind == operation.Kind && IsMatch(pattern, item.Path));
        }
    }

    private void Doubt(Operation operation, string pattern, string cause)
    {
        for (int i = 0; i < Items.Count; i++)
        {
            if (Items[i].Kind == operation.Kind && (pattern == "**" || IsMatch(pattern, Items[i].Path)))
                Items[i] = Items[i] with { UnknownBecause = Items[i].UnknownBecause ?? cause };
        }
    }

    private void Update(Operation operation, string written)
    {
        if (operation.Doubt is not null || Specifications(operation, written) is not { } specifications) return;
        Dictionary<string, string> added = Metadata(operation);
        foreach (string specification in specifications)
        {
            string pattern = FullPath(operation.Kind, specification);
            for (int i = 0; i < Items.Count; i++)
            {
                if (Items[i].Kind != operation.Kind || !IsMatch(pattern, Items[i].Path)) continue;
                var merged = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (KeyValuePair<string, string> pair in Items[i].Metadata) merged[pair.Key] = pair.Value;
                foreach (KeyValuePair<string, string> pair in added) merged[pair.Key] = pair.Value;
                Items[i] = Items[i] with { Metadata = merged };
            }
        }
    }

    // Null: nobody can say what the specification stands for.
    private List<string>? Specifications(Operation operation, string written)
    {
        MsBuildValue value = expander.Expand(written);
        if (value.IsKnown && (value.Text.Contains("@(") || value.Text.Contains("%(")))
            value = MsBuildValue.Unknown("the item list " + PropertyExpander.Shorten(value.Text) + " is not evaluated");
        if (!value.IsKnown)
        {
            if (operation.Kind == ItemKind.ProjectReference) state.Note(value.UnknownBecause!);
            return null;
        }

        var specifications = new List<string>();
        foreach (string part in MsBuildText.Split(value.Text)) specifications.Add(MsBuildText.Unescape(part));
        return specifications;
    }

    private List<string> Excluded(Operation operation)
    {
        var excluded = new List<string>();
        if (operation.Element.Attribute("Exclude") is not { } written || Specifications(operation, written) is not { } specifications)
            return excluded;
        foreach (string specification in specifications) excluded.Add(FullPath(operation.Kind, specification));
        return excluded;
    }

    private Dictionary<string, string> Metadata(Operation operation)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (XmlAttribute attribute in operation.Element.Attributes)
        {
            if (!IsReserved(attribute.Name)) metadata[attribute.Name] = MsBuildText.Unescape(expander.Expand(attribute.Value).Text);
        }

        foreach (XmlElement child in operation.Element.Children)
        {
            Verdict applies = ConditionEvaluator.Evaluate(expander, TreePath.Parent(operation.Place.File), child.Attribute("Condition"));
            if (applies.Value == true) metadata[child.Name] = MsBuildText.Unescape(expander.Expand(child.Text).Text.Trim());
        }

        return metadata;
    }

    private static bool IsReserved(string name) => name.ToUpperInvariant() switch
    {
        "INCLUDE" or "EXCLUDE" or "REMOVE" or "UPDATE" or "CONDITION" or "LABEL" or "KEEPMETADATA" or "REMOVEMETADATA"
            or "KEEPDUPLICATES" or "MATCHONMETADATA" or "MATCHONMETADATAOPTIONS" => true,
        _ => false,
    };

    private static bool IsFile(ItemKind kind) => kind is not (ItemKind.PackageReference or ItemKind.PackageVersion);

    private string FullPath(ItemKind kind, string specification) =>
        IsFile(kind) ? MsBuildText.FullPath(state.ProjectDirectory, specification) : specification;

    private static bool IsMatch(List<string> patterns, string path)
    {
        foreach (string pattern in patterns)
        {
            if (IsMatch(pattern, path)) return true;
        }

        return false;
    }

    private static bool IsMatch(string pattern, string path) =>
        ItemGlob.IsPattern(pattern) ? ItemGlob.Matches(pattern, path) : MsBuildText.Same(pattern, path);

    private static Dictionary<string, ItemKind> MakeKinds()
    {
        var kinds = new Dictionary<string, ItemKind>(StringComparer.OrdinalIgnoreCase);
        for (ItemKind kind = ItemKind.ProjectReference; kind <= ItemKind.PackageVersion; kind++) kinds[kind.ToString()] = kind;
        return kinds;
    }
}
