// SPDX-License-Identifier: GPL-3.0-or-later
// Project files that are damaged or lie: each must give an error that names the file.
#include <QtTest>

#include "engine/io/json.h"
#include "engine/io/project.h"
#include "engine/io/safetensors.h"
#include "engine/io/zip_archive.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Entries = std::vector<ZipEntry>;

Bytes& contentOf(Entries& entries, const std::string& name) {
  for (ZipEntry& entry : entries)
    if (entry.name == name) return entry.bytes;
  throw std::logic_error("no entry " + name);
}

void removeEntry(Entries& entries, const std::string& name) {
  std::erase_if(entries, [&](const ZipEntry& entry) { return entry.name == name; });
}

/// Changes the manifest's value at a JSON pointer; an empty value removes it.
std::function<void(Entries&)> withManifest(const std::string& path, const std::string& value) {
  return [=](Entries& entries) {
    Bytes& bytes = contentOf(entries, "manifest.json");
    Json manifest = Json::parse(bytes);
    const Json::json_pointer pointer(path);
    if (value.empty())
      manifest.at(pointer.parent_pointer()).erase(pointer.back());
    else
      manifest[pointer] = Json::parse(value);
    bytes = bytesOf(manifest.dump());
  };
}

std::function<void(Entries&)> withText(const std::string& entry, const std::string& text) {
  return [=](Entries& entries) { contentOf(entries, entry) = bytesOf(text); };
}

std::function<void(Entries&)> withTensors(const std::string& entry,
                                          const std::function<void(std::vector<SafeTensor>&)>& change) {
  return [=](Entries& entries) {
    auto tensors = *readSafetensors(contentOf(entries, entry));
    change(tensors);
    contentOf(entries, entry) = writeSafetensors(tensors);
  };
}

}  // namespace

class TestProjectHostile : public QObject {
  Q_OBJECT

 private slots:
  void refuses_data() {
    using Change = std::function<void(Entries&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("part");
    const auto add = [](const char* name, const Change& change, const char* part) {
      QTest::newRow(name) << change << QByteArray(part);
    };
    const std::string weights = "weights.safetensors";
    const std::string optimizer = "optimizer.safetensors";
    add(
        "no mimetype", [](Entries& e) { removeEntry(e, "mimetype"); }, "not a Pellucid project");
    add("other mimetype", withText("mimetype", "application/zip"), "not a Pellucid project");
    for (const char* name : {"manifest.json", "weights.safetensors", "optimizer.safetensors", "history.csv"})
      add(
          name, [name](Entries& e) { removeEntry(e, name); }, "is missing");

    add("manifest: no JSON", withText("manifest.json", "{"), "manifest.json: line 1");
    add("manifest: a list", withText("manifest.json", "[]"), "manifest is array");
    add("manifest: double key", withText("manifest.json", R"({"step": 1, "step": 1})"),
        "\"step\" occurs twice");
    add("manifest: deep", withText("manifest.json", std::string(1000, '[') + std::string(1000, ']')),
        "nested more than 64");
    add("manifest: huge", withText("manifest.json", std::string(5 << 20, ' ')), "at most 4194304");
    add("format", withManifest("/format", "\"other\""), "the format is \"other\"");
    add("newer", withManifest("/least_reader_version", "5"), "newer Pellucid");
    add("no experiment", withManifest("/experiment", ""), "manifest.experiment is missing");
    add("seed", withManifest("/experiment/seed", "7"), "experiment.seed");
    add("unknown optimizer", withManifest("/experiment/training/optimizer", "\"lion\""),
        "\"lion\" is unknown");
    add("step", withManifest("/step", "-1"), "manifest.step");
    add("huge step", withManifest("/step", "9223372036854775807"), "manifest.step");
    add("steps per epoch", withManifest("/steps_per_epoch", "0"), "manifest.steps_per_epoch");
    add("width", withManifest("/data/shape/width", "0"), "data.shape.width");
    add("many values",
        withManifest("/data/shape", R"({"channels":1048576,"height":1048576,"width":1048576})"),
        "at most 16777216");
    add("inputs", withManifest("/data/shape/width", "4"),
        "weights.safetensors: tensor fc1.weight is F32 [5, 6]");
    add("classes", withManifest("/data/class_names", "[\"a\"]"), "3 units, but noise has 1 classes");
    add("class name", withManifest("/data/class_names/0", "1"), "class_names has the entry 1");
    add("checksum", withManifest("/data/checksum", "\"0x100000000\""), "data.checksum");
    add("no scaling", withManifest("/input_scaling", R"({"mean":[],"deviation":[]})"),
        "input_scaling has 0 means");
    add("scaling of others", withManifest("/input_scaling", R"({"mean":[1,1,1,1],"deviation":[1,1,1,1]})"),
        "4 deviations for 6 values");
    add("scaling by nothing", withManifest("/input_scaling", R"({"mean":[1],"deviation":[0]})"),
        "not above 0");
    add("endless scaling", withManifest("/input_scaling", R"({"mean":[1e300],"deviation":[1]})"),
        "not a number in range");
    add("scaling in words", withManifest("/input_scaling", R"({"mean":["1"],"deviation":[1]})"),
        "not a number in range");
    add("scaled classes", withManifest("/target_scaling", R"({"mean":[1],"deviation":[1]})"),
        "1 deviations for 0 values");
    add("unknown keys", withManifest("/more", '"' + std::string(2 << 20, 'x') + '"'),
        "keys that this program does not know");
    add("loss", withManifest("/experiment/network/layers/2/activation", "\"linear\""), "softmax");
    add("parameters",
        withManifest("/experiment/network/layers", R"([{"units":100000,"activation":"relu","frozen":false},
         {"units":100000,"activation":"relu","frozen":false},{"units":3,"activation":"softmax","frozen":false}])"),
        "parameters");

    add("weights: empty", withText(weights, ""), "weights.safetensors: 0 bytes");
    add("weights: missing", withTensors(weights, [](auto& t) { t.pop_back(); }),
        "tensor fc3.bias is missing");
    add("weights: extra",
        withTensors(weights,
                    [](auto& t) { t.push_back({.name = "x", .type = {}, .shape = {0}, .values = {}}); }),
        "it has 7 tensors");
    add("weights: transposed", withTensors(weights, [](auto& t) { std::swap(t[0].shape[0], t[0].shape[1]); }),
        "tensor fc1.weight is F32 [6, 5], but the experiment needs F32 [5, 6]");
    add("weights: type",
        withTensors(weights,
                    [](auto& t) {
                      t[1].type = ElementType::Float64;
                      t[1].values.resize(2 * t[1].values.size());
                    }),
        "tensor fc1.bias is F64");
    add("optimizer: of sgd", withManifest("/experiment/training/optimizer", "\"sgd\""), "it has 13 tensors");
    add("optimizer: of momentum", withManifest("/experiment/training/optimizer", "\"momentum\""),
        "it has 13 tensors");
    add("optimizer: missing", withTensors(optimizer, [](auto& t) { t.erase(t.begin() + 7); }),
        "optimizer.safetensors: tensor fc1.bias.second is missing");
    add("updates", withTensors(optimizer, [](auto& t) { t.back().values[0] = 10; }),
        "updated 10 times in 9 steps");
    add("negative updates", withTensors(optimizer, [](auto& t) { t.back().values[7] = 0x80; }),
        "updated -92233");
    add("history", withText("history.csv", "step\n"), "history.csv: line 1");
    add("weights: padded with 17 MiB", withText(weights, std::string(17 << 20, ' ')),
        "has 17825792 bytes; at most");
    add("weights: padded with 1 MiB", withText(weights, std::string(1 << 20, ' ')),
        "weights.safetensors has 1048576 bytes; at most");
    add("optimizer: padded", withText(optimizer, std::string(1 << 20, ' ')), "has 1048576 bytes; at most");
    add("mimetype: long", withText("mimetype", std::string(1 << 20, ' ')), "not a Pellucid project");
    add("manifest: a million objects",
        withText("manifest.json",
                 [] {
                   std::string text = "{\"x\":[";
                   for (int i = 0; i < 1'000'000; ++i) text += "{},";
                   return text + "1]}";
                 }()),
        "more than 60 MiB of memory");
    add("history: too many points",
        withText("history.csv",
                 [] {
                   std::string text = "step,epoch,train_loss,train_accuracy,test_loss,test_accuracy\n";
                   for (int i = 0; i < 200'001; ++i) text += "1,1,1,,,\n";
                   return text;
                 }()),
        "more than 200000 points");
    add("history ahead", withManifest("/step", "8"), "");
    add("history far ahead",
        withText("history.csv", "step,epoch,train_loss,train_accuracy,test_loss,test_accuracy\n10,2,1,1,,\n"),
        "continues to step 10, but the run is at step 9");
  }
  void refuses() {
    QFETCH(std::function<void(Entries&)>, change);
    QFETCH(QByteArray, part);
    Entries entries = *readZip(*writeProject(smallProject()));
    change(entries);
    verifyProjectRefused(entries, {part.toStdString()});
  }

  void aNewerFileThatOldReadersMayReadIsRead() {
    Entries entries = *readZip(*writeProject(smallProject()));
    withManifest("/format_version", "5")(entries);
    withManifest("/camera", "{\"zoom\": 2}")(entries);
    const auto project = readProject(*writeZip(entries), "p");
    QVERIFY(project);
    QVERIFY(Json::parse(project->unknownKeys) == Json::parse("{\"camera\": {\"zoom\": 2}}"));
    QVERIFY(isOfNewerFormat(*project));
  }

  /// Its table was read by other rules, and the checksum is for their values.
  void aTableOfTheFirstFormatKeepsItsRules() {
    const auto nameAfter = [](const char* version, const char* name) {
      Entries entries = *readZip(*writeProject(smallProject()));
      withManifest("/format_version", version)(entries);
      withManifest("/experiment/data/name", name)(entries);
      return readProject(*writeZip(entries), "p")->experiment.data.name;
    };
    QCOMPARE(nameAfter("1", "\"/a/t.csv,test=0.3\""), std::string("/a/t.csv,test=0.3,rules=1"));
    QCOMPARE(nameAfter("1", "\"mnist:0-4\""), std::string("mnist:0-4"));
    QCOMPARE(nameAfter("2", "\"/a/t.csv,test=0.3\""), std::string("/a/t.csv,test=0.3"));
  }

  void survivesTruncation() {
    forEachTruncation(*writeProject(smallProject()), 3, [](const Bytes& damaged) {
      const auto project = readProject(damaged, "cut.pellucid");
      QVERIFY(!project);
      QVERIFY(says(project.error().text(), {"cut.pellucid"}));
    });
  }

  void survivesFlippedBytes() {
    const Project whole = smallProject();
    int refused = 0;
    forEachFlip(*writeProject(whole), 5, [&](const Bytes& damaged) {
      const auto project = readProject(damaged, "flipped.pellucid");
      if (!project) {
        QVERIFY(says(project.error().text(), {"flipped.pellucid"}));
        ++refused;
        return;
      }
      // A date or an attribute of the archive may have changed, but not the project.
      QVERIFY(project->experiment == whole.experiment);
      QVERIFY(project->state == whole.state);
      QVERIFY(project->history == whole.history);
    });
    QVERIFY(refused > 100);
  }

  /// Inside the archive's checksums: the inner readers must withstand this on their own.
  void survivesFlippedBytesInsideTheArchive() {
    const Entries whole = *readZip(*writeProject(smallProject()));
    for (std::size_t i = 0; i < whole.size(); ++i)
      forEachFlip(whole[i].bytes, 7, [&](const Bytes& damaged) {
        Entries entries = whole;
        entries[i].bytes = damaged;
        const auto project = readProject(*writeZip(entries), "flipped.pellucid");
        QVERIFY(project.has_value() || says(project.error().text(), {"flipped.pellucid"}));
      });
  }
};

PELLUCID_TEST(tst_project_hostile, TestProjectHostile)
#include "tst_project_hostile.moc"
