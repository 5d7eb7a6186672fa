// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/card_place.h"

#include <QtTest>

#include "tests/support/test_program.h"

using pellucid::ui::placeCard;

class TestCardPlace : public QObject {
  Q_OBJECT

 private slots:
  void atTheRightWhereThereIsRoom() {
    const QRectF about(100, 100, 40, 40);
    const QRectF place = placeCard({120, 80}, about, kBounds, {});
    QVERIFY(place.left() > about.right() && place.left() < about.right() + 20);
    QCOMPARE(place.size(), QSizeF(120, 80));
  }

  /// Wherever a unit is, and whatever card is beside it: neither is covered, and the card is whole.
  void nothingIsCovered() {
    for (double x = 0; x <= 560; x += 20)
      for (double y = 0; y <= 360; y += 20) {
        const QRectF about(x, y, 40, 40);
        const QRectF first = placeCard({160, 150}, about, kBounds, {});
        QVERIFY(kBounds.contains(first));
        QVERIFY(!first.intersects(about));
        for (const QRectF& other :
             {QRectF(20, 20, 40, 40), QRectF(300, 180, 40, 40), QRectF(x, 380 - y, 40, 20)}) {
          const QRectF second = placeCard({140, 90}, other, kBounds, {first});
          QVERIFY(kBounds.contains(second));
          QVERIFY(!second.intersects(other));
          QVERIFY(!second.intersects(first));
        }
      }
  }

  /// A card too large for any free place covers another card rather than its subject.
  void whereThereIsNoRoomTheSubjectStaysInSight() {
    const QRectF about(300, 10, 40, 40);
    const QRectF taken(0, 60, 600, 340);
    const QRectF place = placeCard({200, 200}, about, kBounds, {taken});
    QVERIFY(kBounds.contains(place));
    QVERIFY(!place.intersects(about));
  }

 private:
  static constexpr QRectF kBounds{0, 0, 600, 400};
};

PELLUCID_TEST(tst_card_place, TestCardPlace)
#include "tst_card_place.moc"
