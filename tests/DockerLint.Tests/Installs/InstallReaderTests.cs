using System.Linq;
using DockerLint.Installs;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Catalog;
using Xunit;

namespace DockerLint.Tests.Installs;

public sealed class InstallReaderTests
{
    private const string Pyproject = "[build-system]\nbuild-backend = 'hatchling.build'\n[project]\nname = 'app'\ndependencies = ['flask', 'shared']\n[project.optional-dependencies]\npg = ['psycopg2']\n"
        + "[dependency-groups]\ndev = ['pytest']\n[tool.uv.sources]\nshared = {workspace = true}\n[tool.uv.workspace]\nmembers = ['libs/*']\n";

    private const string UvLock = "version = 1\n[[package]]\nname = 'app'\nversion = '1'\nsource = {editable = '.'}\ndependencies = [{name = 'flask'}, {name = 'shared'}]\n"
        + "[package.optional-dependencies]\npg = [{name = 'psycopg2'}]\n[package.dev-dependencies]\ndev = [{name = 'pytest'}]\n"
        + "[[package]]\nname = 'flask'\nversion = '3.0'\nsource = {registry = 'x'}\ndependencies = [{name = 'click'}, {name = 'colorama', marker = \"sys_platform == 'win32'\"}]\n"
        + "[[package]]\nname = 'click'\nversion = '8'\nsource = {registry = 'x'}\n[[package]]\nname = 'colorama'\nversion = '1'\nsource = {registry = 'x'}\n"
        + "[[package]]\nname = 'psycopg2'\nversion = '2'\nsource = {registry = 'x'}\n[[package]]\nname = 'pytest'\nversion = '8'\nsource = {registry = 'x'}\n"
        + "[[package]]\nname = 'shared'\nversion = '1'\nsource = {editable = 'libs/shared'}\ndependencies = [{name = 'pyyaml'}]\n[[package]]\nname = 'pyyaml'\nversion = '6'\nsource = {registry = 'x'}\n";

    [Theory]
    [InlineData("pip install flask requests==2.31", "flask requests")]
    [InlineData("pip3 install --no-cache-dir --upgrade pip Flask", "flask pip")]
    [InlineData("python -m pip install -U flask", "flask")]
    [InlineData("python3.11 -m pip --disable-pip-version-check install flask", "flask")]
    [InlineData("/opt/venv/bin/pip install flask", "flask")]
    [InlineData("sudo -H pip install flask", "flask")]
    [InlineData("uv pip install --system -r requirements.txt", "pyyaml requests")]
    [InlineData("pip install -rrequirements.txt -c constraints.txt", "pyyaml requests")]
    [InlineData("pip install --requirement=requirements.txt", "pyyaml requests")]
    [InlineData("conda install -y -c conda-forge pytorch=2 pyyaml", "pyyaml torch")]
    [InlineData("apt-get install -y --no-install-recommends gcc python3-yaml python3-dev", "pyyaml")]
    [InlineData("apk add --no-cache py3-pillow", "pillow")]
    [InlineData("poetry run pip install flask", "flask")]
    public void Lists_distributions(string command, string expected)
    {
        InstallStep step = Read(command)!;
        Assert.Equal(expected.Split(' '), step.Distributions.Select(d => d.Name).Order());
        Assert.Equal(Completeness.Direct, step.Completeness);
        Assert.Null(step.FailsBecause);
    }

    [Theory]
    [InlineData("pip --version")]
    [InlineData("pip list")]
    [InlineData("uv --version")]
    [InlineData("poetry config virtualenvs.create false")]
    [InlineData("python app.py")]
    [InlineData("apt-get update")]
    [InlineData("echo pip install flask")]
    public void Leaves_other_commands_alone(string command) => Assert.Null(Read(command));

    [Theory]
    [InlineData("pip install .", "/work", false)]
    [InlineData("pip install -e .", "/work", true)]
    [InlineData("pip install -e .[pg]", "/work", true)]
    [InlineData("pip install ./libs/shared", "/work/libs/shared", false)]
    [InlineData("uv pip install --system -e libs/shared", "/work/libs/shared", true)]
    [InlineData("poetry install", "/work", true)]
    public void Finds_local_projects(string command, string path, bool isEditable)
    {
        LocalInstall install = Read(command)!.Projects[0];
        Assert.Equal((path, isEditable, NodeKind.Directory), (install.Path, install.IsEditable, install.Node.Kind));
    }

    [Fact]
    public void A_local_project_brings_its_dependencies_and_extras()
    {
        Assert.Equal(["flask", "shared"], Read("pip install .")!.Distributions.Select(d => d.Name));
        Assert.Equal(["flask", "shared", "psycopg2"], Read("pip install .[pg]")!.Distributions.Select(d => d.Name));
        InstallStep bare = Read("pip install --no-deps .")!;
        Assert.Empty(bare.Distributions);
        Assert.Equal(Completeness.Closed, bare.Completeness);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        InstallStep step = Read("pip install -r gone.txt ./gone")!;
        Assert.Equal(["/work/gone", "/work/gone.txt"], step.Reads.Where(r => r.Node.Kind == NodeKind.Missing && r.IsRequired).Select(r => r.Path).Order());
        Assert.Equal(NodeKind.Missing, step.Projects.Single().Node.Kind);
    }

    [Theory]
    [InlineData("uv sync --frozen", "click flask pytest pyyaml", "/work/libs/shared:e /work:e")]
    [InlineData("uv sync --locked --no-dev", "click flask pyyaml", "/work/libs/shared:e /work:e")]
    [InlineData("uv sync --frozen --no-dev --extra pg", "click flask psycopg2 pyyaml", "/work/libs/shared:e /work:e")]
    [InlineData("uv sync --frozen --no-dev --no-install-project", "click flask pyyaml", "/work/libs/shared:e")]
    [InlineData("uv sync --frozen --no-dev --no-install-workspace", "click flask pyyaml", "")]
    [InlineData("uv sync --frozen --no-dev --no-editable", "click flask pyyaml", "/work/libs/shared:s /work:s")]
    [InlineData("uv sync --frozen --only-group dev", "pytest", "")]
    [InlineData("uv sync --frozen --no-dev --package shared", "pyyaml", "/work/libs/shared:e")]
    public void Uv_sync_follows_the_lock(string command, string distributions, string projects)
    {
        InstallStep step = Read(command)!;
        Assert.Equal(Completeness.Closed, step.Completeness);
        Assert.Equal(distributions.Split(' '), step.Distributions.Select(d => d.Name).Order());
        Assert.Equal(projects, string.Join(" ", step.Projects.Select(p => p.Path + (p.IsEditable ? ":e" : ":s")).Order(System.StringComparer.Ordinal)));
        Assert.Equal((InstallTargetKind.VirtualEnvironment, "/work/.venv"), (step.Target.Kind, step.Target.Path));
    }

    [Fact]
    public void Uv_sync_without_its_lock_fails_when_frozen()
    {
        IFileTree tree = new InMemoryFileTree().Add("/work/pyproject.toml", Pyproject);
        Assert.Contains("lockfile", Read("uv sync --frozen", tree)!.FailsBecause);
        InstallStep open = Read("uv sync", tree)!;
        Assert.Equal(Completeness.Direct, open.Completeness);
        Assert.Equal(["flask", "pytest", "shared"], open.Distributions.Select(d => d.Name).Order());
    }

    [Fact]
    public void Poetry_follows_its_lock_and_groups()
    {
        const string project = "[tool.poetry]\nname = 'app'\n[tool.poetry.dependencies]\npython = '^3.11'\nflask = '^3'\n[tool.poetry.group.dev.dependencies]\npytest = '*'\n";
        const string locked = "[[package]]\nname = 'flask'\nversion = '3.0'\n[package.dependencies]\nclick = '>=8'\nasgiref = {version = '*', optional = true}\n"
            + "[[package]]\nname = 'click'\nversion = '8'\n[[package]]\nname = 'pytest'\nversion = '8'\n[[package]]\nname = 'asgiref'\nversion = '3'\n";
        IFileTree tree = new InMemoryFileTree().Add("/work/pyproject.toml", project).Add("/work/poetry.lock", locked);
        Assert.Equal(["click", "flask", "pytest"], Read("poetry install --no-root", tree)!.Distributions.Select(d => d.Name).Order());
        InstallStep main = Read("poetry install --no-interaction --only main --no-root", tree)!;
        Assert.Equal(["click", "flask"], main.Distributions.Select(d => d.Name).Order());
        Assert.Equal(Completeness.Closed, main.Completeness);
        Assert.Empty(main.Projects);
        Assert.Equal("/work/r.txt", Read("poetry export -f requirements.txt -o r.txt", tree)!.Writes);
    }

    [Fact]
    public void Pipenv_and_pdm_follow_their_locks()
    {
        IFileTree pipenv = new InMemoryFileTree().Add("/work/Pipfile", "[packages]\nflask = '*'\n")
            .Add("/work/Pipfile.lock", "{\"_meta\": {}, \"default\": {\"flask\": {\"version\": \"==3.0\"}, \"click\": {}}, \"develop\": {\"pytest\": {}}}");
        InstallStep step = Read("pipenv install --system --deploy", pipenv)!;
        Assert.Equal(["click", "flask"], step.Distributions.Select(d => d.Name).Order());
        Assert.Equal((Completeness.Closed, InstallTargetKind.System), (step.Completeness, step.Target.Kind));
        IFileTree pdm = new InMemoryFileTree().Add("/work/pyproject.toml", "[project]\nname = 'app'\n[dependency-groups]\ntest = ['pytest']\n")
            .Add("/work/pdm.lock", "[[package]]\nname = 'flask'\ngroups = ['default']\n[[package]]\nname = 'pytest'\ngroups = ['test']\n");
        Assert.Equal(["flask"], Read("pdm sync --prod --no-self", pdm)!.Distributions.Select(d => d.Name));
    }

    [Fact]
    public void Answers_who_brings_a_module()
    {
        var open = new InstalledSet([Read("pip install PyYAML alembic requests")!]);
        Assert.Equal((ProvisionKind.Provided, "pyyaml"), (open.IsProvided("yaml.loader").Kind, open.IsProvided("yaml").Distribution));
        Assert.Equal(ProvisionKind.Provided, open.IsProvided("alembic").Kind);
        Assert.Equal(ProvisionKind.Provided, open.IsProvided("urllib3").Kind);
        Assert.Equal(ProvisionKind.Undeclared, open.IsProvided("flask").Kind);
        var closed = new InstalledSet([Read("uv sync --frozen --no-dev")!]);
        Assert.Equal(ProvisionKind.Provided, closed.IsProvided("click").Kind);
        Provision missing = closed.IsProvided("bs4");
        Assert.Equal((ProvisionKind.Missing, "beautifulsoup4"), (missing.Kind, missing.Distribution));
        Assert.True(missing.Confidence >= Confidence.Medium);
        Assert.Equal(ProvisionKind.Unknown, new InstalledSet([Read("uv sync --frozen")!], "base image is not known").IsProvided("bs4").Kind);
    }

    [Fact]
    public void Unknown_words_make_the_set_unknown()
    {
        var command = new InstallCommand { Words = ["pip", "install", null, "flask"], WorkingDirectory = "/work", Tree = Tree(), Python = new PythonVersion(3, 11) };
        Assert.Equal(Completeness.Unknown, InstallReader.Read(command)!.Completeness);
    }

    [Fact]
    public void Targets_are_found()
    {
        Assert.Equal("/deps", Read("pip install --target /deps flask")!.Target.Path);
        Assert.Equal("/install", Read("pip install --prefix=/install flask")!.Target.Path);
        Assert.Equal(InstallTargetKind.User, Read("pip install --user flask")!.Target.Kind);
        Assert.Equal(InstallTargetKind.Nowhere, Read("pip wheel -w /wheels -r requirements.txt")!.Target.Kind);
        IFileTree tree = new InMemoryFileTree().Add("/opt/venv/pyvenv.cfg", "");
        Assert.Equal((InstallTargetKind.VirtualEnvironment, "/opt/venv"), (Read("/opt/venv/bin/pip install x", tree)!.Target.Kind, Read("/opt/venv/bin/pip install x", tree)!.Target.Path));
    }

    [Theory]
    [InlineData("uv sync --no-dev", "/work /work/libs/shared", "")]
    [InlineData("uv sync --no-dev --no-sources", "/work", "shared")]
    [InlineData("uv sync --no-dev --no-sources --frozen", "/work /work/libs/shared", "")]
    public void Without_its_sources_uv_takes_projects_of_the_workspace_from_the_index(string command, string projects, string published)
    {
        InstallStep step = Read(command)!;
        Assert.Equal(projects, string.Join(' ', step.Projects.Select(project => project.Path).Order(System.StringComparer.Ordinal)));
        Assert.Equal(published.Length > 0, step.Distributions.Any(distribution => distribution.Name == "shared"));
    }

    private static InMemoryFileTree Tree() => new InMemoryFileTree().Add("/work/pyproject.toml", Pyproject).Add("/work/uv.lock", UvLock).Add("/work/app/__init__.py", "")
        .Add("/work/requirements.txt", "requests>=2\npyyaml\n").Add("/work/constraints.txt", "flask==1\n")
        .Add("/work/libs/shared/pyproject.toml", "[build-system]\nbuild-backend = 'hatchling.build'\n[project]\nname = 'shared'\n").Add("/work/libs/shared/shared/__init__.py", "");

    private static InstallStep? Read(string command, IFileTree? tree = null) => InstallReader.Read(new InstallCommand
    {
        Words = command.Split(' '),
        WorkingDirectory = "/work",
        Tree = tree ?? Tree(),
        Python = new PythonVersion(3, 11),
    });
}
