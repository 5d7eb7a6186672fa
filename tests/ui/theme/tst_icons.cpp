// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>
#include <stdexcept>

#include "tests/support/window_test.h"
#include "ui/theme/icons.h"

using namespace pellucid::ui;

namespace {

int paintedPixels(const QImage& image) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y).alpha() > 0;
  return count;
}

/// The colour of the most opaque pixel.
QColor ink(const QImage& image) {
  QColor ink(0, 0, 0, 0);
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixelColor(x, y).alpha() > ink.alpha()) ink = image.pixelColor(x, y);
  return ink;
}

bool areClose(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) < 8 && std::abs(a.green() - b.green()) < 8 &&
         std::abs(a.blue() - b.blue()) < 8;
}

}  // namespace

class TestIcons : public QObject {
  Q_OBJECT

 private slots:
  void everyDrawingIsRendered_data() {
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(":/icons").entryList({"*.svg"});
    QCOMPARE_GE(files.size(), 29);
    for (const QString& file : files) QTest::newRow(qPrintable(file)) << file.chopped(4);
  }

  void everyDrawingIsRendered() {
    QFETCH(QString, name);
    for (int side : {16, 20, 24, 48}) {
      const QImage image = icon(name, lightTheme()).pixmap(QSize(side, side), 1.0).toImage();
      QCOMPARE(image.size(), QSize(side, side));
      QVERIFY(paintedPixels(image) >= side / 2);
      QVERIFY(paintedPixels(image) < side * side);  // a drawing, not a block
    }
  }

  void linesHaveTheColourOfTheTheme() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QIcon save = icon("save", *theme);
      QVERIFY(areClose(ink(save.pixmap(QSize(64, 64), 1.0).toImage()), theme->text));
      const QColor disabled = ink(save.pixmap(QSize(64, 64), 1.0, QIcon::Disabled).toImage());
      QVERIFY(areClose(disabled, theme->mutedText));
      QVERIFY(disabled.alpha() < 200);
    }
  }

  void anExplicitColourIsUsed() {
    const Theme& theme = lightTheme();
    const QIcon lock = icon("lock", theme, theme.frozen);
    QVERIFY(areClose(ink(lock.pixmap(QSize(64, 64), 1.0).toImage()), theme.frozen));
  }

  void theSamePixmapIsNotReusedForAnotherColour() {
    const QImage light = icon("undo", lightTheme()).pixmap(QSize(32, 32), 1.0).toImage();
    const QImage dark = icon("undo", darkTheme()).pixmap(QSize(32, 32), 1.0).toImage();
    QVERIFY(light != dark);
  }

  void denseScreensGetMorePixels() {
    const QPixmap pixmap = icon("train", lightTheme()).pixmap(QSize(24, 24), 2.0);
    QCOMPARE(pixmap.size(), QSize(48, 48));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
    QVERIFY(pixmap.toImage() !=
            icon("train", lightTheme()).pixmap(QSize(24, 24), 1.0).toImage().scaled(48, 48));
  }

  void theApplicationIconKeepsItsColours() {
    QCOMPARE(icon("pellucid", lightTheme()).pixmap(QSize(64, 64), 1.0).toImage(),
             icon("pellucid", darkTheme()).pixmap(QSize(64, 64), 1.0).toImage());
  }

  void anUnknownNameIsABug() {
    QVERIFY_THROWS_EXCEPTION(std::logic_error, icon("no-such-drawing", lightTheme()));
  }
};

PELLUCID_WINDOW_TEST(tst_icons, TestIcons)
#include "tst_icons.moc"
