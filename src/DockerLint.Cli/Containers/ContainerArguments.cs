using System.Collections.Generic;

namespace DockerLint.Cli.Containers;

/// <summary>
/// The argument lists that docker and podman share. Every flag was tried on docker 20.10 and podman 4.3; what differs between
/// them is named where it is.
/// </summary>
internal static class ContainerArguments
{
    // Not below /tmp of this machine: it is the image's own temporary directory.
    private const string TemporaryDirectory = "/tmp";

    public static List<string> Run(ContainerOptions options, bool hasInput)
    {
        List<string> words = ["run", "--rm"];
        if (hasInput) words.Add("--interactive");
        Describe(words, options);
        return words;
    }

    public static List<string> Create(ContainerOptions options)
    {
        List<string> words = ["create"];
        Describe(words, options);
        return words;
    }

    public static List<string> Build(ImageBuildOptions options)
    {
        List<string> words = ["build", "--file", options.Dockerfile, "--tag", options.Tag];
        if (options.Target is { } target) Add(words, "--target", target);
        if (options.Network is { } network) Add(words, "--network", network);
        foreach ((string name, string value) in options.Arguments) Add(words, "--build-arg", name + "=" + value);
        foreach ((string name, string directory) in options.NamedContexts) Add(words, "--build-context", name + "=" + directory);
        foreach (string label in options.Labels) Add(words, "--label", label);
        words.Add("--");
        words.Add(options.Context);
        return words;
    }

    private static void Describe(List<string> words, ContainerOptions options)
    {
        Add(words, "--name", options.Name);
        foreach (string label in options.Labels) Add(words, "--label", label);
        // What is not here is not fetched: a probe tests the image that was built, and does not reach out.
        Add(words, "--pull", "never");
        Add(words, "--network", "none");
        if (options.Sandbox is { } sandbox) Confine(words, sandbox);
        foreach (string variable in options.Environment) Add(words, "--env", variable);
        if (options.EnvironmentFile is { } file) Add(words, "--env-file", file);
        if (options.Entrypoint is { } entrypoint) Add(words, "--entrypoint", entrypoint);
        words.Add("--");
        words.Add(options.Image);
        words.AddRange(options.Arguments);
    }

    private static void Confine(List<string> words, Sandbox sandbox)
    {
        Add(words, "--tmpfs", TemporaryDirectory + ":rw,size=" + sandbox.TemporarySpace + ",mode=1777");
        Add(words, "--cap-drop", "ALL");
        // Podman hands added capabilities to other users than root, too (docker does not), so only root gets it.
        if (sandbox.IsRoot) Add(words, "--cap-add", "DAC_OVERRIDE");
        Add(words, "--security-opt", "no-new-privileges");
        Add(words, "--pids-limit", sandbox.Processes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add(words, "--memory", sandbox.Memory);
        Add(words, "--stop-timeout", "1");
        words.Add("--no-healthcheck");
        Add(words, "--log-driver", "none");
        if (sandbox.ReadOnly) words.Add("--read-only");
    }

    private static void Add(List<string> words, string option, string value)
    {
        words.Add(option);
        words.Add(value);
    }
}
