using Xunit;

namespace DockerLint.Tests.Rules.Python;

/// <summary>A project elsewhere in the repository provides the module, and no step brings it into the image.</summary>
public sealed class ForgottenProjectTests
{
    private static string[] Lines(string steps, string files = "", string main = "import common.db", string image = "python:3.12-slim", string start = "\"python\", \"main.py\"") => Repo.Lines($"""
        # services/api/Dockerfile
        FROM {image}
        WORKDIR /app
        {steps}
        COPY services/api/main.py .
        CMD [{start}]
        # services/api/main.py
        {main}
        # packages/common/pyproject.toml
        [project]
        name = "acme-common"
        version = "1"
        # packages/common/src/common/__init__.py
        # packages/common/src/common/db.py
        {files}
        """, "IMG1001", "IMG1002", "IMG1003", "IMG4001");

    private const string Wanted = "services/api/main.py:1 common";

    [Fact]
    public void Reports_it_where_everything_that_is_installed_is_known() => Assert.Equal(["IMG1001 Error " + Wanted], Lines("RUN mkdir /data"));

    [Fact]
    public void Reports_a_flat_project_that_is_copied_to_a_place_nobody_searches() =>
        Assert.Equal(["IMG1001 Error services/api/main.py:1 flat"], Lines("COPY libs/flat /libs/flat", "# libs/flat/setup.py\nfrom setuptools import setup\nsetup(name='flat', packages=['flat'])\n# libs/flat/flat/__init__.py", "import flat"));

    [Theory]
    [InlineData("RUN pip install flask")]
    [InlineData("COPY r.txt .\nRUN pip install -r r.txt")]
    public void Reports_weaker_where_a_distribution_may_go_by_the_name(string steps) =>
        Assert.Equal(["IMG1001 Warning " + Wanted], Lines(steps, "# r.txt\nflask\n"));

    [Fact]
    public void Reports_weaker_what_is_imported_later() =>
        Assert.Equal(["IMG1002 Warning services/api/main.py:2 common"], Lines("RUN mkdir /data", main: "def f():\n    import common"));

    [Theory]
    [InlineData("COPY packages/common /src\nRUN pip install /src")]
    [InlineData("COPY packages/common /src\nRUN pip install -e /src")]
    [InlineData("COPY packages/common /src\nENV PYTHONPATH=/src/src")]
    [InlineData("RUN pip install acme-common")]
    [InlineData("RUN pip install common")]
    [InlineData("COPY dist/*.whl /w/\nRUN pip install /w/*.whl")]
    [InlineData("RUN make install")]
    public void Accepts_what_a_step_brings_or_may_bring(string steps) => Assert.Empty(Lines(steps, "# dist/acme_common-1-py3-none-any.whl"));

    [Fact]
    public void Accepts_a_base_image_that_may_hold_it() => Assert.Empty(Lines("RUN mkdir /data", image: "registry/base"));

    [Fact]
    public void Accepts_what_is_installed_at_the_start() => Assert.Empty(Lines("RUN mkdir /data", start: "\"uv\", \"run\", \"main.py\""));

    [Fact]
    public void Accepts_as_no_project_what_two_of_them_provide() =>
        Assert.Equal(["IMG4001 Warning " + Wanted], Lines("RUN mkdir /data", "# other/common/setup.py\n# other/common/common/__init__.py"));

    [Fact]
    public void Accepts_as_no_project_a_name_that_is_a_distribution_s() =>
        Assert.Equal(["IMG4001 Error services/api/main.py:1 yaml"], Lines("RUN mkdir /data", "# forks/yaml/setup.py\n# forks/yaml/yaml/__init__.py", "import yaml"));
}
