using System;
using System.Collections.Generic;

namespace DockerLint.Projects.Evaluation;

/// <summary>
/// Properties that the SDK, NuGet or MSBuild itself give a value that no file of the tree shows. Asked for before a file
/// sets them they are unknown; every other name that nobody sets is empty, as MSBuild has it.
/// </summary>
internal static class SdkProperties
{
    public static bool IsProvided(string name)
    {
        if (name.StartsWith("_", StringComparison.Ordinal)) return true;
        foreach (string prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return true;
        }

        // Lists of targets to which files add: BuildDependsOn.
        return name.EndsWith("DependsOn", StringComparison.OrdinalIgnoreCase) || Names.Contains(name);
    }

    private static readonly string[] Prefixes =
    [
        "MSBuild", "NuGet", "NETCore", "NETStandard", "NetFx", "Microsoft", "Bundled", "VisualStudio", "VSTool", "Roslyn", "CSharp",
        "Latest", "Maximum", "Minimum", "DOTNET_", "Csc", "Coverlet", "Framework", "ProgramFiles", "CommonProgram",
    ];

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "AppHostIntermediatePath", "AssemblySearchPaths", "BaseOutputPath", "BuildingProject", "CodeAnalysisTargets", "ComputerName",
        "CommonTargetsPath", "CurrentSolutionConfigurationContents", "DefaultItemExcludes", "DefineConstants", "DeployOnBuild",
        "DesignTimeBuild", "DevEnvDir", "EffectiveAnalysisLevel", "HOME", "HOSTNAME", "ImplicitFrameworkDefine", "IntermediateOutputPath", "IsPublishable",
        "IsRestoreTargetsFileLoaded", "KnownFrameworkReference", "LangVersion", "Language", "LanguageTargets", "NoWarn", "OutDir", "OutputPath",
        "PATH", "PathMap", "PlatformName", "ProcessArchitecture", "ProjectAssetsFile", "ProjectTypeGuids", "PublishDir", "PublishDirName", "PWD",
        "SdkAnalysisLevel", "TargetDir", "TargetExt", "TargetFileName",
        "TargetName", "TargetPath", "TargetsForTfmSpecificBuildOutput", "TargetsForTfmSpecificContentInPackage", "TEMP", "TMP", "USER", "USERNAME", "USERPROFILE", "WarningLevel",
        "WindowsSdkPackageVersion", "SDKIdentifier", "ToolsetVersion", "AppHostRuntimeIdentifier", "RuntimeIdentifierGraphPath",
    };
}
