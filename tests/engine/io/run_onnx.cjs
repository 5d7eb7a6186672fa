// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a model in ONNX Runtime: node run_onnx.cjs MODEL INPUT SIZES. INPUT is a file of little-endian floats,
// sample after sample; SIZES are those of one sample, as in 1,28,28. Prints a JSON object: the input's and the outputs' names, and each output's values.
'use strict';
const fs = require('fs');
const path = require('path');
// Found in the folder that it was installed into, which is the working folder, not this script's.
const ort = require(path.join(process.cwd(), 'node_modules', 'onnxruntime-node'));

async function main() {
  const [model, input, sizes] = process.argv.slice(2);
  const sample = sizes.split(',').map(Number);
  const bytes = fs.readFileSync(input);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const session = await ort.InferenceSession.create(model);
  const samples = values.length / sample.reduce((a, b) => a * b);
  const x = new ort.Tensor('float32', values, [samples, ...sample]);
  const results = await session.run({ [session.inputNames[0]]: x });
  const outputs = {};
  for (const name of session.outputNames) outputs[name] = Array.from(results[name].data);
  console.log(JSON.stringify({ inputs: session.inputNames, outputs }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
