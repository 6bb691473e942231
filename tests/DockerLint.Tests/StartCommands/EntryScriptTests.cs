using System.Collections.Generic;
using System.Linq;
using DockerLint.Shell;
using DockerLint.StartCommands;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.StartCommands;

public sealed class EntryScriptTests
{
    private const string Shebang = "#!/bin/sh\nset -e\n";

    [Theory]
    // The frequent shapes.
    [InlineData("exec gunicorn --bind :${PORT:-8080} \\\n  --workers 1 \\\n  pkg.main:app", "", "gunicorn pkg.main:app [/app ?]")]
    [InlineData("python manage.py migrate\nexec \"$@\"", "gunicorn proj.wsgi", "manage.py /app/manage.py [/app]; gunicorn proj.wsgi:application [/app ?]")]
    [InlineData("cd src && exec python main.py", "", "python /app/src/main.py [/app/src]")]
    [InlineData("cd \"$(dirname \"$0\")/src\"\nexec python -m pkg", "", "python pkg [/app/src]")]
    [InlineData("APP=pkg.main:app\nexec gunicorn $APP", "", "gunicorn pkg.main:app [/app ?]")]
    [InlineData("export PYTHONPATH=/lib\nexec python -m pkg", "", "python pkg [/app /lib]")]
    [InlineData("PYTHONPATH=src python -m pkg", "", "python pkg [/app /app/src]")]
    [InlineData("LIB=/lib\nexec python -m pkg", "", "python pkg [/app]")]
    [InlineData("case \"$1\" in\n web) exec gunicorn a:b;;\n worker) exec celery -A c worker;;\n *) exec \"$@\";;\nesac", "worker", "celery c [/app ?]")]
    [InlineData("case \"$1\" in\n web) exec gunicorn a:b;;\n *) exec \"$@\";;\nesac", "python x.py", "python /app/x.py [/app]")]
    [InlineData("if [ \"$MODE\" = worker ]; then exec celery -A c worker; fi\nexec gunicorn a:b", "", "celery c [/app ?] maybe; gunicorn a:b [/app ?] maybe")]
    [InlineData("if [ \"${MODE:-web}\" = worker ]; then exec celery -A c worker; fi\nexec gunicorn a:b", "", "gunicorn a:b [/app ?]")]
    // XCU 2.5.2: where fields are not split, "$@" is joined with blanks.
    [InlineData("cmd=\"$@\"\nexec $cmd", "gunicorn a:b", "gunicorn a:b [/app ?]")]
    [InlineData("cmd=$@\nexec $cmd", "python x.py", "python /app/x.py [/app]")]
    [InlineData("if python -m probe; then echo yes; fi\nexec python -m pkg", "", "python probe [/app] maybe; python pkg [/app]")]
    [InlineData("python -m probe || true\nexec python -m pkg", "", "python probe [/app] maybe; python pkg [/app]")]
    [InlineData("python -m probe || { echo no; exit 1; }\nexec python -m pkg", "", "python probe [/app]; python pkg [/app]")]
    [InlineData("ARGS=(python -m)\nARGS+=(pkg)\nexec \"${ARGS[@]}\"", "", "python pkg [/app]")]
    [InlineData("EXTRA=()\nexec python ${EXTRA[@]} \"${X[0]:-x.py}\"", "", "python /app/x.py [/app]")]
    [InlineData("A=(a.py b.py)\nfor i in \"${A[@]}\"; do python $i; done\npython \"${A[1]}\" ${#A[@]}", "", "python /app/a.py [/app]; python /app/b.py [/app]; python /app/b.py [/app]")]
    [InlineData("if [ -z \"$SECRET\" ]; then echo no; exit 1; fi\nexec gunicorn a:b", "", "gunicorn a:b [/app ?]")]
    [InlineData("[ -n \"$MIGRATE\" ] && python manage.py migrate\nexec gunicorn a:b", "", "manage.py /app/manage.py [/app] maybe; gunicorn a:b [/app ?]")]
    [InlineData("python a.py || exit 1\npython b.py || python c.py", "", "python /app/a.py [/app]; python /app/b.py [/app] maybe; python /app/c.py [/app] maybe")]
    [InlineData("if [ -f src/main.py ]; then M=src.main; else M=main; fi\nexec uvicorn $M:app", "", "uvicorn src.main:app [/app ?]")]
    [InlineData("if [ \"$X\" ]; then M=a; else M=b; fi\nexec uvicorn $M:app", "", "uvicorn a:app [/app ?] maybe; uvicorn b:app [/app ?] maybe")]
    [InlineData("while ! nc -z db 5432; do sleep 1; done\nexec python a.py", "", "python /app/a.py [/app]")]
    [InlineData("until python wait.py; do sleep 1; done\npython a.py", "", "python /app/wait.py [/app]; python /app/a.py [/app]")]
    [InlineData("while true; do python a.py; sleep 5; done", "", "python /app/a.py [/app]")]
    [InlineData("while [ $# -gt 0 ]; do case $1 in -m) M=$2; shift;; esac; shift; done\nexec python -m $M", "-m pkg", "python pkg [/app]")]
    [InlineData("for s in a b; do python $s.py & done\nwait", "", "python /app/a.py [/app]; python /app/b.py [/app]")]
    [InlineData("python - <<EOF\nimport pkg\nEOF", "", "python <import pkg> [/app]")]
    [InlineData("cat <<'EOF' | python\nimport pkg\nEOF", "", "python <import pkg> [/app]")]
    [InlineData("run() { exec python -m \"$1\"; }\nrun pkg", "", "python pkg [/app]")]
    [InlineData(". ./env.sh\nexec python -m $M", "", "python sourced [/app]")]
    [InlineData("set -- python \"$@\"\nexec \"$@\"", "x.py", "python /app/x.py [/app]")]
    [InlineData("if [ \"${1#-}\" != \"$1\" ]; then set -- python x.py \"$@\"; fi\nexec \"$@\"", "--flag", "python /app/x.py [/app]")]
    [InlineData("(cd src && python main.py)\npython -m pkg", "", "python /app/src/main.py [/app/src]; python pkg [/app]")]
    [InlineData("exec sh other.sh one", "", "python one [/app]")]
    [InlineData("OUT=$(cd src && python main.py)\nexec python -m pkg", "", "python /app/src/main.py [/app/src] maybe; python pkg [/app]")]
    [InlineData("if [ \"$(python -m check)\" = ok ]; then exec python a.py; fi", "", "python check [/app] maybe; python /app/a.py [/app] maybe")]
    [InlineData("cd \"$(dirname \"$0\")\"\nexport PYTHONPATH=\"${PWD}/src:${PYTHONPATH:-}\"\nexec python -m pkg", "", "python pkg [/app /app/src /app]")]
    [InlineData("gunicorn $EXTRA pkg.main:app", "", "gunicorn pkg.main:app [/app ?]")]
    [InlineData("gunicorn $APP_MODULE", "", "gunicorn ? a deployment may set it")]
    [InlineData("exec $CMD", "", " ? a deployment may set it")]
    [InlineData("echo hi\nexec nginx", "", "nginx ? nginx is not known to start Python")]
    [InlineData("source /venv/bin/activate\nexec python main.py", "", "python /app/main.py [/app]")]
    [InlineData("eval \"python main.py\"", "", "python /app/main.py [/app]")]
    [InlineData("command -v x >/dev/null || exit 1\nexec python main.py", "", "python /app/main.py [/app]")]
    [InlineData("exec ./gone.sh", "", "gone.sh ? /app/gone.sh is not in the image @/app/gone.sh")]
    [InlineData("python a.py\nif then", "", "python /app/a.py [/app]")]
    public void Follows(string script, string command, string expected) =>
        Assert.Equal(expected, Show(Run(Shebang + script, command)));

    [Fact]
    public void The_trail_names_the_line_of_the_script()
    {
        EntryPoint entry = Assert.Single(Run(Shebang + "\n\nexec python main.py", ""));
        ChainStep last = entry.Trail[entry.Trail.Count - 1];
        Assert.Equal(("/app/entrypoint.sh", 5, "python main.py"), (last.File, last.Line, last.What));
        Assert.Equal("python main.py", entry.CommandText);
    }

    [Fact]
    public void A_script_with_carriage_returns_is_read_and_noted()
    {
        EntryPoint entry = Assert.Single(Run("#!/bin/sh\r\nexec python main.py\r\n", ""));
        Assert.Equal("/app/main.py", entry.FilePath);
        Assert.Contains(entry.Notes, note => note.Contains("carriage return"));
    }

    [Fact]
    public void A_python_entry_script_is_an_entry()
    {
        Assert.Equal("python /app/entrypoint.sh [/app]", Show(Run("#!/usr/bin/env python3\nimport x\n", "")));
    }

    [Theory]
    [InlineData("supervisord -n -c /etc/s.conf", "python /app/w.py [/app]; gunicorn a:b [/srv ?]; python pkg [/app /x] maybe")]
    [InlineData("honcho start", "gunicorn a:b [/app ?]; python /app/w.py [/app]")]
    [InlineData("honcho start worker", "python /app/w.py [/app]")]
    [InlineData("/init", "python /srv/s.py [/srv]")]
    [InlineData("/init python main.py", "python /srv/s.py [/srv]; python /app/main.py [/app]")]
    public void Supervisors_start_their_programs(string command, string expected)
    {
        InMemoryFileTree image = Image("")
            .Add("/etc/s.conf", "[supervisord]\nnodaemon=true\n[program:w]\ncommand=python w.py\n[program:web]\ncommand=gunicorn a:b ; comment\ndirectory=/srv\n[include]\nfiles = /etc/s.d/*.conf\n")
            .Add("/etc/s.d/x.conf", "[program:x]\ncommand=python -m pkg\nenvironment=PYTHONPATH=\"/x\",B=c\nautostart=false\n")
            .Add("/app/Procfile", "web: gunicorn a:b\nworker: python w.py\n")
            .Add("/etc/services.d/s/run", "#!/usr/bin/with-contenv sh\ncd /srv\nexec python s.py\n");
        Assert.Equal(expected, Show(Resolve(image, CommandLine.Split(command))));
    }

    [Fact]
    public void Health_checks_that_run_python_are_entries()
    {
        IReadOnlyList<EntryPoint> entries = StartCommandResolver.Resolve(new StartRequest
        {
            Image = Image(""),
            Configuration = StartConfiguration.Empty.WithCommand(["python", "main.py"]),
            WorkingDirectory = "/app",
            HealthCheck = ["/bin/sh", "-c", "python health.py || exit 1"],
        });
        Assert.Equal([false, true], entries.Select(entry => entry.IsHealthCheck));
        Assert.Equal("/app/health.py", entries[1].FilePath);
    }

    [Fact]
    public void Scripts_that_call_each_other_come_to_an_end()
    {
        InMemoryFileTree image = Image("").Add("/app/a.sh", "sh b.sh\nsh b.sh\n").Add("/app/b.sh", "sh a.sh\nsh a.sh\nf() { f; f; }\nf\n");
        Assert.NotEmpty(Resolve(image, ["sh", "a.sh"]));
    }

    [Fact]
    public void Many_open_conditions_come_to_an_end()
    {
        string script = string.Concat(Enumerable.Range(0, 300).Select(i => $"if [ \"$A{i}\" ]; then B{i}=1; fi\n")) + "exec python main.py";
        Assert.Equal("python /app/main.py [/app]", Show(Run(Shebang + script, "")));
    }

    [Fact]
    public void Never_throws_on_any_mixture_of_commands()
    {
        Gen<string> pieces = Gen.Elements(
            "python", "-m", "-c", "gunicorn", "a:b", "exec", "cd", "..", "$X", "\"$@\"", "$1", ";", "&&", "||", "\n", "if", "then", "fi", "[", "]",
            "-f", "=", "(", ")", "case", "in", "esac", ";;", "*", "while", "do", "done", "set", "--", "shift", "f()", "{", "}", "f", "env", "A=b",
            "uwsgi", "--ini", "flask", "--app", "celery", "-A", "uv", "run", "sh", "entrypoint.sh", "tini", "supervisord", "alembic", "pytest", "x.py",
            "break", "return", "exit", "eval", ".", "su", "-", "timeout", "5", "<<E", "E", "|", "for", "x", "&", "!", "trap", "hypercorn", "a/b:c", "rq");
        Prop.ForAll(Gen.ArrayOf(pieces).ToArbitrary(), parts =>
        {
            string text = string.Join(" ", parts);
            Assert.NotNull(Run(Shebang + text, text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(40));
    }

    private static InMemoryFileTree Image(string script) => new InMemoryFileTree()
        .Add("/app/entrypoint.sh", script).Add("/app/main.py", "").Add("/app/src/main.py", "").Add("/app/manage.py", "")
        .Add("/app/env.sh", "M=sourced\n").Add("/app/other.sh", "python -m $1\n").AddDirectory("/srv");

    private static IReadOnlyList<EntryPoint> Run(string script, string command) =>
        Resolve(Image(script), ["/app/entrypoint.sh", .. CommandLine.Split(command)]);

    private static IReadOnlyList<EntryPoint> Resolve(IFileTree image, IReadOnlyList<string> words) =>
        StartCommandResolver.Resolve(new StartRequest
        {
            Image = image,
            Configuration = StartConfiguration.Empty.WithCommand(words),
            WorkingDirectory = "/app",
            Environment = static _ => ShellValue.Unset("a deployment may set it"),
        });

    private static string Show(IEnumerable<EntryPoint> entries) => string.Join("; ", entries.Select(EntryOutline.Of));
}
