# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads tables with Python's csv module, of which a list tells the dialect, and prints their rows.

The list is JSON: for each table file, encoding, delimiter, decimal mark, lines before the first sample, and the
columns in front that are no inputs. Each row becomes a line: its numbers as C99 hex, and the last cell as it is.
"""
import csv
import json
import sys

for table in json.load(open(sys.argv[1], encoding="utf-8")):
    print("table")
    with open(table["file"], encoding=table["encoding"], newline="") as lines:
        rows = csv.reader(lines, delimiter=table["delimiter"])
        for number, row in enumerate(rows):
            if number < table["above"] or not any(row):
                continue
            *cells, answer = row[table["skip"] :]
            values = [float(cell.replace(table["decimal"], ".")) for cell in cells]
            print(*(value.hex() for value in values), answer)
