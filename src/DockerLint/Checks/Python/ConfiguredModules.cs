using PyImportScanner.Closures;

namespace DockerLint.Checks.Python;

/// <summary>What the configuration says of a module goes before what install steps tell.</summary>
internal sealed class ConfiguredModules(ServiceModel service, IModuleClassifier installs) : IModuleClassifier
{
    /// <inheritdoc/>
    public ModuleClass Classify(string module) =>
        service.IsDeclaredOwn(module) ? new ModuleClass(ModuleOrigin.FirstParty)
        : service.IsDeclaredInstalled(module) ? new ModuleClass(ModuleOrigin.ThirdParty)
        : installs.Classify(module);
}
