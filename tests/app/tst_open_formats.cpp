// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/open_formats.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "engine/io/atomic_write.h"
#include "engine/io/onnx.h"
#include "tests/engine/io/state_dict_builder.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"

using namespace pellucid;

class TestOpenFormats : public QObject {
  Q_OBJECT

 private slots:
  void theFilterHasARowForEachFormat() {
    const QStringList rows = app::openFilter().split(QStringLiteral(";;"));
    QCOMPARE(rows.front(), QStringLiteral("Projects and models (*.pellucid *.onnx *.safetensors *.json)"));
    QCOMPARE(static_cast<std::size_t>(rows.size()), app::openFormats().size() + 2);
    QVERIFY(rows.contains(QStringLiteral("ONNX models (*.onnx)")));
  }

  /// By their contents, whatever their name; an unrecognised file gets the message that its name suggests.
  void filesAreToldApart() {
    tests::StateDictBuilder state;
    state.addLayer("0", {3, 4});
    const auto weights = app::readOpened(state.bytes(), "dir/weights.bin");
    QVERIFY2(weights, weights ? "" : weights.error().text().c_str());
    QVERIFY(weights->isModel && !weights->notes.empty());
    QCOMPARE(weights->project.shape.size(), engine::Index{4});
    QFile onnx(PELLUCID_SOURCE_DIR "/tests/cases/onnx-07b-elu.onnx");
    QVERIFY(onnx.open(QIODevice::ReadOnly));
    const QByteArray bytes = onnx.readAll();
    const auto model = app::readOpened(engine::Bytes(bytes.begin(), bytes.end()), "dir/model.bin");
    QVERIFY(model && model->isModel);
    const engine::Bytes nothing = {'h', 'e', 'l', 'l', 'o'};
    for (const char* name : {"dir/a.onnx", "dir/a.safetensors", "dir/a.pellucid", "dir/a.txt"}) {
      const auto none = app::readOpened(nothing, name);
      QVERIFY(!none && none.error().text().find(name) == 0);
    }
  }

  void anExampleIsOne() {
    const std::filesystem::path path = PELLUCID_SOURCE_DIR "/resources/examples/first-steps-5-xor.json";
    const auto bytes = engine::readFile(path, engine::kMaxFileBytes);
    QVERIFY(bytes);
    const auto opened = app::readOpened(*bytes, path);
    QVERIFY(opened && opened->example);
    QCOMPARE(opened->example->experiment.data.name, "xor-gate");
    // Other JSON is neither an example nor a project.
    const std::string other = "{\"layers\": []}";
    QVERIFY(!app::readOpened(engine::Bytes(other.begin(), other.end()), "other.json"));
  }

  /// Only images can have other pixel values, and Pellucid's own files state what they need.
  void asksForTheInputOfImagesThatDoNotTell() {
    tests::StateDictBuilder rows;
    rows.addLayer("0", {3, 4});
    QVERIFY(!app::readOpened(rows.bytes(), "m.safetensors")->asksForInput);
    tests::StateDictBuilder image;
    image.addLayer("0", {10, 784});
    QVERIFY(app::readOpened(image.bytes(), "m.safetensors")->asksForInput);
    engine::TrainedModel own;
    own.shape = {.channels = 1, .height = 28, .width = 28};
    own.network.layers = {engine::dense(10, engine::Activation::Softmax)};
    own.weights = engine::Vector::Zero(7850);
    own.facts = {{"seed", "1"}};
    QVERIFY(!app::readOpened(engine::writeOnnx(own), "m.onnx")->asksForInput);
  }

  /// In the window: assumptions are reported, the data are asked for, and saving makes a project beside it.
  void pyTorchWeightsOpenAsANetwork() {
    const QTemporaryDir folder;
    tests::StateDictBuilder state;
    state.addLayer("fc1", {5, 4}).addLayer("fc2", {3, 5});
    const engine::Bytes bytes = state.bytes();
    QFile file(folder.filePath("net.safetensors"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes));
    file.close();
    tests::Workbench bench;
    const QSignalSpy missing(&bench.files, &app::ProjectFiles::dataMissing);
    const QSignalSpy noted(&bench.files, &app::ProjectFiles::modelNoted);
    bench.files.openFrom(file.fileName());
    QTRY_COMPARE(missing.size(), 1);
    QVERIFY(noted.size() == 1 && noted[0][0].toString().contains("4,5:relu,3:softmax"));
    QTRY_VERIFY(bench.run.moment() && bench.run.moment()->network().inputs() == 4);
    // The weight from input 2 to unit 1 is second in the file.
    QCOMPARE(bench.run.moment()->network().weight(bench.run.moment()->weights(), 0)(0, 1),
             static_cast<engine::Scalar>(state.numbers("fc1.weight")[1]));
    QVERIFY(bench.files.path().isEmpty() && bench.files.source() == file.fileName());
  }
};

PELLUCID_WINDOW_TEST(tst_open_formats, TestOpenFormats)
#include "tst_open_formats.moc"
