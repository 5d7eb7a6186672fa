// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/safetensors.h"

#include <fmt/format.h>

#include <QtTest>

#include "engine/io/parameters.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

template <class Number>
SafeTensor tensorOf(const char* name, ElementType type, std::vector<Index> shape,
                    std::vector<Number> numbers) {
  SafeTensor tensor{.name = name,
                    .type = type,
                    .shape = std::move(shape),
                    .values = Bytes(numbers.size() * sizeof(Number))};
  if (!numbers.empty()) std::memcpy(tensor.values.data(), numbers.data(), tensor.values.size());
  return tensor;
}

std::vector<SafeTensor> someTensors() {
  return {tensorOf<float>("b", ElementType::Float32, {2, 3}, {1, -0.0F, 0.1F, 1e-45F, 3e38F, -2}),
          tensorOf<double>("a", ElementType::Float64, {2}, {0.1, -1e300}),
          tensorOf<float>("empty", ElementType::Float32, {0, 5}, {}),
          tensorOf<std::int64_t>("c", ElementType::Int64, {}, {std::numeric_limits<std::int64_t>::min()})};
}

/// A file with this header, followed by this many zero bytes.
Bytes fileOf(const std::string& header, std::size_t values) {
  Bytes bytes;
  for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<std::uint8_t>(header.size() >> (8 * i)));
  bytes.insert(bytes.end(), header.begin(), header.end());
  bytes.resize(bytes.size() + values);
  return bytes;
}

}  // namespace

class TestSafetensors : public QObject {
  Q_OBJECT

 private slots:
  void bytesAreAsDescribed() {
    const auto bytes = writeSafetensors({tensorOf<float>("w", ElementType::Float32, {1, 2}, {1, -2})});
    const std::string header = R"({"w":{"data_offsets":[0,8],"dtype":"F32","shape":[1,2]}})";
    Bytes expected = {56, 0, 0, 0, 0, 0, 0, 0};
    expected.insert(expected.end(), header.begin(), header.end());
    expected.resize(8 + 56, ' ');
    expected.insert(expected.end(), {0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0});
    QVERIFY(bytes == expected);
  }

  void roundTrips() {
    const auto bytes = writeSafetensors(someTensors());
    const auto back = readSafetensors(bytes);
    QVERIFY(back);
    QVERIFY(*back == someTensors());
    QVERIFY(writeSafetensors(*back) == bytes);
    QVERIFY(readSafetensors(writeSafetensors({}))->empty());
  }

  void anotherReaderAgrees() {
    if (python().isEmpty()) QSKIP("python3 is not there to read what was written.");
    const QTemporaryDir folder;
    const QString path = folder.filePath("some.safetensors");
    QVERIFY(atomicWrite(path.toStdString(), writeSafetensors(someTensors())));
    const QByteArray text = outputOf(python(), {beside("read_safetensors.py"), path});
    QCOMPARE(text, QByteArray(
                       "b F32 2x3 0x1.0000000000000p+0 -0x0.0p+0 0x1.99999a0000000p-4 0x1.0000000000000p-149 "
                       "0x1.c363cc0000000p+127 -0x1.0000000000000p+1\n"
                       "a F64 2 0x1.999999999999ap-4 -0x1.7e43c8800759cp+996\n"
                       "empty F32 0x5\n"
                       "c I64  -9223372036854775808\n"));
  }

  void otherFilesOfTheFormatAreRead() {
    // Keys in another order, metadata, no padding.
    const auto tensors = readSafetensors(
        fileOf(R"({"__metadata__":{"format":"pt"},"b":{"shape":[1],"dtype":"F32","data_offsets":[8,12]},)"
               R"("a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})",
               12));
    QVERIFY(tensors);
    QCOMPARE(tensors->size(), std::size_t{2});
    QCOMPARE(tensors->front().name, std::string("a"));
  }

  void refuses_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("values");
    QTest::addColumn<QByteArray>("part");
    const auto entry = [](const char* type, const char* shape, const char* offsets) {
      return QByteArray("{\"w\":{\"dtype\":\"") + type + "\",\"shape\":" + shape +
             ",\"data_offsets\":" + offsets + "}}";
    };
    QTest::newRow("no JSON") << QByteArray("{]") << 0 << QByteArray("header is unreadable");
    QTest::newRow("a list") << QByteArray("[]") << 0 << QByteArray("not a JSON object");
    QTest::newRow("twice") << QByteArray(R"({"w":1,"w":2})") << 0 << QByteArray("\"w\" occurs twice");
    QTest::newRow("deep") << QByteArray(100'000, '[') << 0 << QByteArray("header is unreadable");
    QTest::newRow("no object") << QByteArray(R"({"w":1})") << 0 << QByteArray("tensor \"w\" is number");
    QTest::newRow("type") << entry("F16", "[2]", "[0,4]") << 4 << QByteArray("\"F16\" is unknown");
    QTest::newRow("negative size") << entry("F32", "[-1]", "[0,4]") << 4
                                   << QByteArray("-1, which is not a size");
    QTest::newRow("fraction") << entry("F32", "[1.5]", "[0,4]") << 4 << QByteArray("not a size");
    QTest::newRow("text") << entry("F32", "[\"1\"]", "[0,4]") << 4 << QByteArray("not a size");
    QTest::newRow("one offset") << entry("F32", "[1]", "[4]") << 4 << QByteArray("data_offsets must be");
    QTest::newRow("backwards") << entry("F32", "[1]", "[4,0]") << 4 << QByteArray("data_offsets must be");
    QTest::newRow("short") << entry("F32", "[2]", "[0,4]") << 4 << QByteArray("does not take the 4 bytes");
    QTest::newRow("behind the end") << entry("F32", "[2]", "[0,8]") << 4
                                    << QByteArray("take 8 bytes, but 4 follow");
    QTest::newRow("trailing") << entry("F32", "[1]", "[0,4]") << 5
                              << QByteArray("take 4 bytes, but 5 follow");
    QTest::newRow("hole") << entry("F32", "[1]", "[4,8]") << 8 << QByteArray("begins at byte 4");
    QTest::newRow("10^12 numbers") << entry("F32", "[1000000,1000000]", "[0,4000000000000]") << 4
                                   << QByteArray("but 4 follow");
    QTest::newRow("product overflows to 0")
        << entry("F32", "[4294967296,4294967296]", "[0,0]") << 0 << QByteArray("does not take the 0 bytes");
    QTest::newRow("product overflows to 4")
        << entry("F32", "[4611686018427387905,4]", "[0,4]") << 4 << QByteArray("does not take the 4 bytes");
    QTest::newRow("size overflows") << entry("F32", "[9223372036854775808]", "[0,4]") << 4
                                    << QByteArray("not a size");
    QTest::newRow("overlap") << QByteArray(R"({"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                                           R"("w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})")
                             << 4 << QByteArray("tensor \"w\" begins at byte 0");
    QTest::newRow("unknown key") << QByteArray(
                                        R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}})")
                                 << 4 << QByteArray("unknown key \"x\"");
  }
  void refuses() {
    QFETCH(QByteArray, header);
    QFETCH(int, values);
    QFETCH(QByteArray, part);
    const auto tensors = readSafetensors(fileOf(header.toStdString(), static_cast<std::size_t>(values)));
    QVERIFY(!tensors);
    QVERIFY2(says(tensors.error().text(), {part.toStdString()}), tensors.error().text().c_str());
  }

  /// Each used to look at all before it, which took minutes; now a test's time limit is far away.
  void manyTensorsAreRead() {
    std::string header = "{";
    for (int i = 0; i < 60'000; ++i)
      header += fmt::format(R"("t{}":{{"dtype":"F32","shape":[0],"data_offsets":[0,0]}},)", i);
    const auto tensors = readSafetensors(fileOf(header + R"("__metadata__":{}})", 0));
    QVERIFY2(tensors.has_value(), tensors ? "" : tensors.error().text().c_str());
    QCOMPARE(tensors->size(), std::size_t{60'000});
  }

  void aLyingHeaderLengthIsRefused() {
    Bytes bytes = writeSafetensors(someTensors());
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = 0xff;
    const auto tensors = readSafetensors(bytes);
    QVERIFY(!tensors);
    QVERIFY(says(tensors.error().text(), {"18446744073709551615"}));
  }

  void survivesDamage() {
    const Bytes bytes = writeSafetensors(someTensors());
    forEachTruncation(bytes, 1, [](const Bytes& damaged) { QVERIFY(!readSafetensors(damaged)); });
    forEachFlip(bytes, 1, [](const Bytes& damaged) {
      const auto tensors = readSafetensors(damaged);
      QVERIFY(tensors.has_value() || !tensors.error().text().empty());
    });
  }

  void matricesBecomeRows() {
    const Tensor tensor{.layer = 1, .name = "weight", .rows = 2, .cols = 3, .offset = 1};
    Vector parameters(7);
    parameters << 9, 1, 4, 2, 5, 3, 6;  // column-major: [1 2 3; 4 5 6]
    const Bytes rows = rowMajorBytes<float>(tensor, parameters);
    const std::array<float, 6> expected = {1, 2, 3, 4, 5, 6};
    std::array<float, 6> found = {};
    QCOMPARE(rows.size(), sizeof found);
    std::memcpy(found.data(), rows.data(), sizeof found);
    QCOMPARE(found, expected);
    Vector back = Vector::Zero(7);
    back[0] = 9;
    setRowMajor<float>(tensor, rows, back);
    QVERIFY(isSameBits(back, parameters));
  }

  /// As in PyTorch's state_dict.
  void namesAndShapesSayWhatTheLayerIs() {
    const auto network =
        Network::create({.layers = {conv2d(4, 3, Activation::Relu), batchNorm(Activation::Relu), flatten(),
                                    dense(2, Activation::Softmax)}},
                        {.channels = 2, .height = 5, .width = 5})
            .value();
    std::string names;
    for (const Tensor& tensor : network->tensors())
      names +=
          fmt::format("{} [{}]; ", fileName(*network, tensor), fmt::join(fileShape(*network, tensor), ", "));
    QCOMPARE(names,
             std::string("conv1.weight [4, 2, 3, 3]; conv1.bias [4]; bn2.weight [4]; bn2.bias [4]; "
                         "bn2.running_mean [4]; bn2.running_var [4]; fc4.weight [2, 36]; fc4.bias [2]; "));
  }
};

PELLUCID_TEST(tst_safetensors, TestSafetensors)
#include "tst_safetensors.moc"
