// SPDX-License-Identifier: GPL-3.0-or-later
// Outlines must be seen against the window in both themes.
#include "ui/theme/style.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QtTest>
#include <QtWidgets>

#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

class TestStyle : public QObject {
  Q_OBJECT

 private slots:
  void outlinesAreSeen_data() {
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }

  void outlinesAreSeen() {
    QFETCH(bool, isDark);
    const Theme& theme = isDark ? darkTheme() : lightTheme();
    Style style;
    QCheckBox box;
    QLineEdit field;
    QSpinBox spin;
    QComboBox choice;
    for (QWidget* widget : std::initializer_list<QWidget*>{&box, &field, &spin, &choice}) {
      widget->setStyle(&style);
      widget->setPalette(paletteOf(theme));
      widget->resize(120, 26);
      QImage image(widget->size(), QImage::Format_RGB32);
      image.fill(theme.window);
      widget->render(&image);
      QVERIFY2(largestDifference(image, theme.window) > 40, widget->metaObject()->className());
    }
  }

  /// Qt cuts it off in the middle of a letter.
  void aBoxEndsInDotsWhereItHasNoRoom() {
    Style style;
    QComboBox box;
    box.setStyle(&style);
    box.addItem("an entry that is longer than its box");
    for (const int width : {80, 400}) {
      box.resize(width, 26);
      tests::TextRecorder painted(box.size());
      box.render(&painted);
      QCOMPARE(painted.texts(), QStringList{shownText(box)});
      QCOMPARE(shownText(box) == box.currentText(), width == 400);
      QVERIFY(painted.placedTexts()[0].box.right() < width);
    }
    box.resize(80, 26);
    QVERIFY(shownText(box).endsWith(QChar(0x2026)));
  }

  /// Questions are drawn in the theme's colours, not in Qt's.
  void questionsHaveTheThemesIcons() {
    Style style;
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      QMessageBox box(QMessageBox::Question, "Title", "Text", QMessageBox::Save | QMessageBox::Cancel);
      box.setStyle(&style);
      box.setPalette(paletteOf(*theme));
      const QImage drawn =
          style.standardIcon(QStyle::SP_MessageBoxQuestion, nullptr, &box).pixmap(32, 32).toImage();
      QColor darkest(0, 0, 0, 0);
      for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x)
          if (drawn.pixelColor(x, y).alpha() > darkest.alpha()) darkest = drawn.pixelColor(x, y);
      QCOMPARE(darkest.rgb(), theme->accent.rgb());
      for (const auto* button : box.findChildren<QPushButton*>()) QVERIFY(button->icon().isNull());
    }
  }

 private:
  /// The largest difference in lightness between the left edge, where outlines are, and the window.
  static int largestDifference(const QImage& image, const QColor& window) {
    int largest = 0;
    for (int x = 0; x < 4; ++x)
      for (int y = 8; y < 18; ++y)
        largest = std::max(largest, std::abs(image.pixelColor(x, y).lightness() - window.lightness()));
    return largest;
  }
};

}  // namespace pellucid::ui

PELLUCID_WINDOW_TEST(tst_style, pellucid::ui::TestStyle)
#include "tst_style.moc"
