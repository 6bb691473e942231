using DockerLint.Inputs;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.States;

/// <summary>An input as members of a JSON object.</summary>
internal static class InputRecord
{
    public static void Write(JsonWriter json, ServiceInput input)
    {
        json.Member("path", TreePath.Display(input.Path)).Member("category", InputCategories.Name(input.Category)).Member("reason", input.Reason);
        if (input.Line > 0) json.Member("line", input.Line);
        if (input.IsConservative) json.Member("conservative", true);
        Chain(json, input);
    }

    public static void Chain(JsonWriter json, ServiceInput input)
    {
        if (input.Chain.Count == 0) return;
        json.Name("chain").BeginArray();
        foreach (ChainLink link in input.Chain) json.BeginObject().Member("file", link.File).Member("line", link.Line).Member("what", link.What).EndObject();
        json.EndArray();
    }
}
