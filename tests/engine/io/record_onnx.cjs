// SPDX-License-Identifier: GPL-3.0-or-later
// Records what ONNX Runtime answers to the models of tests/cases, for tst_onnx_cases:
//   cd build/release/node && node ../../../tests/engine/io/record_onnx.cjs ../../../tests/cases/onnx-*.onnx > ../../../tests/cases/onnx-answers.json
// Every model is given three samples. Number j of sample n, counted as channels, height, width, is (k − 24) / 72 with
// k = (31 n + 17 j) mod 97, or the byte k. Of an image whose last dimension is small, that one is the channels.
'use strict';
const fs = require('fs');
const path = require('path');
const ort = require(path.join(process.cwd(), 'node_modules', 'onnxruntime-node'));

const kSamples = 3;
const kArrays = { float32: Float32Array, float64: Float64Array, uint8: Uint8Array };

/// The sample's numbers in the order of the file.
function sample(n, dims, isByte) {
  const [a, b, c] = dims;
  const isLast = dims.length === 3 && c <= 4 && a > 4 && b > 4;
  const size = dims.reduce((x, y) => x * y, 1);
  return Array.from({ length: size }, (_, i) => {
    const j = isLast ? (i % c) * a * b + Math.floor(i / c) : i;
    const k = (31 * n + 17 * j) % 97;
    return isByte ? k : (k - 24) / 72;
  });
}

async function answersOf(file) {
  const session = await ort.InferenceSession.create(file, { logSeverityLevel: 3 });
  const { name, type, shape } = session.inputMetadata.filter((input) => input.shape.length > 1)[0];
  const dims = shape.slice(1);
  const answers = [];
  for (let n = 0; n < kSamples; ++n) {
    const feeds = { [name]: new ort.Tensor(type, kArrays[type].from(sample(n, dims, type === 'uint8')), [1, ...dims]) };
    for (const other of session.inputMetadata)
      if (other.name !== name) feeds[other.name] = new ort.Tensor('float32', new Float32Array(1), [1]);
    const wanted = session.outputMetadata.filter((output) => output.isTensor && output.type.startsWith('float'));
    const results = await session.run(feeds, [wanted[0].name]);
    answers.push(Array.from(results[wanted[0].name].data, (value) => Number(Number(value).toPrecision(9))));
  }
  return answers;
}

async function main() {
  const lines = [];
  for (const file of process.argv.slice(2)) {
    let answers = null;
    try {
      answers = await answersOf(file);
    } catch (error) {
      console.error(`${path.basename(file)}: ${error.message}`);
    }
    lines.push(`${JSON.stringify(path.basename(file))}: ${JSON.stringify(answers)}`);
  }
  console.log(`{\n${lines.join(',\n')}\n}`);
}

main();
