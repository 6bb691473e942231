import os, sys
def line():
    text = b''
    while not text.endswith(b'\n'):
        byte = os.read(0, 1)
        if not byte: sys.exit(97)
        text += byte
    return text[:-1]
def owner(program):
    for folder in [''] if '/' in program else os.environ.get('PATH', '').split(':'):
        try:
            with open(os.path.join(folder, program), 'rb') as script: first = script.readline(512)
        except (IOError, OSError): continue
        words = first[2:].split() if first.startswith(b'#!') else []
        return os.fsdecode(words[0]) if len(words) == 1 and b'python' in os.path.basename(words[0]) else None
if sys.version_info < (3, 6):
    program, nonce = line(), line()
    os.write(1, nonce + b'{"event":"old","python":"%s"}\n' % sys.version.split()[0].encode() if sys.version_info[0] > 2 else nonce + '{"event":"old","python":"' + sys.version.split()[0] + '"}\n')
    sys.exit(0)
program = line() if len(sys.argv) < 2 else b''
python = owner(os.fsdecode(program)) if program else None
if python and os.path.dirname(python) != os.path.dirname(sys.executable or '') and os.access(python, os.X_OK):
    with open('/proc/self/cmdline', 'rb') as words: text = words.read().split(b'\0')[2]
    os.execv(python, [python, '-c', os.fsdecode(text), 'again'])
nonce = line()
source = []
while True:
    piece = os.read(0, 65536)
    if not piece: break
    source.append(piece)
exec(compile(b''.join(source), '<dockerlint>', 'exec'))
