using System;
using System.Collections.Generic;
using DockerLint.Projects.Xml;
using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>
/// One evaluation of one project over a tree, in MSBuild's order: properties and imports from top to bottom, the SDK's own
/// files before and after the project, then items with the final properties (MSBuild, "How MSBuild builds projects").
/// </summary>
internal sealed class ProjectEvaluator
{
    private const int MaximumImports = 500;

    private readonly ProjectFileCache cache;
    private readonly EvaluationState state;
    private readonly PropertyExpander expander;
    private readonly List<ImportFact> imports = [];
    private readonly List<FactPlace> emptyImports = [];
    private readonly List<ProjectError> errors = [];
    private readonly List<ItemSection> sections = [];
    private readonly List<string> sdks = [];
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private bool propsEntered, targetsEntered;

    private ProjectEvaluator(ProjectFileCache cache, EvaluationState state)
    {
        this.cache = cache;
        this.state = state;
        expander = new PropertyExpander(state);
    }

    /// <summary>The facts; a project that cannot be read has an error among them.</summary>
    public static EvaluationMemo.Evaluated Evaluate(IFileTree tree, ProjectFileCache cache, string path, EvaluationOptions options)
    {
        var state = new EvaluationState(tree, path, options);
        var evaluator = new ProjectEvaluator(cache, state);
        bool isReadable = evaluator.Project();
        var items = new ItemEvaluator(state, evaluator.expander);
        foreach (ItemSection section in evaluator.sections) items.Add(section);
        state.CurrentFile = path;
        return new EvaluationMemo.Evaluated(environment => new ProjectFacts(path, name => state.Property(name, environment))
        {
            IsReadable = isReadable,
            Sdks = evaluator.sdks,
            Errors = evaluator.errors,
            Unknowns = state.Unknowns,
            Imports = evaluator.imports,
            EmptyImports = evaluator.emptyImports,
            Items = items.Items,
            Wildcards = items.Wildcards,
            CompileRemoves = items.CompileRemoves,
            PropertyPlaces = state.Places,
        });
    }

    private bool Project()
    {
        visited.Add(state.ProjectPath);
        if (Read(state.ProjectPath) is not { Root: { } root } document) return false;
        string? sdk = root.Attribute("Sdk");
        foreach (XmlElement child in root.Children)
        {
            if (child.Is("Sdk")) sdk = (sdk is null ? "" : sdk + ";") + child.Attribute("Name");
        }

        state.TreatAsLocal(root.Attribute("TreatAsLocalProperty") ?? "");
        if (sdk is not null)
        {
            AddSdks(sdk);
            EnterSdkProps();
        }

        Children(root, new FileContext(state.ProjectPath, document), doubt: null);
        if (sdk is not null) EnterSdkTargets();
        return true;
    }

    private XmlDocument? Read(string path)
    {
        XmlDocument? document = cache.Read(state.Tree, path);
        if (document is null)
        {
            state.UnseenImport ??= "the content of " + TreePath.Display(path) + " is not known";
            state.Note(state.UnseenImport);
            return null;
        }

        if (document.Error is { } error)
        {
            errors.Add(new ProjectError(error.Message, new FactPlace(path, error.Span)));
            state.UnseenImport ??= TreePath.Display(path) + " cannot be read";
        }

        return document;
    }

    private void AddSdks(string list)
    {
        foreach (string sdk in MsBuildText.Split(list))
        {
            int slash = sdk.IndexOf('/');
            sdks.Add(slash < 0 ? sdk : sdk.Substring(0, slash));
        }
    }

    // Microsoft.Common.props imports Directory.Build.props before anything else, then NuGet.props imports Directory.Packages.props.
    private void EnterSdkProps()
    {
        if (propsEntered) return;
        propsEntered = true;
        Implicit(ImportKind.DirectoryBuildProps, "ImportDirectoryBuildProps", "DirectoryBuildPropsPath", "Directory.Build.props");
        Implicit(ImportKind.DirectoryPackagesProps, "ImportDirectoryPackagesProps", "DirectoryPackagesPropsPath", "Directory.Packages.props");
        state.Default("Configuration", "Debug");
        state.Default("Platform", "AnyCPU");
        foreach (string sdk in sdks)
        {
            if (SdkKinds.BuildsAnExecutable(sdk)) state.Default("OutputType", "Exe");
        }
    }

    private void EnterSdkTargets()
    {
        if (targetsEntered) return;
        targetsEntered = true;
        state.Default("OutputType", "Library");
        state.Default("AssemblyName", state.Property("MSBuildProjectName").Text);
        state.Default("RootNamespace", state.Property("MSBuildProjectName").Text);
        state.Default("SolutionDir", "*Undefined*");
        if (state.Property("TargetFramework") is { HasText: true } moniker && Frameworks.Parse(moniker.Text) is { } framework)
        {
            state.Default("TargetFrameworkIdentifier", framework.Identifier);
            state.Default("TargetFrameworkVersion", "v" + framework.VersionText);
            state.Default("TargetPlatformIdentifier", framework.TargetPlatform);
        }

        Implicit(ImportKind.DirectoryBuildTargets, "ImportDirectoryBuildTargets", "DirectoryBuildTargetsPath", "Directory.Build.targets");
    }

    private void Implicit(ImportKind kind, string switchName, string pathName, string fileName)
    {
        MsBuildValue isOn = state.Property(switchName);
        if (isOn.IsKnown && isOn.Text.Length > 0 && !isOn.IsTrue) return;
        MsBuildValue path = state.Property(pathName);
        var place = new FactPlace(state.ProjectPath, default);
        if (path.IsKnown && path.Text.Length == 0)
        {
            (string? found, string? unknown) = MsBuildText.DirectoryOfFileAbove(state.Tree, state.ProjectDirectory, fileName);
            if (unknown is not null)
            {
                Unseen(TreePath.Combine(state.ProjectDirectory, fileName), kind, unknown, place);
                return;
            }

            if (found is null) return;
            path = MsBuildValue.Of(TreePath.Child(found, fileName));
            state.Default(pathName, path.Text);
        }

        if (!path.IsKnown) Unseen(TreePath.Combine(state.ProjectDirectory, fileName), kind, path.UnknownBecause!, place);
        else ImportFile(MsBuildText.FullPath(state.ProjectDirectory, MsBuildText.Unescape(path.Text)), kind, isOn.UnknownBecause, place, mayBeAbsent: true);
    }

    private void Children(XmlElement parent, FileContext file, string? doubt)
    {
        foreach (XmlElement child in parent.Children)
        {
            if (child.Is("PropertyGroup")) PropertyGroup(child, file, doubt);
            else if (child.Is("ItemGroup")) sections.Add(new ItemSection(child, file, doubt));
            else if (child.Is("Import")) Import(child, file, doubt);
            else if (child.Is("ImportGroup")) ImportGroup(child, file, doubt);
            else if (child.Is("Choose")) Choose(child, file, doubt);
        }
    }

    private void PropertyGroup(XmlElement group, FileContext file, string? doubt)
    {
        state.CurrentFile = file.Path;
        Verdict applies = ConditionEvaluator.Evaluate(expander, state.ProjectDirectory, group.Attribute("Condition"));
        if (applies.Value == false) return;
        string? groupDoubt = doubt ?? applies.UnknownBecause;
        foreach (XmlElement property in group.Children)
        {
            Verdict set = ConditionEvaluator.Evaluate(expander, TreePath.Parent(file.Path), property.Attribute("Condition"));
            if (set.Value == false) continue;
            MsBuildValue value = property.Children.Count > 0
                ? MsBuildValue.Unknown("$(" + property.Name + ") holds XML")
                : expander.Expand(property.Text);
            state.Set(property.Name, value, groupDoubt ?? set.UnknownBecause, new FactPlace(file.Path, file.Document.SpanOf(property)));
        }
    }

    private void ImportGroup(XmlElement group, FileContext file, string? doubt)
    {
        state.CurrentFile = file.Path;
        Verdict applies = ConditionEvaluator.Evaluate(expander, TreePath.Parent(file.Path), group.Attribute("Condition"));
        if (applies.Value == false) return;
        foreach (XmlElement child in group.Children)
        {
            if (child.Is("Import")) Import(child, file, doubt ?? applies.UnknownBecause);
        }
    }

    private void Choose(XmlElement choose, FileContext file, string? doubt)
    {
        state.CurrentFile = file.Path;
        foreach (XmlElement branch in choose.Children)
        {
            Verdict applies = branch.Is("When")
                ? ConditionEvaluator.Evaluate(expander, state.ProjectDirectory, branch.Attribute("Condition"))
                : Verdict.Of(branch.Is("Otherwise"));
            if (applies.Value == false) continue;
            doubt ??= applies.UnknownBecause;
            foreach (XmlElement child in branch.Children)
            {
                if (child.Is("PropertyGroup")) PropertyGroup(child, file, doubt);
                else if (child.Is("ItemGroup")) sections.Add(new ItemSection(child, file, doubt));
                else if (child.Is("Choose")) Choose(child, file, doubt);
            }

            // Under doubt the later branches may apply as well.
            if (applies.Value == true) return;
        }
    }

    private void Import(XmlElement element, FileContext file, string? doubt)
    {
        state.CurrentFile = file.Path;
        string directory = TreePath.Parent(file.Path);
        Verdict applies = ConditionEvaluator.Evaluate(expander, directory, element.Attribute("Condition"));
        if (applies.Value == false) return;
        doubt ??= applies.UnknownBecause;
        string written = element.Attribute("Project") ?? "";
        if (element.Attribute("Sdk") is { } sdk)
        {
            AddSdks(sdk);
            EnterSdk(written);
            return;
        }

        if (IsCommonImport(written)) return;
        var place = new FactPlace(file.Path, file.Document.SpanOf(element));
        MsBuildValue specification = expander.Expand(written);
        if (!specification.IsKnown)
        {
            if (!IsFromSdk(written)) Unseen(written, ImportKind.Element, specification.UnknownBecause!, place);
            return;
        }

        if (doubt is null && specification.Text.Trim().Length == 0) emptyImports.Add(place);
        foreach (string part in MsBuildText.Split(specification.Text))
            ImportPath(MsBuildText.FullPath(directory, MsBuildText.Unescape(part)), doubt, place);
    }

    private void ImportPath(string path, string? doubt, FactPlace place)
    {
        if (!ItemGlob.IsPattern(path))
        {
            ImportFile(path, ImportKind.Element, doubt, place, mayBeAbsent: false);
            return;
        }

        (List<string> files, string? unknown) = ItemGlob.Expand(state.Tree, path);
        if (unknown is not null) Unseen(path, ImportKind.Element, unknown, place);
        foreach (string match in files) ImportFile(match, ImportKind.Element, doubt, place, mayBeAbsent: true);
    }

    private void ImportFile(string path, ImportKind kind, string? doubt, FactPlace place, bool mayBeAbsent)
    {
        Node node = state.Tree.Stat(path);
        if (node.Kind == NodeKind.Unknown)
        {
            Unseen(path, kind, doubt ?? node.UnknownBecause!, place);
            return;
        }

        bool isMissing = node.Kind != NodeKind.File;
        if (isMissing && mayBeAbsent) return;
        // A file is imported once; a second or circular import is ignored with a warning (MSB4011, MSB4210).
        if (!visited.Add(path) || imports.Count >= MaximumImports) return;
        imports.Add(new ImportFact(path, kind, isMissing, doubt, place));
        if (isMissing || Read(path) is not { Root: { } root } document) return;
        if (DoesMore(root)) imports[imports.Count - 1] = imports[imports.Count - 1] with { DoesMore = true };
        string before = state.CurrentFile;
        Children(root, new FileContext(path, document), doubt);
        state.CurrentFile = before;
    }

    private static bool DoesMore(XmlElement root)
    {
        foreach (XmlElement child in root.Children)
        {
            if (child.Attribute("Condition") is not null) continue;
            if (child.Is("Target") || child.Is("UsingTask")) return true;
            if (!child.Is("ItemGroup")) continue;
            foreach (XmlElement item in child.Children)
            {
                if (item.Attribute("Condition") is null && !ItemEvaluator.IsFollowed(item.Name)) return true;
            }
        }

        return false;
    }

    private void Unseen(string path, ImportKind kind, string cause, FactPlace place)
    {
        imports.Add(new ImportFact(path, kind, IsMissing: false, cause, place));
        state.UnseenImport ??= cause;
        state.Note(cause);
    }

    private void EnterSdk(string project)
    {
        if (MsBuildText.Same(project, "Sdk.props")) EnterSdkProps();
        else if (MsBuildText.Same(project, "Sdk.targets")) EnterSdkTargets();
    }

    // Projects of the old format name the files themselves.
    private bool IsCommonImport(string written)
    {
        string name = written.Substring(written.LastIndexOfAny(['/', '\\']) + 1);
        if (MsBuildText.Same(name, "Microsoft.Common.props")) EnterSdkProps();
        else if (MsBuildText.Same(name, "Microsoft.CSharp.targets") || MsBuildText.Same(name, "Microsoft.VisualBasic.targets")
            || MsBuildText.Same(name, "Microsoft.Common.targets")) EnterSdkTargets();
        else return false;
        return true;
    }

    private static bool IsFromSdk(string written) =>
        written.StartsWith("$(MSBuild", StringComparison.OrdinalIgnoreCase)
        && !written.StartsWith("$(MSBuildThis", StringComparison.OrdinalIgnoreCase)
        && !written.StartsWith("$(MSBuildProject", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A file that is being evaluated.</summary>
internal sealed record FileContext(string Path, XmlDocument Document);

/// <summary>An item group, kept for the pass over items.</summary>
/// <param name="Group">The element.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Doubt">Not null when nobody can say whether it applies.</param>
internal sealed record ItemSection(XmlElement Group, FileContext File, string? Doubt);
