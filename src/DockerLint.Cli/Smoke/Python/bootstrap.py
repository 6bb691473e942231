import os, sys
def line():
    text = b''
    while not text.endswith(b'\n'):
        byte = os.read(0, 1)
        if not byte: sys.exit(97)
        text += byte
    return text[:-1]
def decode(text): return text if sys.version_info[0] < 3 else os.fsdecode(text)
def places(program): return [os.path.join(folder, program) for folder in ([''] if '/' in program else os.environ.get('PATH', '').split(':'))]
def owner(program):
    for place in places(program):
        try:
            with open(place, 'rb') as script: first = script.readline(512)
        except (IOError, OSError): continue
        words = first[2:].split() if first.startswith(b'#!') else []
        return decode(words[0]) if len(words) == 1 and b'python' in os.path.basename(words[0]) else None
def named(python):
    for place in places(python):
        if os.path.isfile(place) and os.access(place, os.X_OK): return place
def identity(python): return os.path.dirname(python), os.path.realpath(python)
if len(sys.argv) < 2:
    program, wanted = decode(line()), decode(line())
    python = program and owner(program) or wanted and named(wanted)
    if python and identity(python) != identity(sys.executable or '') and os.access(python, os.X_OK):
        with open('/proc/self/cmdline', 'rb') as words: text = words.read().split(b'\0')[2]
        os.execv(python, [python, '-c', decode(text), 'again'])
nonce = line()
if sys.version_info < (3, 6):
    os.write(1, nonce + b'{"event":"old","python":"%s"}\n' % sys.version.split()[0].encode() if sys.version_info[0] > 2 else nonce + '{"event":"old","python":"' + sys.version.split()[0] + '"}\n')
    sys.exit(0)
source = []
while True:
    piece = os.read(0, 65536)
    if not piece: break
    source.append(piece)
exec(compile(b''.join(source), '<dockerlint>', 'exec'))
