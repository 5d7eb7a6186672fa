// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/picture_grid.h"

#include <QRect>
#include <cmath>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestPictureGrid : public QObject {
  Q_OBJECT

 private slots:
  void eachNumberIsWhereItIsAskedFor() {
    const PictureGrid grid(5, {3, 2}, 3);
    QCOMPARE(grid.size(), QSize(11, 5));
    std::vector<engine::Vector> pictures;
    for (int p = 0; p < 5; ++p) pictures.emplace_back(engine::Vector::LinSpaced(6, 10 * p, 10 * p + 5));
    const engine::Vector all = grid.arrange(pictures);
    int numbers = 0;
    for (int y = 0; y < 5; ++y)
      for (int x = 0; x < 11; ++x) {
        const engine::Scalar value = all[y * 11 + x];
        const auto at = grid.at({x, y});
        QCOMPARE(at.has_value(), !std::isnan(value));
        if (!at) continue;
        ++numbers;
        QCOMPARE(value, static_cast<engine::Scalar>(10 * at->first + at->second));
        QVERIFY(grid.place(at->first).contains(x, y));
      }
    QCOMPARE(numbers, 30);
    QCOMPARE(grid.place(4), QRect(4, 3, 3, 2));
  }

  void oneIsItself() {
    const PictureGrid grid(1, {2, 2}, 4);
    QCOMPARE(grid.size(), QSize(2, 2));
    QVERIFY(!PictureGrid(1, {2, 2}, 4).at({2, 0}));
  }
};

PELLUCID_WINDOW_TEST(tst_picture_grid, TestPictureGrid)
#include "tst_picture_grid.moc"
