# Import probe. Runs inside the image below test, is fed on standard input behind bootstrap.py, needs Python 3.6 and nothing
# else of the standard library than what every distribution's smallest Python has.
#
# In front of this file stands one line CONFIG = {…}, with
#   services     the services of this image, one after the other: env (variables), and
#     jobs       what each start command loads: cwd, path (what is in front of sys.path), back (behind it), extra (put there by the
#                code itself), modules ([name, file or None]; the entry first), hand_back (names for which an empty module is
#                invented when they are missing, in a second pass, so that one run lists all of them); numbered through
#   mode         'locate' (finders only: no code of the application runs) or 'import'
#   timeout, total   seconds per module, and per service
#   stub_env     whether os.environ[name] has a value in application code where the variable is not set
#
# Results are JSON lines behind a nonce. The supervisor, which runs no code of the application, writes them; a worker (a child
# that imports) reports over a pipe of its own and knows neither the nonce nor where the results go.
#
# It imports what the interpreter holds already. importlib, signal and types bring enum, collections and a dozen others: images come
# without compiled files, so that takes longer than everything else here, and hides it when the application forgets to import them.
import _frozen_importlib as machinery
import _frozen_importlib_external as files
import _signal as signal
import os
import select
import sys
import time

ModuleType = type(sys)
MARK = nonce  # noqa: F821 - read by bootstrap.py
del nonce  # noqa: F821
began = time.time()
results = os.dup(1)
os.dup2(2, 1)
try:
    _null = os.open(os.devnull, os.O_RDWR)
    os.dup2(_null, 0)
    os.close(_null)
except OSError:
    os.close(0)  # a minimal image may have no null device


def quote(text):
    if text is None:
        return 'null'
    if isinstance(text, bool):
        return 'true' if text else 'false'
    if isinstance(text, (int, float)):
        return repr(text)
    if isinstance(text, (list, tuple)):
        return '[' + ','.join(map(quote, text)) + ']'
    if isinstance(text, dict):
        return '{' + ','.join(quote(str(k)) + ':' + quote(v) for k, v in text.items()) + '}'
    out = []
    for c in str(text):
        code = ord(c)
        if c in '"\\':
            out.append('\\' + c)
        elif 32 <= code < 127:
            out.append(c)
        elif code < 0x10000:
            out.append('\\u%04x' % (0xfffd if 0xd800 <= code < 0xe000 else code))
        else:
            code -= 0x10000
            out.append('\\u%04x\\u%04x' % (0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff)))
    return '"' + ''.join(out) + '"'


def put(fd, data):
    while data:
        data = data[os.write(fd, data):]


def emit(text):
    put(results, MARK + text.encode() + b'\n')


def elapsed(since):
    return round((time.time() - since) * 1000, 1)


def search_path(job):
    front = job['path']
    rest = [entry for entry in initial_path if entry not in front]
    return front + rest + [entry for entry in job['back'] if entry not in rest]


def forget_directories():
    """importlib.invalidate_caches."""
    for finder in sys.meta_path:
        getattr(finder, 'invalidate_caches', lambda: None)()


def locate(name, path0):
    """(origin, missing part): asks the finders part by part; importlib.util.find_spec would import the parents."""
    path = origin = None
    parts = name.split('.')
    for count in range(1, len(parts) + 1):
        full = '.'.join(parts[:count])
        spec, locations = find(full, path)
        if spec is None and not locations:
            return None, full
        path = locations
        origin = (spec and spec.origin) or next(iter(path or ()), '?')
        if path is None and count < len(parts):
            return None, '.'.join(parts[:count + 1])  # a module, not a package
    return origin, None


def find(full, path):
    """(spec, where its submodules are)."""
    for finder in sys.meta_path:
        try:
            spec = getattr(finder, 'find_spec', lambda *_: None)(full, path)
        except KeyError:
            # The list of a namespace package asks sys.modules for its parent, which nobody has imported.
            tail = full.rpartition('.')[2]
            return None, [os.path.join(entry, tail) for entry in path or () if os.path.isdir(os.path.join(entry, tail))]
        except Exception:
            spec = None
        if spec:
            return spec, spec.submodule_search_locations
    return None, None


class EmptyLoader:
    """Loader of the modules that stand in for missing ones."""

    def create_module(self, spec):
        class Empty(ModuleType):
            def __getattr__(self, name):
                if name.startswith('__') and name.endswith('__'):
                    raise AttributeError(name)
                return type(name, (), {'__init__': lambda self, *a, **k: None, '__call__': lambda self, *a, **k: None})

        module = Empty(spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module):
        pass


class TailFinder:
    """Last on sys.meta_path, so it is asked only for names that no real finder knows: also for those whose ImportError is
    swallowed, and for `from package import missing`, where Python raises a plain ImportError."""

    def __init__(self, hand_back):
        self.hand_back = hand_back
        self.seen = []
        self.invented = False

    def find_spec(self, name, path=None, target=None):
        frame, importer = sys._getframe(1), None
        while frame:
            file = frame.f_code.co_filename
            if not file.startswith('<frozen') and 'importlib' not in file:
                if file != '<dockerlint>':  # else the probe itself asked: nobody imports it
                    importer = '%s:%d' % (file, frame.f_lineno)
                break
            frame = frame.f_back
        if len(self.seen) < 400:
            self.seen.append({'name': name, 'importer': importer})
        if name in self.hand_back:
            self.invented = True
            return machinery.ModuleSpec(name, EmptyLoader(), is_package=True)
        return None


def describe(error):
    """The exception and its causes; a ModuleNotFoundError is often wrapped (raise X from e)."""
    chain, visited = [], set()
    while error is not None and id(error) not in visited and len(chain) < 8:
        visited.add(id(error))
        frames, trace = [], error.__traceback__
        while trace:
            file = trace.tb_frame.f_code.co_filename
            if file not in ('<dockerlint>', '<string>') and not file.startswith('<frozen'):
                frames.append('%s:%d' % (file, trace.tb_lineno))
            trace = trace.tb_next
        try:
            message = str(error)[:400]
        except Exception:
            message = ''
        chain.append({
            'type': type(error).__module__ + '.' + type(error).__name__,
            'bases': [base.__name__ for base in type(error).__mro__[:8]],
            'message': message,
            'name': getattr(error, 'name', None) if isinstance(error, ImportError) else None,
            'file': getattr(error, 'filename', None) if isinstance(error, (OSError, SyntaxError)) else None,
            'line': getattr(error, 'lineno', None) if isinstance(error, SyntaxError) else None,
            'errno': getattr(error, 'errno', None) if isinstance(error, OSError) else None,
            'code': error.code if isinstance(error, SystemExit) and isinstance(error.code, int) else None,
            'frames': frames[-12:]})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def stub_environment(needed):
    """os.environ[name] in application code gets a value; .get() and the standard library keep the default."""
    mapping = type(os.environ)
    original = mapping.__getitem__
    library = os.path.dirname(os.__file__)

    def getitem(self, key):
        try:
            return original(self, key)
        except KeyError:
            file = sys._getframe(1).f_code.co_filename
            if file.startswith('<frozen') or (file.startswith(library) and '-packages' not in file):
                raise
            needed.append(str(key))
            return 'stub'

    mapping.__getitem__ = getitem


def load(name, file):
    if file is None:
        machinery._gcd_import(name)  # what importlib.import_module calls
        return
    # A script is run under another name than __main__: what it imports is loaded, what it does as a program is not done.
    loader = files.SourceFileLoader(name, file)
    module = ModuleType(name)
    module.__file__ = file
    module.__loader__ = loader
    sys.modules[name] = module
    exec(loader.get_code(name), module.__dict__)


def work(job, env, first, turn, skip, pipe, stack):
    """The child: imports one module after the other, and says when it starts each and how it went."""
    import faulthandler
    for name, value in env.items():
        os.environ[name] = value
    if job['cwd']:
        try:
            os.chdir(job['cwd'])
        except OSError:
            pass
    sys.path[:] = search_path(job) + (job['extra'] if first else [])
    forget_directories()
    tail = TailFinder(set(job['hand_back'] if turn == 2 else ()))
    sys.meta_path.append(tail)
    if 'install_stand_ins' in globals():  # smoke --no-docker
        install_stand_ins(CONFIG['own'], CONFIG['root'])  # noqa: F821
    needed = []
    if CONFIG['stub_env']:
        stub_environment(needed)
    modules, limit = job['modules'], CONFIG['timeout']
    CONFIG.clear()
    for index in range(first, len(modules)):
        if index in skip:
            continue
        put(pipe, b'B%d\n' % index)
        # A C thread writes the stack of a hang shortly before the supervisor kills the process.
        faulthandler.dump_traceback_later(max(0.2, limit * 0.9), exit=False, file=stack)
        kind, error, started = 'ok', None, time.time()
        try:
            load(*modules[index])
        except SystemExit as e:
            kind, error = 'exit', describe(e)
        except BaseException as e:
            kind, error = 'error', describe(e)
        put(pipe, ('R%d %s\n' % (index, quote({
            'kind': kind, 'error': error, 'not_found': tail.seen, 'invented': tail.invented, 'needed': needed[:50],
            'ms': elapsed(started)}))).encode())
        tail.seen, tail.invented = [], False
        del needed[:]
    put(pipe, b'E\n')
    os._exit(0)  # threads and atexit functions of the application are not our business


def end_all():
    """Nothing of the application stays behind: the supervisor is the first process of the container."""
    if os.getpid() == 1:
        try:
            os.kill(-1, signal.SIGKILL)
        except OSError:
            pass
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                break
        except OSError:
            break


def fork():
    for attempt in range(20):
        try:
            return os.fork()
        except OSError:  # the application has used up all processes
            end_all()
            time.sleep(0.05)
    return None


def finish(number, index, turn, **outcome):
    emit(quote(dict(outcome, event='import', job=number, index=index, **{'pass': turn})))


class Worker:
    """One worker as the supervisor sees it."""

    def __init__(self, number, job, first, turn, skip):
        self.number, self.job, self.index, self.done, self.finished = number, job, first, first, False
        self.turn, self.skip, self.unknown, self.buffer = turn, skip, False, b''
        self.pass_over()

    def pass_over(self):
        while self.done in self.skip:
            self.done += 1

    def take(self, data):
        self.buffer += data
        if len(self.buffer) > 4 << 20:  # nobody has that much to say: a stranger writes into our pipe
            self.buffer = b''
        while b'\n' in self.buffer:
            line, self.buffer = self.buffer.split(b'\n', 1)
            if line == b'B%d' % self.done and self.done < len(self.job['modules']):
                self.index = self.done
            elif line == b'E':
                self.finished = self.done == len(self.job['modules'])
            elif line.startswith(b'R%d {' % self.done) and self.index == self.done:
                body = line.split(b' ', 1)[1].decode('ascii', 'replace')
                emit('{"event":"import","job":%d,"index":%d,"pass":%d,"result":%s}' % (self.number, self.done, self.turn, body))
                self.unknown = self.unknown or any('"name":"%s"' % name in body for name in self.job['hand_back'])
                self.done += 1
                self.pass_over()


def watch(worker, pipe, pid):
    """The exit status of the worker; None when it hangs: when it has reported nothing for the time of one module."""
    last, seen = time.time(), worker.done
    while True:
        left = min(last + CONFIG['timeout'], began + CONFIG['total']) - time.time()
        if left <= 0:
            return None
        # In slices: a process that the application left behind may hold the pipe open after the worker's end.
        if not select.select([pipe], [], [], min(left, 0.25))[0]:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return status
            continue
        data = os.read(pipe, 65536)
        if not data:
            return os.waitpid(pid, 0)[1]
        worker.take(data)
        if worker.done != seen:  # noise on the pipe gives nobody more time
            last, seen = time.time(), worker.done


def supervise(number, job, env, turn, skip):
    """Whether a module is missing for which an empty one can stand in, and which modules ended their worker.

    One worker for all modules, and a new one only after a hang, a signal or a hard exit.
    A process per module costs 57 s for 300 modules, this 0.2 s, and a bad module is blamed just the same.
    """
    first, count, unknown = 0, len(job['modules']), False
    stopped = set()
    while first < count:
        if time.time() - began > CONFIG['total']:
            finish(number, first, turn, result={'kind': 'budget'})
            return False, stopped
        pipe, pipe_in = os.pipe()
        stack, stack_in = os.pipe()
        pid = fork()
        if pid is None:
            finish(number, first, turn, result={'kind': 'no-process'})
            return False, stopped
        if pid == 0:
            global MARK
            MARK = None
            try:
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                os.close(results)
                os.close(pipe)
                os.close(stack)
                os.setsid()
                work(job, env, first, turn, skip, pipe_in, stack_in)
            finally:
                os._exit(99)
        os.close(pipe_in)
        os.close(stack_in)
        worker = Worker(number, job, first, turn, skip)
        status = watch(worker, pipe, pid)
        hung = status is None
        os.close(pipe)
        if hung:
            # Not signal.alarm: its default action does not reach the first process of a container.
            for kill in (os.killpg, os.kill):
                try:
                    kill(pid, signal.SIGKILL)
                except OSError:
                    pass
            os.waitpid(pid, 0)
        end_all()
        trace = b''
        if hung and select.select([stack], [], [], 0)[0]:
            trace = os.read(stack, 8192)
        os.close(stack)
        unknown = unknown or worker.unknown
        index = worker.done
        if worker.finished or index >= count:
            break
        if hung and time.time() - began > CONFIG['total']:
            outcome = {'kind': 'budget'}
        elif hung:
            outcome = {'kind': 'timeout', 'stack': trace.decode('utf-8', 'replace').splitlines()[:20]}
        elif os.WIFSIGNALED(status):
            outcome = {'kind': 'signal', 'signal': os.WTERMSIG(status)}
        else:
            outcome = {'kind': 'hard-exit', 'code': os.WEXITSTATUS(status)}
        finish(number, index, turn, result=outcome)
        stopped.add(index)
        first = index + 1
    return unknown, stopped


def main():
    global began
    sys.dont_write_bytecode = True
    emit(quote({
        'event': 'start', 'python': sys.version.split()[0], 'exe': sys.executable, 'path': sys.path, 'cwd': os.getcwd(),
        'uid': os.getuid(), 'ms': elapsed(began)}))
    # Everything is looked for before any code runs, which may write files.
    for number, job in enumerate(job for service in CONFIG['services'] for job in service['jobs']):
        sys.path[:] = search_path(job) + job['extra']
        forget_directories()
        for index, (name, file) in enumerate(job['modules']):
            origin, missing = locate(name, sys.path) if file is None else (file, None) if os.path.isfile(file) else (None, file)
            emit('{"event":"located","job":%d,"index":%d,"origin":%s,"missing":%s}' % (number, index, quote(origin), quote(missing)))
    number = 0
    for place, service in enumerate(CONFIG['services']):
        began = time.time()
        signal.alarm(int(CONFIG['total']) + 5)
        for job in service['jobs'] if CONFIG['mode'] != 'locate' else ():
            # First as the container would. Only where something is missing, again with stand-ins, to learn what else is.
            unknown, stopped = supervise(number, job, service['env'], 1, set())
            if unknown:
                supervise(number, job, service['env'], 2, stopped)
            number += 1
        emit(quote({'event': 'end', 'service': place, 'ms': elapsed(began)}))


initial_path = sys.path[1:] if sys.path[:1] == [''] else sys.path[:]  # PYTHONSAFEPATH leaves '' out
# Nothing outlives this. A handler, because the default action does not reach the first process of a container; and not
# faulthandler's timer, because a forked child could then never set its own.
signal.signal(signal.SIGALRM, lambda *ignored: os._exit(124))
signal.alarm(int(CONFIG['total']) + 5)  # noqa: F821
main()
os._exit(0)
