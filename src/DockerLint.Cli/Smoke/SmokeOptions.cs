using System.Collections.Generic;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>How far a probe goes.</summary>
internal enum SmokeLevel
{
    /// <summary>The files of the image, without starting a container.</summary>
    List,

    /// <summary>Python starts and looks for modules; no code of the application runs.</summary>
    Locate,

    /// <summary>Modules are imported.</summary>
    Import,

    /// <summary>The start command runs for some seconds, too.</summary>
    Start,
}

/// <summary>What the user asked for.</summary>
internal sealed record SmokeOptions
{
    /// <summary>How far.</summary>
    public SmokeLevel Level { get; init; } = SmokeLevel.Import;

    /// <summary>The image to test, for one service; null: named by the evidence.</summary>
    public string? Image { get; init; }

    /// <summary>Images are built first.</summary>
    public bool Builds { get; init; }

    /// <summary>Seconds for the import of one module.</summary>
    public double ModuleSeconds { get; init; } = 30;

    /// <summary>Seconds for one service.</summary>
    public double TotalSeconds { get; init; } = 300;

    /// <summary>Seconds that the start command is watched.</summary>
    public double StartSeconds { get; init; } = 5;

    /// <summary>Services at the same time.</summary>
    public int Jobs { get; init; }

    /// <summary>Variables for the imports.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables that are not set have a value in application code.</summary>
    public bool InventsVariables { get; init; }

    /// <summary>The file system of the container is read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Memory of a container, as the engine takes it.</summary>
    public string Memory { get; init; } = "1g";

    /// <summary>The same for the probe inside of a container.</summary>
    public ProbeOptions Probe => new()
    {
        ImportsModules = Level >= SmokeLevel.Import,
        ModuleSeconds = ModuleSeconds,
        TotalSeconds = TotalSeconds,
        InventsVariables = InventsVariables,
    };
}
