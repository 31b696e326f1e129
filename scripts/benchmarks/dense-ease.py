#!/usr/bin/env python3
"""Dense EASE (Steck 2019) over the very files our lists are made from: a peer that keeps items x items in memory.

usage: dense-ease.py EVENTS.csv HISTORIES.jsonl OUT.jsonl COUNT LAMBDA
Known items are never listed. Needs numpy; no code of the trainer's takes part.
"""
import csv
import json
import sys

import numpy as np


def read_users(path):
    """Distinct items a user, by index, and the index of each item."""
    item_to_index, users = {}, {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            item = item_to_index.setdefault(row["item_id"], len(item_to_index))
            users.setdefault(row["user_id"], set()).add(item)
    return users.values(), item_to_index


def fit(users, items, ridge):
    """f32[items x items] with a diagonal of zeros: B = -P / diag(P), P the inverse of the ridged Gram matrix."""
    gram = np.zeros((items, items), np.float32)
    for known in users:
        index = np.fromiter(known, np.int64)
        gram[np.ix_(index, index)] += 1
    gram[np.diag_indices(items)] += ridge
    weights = np.linalg.inv(gram)
    weights /= -np.diag(weights)
    np.fill_diagonal(weights, 0)
    return weights


def main():
    events, histories, out, count, ridge = sys.argv[1:]
    users, item_to_index = read_users(events)
    weights = fit(users, len(item_to_index), float(ridge))
    ids = list(item_to_index)
    with open(histories) as lines, open(out, "w") as run:
        for line in map(json.loads, lines):
            known = sorted({item_to_index[e["item_id"]] for e in line["events"] if e["item_id"] in item_to_index})
            scores = weights[known].sum(0)
            scores[known] = -np.inf
            best = np.argsort(-scores, kind="stable")[: int(count)]
            run.write(json.dumps({"id": line["id"], "items": [ids[i] for i in best]}) + "\n")


main()
