// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actions.h"

#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

constexpr int kCount = static_cast<int>(ActionId::Count);

/// How many of an icon's pixels have exactly this colour.
int pixelsOf(const QIcon& icon, const QColor& colour) {
  const QImage image = icon.pixmap(32, 32).toImage();
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == colour;
  return count;
}

}  // namespace

class TestActions : public QObject {
  Q_OBJECT

 private slots:
  void everyActionHasTextKeyAndATipThatNamesTheKey() {
    Actions actions;
    for (int i = 0; i < kCount; ++i) {
      const QAction& action = actions[static_cast<ActionId>(i)];
      QVERIFY2(!action.text().isEmpty(), qPrintable(QString::number(i)));
      const QString key = action.shortcut().toString(QKeySequence::NativeText);
      QVERIFY2(!key.isEmpty(), qPrintable(action.text()));
      QVERIFY2(action.toolTip().endsWith(QStringLiteral(" (%1)").arg(key)), qPrintable(action.toolTip()));
      QVERIFY2(action.toolTip().startsWith(action.statusTip()), qPrintable(action.toolTip()));
      QVERIFY2(action.statusTip().size() > 10, qPrintable(action.text()));
    }
  }

  void noTwoActionsShareAKeyOrAName() {
    Actions actions;
    QSet<QKeySequence> keys;
    QSet<QString> names;
    for (int i = 0; i < kCount; ++i) {
      keys.insert(actions[static_cast<ActionId>(i)].shortcut());
      names.insert(actions[static_cast<ActionId>(i)].text());
    }
    QCOMPARE(keys.size(), kCount);
    QCOMPARE(names.size(), kCount);
  }

  void whatIsTypedElsewhereDoesNothingToTheNetwork() {
    Actions actions;
    QWidget window;
    auto* stage = new QWidget(&window);
    stage->setFocusPolicy(Qt::StrongFocus);
    auto* elsewhere = new QPushButton(&window);
    actions.addKeysTo(*stage);
    for (int i = 0; i < kCount; ++i)
      if (actions[static_cast<ActionId>(i)].shortcutContext() == Qt::WindowShortcut)
        window.addAction(&actions[static_cast<ActionId>(i)]);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const std::pair<ActionId, QKeySequence> keys[] = {
        {ActionId::FreezeLayer, Qt::Key_F},
        {ActionId::PasteLayers, Qt::CTRL | Qt::Key_V},
        {ActionId::DuplicateLayers, Qt::CTRL | Qt::SHIFT | Qt::Key_D},
        {ActionId::KeepLower, Qt::CTRL | Qt::Key_Delete}};
    for (const auto& [id, key] : keys) {
      QSignalSpy pressed(&actions[id], &QAction::triggered);
      elsewhere->setFocus();
      QTest::keySequence(&window, key);
      QCOMPARE(pressed.size(), 0);
      stage->setFocus();
      QTest::keySequence(stage, key);
      QCOMPARE(pressed.size(), 1);
    }
    QSignalSpy undone(&actions[ActionId::Undo], &QAction::triggered);
    QTest::keySequence(&window, QKeySequence(Qt::CTRL | Qt::Key_Z));
    QCOMPARE(undone.size(), 1);  // it acts everywhere
  }

  void iconsFollowTheTheme() {
    Actions actions;
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const Theme& other = theme->isDark ? lightTheme() : darkTheme();
      actions.setTheme(*theme);
      for (int i = 0; i < kCount; ++i) {
        const auto id = static_cast<ActionId>(i);
        const QAction& action = actions[id];
        if (action.icon().isNull()) continue;
        QVERIFY2(pixelsOf(action.icon(), theme->text) > 5, qPrintable(action.text()));
        QVERIFY2(pixelsOf(action.icon(), other.text) == 0, qPrintable(action.text()));
      }
    }
  }
};

PELLUCID_WINDOW_TEST(tst_actions, TestActions)
#include "tst_actions.moc"
