using System;
using System.Collections.Generic;

namespace DockerLint.Installs;

/// <summary>apt-get, apt, apk, dnf, yum, microdnf: packages of the distribution that carry Python modules.</summary>
internal sealed class SystemInstaller : Installer
{
    private static readonly HashSet<string> valued = Options("-o -t --target-release -c --config-file --repository -X --virtual --enablerepo --disablerepo --setopt --installroot");

    // python3-NAME whose name is not that of the distribution.
    private static readonly Dictionary<string, string> distributions = new(StringComparer.Ordinal)
    {
        ["yaml"] = "pyyaml", ["pil"] = "pillow", ["opencv"] = "opencv-python", ["bs4"] = "beautifulsoup4", ["dateutil"] = "python-dateutil", ["magic"] = "python-magic",
        ["serial"] = "pyserial", ["sklearn"] = "scikit-learn", ["gi"] = "pygobject", ["pycryptodome"] = "pycryptodomex", ["jwt"] = "pyjwt", ["openssl"] = "pyopenssl",
        ["git"] = "gitpython", ["zmq"] = "pyzmq", ["usb"] = "pyusb", ["py3exiv2"] = "py3exiv2", ["mysqldb"] = "mysqlclient", ["dotenv"] = "python-dotenv", ["nacl"] = "pynacl",
        ["gdal"] = "gdal", ["py-cryptography"] = "cryptography", ["pyaml"] = "pyyaml", ["pyqt5"] = "pyqt5", ["ldap"] = "python-ldap", ["lxml"] = "lxml",
    };

    public override InstallStep? Read(string program, int start, InstallCommand command)
    {
        bool isApk = program == "apk";
        if (!isApk && program is not ("apt-get" or "apt" or "aptitude" or "dnf" or "yum" or "microdnf")) return null;
        int at = Subcommand(command, start, valued, out string? name);
        if (at < 0 || name != (isApk ? "add" : "install")) return null;
        InstallArguments arguments = InstallArguments.Read(command.Words, at + 1, valued);
        var builder = new InstallBuilder(command);
        foreach (string operand in arguments.Operands)
        {
            if (PythonName(operand) is not { } python) continue;
            string distribution = distributions.TryGetValue(python, out string? known) ? known : python;
            builder.Distributions.Add(new InstalledDistribution(distribution, null, []));
        }

        if (arguments.HasUnknownWord) builder.Unknown("an argument of " + program + " is not known");
        return builder.Build(program + " " + name, isClosed: false, new InstallTarget(InstallTargetKind.OperatingSystem));
    }

    /// <summary>NAME of <c>python3-NAME</c>, <c>python3.11-NAME</c>, <c>py3-NAME</c>; versions and architectures cut off.</summary>
    private static string? PythonName(string package)
    {
        int end = package.IndexOfAny(['=', ':', '/', '~', '<', '>']);
        string name = (end < 0 ? package : package.Substring(0, end)).ToLowerInvariant();
        int dash = name.IndexOf('-');
        if (dash <= 0 || dash + 1 == name.Length) return null;
        string prefix = name.Substring(0, dash);
        bool isPython = prefix == "py3" || (prefix.StartsWith("python3", StringComparison.Ordinal) && prefix.Substring("python3".Length).Trim('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.').Length == 0);
        string rest = name.Substring(dash + 1);
        return isPython && rest is not ("dev" or "venv" or "distutils" or "minimal" or "full" or "doc" or "dbg" or "all") ? rest : null;
    }
}
