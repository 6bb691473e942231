using PyImportScanner.Files;

namespace DockerLint.Cli.Init;

/// <summary>The workflow that checks pull requests; other systems get the address of their snippet.</summary>
internal static class WorkflowFile
{
    public const string File = ".github/workflows/dockerlint.yml";

    private const string Snippets = "docs/integration.md of dockerlint has the snippet";

    private static readonly (string Name, string System)[] Others =
    [
        (".gitlab-ci.yml", "GitLab CI"), ("azure-pipelines.yml", "Azure Pipelines"), ("bitbucket-pipelines.yml", "Bitbucket Pipelines"), ("Jenkinsfile", "Jenkins"),
    ];

    public static PlannedFile Plan(IFileTree tree)
    {
        if (tree.Stat("/.github").Kind != NodeKind.Directory)
        {
            foreach ((string name, string system) in Others)
            {
                if (tree.Stat("/" + name).Kind == NodeKind.File) return new PlannedFile(File, null, null, "this repository uses " + system + "; " + Snippets);
            }
        }

        return PlannedFile.New(File, tree.LinkStat("/" + File).Kind != NodeKind.Missing, Content);
    }

    private static string Content => $$"""
        # Checks on every pull request that each image holds what its code imports.
        name: dockerlint

        on:
          pull_request:
          push:
            branches: [main, master]

        permissions:
          contents: read

        jobs:
          dockerlint:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: dockerlint/dockerlint@v{{Program.Version}}

        """.Replace("\r\n", "\n", System.StringComparison.Ordinal);
}
