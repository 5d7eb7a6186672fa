// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/value_picture.h"

#include <QSignalSpy>

#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestValuePicture : public QObject {
  Q_OBJECT

 private slots:
  void squaresHaveTheColoursOfTheirNumbers() {
    ValuePicture picture("weights", "what they are");
    picture.resize(63, 43);
    engine::Vector values(6);
    values << 2, -2, 0, 1, 5, -1;
    picture.showValues(values, {3, 2}, 2);
    const QImage image = picture.grab().toImage();
    const Theme& theme = themeOf(picture);
    // 20 pixels for each square, starting at the corner.
    const auto at = [&](int column, int row) {
      return image.pixelColor(1 + column * 20 + 10, 1 + row * 20 + 10);
    };
    QCOMPARE(at(0, 0), theme.positive);
    QCOMPARE(at(1, 0), theme.negative);
    QCOMPARE(at(2, 0), theme.neutral);
    QCOMPARE(at(1, 1), theme.positive);  // values beyond the range have full strength
    QVERIFY(at(0, 1) != theme.positive && at(0, 1) != theme.neutral);
  }

  void pointerAndKeysAskForSquares() {
    ValuePicture picture("weights", "what they are");
    picture.resize(63, 43);
    picture.showValues(engine::Vector::Ones(6), {3, 2}, 1);
    QSignalSpy pointed(&picture, &ValuePicture::pointedAt);
    QSignalSpy clicked(&picture, &ValuePicture::clicked);
    tests::movePointer(picture, {50, 30});
    QCOMPARE(picture.pointed(), std::optional(QPoint(2, 1)));
    QTest::mouseClick(&picture, Qt::LeftButton, {}, {50, 30});
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toPoint(), QPoint(2, 1));
    QTest::keyClick(&picture, Qt::Key_Left);
    QCOMPARE(picture.pointed(), std::optional(QPoint(1, 1)));
    QTest::keyClick(&picture, Qt::Key_Up);
    QTest::keyClick(&picture, Qt::Key_Up);  // there is no row above
    QCOMPARE(picture.pointed(), std::optional(QPoint(1, 0)));
    QVERIFY(pointed.size() >= 3);
    picture.clear();
    QVERIFY(!picture.pointed());
  }

  void namesTakeRoomOfTheirOwn() {
    ValuePicture picture("cells", "what they are");
    picture.resize(120, 120);
    picture.showValues(engine::Vector::Zero(4), {2, 2}, 1);
    picture.setNames({"cat", "dog"});
    tests::movePointer(picture, {2, 2});  // on a name
    QVERIFY(!picture.pointed());
    tests::movePointer(picture, {100, 100});
    QCOMPARE(picture.pointed(), std::optional(QPoint(1, 1)));
  }
};

PELLUCID_WINDOW_TEST(tst_value_picture, TestValuePicture)
#include "tst_value_picture.moc"
