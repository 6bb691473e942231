using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Images;

/// <summary>The overlay against a plain dictionary that carries out the same steps one after the other.</summary>
public sealed class OverlayPropertyTests
{
    private static readonly string[] paths = ["/a", "/a/x", "/a/x/1", "/a/y", "/b", "/b/x", "/b/x/1", "/c"];
    private static readonly LayerSource step = new(null, 0, "/Dockerfile");

    [Fact]
    public void A_chain_of_layers_answers_like_a_tree_that_was_changed_step_by_step()
    {
        Gen<(int, string)[]> steps = Gen.ArrayOf(Gen.Choose(0, 3).SelectMany(kind => Gen.Elements(paths).Select(path => (kind, path))));
        Prop.ForAll(steps.ToArbitrary(), list =>
        {
            ImageTree tree = ImageTree.Empty;
            var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (int i = 0; i < list.Length; i++) Apply(list[i], i, ref tree, model);
            return Same(tree, model);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_same_copy_twice_is_the_same_as_once()
    {
        Gen<string[]> files = Gen.ArrayOf(Gen.Elements("/p/1", "/p/q/2", "/3", "/r/s/t/4"));
        Prop.ForAll(files.ToArbitrary(), list =>
        {
            var repository = new InMemoryFileTree();
            foreach (string file in list) repository.Add(file, file);
            var source = new RepositoryTree(repository, "/");
            ImageTree once = ImageTree.Empty.With(new NodeLayer(step).AddDirectory("/app")).With(new TreeLayer(step, source, "/", "/app"));
            ImageTree twice = once.With(new TreeLayer(step, source, "/", "/app"));
            return List(once).SequenceEqual(List(twice));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Asking_for_a_path_says_what_listing_everything_says()
    {
        Gen<(int, string)[]> steps = Gen.ArrayOf(Gen.Choose(0, 3).SelectMany(kind => Gen.Elements(paths).Select(path => (kind, path))));
        Prop.ForAll(steps.ToArbitrary(), list =>
        {
            ImageTree tree = ImageTree.Empty;
            var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (int i = 0; i < list.Length; i++) Apply(list[i], i, ref tree, model);
            Dictionary<string, Node> listed = TreeWalk.Below(tree, "/").ToDictionary(entry => entry.Path, entry => entry.Node);
            return paths.All(path => tree.At(path).Kind == (listed.TryGetValue(path, out Node node) ? node.Kind : NodeKind.Missing));
        }).QuickCheckThrowOnFailure();
    }

    private static void Apply((int Kind, string Path) change, int number, ref ImageTree tree, SortedDictionary<string, string> model)
    {
        string path = change.Path;
        // Only what a file system allows: the directory above must be one.
        if (TreePath.Parent(path).Length > 1 && !(model.TryGetValue(TreePath.Parent(path), out string? above) && above == "dir")) return;
        var layer = new NodeLayer(step);
        switch (change.Kind)
        {
            case 0:
                Drop(model, path);
                model[path] = "file " + number;
                tree = tree.With(layer.AddFile(path, FileContent.Of("file " + number)));
                break;
            case 1 when !model.TryGetValue(path, out string? there) || there == "dir":
                model[path] = "dir";
                tree = tree.With(layer.AddDirectory(path));
                break;
            case 2:
                Drop(model, path);
                tree = tree.With(layer.Remove(path));
                break;
            case 3:
                Drop(model, path);
                model[path] = "dir";
                tree = tree.With(layer.AddFreshDirectory(path));
                break;
        }
    }

    private static void Drop(SortedDictionary<string, string> model, string path)
    {
        foreach (string below in model.Keys.Where(key => TreePath.IsAtOrBelow(key, path)).ToList()) model.Remove(below);
    }

    private static bool Same(ImageTree tree, SortedDictionary<string, string> model) =>
        List(tree).SequenceEqual(model.Select(pair => pair.Key + "=" + pair.Value).Order(StringComparer.Ordinal));

    private static List<string> List(ImageTree tree)
    {
        var all = new List<string>();
        foreach (TreeEntry entry in TreeWalk.Below(tree, "/"))
        {
            all.Add(entry.Path + "=" + (entry.Node.Kind == NodeKind.Directory
                ? "dir"
                : System.Text.Encoding.UTF8.GetString(tree.ContentAt(entry.Path)!.Read()!.Value.Span)));
        }

        all.Sort(StringComparer.Ordinal);
        return all;
    }
}
