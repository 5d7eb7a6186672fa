// SPDX-License-Identifier: GPL-3.0-or-later
// Every reader gets thousands of files that were right before somebody changed, cut, moved and repeated some
// of their bytes: it gives a value that fits together or an error, never anything else, and takes no more
// memory than a small file may. 400 of each kind, or 10,000 with PELLUCID_THOROUGH=1; always the same ones.
#include <QtTest>
#include <algorithm>
#include <array>

#include "engine/data/idx.h"
#include "engine/data/npz.h"
#include "engine/data/table.h"
#include "engine/io/example.h"
#include "engine/io/safetensors.h"
#include "engine/io/zip_archive.h"
#include "io_test_data.h"
#include "tests/support/idx_files.h"
#include "tests/support/memory.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

std::size_t place(Random& random, std::size_t size) {
  return static_cast<std::size_t>(random.below(size));
}

/// A range of the bytes, mostly a short one.
std::span<std::uint8_t> stretch(Random& random, Bytes& bytes) {
  const std::size_t begin = place(random, bytes.size());
  const std::size_t most = std::min<std::size_t>(bytes.size() - begin, random.below(4) == 0 ? 1000 : 8);
  return std::span(bytes).subspan(begin, 1 + place(random, most));
}

Bytes insertion(Random& random) {
  static const std::array<std::string_view, 14> kTexts = {"999999999999999999999",
                                                          "-1",
                                                          "1e999",
                                                          "nan",
                                                          "0",
                                                          "{",
                                                          "[[[[[[[[",
                                                          "\"",
                                                          ",",
                                                          ",,,,,,",
                                                          "\n\n",
                                                          "\"\"",
                                                          "null",
                                                          "true"};
  if (random.below(2) == 0) return bytesOf(kTexts[place(random, kTexts.size())]);
  Bytes noise(1 + place(random, 16));
  for (std::uint8_t& byte : noise) byte = static_cast<std::uint8_t>(random.below(256));
  return noise;
}

/// One harmful change: a bit, a number at its limits, something lost, repeated or new.
void mutateOnce(Random& random, Bytes& bytes) {
  static constexpr std::array<std::uint64_t, 8> kLimits = {
      0, 1, 0x7f, 0xff, 0x7fffffff, 0xffffffff, 0x7fffffffffffffff, 0xffffffffffffffff};
  if (bytes.empty()) bytes.push_back(0);
  const auto at = [&](std::span<std::uint8_t> part) { return bytes.begin() + (part.data() - bytes.data()); };
  switch (random.below(7)) {
    case 0:
      bytes[place(random, bytes.size())] ^= static_cast<std::uint8_t>(1U << random.below(8));
      break;
    case 1: {
      const std::uint64_t limit = kLimits[place(random, kLimits.size())];
      const std::size_t width = std::size_t{1} << random.below(4);
      const bool isBigEndian = random.below(2) == 0;
      const std::size_t begin = place(random, bytes.size());
      for (std::size_t i = 0; i < width && begin + i < bytes.size(); ++i)
        bytes[begin + i] = static_cast<std::uint8_t>(limit >> (8 * (isBigEndian ? width - 1 - i : i)));
      break;
    }
    case 2: {
      const auto part = stretch(random, bytes);
      bytes.erase(at(part), at(part) + static_cast<std::ptrdiff_t>(part.size()));
      break;
    }
    case 3: {
      const auto part = stretch(random, bytes);
      const Bytes copy(part.begin(), part.end());
      bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(place(random, bytes.size())), copy.begin(),
                   copy.end());
      break;
    }
    case 4: {
      const Bytes added = insertion(random);
      bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(place(random, bytes.size())), added.begin(),
                   added.end());
      break;
    }
    case 5:
      std::ranges::fill(stretch(random, bytes), static_cast<std::uint8_t>(random.below(256)));
      break;
    default:
      if (random.below(4) == 0) bytes.resize(place(random, bytes.size()));
  }
}

Bytes mutated(Random& random, Bytes bytes) {
  for (std::uint64_t left = 1 + random.below(4); left > 0; --left) mutateOnce(random, bytes);
  return bytes;
}

Bytes projectBytes() {
  Project project = smallProject();
  auto timeline = std::make_shared<TimelineRecord>();
  timeline->first = std::make_shared<const Experiment>(project.experiment);
  const auto state = std::make_shared<const RunState>(project.state);
  timeline->lanes.push_back(
      {.parent = std::nullopt, .begin = 9, .end = 12, .events = {}, .kept = {{.state = state}}});
  timeline->lanes.push_back({.parent = 0,
                             .begin = 9,
                             .end = 10,
                             .events = {{.step = 9, .change = ParameterChange{.index = 2, .value = 1}}},
                             .kept = {}});
  timeline->step = 9;
  timeline->histories = {project.history, project.history};
  timeline->histories[1].train.push_back({.step = 10, .metrics = {}});
  // Another state, so that there is not only the cursor's.
  auto later = std::make_shared<RunState>(project.state);
  later->step = 11;
  timeline->lanes[0].kept.push_back({.state = later});
  project.timeline = timeline;
  auto entries = *readZip(*writeProject(project));
  entries.push_back({.name = "notes.txt", .bytes = bytesOf("of a newer version"), .isPacked = true});
  return *writeZip(entries);
}

void readMutatedProject(const Bytes& bytes) {
  const auto project = readProject(bytes, "m.pellucid");
  if (!project) {
    QVERIFY(says(project.error().text(), {"m.pellucid"}));
    return;
  }
  // What was read can be saved, and reads the same again.
  const auto written = writeProject(*project);
  QVERIFY2(written.has_value(), written ? "" : written.error().text().c_str());
  const auto again = readProject(*written, "m.pellucid");
  QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
  QVERIFY(*writeProject(*again) == *written);
}

/// Inside the archive's checksums.
void readProjectWithin(Random& random) {
  static const auto kWhole = *readZip(projectBytes());
  auto entries = kWhole;
  ZipEntry& entry = entries[place(random, entries.size())];
  entry.bytes = mutated(random, entry.bytes);
  readMutatedProject(*writeZip(entries));
}

void readMutatedTensors(Random& random) {
  static const Bytes kWhole = readZip(projectBytes())->at(3).bytes;
  const auto tensors = readSafetensors(mutated(random, kWhole));
  QVERIFY(tensors.has_value() || !tensors.error().text().empty());
  if (tensors) QVERIFY(*readSafetensors(writeSafetensors(*tensors)) == *tensors);
}

void readMutatedOnnx(Random& random) {
  static const Bytes kDense = writeOnnx(randomModel(
      {.channels = 1, .height = 2, .width = 3}, {dense(4, Activation::Relu), dense(3, Activation::Softmax)}));
  static const Bytes kImages =
      writeOnnx(randomModel({.channels = 1, .height = 6, .width = 6},
                            {conv2d(2, 3, Activation::Relu), flatten(), dense(2, Activation::Softmax)}));
  const auto model = readOnnx(mutated(random, random.below(2) == 0 ? kDense : kImages), "m.onnx");
  if (!model) {
    QVERIFY(says(model.error().text(), {"m.onnx"}));
    return;
  }
  const auto network = Network::create(model->network, model->shape);
  QVERIFY(network && (*network)->parameterCount() == model->weights.size());
  QVERIFY(model->weights.allFinite());
}

void readMutatedTable(Random& random) {
  static const Bytes kWhole = bytesOf(
      "size;\"the \"\"weight\"\"\";colour\r\n1.5;2;red\r\n-3;4e3;blue\r\n5;6;\"red\"\r\n7;8.25;green\r\n");
  const Bytes bytes = mutated(random, kWhole);
  const auto table = datasetFromTable(bytes, "m.csv", {.test = 0.25, .targets = {}});
  if (!table) {
    QVERIFY(says(table.error().text(), {"m.csv"}));
    return;
  }
  QVERIFY(table->train.size() >= 1 && table->test.size() >= 1);
  QCOMPARE(table->train.numbers.rows(), table->inputs());
}

void readMutatedExample(Random& random) {
  static const Bytes kWhole = writeExample({.title = "Título",
                                            .sentence = "One.",
                                            .tryThis = "Two.",
                                            .lookAt = "Three.",
                                            .experiment = smallProject().experiment,
                                            .weights = {1, -0.5, 1e-30},
                                            .isStaged = true,
                                            .preset = "digits-to-parity",
                                            .others = R"({"claims":[{"steps":1}]})"});
  const auto example = readExample(mutated(random, kWhole), "m.json");
  if (!example) {
    QVERIFY(says(example.error().text(), {"m.json"}));
    return;
  }
  // What was read can be kept, and reads the same again.
  QCOMPARE(*readExample(writeExample(*example), "m.json"), *example);
}

void readMutatedIdx(const Bytes& bytes) {
  const auto array = parseIdx(bytes, "m.idx");
  if (!array) {
    QVERIFY(says(array.error().text(), {"m.idx"}));
    return;
  }
  std::size_t product = 1;
  for (const std::size_t size : array->sizes) product *= size;
  QCOMPARE(array->count(), product);
}

Bytes idxFile() {
  return toBytes(idxBytes({3, 4, 5}, QByteArray(60, '\7')));
}

}  // namespace

class TestMutations : public QObject {
  Q_OBJECT

 private slots:
  void areReadOrRefused_data() {
    using Read = std::function<void(Random&)>;
    QTest::addColumn<Read>("read");
    const auto add = [](const char* kind, const Read& read) { QTest::newRow(kind) << read; };
    add("project", [](Random& random) {
      static const Bytes kWhole = projectBytes();
      readMutatedProject(mutated(random, kWhole));
    });
    add("project, within its archive", readProjectWithin);
    add("safetensors", readMutatedTensors);
    add("ONNX", readMutatedOnnx);
    add("example", readMutatedExample);
    add("CSV", readMutatedTable);
    add("IDX", [](Random& random) { readMutatedIdx(mutated(random, idxFile())); });
    add("npy", [](Random& random) {
      static const Bytes kWhole = toBytes(
          QByteArray("\x93NUMPY\x01\x00\x76\x00", 10) +
          QByteArray("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2, 3), }").leftJustified(117) +
          '\n' + QByteArray(48, '\7'));
      static const bool isWhole = parseNpy(kWhole, "m.npy").has_value();
      QVERIFY(isWhole);
      const auto array = parseNpy(mutated(random, kWhole), "m.npy");
      if (!array) {
        QVERIFY(says(array.error().text(), {"m.npy"}));
        return;
      }
      std::size_t product = 1;
      for (const std::size_t size : array->sizes) product *= size;
      QCOMPARE(array->count(), product);
    });
    add("gz", [](Random& random) {
      static const Bytes kWhole = toBytes(gzipped(QByteArray(idxBytes({3, 4, 5}, QByteArray(60, '\7')))));
      readMutatedIdx(mutated(random, kWhole));
    });
    add("IDX within gz", [](Random& random) {
      const Bytes inner = mutated(random, idxFile());
      readMutatedIdx(toBytes(
          gzipped(QByteArray(reinterpret_cast<const char*>(inner.data()), static_cast<int>(inner.size())))));
    });
  }
  void areReadOrRefused() {
    QFETCH(std::function<void(Random&)>, read);
    const std::uint64_t count = qEnvironmentVariableIntValue("PELLUCID_THOROUGH") == 1 ? 10'000 : 400;
    const double before = memory("VmRSS:");
    for (std::uint64_t i = 0; i < count; ++i) {
      Random random(i, QTest::currentDataTag());
      read(random);
      if (QTest::currentTestFailed()) {
        qWarning("Mutation %llu of %s.", static_cast<unsigned long long>(i), QTest::currentDataTag());
        return;
      }
    }
    // Any archive may unpack to 16 MiB, and reading may take four times that and 64 MiB.
    constexpr double kMost = 4 * 16 + 64;
    const double taken = memory("VmHWM:") - before;
    if (kMeasuresMemory) QVERIFY2(taken < kMost, std::to_string(taken).c_str());
  }
};

PELLUCID_TEST(tst_mutations, TestMutations)
#include "tst_mutations.moc"
