namespace DockerLint.Images.BaseImages;

/// <summary>The families of images of which something is generally known; sorted by name, the longest fitting name counts.</summary>
internal static class BaseImageTable
{
    private const string CondaPath = "PATH=/opt/conda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static readonly string[] bash = ["/bin/bash"];
    private static readonly string[] pythonPath = ["PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"];
    private static readonly string[] entrypointScript = ["docker-entrypoint.sh"];

    private static readonly BaseImageFamily[] families =
    [
        new("almalinux") { Command = bash },
        new("alpine") { Layout = OsLayout.Alpine, Command = ["/bin/sh"] },
        new("alpine/git") { Layout = OsLayout.Alpine, WorkingDirectory = "/git", Entrypoint = ["git"], Command = ["--help"] },
        new("amazon/aws-lambda-python") { Python = PythonSource.Elsewhere, WorkingDirectory = "/var/task", Entrypoint = ["/lambda-entrypoint.sh"], Environment = ["LAMBDA_TASK_ROOT=/var/task", "LAMBDA_RUNTIME_DIR=/var/runtime"], Open = ["/var/lang", "/var/runtime"] },
        new("amazonlinux") { Command = bash },
        new("apache/airflow") { Python = PythonSource.Elsewhere, WorkingDirectory = "/opt/airflow", Entrypoint = ["/usr/bin/dumb-init", "--", "/entrypoint"], User = "50000", Open = ["/home/airflow", "/opt/airflow"], Environment = ["AIRFLOW_HOME=/opt/airflow"] },
        new("apache/beam_python*") { Python = PythonSource.Elsewhere, Entrypoint = ["/opt/apache/beam/boot"], Open = ["/opt/apache"] },
        new("busybox") { Layout = OsLayout.Bare, Command = ["sh"] },
        new("caddy") { Layout = OsLayout.Alpine, WorkingDirectory = "/srv" },
        new("cgr.dev/chainguard/python") { Python = PythonSource.Elsewhere, Layout = OsLayout.Bare, WorkingDirectory = "/app", Entrypoint = ["/usr/bin/python"], User = "65532" },
        new("cgr.dev/chainguard/wolfi-base") { Layout = OsLayout.Bare },
        new("condaforge/mambaforge") { Python = PythonSource.Conda, Environment = [CondaPath], Command = bash },
        new("condaforge/miniforge3") { Python = PythonSource.Conda, Environment = [CondaPath], Command = bash },
        new("continuumio/anaconda3") { Python = PythonSource.Conda, Environment = [CondaPath], Command = bash },
        new("continuumio/miniconda3") { Python = PythonSource.Conda, Environment = [CondaPath], Command = bash },
        new("debian") { Command = ["bash"] },
        new("docker") { Layout = OsLayout.Alpine },
        new("eclipse-temurin"),
        new("fedora") { Command = bash },
        new("gcr.io/distroless/*") { Layout = OsLayout.Bare, Closed = ["/home"] , Open = ["/home/nonroot"] },
        new("gcr.io/distroless/python3*") { Python = PythonSource.Elsewhere, Layout = OsLayout.Bare, Entrypoint = ["/usr/bin/python3"] , Open = ["/home/nonroot"] },
        new("ghcr.io/astral-sh/uv") { Python = PythonSource.WhenTagged, Layout = OsLayout.Merged, Files = ["/uv", "/uvx", "/usr/local/bin/uv", "/usr/local/bin/uvx"], Environment = pythonPath, Command = ["/usr/local/bin/uv"] },
        new("golang") { WorkingDirectory = "/go", Open = ["/go", "/usr/local/go"], Command = ["bash"], Environment = ["PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "GOPATH=/go"] },
        new("google/cloud-sdk") { Python = PythonSource.Distribution, Open = ["/google-cloud-sdk", "/usr/lib/google-cloud-sdk"] },
        new("gradle") { WorkingDirectory = "/home/gradle", Open = ["/home/gradle", "/opt/gradle", "/opt/java"] },
        new("jupyter/*") { Python = PythonSource.Conda, WorkingDirectory = "/home/jovyan", User = "1000", Environment = [CondaPath], Open = ["/home/jovyan"] },
        new("locustio/locust") { Python = PythonSource.UsrLocal, WorkingDirectory = "/home/locust", Entrypoint = ["locust"], User = "locust", Open = ["/opt/venv"] },
        new("mambaorg/micromamba") { Python = PythonSource.Conda, WorkingDirectory = "/tmp", Entrypoint = ["/usr/local/bin/_entrypoint.sh"], Command = bash, Open = ["/home/mambauser"] },
        new("maven") { Open = ["/usr/share/maven", "/opt/java"] },
        new("mcr.microsoft.com/azure-functions/python") { Python = PythonSource.UsrLocal, Open = ["/azure-functions-host", "/home", "/FuncExtensionBundles", "/opt"], Command = ["/opt/startup/start_nonappservice.sh"] },
        new("mcr.microsoft.com/devcontainers/*") { Python = PythonSource.UsrLocal, Environment = pythonPath, Open = ["/home/vscode"] },
        new("mcr.microsoft.com/dotnet/*") { Open = ["/home/app", "/usr/share/dotnet", "/usr/share/powershell"], Environment = ["APP_UID=1654", "ASPNETCORE_HTTP_PORTS=8080", "DOTNET_RUNNING_IN_CONTAINER=true"] },
        new("mcr.microsoft.com/dotnet/sdk") { Open = ["/home/app", "/usr/share/dotnet", "/usr/share/powershell"], Command = ["bash"], Environment = ["APP_UID=1654", "DOTNET_NOLOGO=true", "DOTNET_RUNNING_IN_CONTAINER=true", "DOTNET_USE_POLLING_FILE_WATCHER=true", "NUGET_XMLDOC_MODE=skip"] },
        new("mcr.microsoft.com/playwright/python") { Python = PythonSource.Distribution, Open = ["/home/pwuser", "/ms-playwright", "/ms-playwright-agent"], Command = bash },
        new("nginx") { Open = ["/docker-entrypoint.d"], Entrypoint = ["/docker-entrypoint.sh"], Command = ["nginx", "-g", "daemon off;"] },
        new("node") { Open = ["/home/node", "/opt/yarn-v1.22.22"], Entrypoint = entrypointScript, Command = ["node"] },
        new("nvcr.io/nvidia/pytorch") { Python = PythonSource.Distribution, WorkingDirectory = "/workspace", Open = ["/workspace", "/opt"] },
        new("nvidia/cuda") { Open = ["/opt/nvidia", "/usr/local/cuda"], Entrypoint = ["/opt/nvidia/nvidia_entrypoint.sh"] },
        new("openjdk"),
        new("oraclelinux") { Command = bash },
        new("pandoc/*") { WorkingDirectory = "/data" },
        new("php") { Open = ["/var/www"], WorkingDirectory = "/var/www/html" },
        new("postgres") { Open = ["/docker-entrypoint-initdb.d"], Entrypoint = entrypointScript, Command = ["postgres"] },
        new("public.ecr.aws/amazonlinux/amazonlinux") { Command = bash },
        new("public.ecr.aws/lambda/python") { Python = PythonSource.Elsewhere, WorkingDirectory = "/var/task", Entrypoint = ["/lambda-entrypoint.sh"], Environment = ["LAMBDA_TASK_ROOT=/var/task", "LAMBDA_RUNTIME_DIR=/var/runtime"], Open = ["/var/lang", "/var/runtime"] },
        new("pypy") { Python = PythonSource.Elsewhere, Open = ["/opt/pypy"], Command = ["pypy3"] },
        new("python") { Python = PythonSource.UsrLocal, Environment = pythonPath, Command = ["python3"] },
        new("pytorch/pytorch") { Python = PythonSource.Conda, WorkingDirectory = "/workspace", Environment = [CondaPath] },
        new("quay.io/jupyter/*") { Python = PythonSource.Conda, WorkingDirectory = "/home/jovyan", User = "1000", Environment = [CondaPath], Open = ["/home/jovyan"] },
        new("redis") { WorkingDirectory = "/data", Entrypoint = entrypointScript, Command = ["redis-server"] },
        new("registry.access.redhat.com/ubi*") { WorkingDirectory = "/", Command = bash, Open = ["/opt/app-root"] },
        new("rockylinux") { Command = bash },
        new("ruby") { Open = ["/usr/local/bundle"], Command = ["irb"] },
        new("rust") { Open = ["/usr/local/cargo", "/usr/local/rustup"], Command = ["bash"], Environment = ["PATH=/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"] },
        new("tensorflow/tensorflow") { Python = PythonSource.Distribution, Command = bash, Open = ["/tf"] },
        new("tiangolo/*") { Python = PythonSource.UsrLocal, WorkingDirectory = "/app", Environment = [.. pythonPath, "PYTHONPATH=/app"], Command = ["/start.sh"], Files = ["/app/main.py", "/entrypoint.sh", "/gunicorn_conf.py", "/start-reload.sh", "/start.sh"] },
        new("ubuntu") { Command = bash, Open = ["/home/ubuntu"] },
    ];

    /// <summary>The facts about a reference; <see cref="BaseImageFacts.Known"/> is false where the table has no row.</summary>
    public static BaseImageFacts Find(string reference)
    {
        if (ImageReference.Parse(reference) is not { } image) return BaseImageFacts.Unknown(reference);
        string name = image.Registry.Length == 0 ? image.Repository : image.Registry + "/" + image.Repository;
        // A proxy of the default registry keeps "library/" in front of official images, whatever its own host and prefix.
        int library = name.LastIndexOf("/library/", System.StringComparison.Ordinal);
        if (library >= 0) name = name.Substring(library + "/library/".Length);
        BaseImageFamily? best = null;
        foreach (BaseImageFamily family in families)
        {
            if (family.Covers(name) && (best is null || family.Name.Length >= best.Name.Length)) best = family;
        }

        return best?.Describe(reference, image.Tag) ?? BaseImageFacts.Unknown(reference);
    }
}
