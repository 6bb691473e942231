# Python packages of Debian: the imports of 5,000 files as CPython's parser sees them, and no false error in the closure of any
# of the programs among them that a real interpreter imports. Brings the packages by itself, into a temporary directory.
set -uo pipefail
for program in apt-get dpkg-deb python3; do
  command -v $program > /dev/null || { echo "SKIPPED: $program is not installed"; exit 0; }
done
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
names="alabaster alembic amqp asgiref attr automat babel bcrypt billiard boto3 botocore bs4 celery certifi cffi-backend chardet
  charset-normalizer click constantly cryptography dateutil decorator django docker docutils flask html5lib hyperlink hypothesis
  idna imagesize incremental iniconfig ipython itsdangerous jedi jinja2 jmespath jsonschema kombu mako markdown markupsafe
  marshmallow more-itertools mpmath nacl networkx numpy openssl packaging paramiko parso pluggy prompt-toolkit pygments pyparsing
  pyrsistent pytest redis requests rich s3transfer simplejson six snowballstemmer sortedcontainers soupsieve sphinx sqlalchemy
  sqlparse sympy tornado traitlets twisted tz urllib3 vine wcwidth webencodings websocket werkzeug yaml zope.interface"
packages=$(printf 'python3-%s ' $names)
# A name that this release of Debian lacks is left out rather than stopping the rest.
available=$(apt-cache pkgnames python3- 2> /dev/null | sort)
packages=$(comm -12 <(printf '%s\n' $packages | sort) <(printf '%s\n' "$available"))
timeout 60 apt-get download -q $packages > download.log 2>&1
for package in *.deb; do [ -e "$package" ] && dpkg-deb -x "$package" root; done
directory=$work/root/usr/lib/python3/dist-packages
[ "$(find root -name '*.py' 2> /dev/null | wc -l)" -ge 5000 ] || { echo "SKIPPED: apt cannot bring the packages ($(tail -n 1 download.log))"; exit 0; }
python3 "$here/tests/PackageLane/imports_lane.py" "$DOCKERLINT" root || exit 1
cd "$here"
DOCKERLINT_PACKAGE_ROOT=$directory dotnet test tests/PyImportScanner.Tests --no-build --filter FullyQualifiedName~Accepts_installed_packages \
  --logger 'console;verbosity=detailed' > "$work/programs.log" 2>&1
status=$?
grep -E 'import without failing|really loaded|^ *Failed|SKIP' "$work/programs.log"
[ $status -eq 0 ] && grep -q 'import without failing' "$work/programs.log"
