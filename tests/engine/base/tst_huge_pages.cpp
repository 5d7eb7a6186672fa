// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/huge_pages.h"

#include <QtTest>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>
#include <string>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// Whether the system's own map of this program's memory says that large pages were requested at `address`.
bool areHugePagesWanted(std::uintptr_t address) {
  std::ifstream list("/proc/self/smaps");
  bool isHere = false;
  for (std::string line; std::getline(list, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    char dash = 0;
    std::istringstream words(line);
    if (words >> std::hex >> begin >> dash >> end && dash == '-') isHere = address >= begin && address < end;
    if (isHere && line.starts_with("VmFlags:")) return line.find(" hg") != std::string::npos;
  }
  return false;
}

}  // namespace

class TestHugePages : public QObject {
  Q_OBJECT

 private slots:
  void makesRoomAndKeepsWhatIsThere() {
    std::vector<std::uint8_t> bytes(1000);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    const std::vector<std::uint8_t> before = bytes;
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{10}, std::size_t{5000}, std::size_t{9} << 20}) {
      reserveHugePages(bytes, size);
      QVERIFY(bytes.capacity() >= size);
      QCOMPARE(bytes, before);
    }
    std::vector<std::uint8_t> none;
    reserveHugePages(none, 0);
    QVERIFY(none.empty());
  }

  /// Checked in the system's own records, if it has such pages.
  void areAskedFor() {
    constexpr std::size_t kSize = std::size_t{32} << 20;
    std::vector<std::uint8_t> bytes;
    reserveHugePages(bytes, kSize);
    bytes.resize(kSize, 7);
    const bool canHave = std::filesystem::exists("/sys/kernel/mm/transparent_hugepage/enabled") &&
                         std::filesystem::exists("/proc/self/smaps");
    QCOMPARE(areHugePagesWanted(reinterpret_cast<std::uintptr_t>(bytes.data()) + kSize / 2), canHave);
    QCOMPARE(std::accumulate(bytes.begin(), bytes.end(), std::size_t{0}), 7 * kSize);
  }

  /// For example a set that gets more room when it already has samples.
  void whatIsFullStaysFull() {
    constexpr std::size_t kSize = std::size_t{8} << 20;
    std::vector<std::uint8_t> bytes(kSize, 3);
    reserveHugePages(bytes, kSize);
    reserveHugePages(bytes, 2 * kSize);
    QCOMPARE(bytes.size(), kSize);
    QVERIFY(std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 3; }));
  }
};

PELLUCID_TEST(tst_huge_pages, TestHugePages)
#include "tst_huge_pages.moc"
