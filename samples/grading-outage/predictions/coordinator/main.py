"""The coordinator's web service."""
from flask import Flask, jsonify, request

from predictions.shared.distributed_lock import DistributedLock
from predictions.worker.model import expected_points
from shared.clients.warehouse import Warehouse

app = Flask(__name__)


@app.post("/predict")
def predict():
    day = request.json["day"]
    warehouse = Warehouse()
    with DistributedLock(warehouse, f"predict-{day}"):
        rows = warehouse.rows("players", day)
        return jsonify({row["player"]: expected_points(row["recent"]) for row in rows})
