// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/off_sign.h"

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// The smallest rectangle around what is painted over an empty field; empty if nothing is.
QRect paintedBy(const engine::HeldChannels& held, const CanvasLayout& layout) {
  QImage image(600, 400, QImage::Format_RGB32);
  const Theme& theme = lightTheme();
  image.fill(theme.accent);
  QPainter painter(&image);
  paintSwitchedOff(painter, held, layout, theme);
  painter.end();
  QRect all;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixelColor(x, y) != theme.accent) all = all.united(QRect(x, y, 1, 1));
  return all;
}

}  // namespace

class TestOffSign : public QObject {
  Q_OBJECT

 private slots:
  void theUnitOrTheWholeMapIsCrossedOut() {
    const CanvasLayout layout = layOut(
        {.channels = 1, .height = 8, .width = 8},
        {ColumnContent({.channels = 3, .height = 6, .width = 6}, true, true), ColumnContent(7)}, {600, 400});
    const QRect map = paintedBy({{.layer = 0, .channel = 2}}, layout);
    QVERIFY(!map.isEmpty());
    QVERIFY(layout.layers[0].mapRect(2).toAlignedRect().contains(map));
    const QRect unit = paintedBy({{.layer = 1, .channel = 4}}, layout);
    QVERIFY(!unit.isEmpty());
    QVERIFY(layout.layers[1].unitRect(4).toAlignedRect().contains(unit));
  }

  void whatTheLayoutDoesNotHaveIsLeftOut() {
    const CanvasLayout layout = layOut(engine::flatShape(2), {ColumnContent(7)}, {600, 400});
    QVERIFY(paintedBy({}, layout).isEmpty());
    QVERIFY(paintedBy({{.layer = 1, .channel = 0}, {.layer = 0, .channel = 7}}, layout).isEmpty());
  }
};

PELLUCID_WINDOW_TEST(tst_off_sign, TestOffSign)
#include "tst_off_sign.moc"
