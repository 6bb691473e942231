"""The grading web service: one POST grades one day."""
from flask import Flask, jsonify, request

from data_processors.grading import PredictionAccuracyProcessor
from shared.clients.warehouse import Warehouse

app = Flask(__name__)


@app.get("/health")
def health():
    return jsonify(status="healthy")


@app.post("/grade")
def grade_day():
    day = request.json["day"]
    return jsonify(day=day, rows=PredictionAccuracyProcessor(Warehouse()).run(day))
