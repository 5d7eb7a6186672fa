// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/zip_archive.h"

#include <sys/stat.h>

#include <QtTest>
#include <ctime>

#include "engine/data/zip_reader.h"
#include "engine/io/zip_writer.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// One entry with forged fields: each can say something false.
struct RawEntry {
  std::string name;
  std::string content;
  std::uint32_t size = static_cast<std::uint32_t>(content.size());
  std::uint32_t packedSize = size;
  std::uint16_t method = 0;
  std::uint16_t flags = 0;
  std::uint32_t attributes = 0;
  std::uint32_t crcError = 0;
};

std::uint32_t crc32(const std::string& text) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : text) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~crc;
}

void put(Bytes& bytes, std::initializer_list<std::pair<std::uint64_t, int>> fields) {
  for (const auto& [value, size] : fields)
    for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// A zip archive written by hand from the format's description (APPNOTE 4.3).
Bytes rawZip(const std::vector<RawEntry>& entries) {
  Bytes bytes;
  Bytes directory;
  for (const RawEntry& entry : entries) {
    const std::uint64_t offset = bytes.size();
    const std::uint32_t crc = crc32(entry.content) ^ entry.crcError;
    put(bytes, {{0x04034b50, 4},
                {20, 2},
                {entry.flags, 2},
                {entry.method, 2},
                {0, 2},
                {33, 2},
                {crc, 4},
                {entry.packedSize, 4},
                {entry.size, 4},
                {entry.name.size(), 2},
                {0, 2}});
    bytes.insert(bytes.end(), entry.name.begin(), entry.name.end());
    bytes.insert(bytes.end(), entry.content.begin(), entry.content.end());
    put(directory, {{0x02014b50, 4},
                    {20 | (3 << 8), 2},
                    {20, 2},
                    {entry.flags, 2},
                    {entry.method, 2},
                    {0, 2},
                    {33, 2},
                    {crc, 4},
                    {entry.packedSize, 4},
                    {entry.size, 4},
                    {entry.name.size(), 2},
                    {0, 2},
                    {0, 2},
                    {0, 2},
                    {0, 2},
                    {entry.attributes, 4},
                    {offset, 4}});
    directory.insert(directory.end(), entry.name.begin(), entry.name.end());
  }
  const std::uint64_t begin = bytes.size();
  bytes.insert(bytes.end(), directory.begin(), directory.end());
  put(bytes, {{0x06054b50, 4},
              {0, 2},
              {0, 2},
              {entries.size(), 2},
              {entries.size(), 2},
              {directory.size(), 4},
              {begin, 4},
              {0, 2}});
  return bytes;
}

std::vector<ZipEntry> someEntries() {
  return {{.name = "mimetype", .bytes = bytesOf("application/x"), .isPacked = false},
          {.name = "folder/text ü.txt", .bytes = bytesOf(std::string(10'000, 'a')), .isPacked = true},
          {.name = "empty", .bytes = {}, .isPacked = false}};
}

}  // namespace

class TestZipArchive : public QObject {
  Q_OBJECT

 private slots:
  void roundTrips() {
    const auto bytes = *writeZip(someEntries());
    QVERIFY(bytes.size() < 1000);
    const auto entries = readZip(bytes);
    QVERIFY2(entries.has_value(), entries ? "" : entries.error().text().c_str());
    QCOMPARE(entries->size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i) {
      QCOMPARE((*entries)[i].name, someEntries()[i].name);
      QVERIFY((*entries)[i].bytes == someEntries()[i].bytes);
    }
    QVERIFY(*writeZip(*entries) == bytes);
  }

  void bytesDependOnNothingElse() {
    qputenv("TZ", "Asia/Kolkata");
    ::tzset();
    const auto first = *writeZip(someEntries());
    qputenv("TZ", "UTC");
    ::tzset();
    QVERIFY(*writeZip(someEntries()) == first);
  }

  void firstEntryIsFoundByItsPlace() {
    // File managers look for the type at bytes 30 and 38.
    const auto bytes = *writeZip(someEntries());
    const std::string begin(bytes.begin() + 30, bytes.begin() + 51);
    QCOMPARE(begin, std::string("mimetypeapplication/x"));
  }

  void anotherReaderAgrees() {
    if (python().isEmpty()) QSKIP("python3 is not there to read what was written.");
    const QTemporaryDir folder;
    const QString path = folder.filePath("some.zip");
    QVERIFY(atomicWrite(path.toStdString(), *writeZip(someEntries())));
    const QByteArray text =
        outputOf(python(), {"-c",
                            "import sys, zipfile\n"
                            "z = zipfile.ZipFile(sys.argv[1])\n"
                            "print(z.testzip(), [(i.filename.isascii(), i.compress_type, i.file_size,"
                            " i.date_time[0]) for i in z.infolist()])",
                            path});
    QCOMPARE(text, QByteArray("None [(True, 0, 13, 1980), (False, 8, 10000, 1980), (True, 0, 0, 1980)]\n"));
  }

  void handWrittenArchivesAreRead() {
    const auto entries =
        readZip(rawZip({{.name = "a/b.txt", .content = "hello"}, {.name = "c", .content = ""}}));
    QVERIFY2(entries.has_value(), entries ? "" : entries.error().text().c_str());
    QVERIFY(entries->front().bytes == bytesOf("hello"));
  }

  void refuses_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("part");
    const auto add = [](const char* name, const std::vector<RawEntry>& entries, const char* part) {
      const Bytes bytes = rawZip(entries);
      QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                        static_cast<int>(bytes.size()))
                          << QByteArray(part);
    };
    QTest::newRow("empty") << QByteArray() << QByteArray("is empty");
    QTest::newRow("text") << QByteArray("not a zip, but long enough to have an end record")
                          << QByteArray("not a readable");
    for (const char* name :
         {"../up", "a/../../up", "/etc/passwd", "a//b", "./a", "a\\..\\b", "C:/b", "folder/", "a/.."})
      add(name, {{.name = name, .content = ""}}, "not a plain relative path");
    add("long name", {{.name = std::string(300, 'n'), .content = ""}}, "not a plain relative path");
    add("double", {{.name = "a", .content = "1"}, {.name = "a", .content = "2"}}, "already exists");
    add("link", {{.name = "a", .content = "/etc", .attributes = (S_IFLNK | 0777U) << 16U}}, "a is a link");
    add("encrypted", {{.name = "a", .content = "secret secret", .flags = 1}}, "a is encrypted");
    add("method", {{.name = "a", .content = "x", .method = 12}}, "packed with method 12");
    add("checksum", {{.name = "a", .content = "x", .crcError = 1}}, "a is damaged: CRC error");
    add("not deflated", {{.name = "a", .content = "\xff\xff\xff\xff", .method = 8}}, "a is damaged");
    add("larger than it is", {{.name = "a", .content = "x", .size = 3, .packedSize = 3}}, "");
    add("stored sizes differ", {{.name = "a", .content = "xyz", .size = 2, .packedSize = 3}}, "");
    add("claims 4 GiB", {{.name = "a", .content = "x", .size = 0xfffffffe, .packedSize = 1, .method = 8}},
        "attack");
    add(
        "65 entries",
        [] {
          std::vector<RawEntry> entries;
          for (int i = 0; i < 65; ++i) entries.push_back({.name = std::to_string(i), .content = ""});
          return entries;
        }(),
        "has 65 entries; at most 64");
    add(
        "shared bytes",
        [] {
          // Each claims the most that one entry may have; together they claim more than the archive may hold.
          std::vector<RawEntry> entries;
          for (int i = 0; i < 40; ++i)
            entries.push_back(
                {.name = std::to_string(i), .content = std::string(20, 'x'), .size = 15 << 20, .method = 8});
          return entries;
        }(),
        "");
  }
  void refuses() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, part);
    const auto entries = readZip(bytesOf({bytes.data(), static_cast<std::size_t>(bytes.size())}));
    QVERIFY(!entries);
    QVERIFY2(says(entries.error().text(), {part.toStdString()}), entries.error().text().c_str());
  }

  void bombsAreRefused() {
    const auto zeros = [](std::size_t size) {
      return *writeZip({{.name = "zeros", .bytes = Bytes(size), .isPacked = true}});
    };
    QVERIFY(readZip(zeros(16 << 20)));
    const auto bomb = readZip(zeros(17 << 20));
    QVERIFY(!bomb);
    QVERIFY2(says(bomb.error().text(), {"zeros", "17825792", "attack"}), bomb.error().text().c_str());
    // Two entries, each within its limits.
    const auto two = readZip(*writeZip({{.name = "a", .bytes = Bytes(15 << 20), .isPacked = true},
                                        {.name = "b", .bytes = Bytes(15 << 20), .isPacked = true}}));
    QVERIFY(!two);
    QVERIFY2(says(two.error().text(), {"attack"}), two.error().text().c_str());
  }

  void survivesDamage() {
    const Bytes bytes = *writeZip(someEntries());
    forEachTruncation(bytes, 1, [](const Bytes& damaged) { QVERIFY(!readZip(damaged)); });
    forEachFlip(bytes, 1, [](const Bytes& damaged) {
      const auto entries = readZip(damaged);
      if (!entries) return;
      // A date or an attribute may have changed, but not the content.
      QCOMPARE(entries->size(), someEntries().size());
      for (std::size_t i = 0; i < entries->size(); ++i)
        QVERIFY((*entries)[i].bytes == someEntries()[i].bytes);
    });
  }

  void writingRefusesWhatReadingWould() {
    QVERIFY_THROWS_EXCEPTION(std::logic_error, static_cast<void>(writeZip({{.name = "../a", .bytes = {}}})));
    QVERIFY_THROWS_EXCEPTION(
        std::logic_error,
        static_cast<void>(writeZip({{.name = "a", .bytes = {}}, {.name = "a", .bytes = {}}})));
    std::vector<ZipEntry> entries;
    for (int i = 0; i < 65; ++i) entries.push_back({.name = std::to_string(i), .bytes = {}});
    const auto many = writeZip(entries);
    QVERIFY(!many);
    QVERIFY2(says(many.error().text(), {"65 entries", "at most 64"}), many.error().text().c_str());
  }

  /// Measured on the archive itself, to the byte.
  void sizesBeyondTheLimitAreRefused() {
    const std::size_t size = writeZip(someEntries())->size();
    QVERIFY(writeZip(someEntries(), size));
    const auto refused = writeZip(someEntries(), size - 1);
    QVERIFY(!refused);
    QVERIFY2(says(refused.error().text(), {std::to_string(size), std::to_string(size - 1)}),
             refused.error().text().c_str());
    QVERIFY(readZip(*writeZip(someEntries()), 10'013));
    QVERIFY(!readZip(*writeZip(someEntries()), 10'012));
  }

  void entriesAreReadOneByOneAndNotBeyondTheirLimit() {
    const Bytes bytes = *writeZip(someEntries());
    const auto archive = ZipReader::open(bytes);
    QVERIFY(archive);
    QVERIFY(archive->has("mimetype") && !archive->has("mime"));
    QVERIFY(archive->isPacked("folder/text ü.txt") && !archive->isPacked("mimetype"));
    QCOMPARE(archive->read("folder/text ü.txt", 10'000)->size(), std::size_t{10'000});
    const auto larger = archive->read("folder/text ü.txt", 9'999);
    QVERIFY(!larger);
    QVERIFY2(says(larger.error().text(), {"text", "10000 bytes", "at most 9999"}),
             larger.error().text().c_str());
    const auto missing = archive->read("missing", 1);
    QVERIFY(!missing && missing.error().text() == "missing is missing");
  }

  /// Including what cannot be unpacked, and what would be a bomb.
  void packedEntriesAreCarriedOnAsTheyAre() {
    const Bytes first = rawZip(
        {{.name = "zstd", .content = "packed by somebody", .size = 1000, .packedSize = 18, .method = 93},
         {.name = "a", .content = "hello"}});
    const auto archive = ZipReader::open(first);
    QVERIFY2(archive.has_value(), archive ? "" : archive.error().text().c_str());
    QVERIFY(!archive->read("zstd", 5000));
    const auto zstd = archive->packed("zstd");
    QVERIFY2(zstd.has_value(), zstd ? "" : zstd.error().text().c_str());
    QVERIFY(zstd->packed == bytesOf("packed by somebody"));
    const Bytes bomb = *writeZip({{.name = "bomb", .bytes = Bytes(20 << 20), .isPacked = true}});
    const auto kept = ZipReader::open(bomb)->packed("bomb");
    QVERIFY(kept && kept->packed.size() < 30'000);
    QCOMPARE(kept->size, std::uint32_t{20 << 20});
    const Bytes second =
        *buildZip({{.entry = *zstd}, {.entry = *kept}, {.entry = *archive->packed("a")}}, 100'000);
    const auto again = ZipReader::open(second);
    QVERIFY(*again->packed("zstd") == *zstd);
    QVERIFY(*again->packed("bomb") == *kept);
    QVERIFY(*again->read("a", 5) == bytesOf("hello"));
  }

  void entriesThatOverlapAreRefused() {
    Bytes bytes = rawZip({{.name = "a", .content = std::string(1000, 'x')}, {.name = "b", .content = ""}});
    // The second one claims the bytes of the first and half as many again.
    const auto refused = ZipReader::open(bytes);
    QVERIFY(refused);
    const std::size_t directory = bytes.size() - 22 - 2 * 47;
    const auto put32 = [&](std::size_t at, std::uint32_t value) { std::memcpy(&bytes[at], &value, 4); };
    for (const std::size_t at : {directory + 47 + 20, directory + 47 + 24}) put32(at, 1000);
    put32(directory + 47 + 16, crc32(std::string(1000, 'x')));
    put32(directory + 47 + 42, 0);
    QVERIFY(!ZipReader::open(bytes));
  }
};

PELLUCID_TEST(tst_zip_archive, TestZipArchive)
#include "tst_zip_archive.moc"
