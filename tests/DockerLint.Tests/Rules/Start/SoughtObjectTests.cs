using Xunit;

namespace DockerLint.Tests.Rules.Start;

/// <summary>Launchers that look for the application in the module by themselves (flask/cli.py, celery/app/utils.py, fastapi_cli/discover.py).</summary>
public sealed class SoughtObjectTests
{
    private static string[] Lines(string command, string files) => Repo.Lines(
        "# Dockerfile\nFROM python:3.12-slim\nRUN pip install flask celery fastapi\nENV FLASK_APP=shop\nWORKDIR /app\nCOPY . .\nCMD " + command + "\n" + files, "IMG3");

    [Theory]
    [InlineData("flask run", "# shop.py\nimport os\nLIMIT = 3\ndef build():\n    return os\n")]
    [InlineData("flask run", "# shop/__init__.py\n# shop/web.py\nfrom flask import Flask\napp = Flask(__name__)\n")]
    [InlineData("flask run", "# shop.py\nfrom flask import Flask\nfrom web import build\n# web.py\nfrom flask import Flask\ndef build():\n    return Flask(__name__)\n")]
    [InlineData("celery -A shop worker", "# shop/__init__.py\nimport os\n# shop/tasks.py\nfrom celery import Celery\napp = Celery('x')\n")]
    [InlineData("fastapi run shop.py", "# shop.py\nfrom fastapi import APIRouter\nclass Web(APIRouter): pass\n")]
    public void Reports_a_module_that_certainly_has_none(string command, string files) =>
        Assert.Equal(["IMG3002 Error Dockerfile:6 shop"], Lines(command, files));

    [Theory]
    [InlineData("flask run", "# shop.py\nfrom flask import Flask\nserver = Flask(__name__)\n")]
    [InlineData("flask run", "# shop.py\ndef make_app():\n    pass\n")]
    [InlineData("flask run", "# shop.py\nfrom web import server\n# web.py\nfrom flask import Flask\nserver = Flask(__name__)\n")]
    [InlineData("flask run", "# shop.py\nfrom elsewhere import server\n")]
    [InlineData("flask run", "# shop.py\nfrom web import *\n# web.py\nserver = 1\n")]
    [InlineData("flask run", "# shop.py\nwith open('x') as f:\n    server = f\n")]
    [InlineData("flask run", "# shop.py\ndef server(): pass\nserver = server()\n")]
    [InlineData("flask run", "# shop.py\nglobals()['web'] = 1\n")]
    [InlineData("flask --help", "# shop.py\nimport os\n")]
    [InlineData("flask --app shop:web run", "# shop.py\nweb = 1\n")]
    [InlineData("celery -A shop worker", "# shop/__init__.py\nimport os\n# shop/celery.py\nfrom celery import Celery\nqueue = Celery('x')\n")]
    [InlineData("celery -A shop worker", "# shop.py\nfrom celery import Celery\nqueue = Celery('x')\n")]
    [InlineData("fastapi run shop.py", "# shop.py\nfrom fastapi import FastAPI\nweb = FastAPI()\n")]
    public void Accepts_a_module_that_may_have_one(string command, string files) => Assert.Empty(Lines(command, files));
}
