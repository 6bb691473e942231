namespace DockerLint;

/// <summary>Where the project lives: the one place to change when it moves.</summary>
public static class ProjectLinks
{
    /// <summary>The project's page.</summary>
    public const string Home = "https://github.com/dockerlint/dockerlint";

    /// <summary>The page that lists all rules.</summary>
    public const string Rules = Home + "/blob/main/docs/rules";

    /// <summary>The page of a rule.</summary>
    public static string Rule(string id) => Rules + "/" + id + ".md";
}
