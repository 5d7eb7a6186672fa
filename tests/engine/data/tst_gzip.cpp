// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/gzip.h"

#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/idx_files.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestGzip : public QObject {
  Q_OBJECT

 private slots:
  void unpacksAnySize_data() {
    QTest::addColumn<QByteArray>("content");
    QByteArray noise(300'000, '\0');
    Random random(1, "noise");
    for (char& c : noise) c = static_cast<char>(random.next());
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("one byte") << QByteArray("a");
    QTest::newRow("noise, which does not shrink") << noise;
    QTest::newRow("zeros, which shrink a thousandfold") << QByteArray(15'000'000, '\0');
  }

  void unpacksAnySize() {
    QFETCH(QByteArray, content);
    const Bytes packed = toBytes(gzipped(content));
    QVERIFY(isGzip(packed));
    const auto unpacked = gunzip(packed);
    QVERIFY(unpacked);
    QVERIFY(*unpacked == toBytes(content));
  }

  /// The size that gzip writes at its end is only a hint: whatever it is, the content decides, and the
  /// checksum fails.
  void doesNotTrustTheClaimedSize() {
    for (const char claim : {'\x00', '\x7f', '\xff'}) {
      QByteArray packed = gzipped(QByteArray(5000, 'x'));
      for (qsizetype i = packed.size() - 4; i < packed.size(); ++i) packed[i] = claim;
      const auto refused = gunzip(toBytes(packed));
      QVERIFY(!refused);
      QVERIFY2(mentions(refused.error().text(), {"damaged", "length"}), refused.error().text().c_str());
    }
  }

  void stopsBombs() {
    const QByteArray bomb = gzipped(QByteArray(40'000'000, '\0'));
    QVERIFY(bomb.size() < 50'000);
    const auto refused = gunzip(toBytes(bomb));
    QVERIFY(!refused);
    const std::string size = std::to_string(bomb.size());
    QVERIFY2(mentions(refused.error().text(), {size, "16 MiB"}), refused.error().text().c_str());
  }

  void followsLinksAndTellsOfThoseToNothing() {
    const QTemporaryDir folder;
    const std::filesystem::path link = folder.filePath("link").toStdString();
    std::filesystem::create_symlink("there", link);
    const auto refused = readFile(link);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {link.string(), "a link to there, which does not exist"}),
             refused.error().text().c_str());
    QFile file(folder.filePath("there"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    file.close();
    QCOMPARE(readFile(link)->size(), std::size_t{1});
  }

  void refusesStreamsUnlessTheyAreAskedFor() {
    const QTemporaryDir folder;
    const std::string pipe = folder.filePath("pipe").toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    // The pipe has no writer, so opening it would wait forever.
    for (const auto& [path, kind] : {std::pair(pipe, "a pipe"), {std::string("/dev/zero"), "a device"}}) {
      const auto refused = readFile(path);
      QVERIFY(!refused);
      QVERIFY2(mentions(refused.error().text(), {path, kind, "Choose a file"}),
               refused.error().text().c_str());
    }
    const auto read = readFile("/dev/null", kMaxFileBytes, Streams::Read);
    QVERIFY(read && read->empty());
    const auto endless = readFile("/dev/zero", 1 << 20, Streams::Read);
    QVERIFY(!endless);
    QVERIFY(mentions(endless.error().text(), {"/dev/zero", "more than 1 MiB"}));
  }

  /// As if files had been concatenated.
  void readsAllMembers() {
    Bytes both = toBytes(gzipped("first, "));
    const Bytes second = toBytes(gzipped(QByteArray(100'000, 'x')));
    both.insert(both.end(), second.begin(), second.end());
    const auto unpacked = gunzip(both);
    QVERIFY2(unpacked.has_value(), unpacked ? "" : unpacked.error().text().c_str());
    QCOMPARE(unpacked->size(), std::size_t{100'007});
    QVERIFY(asText(*unpacked).starts_with("first, xxx"));
    both.push_back('z');
    QVERIFY(!gunzip(both));
  }

  void tellsGzipFromOtherBytes() {
    QVERIFY(!isGzip({}));
    QVERIFY(!isGzip(Bytes{0x1f}));
    QVERIFY(!isGzip(Bytes{0x8b, 0x1f}));
    QVERIFY(!gunzip({}));
    QVERIFY(!gunzip(Bytes{0x1f, 0x8b}));
    QVERIFY(!gunzip(toBytes("plainly not gzip")));
  }

  void readsFiles() {
    const QTemporaryDir folder;
    const auto path = [&](const char* name) {
      return std::filesystem::path(folder.filePath(name).toStdString());
    };
    writeFile(folder.filePath("some"), QByteArray("a\0b", 3));
    writeFile(folder.filePath("none"), "");
    QCOMPARE(readFile(path("some")).value(), (Bytes{'a', 0, 'b'}));
    QVERIFY(readFile(path("none")).value().empty());
    const auto missing = readFile(path("missing"));
    QVERIFY(!missing && mentions(missing.error().text(), {path("missing").string(), "No such file"}));
    const auto directory = readFile(folder.path().toStdString());
    QVERIFY(!directory && mentions(directory.error().text(), {folder.path().toStdString(), "folder"}));
  }
};

PELLUCID_TEST(tst_gzip, TestGzip)
#include "tst_gzip.moc"
