using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Manifests;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>flit: one module or package, called like the project (flit documentation, "The pyproject.toml config file").</summary>
internal sealed class FlitBackEnd : BackEnd
{
    public override string Name => "flit";

    public override bool Handles(string buildBackend) => buildBackend is "flit_core.buildapi" or "flit.buildapi" or "flit_core.api";

    public override BackEndLayout Select(IFileTree tree, Pyproject project)
    {
        var layout = new BackEndLayout();
        string? name = project.Root.At("tool", "flit", "module", "name")?.AsString
            ?? project.Root.At("tool", "flit", "metadata", "module")?.AsString
            ?? project.RawName?.Replace('-', '_');
        if (name is null) return layout.Fails("pyproject.toml names no project");
        var candidates = new List<ProjectModule>();
        string relative = name.Replace('.', '/');
        foreach (string root in (string[])["", "src/"])
        {
            string package = Join(project.Directory, root + relative);
            if (IsDirectory(tree, package)) candidates.Add(new ProjectModule(name, package, ProjectModuleKind.Tree));
            if (IsFile(tree, package + ".py")) candidates.Add(new ProjectModule(name, package + ".py", ProjectModuleKind.Module));
        }

        if (candidates.Count == 0) return layout.Fails("flit finds no file or folder for module " + name);
        if (candidates.Count > 1) return layout.Fails("flit finds module " + name + " more than once");
        layout.Add(candidates[0].Name, candidates[0].Path, candidates[0].Kind);
        return layout;
    }
}
