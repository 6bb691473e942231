using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>streamlit (streamlit/web/bootstrap.py): the file as <c>__main__</c>, its directory inserted; also <c>pages/*.py</c> beside it.</summary>
internal sealed class StreamlitLauncher : Launcher
{
    private static readonly OptionTable Table = new("--server.port --server.address --server.headless --server.fileWatcherType --server.enableCORS "
        + "--server.enableXsrfProtection --server.baseUrlPath --server.maxUploadSize --server.runOnSave --browser.gatherUsageStats "
        + "--browser.serverAddress --browser.serverPort --theme.base --logger.level --global.developmentMode --client.showErrorDetails");

    public override string Name => "streamlit";

    public override IReadOnlyList<string> Modules => ["streamlit", "streamlit.web.cli"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (AppLaunch.First(options)?.Value != "run") return [];
        if (AppLaunch.First(options, 1) is not { } file) return [call.Unknown(Name, options.UnknownBecause ?? "no file is named")];
        EntryPoint entry = call.File(Name, file);
        if (entry.FilePath is not { } path) return [entry];
        string directory = TreePath.Parent(path);
        var pages = new List<ExtraRoot>();
        foreach (DirectoryEntry page in call.Image.List(TreePath.Child(directory, "pages")).Entries)
        {
            if (page.Name.EndsWith(".py", System.StringComparison.Ordinal))
                pages.Add(new ExtraRoot(ExtraRootKind.File, directory + "/pages/" + page.Name, "streamlit page", IsLater: true));
        }

        return [LaunchCall.WithUnknownOptions(entry with { SearchPath = [new SearchPathAddition(false, directory)], ExtraRoots = pages }, options)];
    }
}
