// SPDX-License-Identifier: GPL-3.0-or-later
// Models whose weights lie beside them.
#include "engine/io/onnx_file.h"

#include <QtTest>
#include <filesystem>

#include "io_test_data.h"
#include "tests/support/memory.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;
namespace fs = std::filesystem;

class TestOnnxFile : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_model = fs::path(m_folder->path().toStdString()) / "m.onnx";
    m_data = m_model.parent_path() / kData;
    fs::copy_file(kCases / "onnx-04-external-data.onnx", m_model);
  }

  /// Before all others, because a process's peak memory only grows. 16 million weights in 64 MB; writing
  /// them, with the model itself, takes no more than reading them.
  void readingTakesFourTimesTheWeights() {
    constexpr Index kUnits = 4000;
    const double before = memory("VmRSS:");
    const Bytes bytes = writeOnnx(randomModel(flatShape(kUnits), {dense(kUnits, Activation::Linear)}));
    QVERIFY(readOnnx(bytes, "large.onnx").has_value());
    const double unpacked = static_cast<double>(bytes.size()) / (1 << 20);
    const double most = memory("VmHWM:") - before;
    if (kMeasuresMemory) QVERIFY2(most < 4 * unpacked + 64, qPrintable(QString::number(most / unpacked)));
  }

  void weightsAreReadFromTheFileBesideTheModel() {
    fs::copy_file(kCases / kData, m_data);
    const auto model = read();
    QVERIFY2(model.has_value(), model ? "" : model.error().text().c_str());
    QCOMPARE(model->network.layers.size(), std::size_t{2});
  }

  void aMissingFileIsNamed() {
    const auto model = read();
    QVERIFY(!model && says(model.error().text(), {"m.onnx", kData, "not beside the model"}));
  }

  void linksAndFoldersAreNotOpened() {
    fs::create_symlink(kCases / kData, m_data);
    const auto linked = read();
    QVERIFY(!linked && says(linked.error().text(), {kData, "is a link"}));
    fs::remove(m_data);
    fs::create_directory(m_data);
    QVERIFY(!read());
  }

 private:
  Result<TrainedModel> read() const { return readOnnxFile(readFile(m_model).value(), m_model); }

  const fs::path kCases = fs::path(PELLUCID_SOURCE_DIR) / "tests/cases";
  const std::string kData = "onnx-04-external-data.onnx.data";
  std::unique_ptr<QTemporaryDir> m_folder;
  fs::path m_model;
  fs::path m_data;
};

PELLUCID_TEST(tst_onnx_file, TestOnnxFile)
#include "tst_onnx_file.moc"
