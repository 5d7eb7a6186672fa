// SPDX-License-Identifier: GPL-3.0-or-later
// Each sign is seen in its colour, and looks like no other.
#include "ui/timeline/event_marks.h"

#include <QImage>
#include <QPainter>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

template <class Paint>
QImage painted(const Theme& theme, Paint paint) {
  QImage image(24, 24, QImage::Format_RGB32);
  image.fill(theme.panel);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  paint(painter);
  return image;
}

QImage markOf(const Theme& theme, decltype(engine::TimelineEvent::change) change) {
  return painted(theme, [&](QPainter& painter) {
    paintEventMark(painter, theme, {.step = 1, .change = std::move(change)}, {12, 14});
  });
}

}  // namespace

class TestEventMarks : public QObject {
  Q_OBJECT

 private slots:
  void signsAreToldApart() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QImage setting = markOf(*theme, engine::SettingChange{});
      const QImage weight = markOf(*theme, engine::ParameterChange{});
      const QImage diverged = markOf(*theme, engine::Diverged{});
      const QImage bookmark = markOf(*theme, engine::Bookmark{});
      const QImage best = painted(*theme, [&](QPainter& p) { paintBestMark(p, *theme, true, {12, 14}); });
      const QImage good = painted(*theme, [&](QPainter& p) { paintBestMark(p, *theme, false, {12, 14}); });
      QVERIFY(tests::countColour(setting, theme->text) >= 8);
      QVERIFY(tests::countColour(weight, theme->text) >= 8);
      QVERIFY(tests::countColour(diverged, theme->wrong) >= 4);
      QVERIFY(tests::countColour(bookmark, theme->accent) >= 4);
      QVERIFY(tests::countColour(best, theme->right) >= 8);
      QVERIFY(tests::countColour(good, theme->right) < tests::countColour(best, theme->right));
      const std::vector<QImage> all = {setting, weight, diverged, bookmark, best, good};
      for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t k = 0; k < i; ++k) QVERIFY(all[i] != all[k]);
    }
  }
};

PELLUCID_WINDOW_TEST(tst_event_marks, TestEventMarks)
#include "tst_event_marks.moc"
