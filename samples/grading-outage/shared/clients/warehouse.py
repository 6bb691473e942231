"""Reading from and writing to the warehouse."""
import json
import os
import urllib.request


class Warehouse:
    def __init__(self, endpoint: str | None = None) -> None:
        self.endpoint = endpoint or os.environ.get("WAREHOUSE_URL", "http://warehouse.internal")

    def rows(self, table: str, day: str) -> list[dict]:
        with urllib.request.urlopen(f"{self.endpoint}/{table}?day={day}") as answer:
            return json.load(answer)

    def replace(self, table: str, day: str, rows: list[dict]) -> None:
        body = json.dumps(rows).encode()
        request = urllib.request.Request(f"{self.endpoint}/{table}?day={day}", data=body, method="PUT")
        urllib.request.urlopen(request).close()
