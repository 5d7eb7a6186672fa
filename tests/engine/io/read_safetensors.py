# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a safetensors file after the format's own description, with nothing but the standard library.

Prints a line for each tensor in the order of the bytes: name, element type, shape, values. Floats as C99 hex,
which is exact. A second argument names an entry of a zip archive that holds the file.
"""
import json
import struct
import sys
import zipfile

if len(sys.argv) > 2:
    data = zipfile.ZipFile(sys.argv[1]).read(sys.argv[2])
else:
    data = open(sys.argv[1], "rb").read()
(length,) = struct.unpack("<Q", data[:8])
header = json.loads(data[8 : 8 + length])
body = data[8 + length :]
assert length % 8 == 0, "the header is padded to eight bytes"
letters = {"F32": "f", "F64": "d", "I64": "q"}
for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
    begin, end = entry["data_offsets"]
    count = (end - begin) // struct.calcsize("<" + letters[entry["dtype"]])
    values = struct.unpack(f"<{count}{letters[entry['dtype']]}", body[begin:end])
    shape = "x".join(str(size) for size in entry["shape"])
    print(name, entry["dtype"], shape, *(v.hex() if isinstance(v, float) else v for v in values))
