// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolBar>
#include <QToolButton>
#include <QtTest>

#include "app/composition.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/window_test.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/scale_box.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid;

class TestMainWindow : public QObject {
  Q_OBJECT

 private slots:
  /// Every action is in one menu, once, and every shortcut is shown beside its name.
  void everyActionIsInOneMenu() {
    QMap<const QAction*, int> places;
    for (const QAction* menu : m_program.window().menuBar()->actions())
      for (const QAction* entry : menu->menu()->actions()) ++places[entry];
    for (int i = 0; i < static_cast<int>(ui::ActionId::Count); ++i) {
      const QAction& action = m_program.actions()[static_cast<ui::ActionId>(i)];
      QVERIFY2(places.value(&action) == 1, qPrintable(action.text()));
    }
  }

  /// A single file, and nothing else that can be dragged.
  void aFileThatIsDroppedIsOpened() {
    // tst_project_files tests the opening itself.
    QObject::disconnect(&m_program.window(), &app::MainWindow::fileDropped, nullptr, nullptr);
    const QSignalSpy dropped(&m_program.window(), &app::MainWindow::fileDropped);
    const auto drag = [this](const QList<QUrl>& urls) {
      QMimeData data;
      data.setUrls(urls);
      QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
      enter.ignore();
      QApplication::sendEvent(&m_program.window(), &enter);
      if (!enter.isAccepted()) return false;
      QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
      QApplication::sendEvent(&m_program.window(), &drop);
      return true;
    };
    const QUrl file = QUrl::fromLocalFile("/a folder/model.onnx");
    QVERIFY(!drag({file, file}) && !drag({QUrl("https://example.org/model.onnx")}) && !drag({}));
    QVERIFY(drag({file}));
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped[0][0].toString(), QString("/a folder/model.onnx"));
  }

  void everyButtonOfTheToolBarHasAnIcon() {
    int buttons = 0;
    for (const QToolBar* bar : m_program.window().findChildren<QToolBar*>())
      for (QAction* action : bar->actions()) {
        const auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action));
        if (button == nullptr) continue;
        ++buttons;
        QVERIFY2(!button->icon().isNull(), qPrintable(action->text()));
      }
    QVERIFY(buttons > 5);
  }

  /// What can be on or off shows it everywhere: a press switches it, another switches it back.
  void whatIsOnOrOffCanBeTurnedBack() {
    for (const ui::ActionId id :
         {ui::ActionId::DarkTheme, ui::ActionId::ReducedMotion, ui::ActionId::ShowGradients,
          ui::ActionId::LeftColumn, ui::ActionId::RightColumn}) {
      QAction& action = m_program.actions()[id];
      const bool was = action.isChecked();
      action.trigger();
      QVERIFY2(action.isChecked() != was, qPrintable(action.text()));
      action.trigger();
      QVERIFY2(action.isChecked() == was, qPrintable(action.text()));
    }
  }

  /// A letter typed into a field, or while the curves have the focus, does nothing to the network.
  void singleKeysActOnTheStageOnly() {
    m_program.window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_program.window()));
    QAction& gradients = m_program.actions()[ui::ActionId::ShowGradients];
    QAction& network = m_program.actions()[ui::ActionId::LeftColumn];
    auto* elsewhere = m_program.window().findChild<QSpinBox*>();
    elsewhere->setFocus();
    QTest::keyClick(elsewhere, Qt::Key_G);
    QVERIFY(!gradients.isChecked());
    QTest::keyClick(elsewhere, Qt::Key_F7);
    QVERIFY(!network.isChecked());
    m_program.canvas().setFocus();
    QTest::keyClick(&m_program.canvas(), Qt::Key_G);
    QVERIFY(gradients.isChecked());
    QTest::keyClick(&m_program.canvas(), Qt::Key_G);
    QTest::keyClick(&m_program.canvas(), Qt::Key_F7);
    QVERIFY(!gradients.isChecked() && network.isChecked());
  }

  void theWheelGivesNoFieldTheFocus() {
    int fields = 0;
    for (const QWidget* widget : m_program.window().findChildren<QWidget*>()) {
      if (qobject_cast<const QAbstractSpinBox*>(widget) == nullptr &&
          qobject_cast<const QComboBox*>(widget) == nullptr)
        continue;
      ++fields;
      QVERIFY2(widget->focusPolicy() != Qt::WheelFocus, qPrintable(widget->accessibleName()));
    }
    QVERIFY(fields > 8);
  }

  /// Whatever the run says, at the window's initial size.
  void theFiguresOfTheRunFitBesideTheButtons() {
    engine::Experiment experiment = tests::smallExperiment();
    QTemporaryDir folder;
    tests::writeIdxFiles(*tests::syntheticDataset(), folder.path().toStdString());
    experiment.data.name = folder.path().toStdString();
    m_program.files().begin(experiment);
    QTRY_VERIFY(m_program.run().moment() != nullptr && m_program.run().isResting());
    engine::Snapshot snapshot = *m_program.run().newest();
    snapshot.state.step = 9'876'543;
    snapshot.stepsPerEpoch = 12'345;
    snapshot.samplesPerSecond = 987'654;
    snapshot.train = engine::HistoryPoint{.step = 9'876'543, .metrics = {.loss = 0.1234, .accuracy = 1}};
    snapshot.test = engine::HistoryPoint{.step = 9'876'000, .metrics = {.loss = 0.1234, .accuracy = 1}};
    ui::Moment moment = *m_program.run().moment();
    moment.snapshot = std::make_shared<const engine::Snapshot>(snapshot);
    emit m_program.run().momentChanged(std::make_shared<const ui::Moment>(moment));
    m_program.status().showMoment(moment);
    m_program.window().resize(1366, 740);
    m_program.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_program.window()));
    // The widths from which names and figures have room, and a laptop at scale 1.5.
    for (const int room : {899, 960, 1060, 1130, 1220, 1350, 1366, 1510, 1600}) {
      // Where both columns have no room, one is shown.
      m_program.actions()[ui::ActionId::RightColumn].setChecked(room >= 1000);
      m_program.window().resize(room, 740);
      QCoreApplication::processEvents();
      int width = 0;
      for (const auto* bar : m_program.window().findChildren<QToolBar*>()) width += bar->sizeHint().width();
      const int whole = m_program.window().width();  // figures of this length may ask for more
      QVERIFY2(width <= whole, qPrintable(QStringLiteral("%1 of %2").arg(width).arg(whole)));
      QTRY_VERIFY(m_program.status().isVisible());
    }
  }

  /// A laptop's 1366×768 at scale 1.5: the window stays on its screen, and either column can be shown.
  void inANarrowWindowOneColumnTakesTheOthersRoom() {
    app::Composition program{engine::DataLocations{}};
    QAction& left = program.actions()[ui::ActionId::LeftColumn];
    QAction& right = program.actions()[ui::ActionId::RightColumn];
    app::MainWindow& window = program.window();
    window.setWindowSize({899, 468});
    window.resize(899, 468);  // also if the test's screen is smaller
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const int width = window.width();
    QCOMPARE(width, 899);
    const auto* samples = window.findChild<QWidget*>("samples");
    const auto* training = window.findChild<QWidget*>("training");
    QVERIFY(samples->isVisible() && !training->isVisible());
    right.trigger();
    QCoreApplication::processEvents();
    QVERIFY(!samples->isVisible() && training->isVisible() && !left.isChecked());
    QCOMPARE(window.width(), width);
    left.trigger();
    QCoreApplication::processEvents();
    QVERIFY(samples->isVisible() && !training->isVisible() && !right.isChecked());
    QCOMPARE(window.width(), width);
    left.trigger();
    QVERIFY(!samples->isVisible() && !training->isVisible());
    window.resize(1366, 740);
    left.trigger();
    right.trigger();
    QVERIFY(samples->isVisible() && training->isVisible());
  }

  /// In locales that write 0,5 the comma would otherwise count as a thousands separator.
  void everyFieldWithDecimalsTakesAComma() {
    int fields = 0;
    for (auto* field : m_program.window().findChildren<QDoubleSpinBox*>()) {
      QVERIFY2(
          qobject_cast<ui::NumberBox*>(field) != nullptr || qobject_cast<ui::ScaleBox*>(field) != nullptr,
          qPrintable(field->toolTip()));
      ++fields;
    }
    QVERIFY(fields >= 3);  // a weight, the noise of points, the lab's rates
  }

  void oneWorkspaceIsShown() {
    auto& actions = m_program.actions();
    QSignalSpy changed(&m_program.window(), &app::MainWindow::workspaceChanged);
    actions[ui::ActionId::ShowTransfer].trigger();
    QVERIFY(!actions[ui::ActionId::ShowNetwork].isChecked());
    QVERIFY(m_program.transfer().isVisibleTo(&m_program.window()));
    QVERIFY(!m_program.canvas().isVisibleTo(&m_program.window()));
    // Two visible buttons called Step would be ambiguous; the network's appear only with the network.
    const auto* train = m_program.window().findChild<QToolButton*>("TrainButton");
    QVERIFY(!train->isVisibleTo(&m_program.window()) && !m_program.status().isVisibleTo(&m_program.window()));
    auto* tabs = m_program.window().findChild<ui::SegmentedControl*>("Workspaces");
    QCOMPARE(tabs->currentIndex(), 5);
    tabs->setCurrentIndex(0);
    QVERIFY(actions[ui::ActionId::ShowNetwork].isChecked());
    QVERIFY(m_program.canvas().isVisibleTo(&m_program.window()));
    QVERIFY(train->isVisibleTo(&m_program.window()));
    QCOMPARE(changed.size(), 2);
  }

 private:
  app::Composition m_program{engine::DataLocations{}};
};

PELLUCID_WINDOW_TEST(tst_main_window, TestMainWindow)
#include "tst_main_window.moc"
