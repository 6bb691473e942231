using System.Collections.Generic;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images.BaseImages;

namespace DockerLint.Images.Building;

/// <summary>Turns the facts about a base image into the configuration and the variables that a stage starts with.</summary>
internal static class BaseImageConfig
{
    /// <summary>The configuration.</summary>
    public static ImageConfig ConfigOf(BaseImageFacts facts)
    {
        if (!facts.Known)
        {
            string cause = Cause(facts);
            return new ImageConfig
            {
                Environment = [new EnvironmentVariable("PATH", VariableValue.Unknown(cause))],
                EnvironmentUnknownBecause = cause,
                WorkingDirectory = null,
                WorkingDirectoryUnknownBecause = cause,
                CommandUnknownBecause = cause,
            };
        }

        return new ImageConfig
        {
            Environment = Variables(facts),
            WorkingDirectory = facts.WorkingDirectory ?? "/",
            User = facts.User,
            Entrypoint = facts.Entrypoint is null ? null : new ImageCommand { Words = facts.Entrypoint },
            Cmd = facts.Command is null ? null : new ImageCommand { Words = facts.Command },
        };
    }

    /// <summary>The variables.</summary>
    public static StageScope ScopeOf(BaseImageFacts facts)
    {
        var scope = new StageScope(facts.Known ? null : Cause(facts));
        if (!facts.Known) return scope;
        foreach (EnvironmentVariable variable in Variables(facts)) scope.Set(variable.Name, variable.Value);
        return scope;
    }

    private static string Cause(BaseImageFacts facts) => "base image " + facts.Reference + " is not known";

    private static List<EnvironmentVariable> Variables(BaseImageFacts facts)
    {
        var variables = new List<EnvironmentVariable>();
        bool hasPath = false;
        foreach (KeyValuePair<string, string> variable in facts.Environment)
        {
            hasPath |= variable.Key == "PATH";
            variables.Add(new EnvironmentVariable(variable.Key, VariableValue.Of(variable.Value)));
        }

        if (!hasPath) variables.Insert(0, new EnvironmentVariable("PATH", VariableValue.Of(ImageConfig.DefaultPath)));
        foreach (string name in facts.UnknownVariables)
            variables.Add(new EnvironmentVariable(name, VariableValue.Unknown("base image " + facts.Reference + " sets " + name)));
        return variables;
    }
}
