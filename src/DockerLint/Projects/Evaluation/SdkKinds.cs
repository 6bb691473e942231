using System;

namespace DockerLint.Projects.Evaluation;

/// <summary>What the SDKs of Microsoft decide for a project.</summary>
internal static class SdkKinds
{
    /// <summary>Their props set <c>OutputType</c> to <c>Exe</c>.</summary>
    public static bool BuildsAnExecutable(string sdk) =>
        MsBuildText.Same(sdk, "Microsoft.NET.Sdk.Web") || MsBuildText.Same(sdk, "Microsoft.NET.Sdk.Worker")
        || MsBuildText.Same(sdk, "Microsoft.NET.Sdk.BlazorWebAssembly");

    /// <summary>Their publish takes content that is not there off the list (<c>_IncludePrePublishGeneratedContent</c>).</summary>
    public static bool ForgetsAbsentContent(string sdk) => sdk.StartsWith("Microsoft.NET.Sdk.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The project takes the sources below its directory by itself.</summary>
    public static bool TakesSourcesByItself(string sdk) => sdk.StartsWith("Microsoft.NET.Sdk", StringComparison.OrdinalIgnoreCase);
}
