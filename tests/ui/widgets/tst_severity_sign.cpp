// SPDX-License-Identifier: GPL-3.0-or-later
// Each sign is seen in its colour, and looks like no other even without it.
#include "ui/widgets/severity_sign.h"

#include <QPainter>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

template <class Paint>
QImage signImage(const Theme& theme, Paint paint) {
  QImage image(20, 20, QImage::Format_RGB32);
  image.fill(theme.panel);
  QPainter painter(&image);
  paint(painter, QRectF(3, 3, 14, 14));
  return image;
}

QImage signOf(const Theme& theme, SignKind kind) {
  return signImage(theme,
                   [&](QPainter& painter, const QRectF& place) { paintSign(painter, theme, kind, place); });
}

/// Pixels painted in one and not in the other, whatever their colours.
int differentShape(const QImage& a, const QImage& b, const QColor& ground) {
  int count = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x)
      count += tests::isNear(a.pixelColor(x, y), ground, 30) != tests::isNear(b.pixelColor(x, y), ground, 30);
  return count;
}

}  // namespace

class TestSeveritySign : public QObject {
  Q_OBJECT

 private slots:
  void signsAreToldApartByShape() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QImage note = signOf(*theme, SignKind::Note);
      const QImage warning = signOf(*theme, SignKind::Warning);
      const QImage alarm = signOf(*theme, SignKind::Alarm);
      QVERIFY(tests::countColour(note, theme->mutedText) > 40);
      QVERIFY(tests::countColour(warning, theme->positive) > 20);
      QVERIFY(tests::countColour(alarm, theme->wrong) > 40);
      QVERIFY(differentShape(note, warning, theme->panel) > 15);
      QVERIFY(differentShape(note, alarm, theme->panel) > 4);
      QVERIFY(differentShape(warning, alarm, theme->panel) > 15);
    }
  }

  void unitsHaveSignsOfTheirOwn() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QImage dead = signImage(
          *theme, [&](QPainter& painter, const QRectF& place) { paintDeadSign(painter, *theme, place); });
      const QImage saturated = signImage(*theme, [&](QPainter& painter, const QRectF& place) {
        paintSaturatedSign(painter, *theme, place);
      });
      QVERIFY(tests::countColour(dead, theme->wrong) > 10);
      QVERIFY(tests::countColour(saturated, theme->positive) > 5);
      QVERIFY(differentShape(dead, saturated, theme->field) > 15);
    }
  }
};

PELLUCID_WINDOW_TEST(tst_severity_sign, TestSeveritySign)
#include "tst_severity_sign.moc"
