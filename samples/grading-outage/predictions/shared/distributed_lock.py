"""A lock that holds between containers."""
import time
import uuid

from shared.settings import LOCK_BUCKET


class LockTaken(RuntimeError):
    """Somebody else holds the lock."""


class DistributedLock:
    def __init__(self, store, name: str, patience: float = 30.0) -> None:
        self.store = store
        self.key = f"{LOCK_BUCKET}/{name}"
        self.patience = patience
        self.token = uuid.uuid4().hex

    def __enter__(self) -> "DistributedLock":
        deadline = time.monotonic() + self.patience
        while not self.store.put_if_absent(self.key, self.token):
            if time.monotonic() > deadline:
                raise LockTaken(self.key)
            time.sleep(0.5)
        return self

    def __exit__(self, *_) -> None:
        self.store.delete(self.key)
