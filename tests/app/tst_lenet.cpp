// SPDX-License-Identifier: GPL-3.0-or-later
// A learner's first convolutional network, from an empty table to the file and back: LeNet is laid out in the
// window with the mouse alone, and in another one with keys alone, by events on what is visible. Then it is
// trained, its convolutions are frozen by their padlocks, and the exported network answers as it did.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QSpinBox>
#include <QStyleOptionSpinBox>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include "app/composition.h"
#include "engine/model/layers_text.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/patience.h"
#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/widgets/layer_kinds.h"

namespace {

using namespace pellucid;
using engine::LayerKind;
using tests::kPatienceMs;

const std::string kLeNet =
    "28x28x1,conv6x5:relu,maxpool2,conv16x5:relu,maxpool2,flatten,120:relu,84:relu,10:softmax";

/// Enough digits to learn from, few enough for a build server; all of them if PELLUCID_THOROUGH is set.
engine::DataLocations lenetData() {
  if (qEnvironmentVariableIsSet("PELLUCID_THOROUGH"))
    return {.mnist = tests::mnistFolder(), .fashionMnist = {}};
  static const QTemporaryDir folder;
  if (QDir(folder.path()).isEmpty())
    tests::writeIdxFiles(*tests::firstDigits(6'000, 1'000), folder.path().toStdString());
  return {.mnist = folder.path().toStdString(), .fashionMnist = {}};
}

/// A window on a laptop's screen, and a user's actions in it. Every event goes to the widget visible at its
/// place.
class Learner {
 public:
  Learner() {
    m_program.window().resize(1366, 700);
    m_program.start({});
    m_program.window().activateWindow();
  }
  app::Composition& program() { return m_program; }
  ui::NetworkCanvas& canvas() { return m_program.canvas(); }
  const ui::ColumnLayout& column(std::size_t layer) { return canvas().canvasLayout().layers.at(layer); }
  const engine::NetworkSpec& network() { return m_program.document().experiment().network; }
  std::string layers() {
    return engine::formatLayers(m_program.document().dataset()->shape, network().layers);
  }
  const ui::Moment* moment() { return m_program.run().moment(); }
  std::int64_t step() { return moment()->snapshot->state.step; }
  double accuracy() { return moment()->snapshot->test ? moment()->snapshot->test->metrics.accuracy : 0; }

  /// Waits until the picture shows the edited design.
  void settle() {
    QTRY_VERIFY_WITH_TIMEOUT(moment() != nullptr && !canvas().isStale() && canvas().moment() == moment() &&
                                 canvas().canvasLayout().layers.size() == network().layers.size(),
                             kPatienceMs);
    canvas().grab();  // pointing refers to what was painted
  }

  // The mouse
  void click(QWidget& widget, QPointF at) {
    const QPoint global = widget.mapToGlobal(at.toPoint());
    QWidget& window = m_program.window();
    QVERIFY2(window.rect().contains(window.mapFromGlobal(global)), "it lies outside of the window");
    QWidget* seen = window.childAt(window.mapFromGlobal(global));
    QVERIFY2(seen != nullptr && (seen == &widget || widget.isAncestorOf(seen)), "something lies over it");
    QTest::mouseClick(seen, Qt::LeftButton, {}, seen->mapFromGlobal(global));
  }
  /// Clicks the + before layer `position`, then the kind's row in the palette.
  void addByMouse(std::size_t position, LayerKind kind) {
    settle();
    click(canvas(), canvas().canvasLayout().addButtons.at(position).center());
    QVERIFY(canvas().palette().isVisible());
    const QListWidget& list = canvas().palette().list();
    for (int row = 0; row < list.count(); ++row) {
      const QListWidgetItem* item = list.item(row);
      if (item->text() != ui::kindText(kind)) continue;
      QWidget& rows = *list.viewport();
      // Scrolls by the wheel until it is visible.
      for (int turns = 0; turns < 50 && !rows.rect().contains(list.visualItemRect(item).center()); ++turns)
        tests::turnWheel(rows, QPointF(rows.rect().center()),
                         list.visualItemRect(item).top() < 0 ? 120 : -120);
      return click(rows, list.visualItemRect(item).center());
    }
    QFAIL("the palette has no such row");
  }
  void removeByMouse(std::size_t layer) {
    settle();
    click(canvas(), column(layer).remove.center());
  }
  /// Clicks the layer's card, then the arrows of a field in its panel, until the number is reached.
  void setByMouse(std::size_t layer, const char* field, int value) {
    settle();
    click(canvas(), column(layer).card.center() - QPointF(column(layer).card.width() / 4, 0));
    auto* box = m_program.window().findChild<QSpinBox*>(field);
    QVERIFY(box != nullptr);
    // The panel lays out its rows for the kind of layer.
    QTRY_VERIFY(box->isVisible() && box->height() >= box->minimumSizeHint().height());
    QStyleOptionSpinBox option;
    option.initFrom(box);
    option.subControls = QStyle::SC_All;
    for (int clicks = 0; clicks < 200 && box->value() != value; ++clicks) {
      const auto arrow = box->value() < value ? QStyle::SC_SpinBoxUp : QStyle::SC_SpinBoxDown;
      click(*box, box->style()->subControlRect(QStyle::CC_SpinBox, &option, arrow, box).center());
    }
    QCOMPARE(box->value(), value);
  }
  /// Uses the list of paddings in the selected layer's panel.
  void choosePaddingByMouse(const QString& text) {
    auto* list = m_program.window().findChild<QComboBox*>("Padding");
    QVERIFY(list != nullptr && list->isVisible());
    click(*list, QPointF(list->rect().center()));
    QTRY_VERIFY(list->view()->isVisible());
    const QModelIndex row = list->model()->index(list->findText(text), 0);
    QVERIFY(row.isValid());
    QWidget& rows = *list->view()->viewport();
    const QPoint at = list->view()->visualRect(row).center();
    tests::movePointer(rows, at - QPoint(12, 0));  // a list takes no click before the pointer has moved in it
    tests::movePointer(rows, at);
    QTest::mouseClick(&rows, Qt::LeftButton, {}, at);
    QTRY_VERIFY(!list->view()->isVisible());
  }
  /// Drags the grip below the units until there are nearly `units` of them.
  void dragUnits(std::size_t layer, engine::Index units) {
    settle();
    const QPointF grip = column(layer).handle.center();
    QVERIFY(canvas().rect().contains(grip.toPoint()));
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, grip.toPoint());
    const bool isMore = network().layers[layer].units < units;
    for (int pixels = 1; pixels < 400; ++pixels) {
      const auto now = network().layers[layer].units;
      if (isMore ? now >= units : now <= units) break;
      tests::movePointer(canvas(), grip + QPointF(0, isMore ? pixels : -pixels), Qt::LeftButton);
    }
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, grip.toPoint());
  }

  // Sends keys to the focused widget
  void press(int key, Qt::KeyboardModifiers modifiers = {}) {
    // A dialog that has closed returns the focus, which does not happen on a display without a window
    // manager.
    if (QApplication::focusWidget() == nullptr) m_program.window().activateWindow();
    QTRY_VERIFY(QApplication::focusWidget() != nullptr);
    QWidget* focus = QApplication::focusWidget();
    QVERIFY(focus != nullptr);
    QTest::keyClick(focus, static_cast<Qt::Key>(key), modifiers);
  }
  void type(const QString& text) {
    QWidget* focus = QApplication::focusWidget();
    QVERIFY(focus != nullptr);
    QTest::keyClicks(focus, text);
    QTest::keyClick(focus, Qt::Key_Return);
  }
  void addByKeys(const QString& search) {
    settle();
    press(Qt::Key_Insert);
    QVERIFY(canvas().palette().isVisible());
    type(search);
    QVERIFY(!canvas().palette().isVisible());
  }
  void setUnitsByKeys(const QString& units) {
    settle();
    press(Qt::Key_Return);
    type(units);
  }
  /// Moves from field to field by Tab, through as many as there are.
  void goTo(QWidget& widget) {
    for (int presses = 0; presses < 200 && QApplication::focusWidget() != &widget; ++presses)
      press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &widget);
  }
  void setFieldByKeys(const char* field, const QString& value) {
    settle();
    auto* box = m_program.window().findChild<QSpinBox*>(field);
    QVERIFY(box != nullptr && box->isVisible());
    goTo(*box);
    press(Qt::Key_A, Qt::ControlModifier);
    type(value);
  }
  void choosePaddingByKeys(const QString& text) {
    settle();
    auto* list = m_program.window().findChild<QComboBox*>("Padding");
    QVERIFY(list != nullptr && list->isVisible());
    goTo(*list);
    press(Qt::Key_Home);
    for (int presses = 0; presses < 20 && list->currentText() != text; ++presses) press(Qt::Key_Down);
    QCOMPARE(list->currentText(), text);
  }
  void selectByKeys(int key) {
    settle();
    press(key);
  }

  void train(double accuracyWanted) {
    settle();
    canvas().setFocus();
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(accuracy() >= accuracyWanted, kPatienceMs);
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program.run().isTraining() && m_program.run().isResting(), kPatienceMs);
    QCOMPARE(moment()->snapshot->test->step, step());
  }

 private:
  app::Composition m_program{lenetData()};
};

/// Answers dialogs: chooses the requested file, and says no to saving.
class Dialogs {
 public:
  explicit Dialogs(const QString& file) : m_file(file) {
    QObject::connect(&m_timer, &QTimer::timeout, [this] { look(); });
    m_timer.start(1);
  }
  int answered() const { return m_answered; }

 private:
  void look() {
    QWidget* modal = QApplication::activeModalWidget();
    if (auto* box = qobject_cast<QMessageBox*>(modal)) return box->button(QMessageBox::Discard)->click();
    auto* dialog = qobject_cast<QFileDialog*>(modal);
    if (dialog == nullptr) return;
    auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
    if (!name->hasFocus()) return name->setFocus();
    name->setText(m_file);
    ++m_answered;
    QTest::keyClick(name, Qt::Key_Return);
  }

  QString m_file;
  QTimer m_timer;
  int m_answered = 0;
};

}  // namespace

class TestLeNet : public QObject {
  Q_OBJECT

 private slots:
  void byMouse() {
    Learner learner;
    learner.addByMouse(0, LayerKind::Conv2d);
    QCOMPARE(learner.network().layers.size(), std::size_t{4});  // a Flatten was added with it
    learner.setByMouse(0, "Units", 6);
    learner.setByMouse(0, "Kernel", 5);
    learner.choosePaddingByMouse("none");
    learner.addByMouse(1, LayerKind::MaxPool);
    learner.addByMouse(2, LayerKind::Conv2d);
    learner.setByMouse(2, "Units", 16);  // a new one has the first one's number
    learner.addByMouse(3, LayerKind::MaxPool);
    learner.addByMouse(6, LayerKind::Dense);
    learner.dragUnits(6, 84);
    learner.setByMouse(6, "Units", 84);
    learner.dragUnits(5, 120);
    learner.setByMouse(5, "Units", 120);
    learner.settle();
    QCOMPARE(learner.layers(), kLeNet);
    // What was built step by step is undone step by step.
    while (learner.program().document().undoStack().canUndo())
      learner.program().actions()[ui::ActionId::Undo].trigger();
    QCOMPARE(learner.layers(), std::string("28x28x1,64:relu,10:softmax"));
  }

  void byKeysAndThroughAFile() {
    Learner learner;
    learner.settle();
    QVERIFY(learner.canvas().hasFocus());
    learner.selectByKeys(Qt::Key_Right);
    learner.setUnitsByKeys("120");
    learner.selectByKeys(Qt::Key_Right);  // the output: additions come before it
    learner.addByKeys("dense");
    learner.setUnitsByKeys("84");
    learner.selectByKeys(Qt::Key_Left);
    learner.addByKeys("convolution");
    learner.setUnitsByKeys("6");
    learner.setFieldByKeys("Kernel", "5");
    learner.choosePaddingByKeys("none");
    learner.goTo(learner.canvas());
    learner.selectByKeys(Qt::Key_Right);
    learner.addByKeys("max pool");
    learner.selectByKeys(Qt::Key_Right);
    learner.addByKeys("convolution");
    learner.setUnitsByKeys("16");
    learner.selectByKeys(Qt::Key_Right);
    learner.addByKeys("max pool");
    learner.settle();
    QCOMPARE(learner.layers(), kLeNet);

    const bool isThorough = qEnvironmentVariableIsSet("PELLUCID_THOROUGH");
    QElapsedTimer clock;
    clock.start();
    learner.train(isThorough ? 0.985 : 0.85);
    qInfo("%.2f %% after %lld steps, %.1f s", 100 * learner.accuracy(),
          static_cast<long long>(learner.step()), static_cast<double>(clock.elapsed()) / 1000);

    // By their padlocks.
    learner.click(learner.canvas(), learner.column(0).padlock.center());
    learner.settle();
    learner.click(learner.canvas(), learner.column(2).padlock.center());
    learner.settle();
    const engine::Vector before = learner.moment()->weights();
    const engine::Network& network = learner.moment()->network();
    const engine::Index convolutions = network.layerOffset(3);
    const std::int64_t begun = learner.step();
    learner.press(Qt::Key_S);
    QTRY_VERIFY_WITH_TIMEOUT(learner.step() == begun + 1 && learner.program().run().isResting(), kPatienceMs);
    const engine::Vector after = learner.moment()->weights();
    QVERIFY(after.head(convolutions) == before.head(convolutions));
    QVERIFY(after.tail(after.size() - convolutions) != before.tail(after.size() - convolutions));

    const QTemporaryDir folder;
    const QString file = folder.filePath("lenet.onnx");
    QTRY_VERIFY_WITH_TIMEOUT(
        learner.moment()->snapshot->test && learner.moment()->snapshot->test->step == begun + 1, kPatienceMs);
    const double accuracy = learner.accuracy();
    const engine::Vector weights = learner.moment()->weights();
    const Dialogs dialogs(file);
    learner.press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file) && learner.program().files().writing().isEmpty(),
                             kPatienceMs);
    learner.press(Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(learner.program().files().source() == file, kPatienceMs);
    QCOMPARE(dialogs.answered(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(
        learner.step() == 0 && learner.moment()->snapshot->test && learner.program().run().hasSpoken(),
        kPatienceMs);
    learner.settle();
    QCOMPARE(learner.layers(), kLeNet);
    QVERIFY(learner.network().layers[0].frozen && learner.network().layers[2].frozen);
    QVERIFY(learner.moment()->weights() == weights);
    QCOMPARE(learner.accuracy(), accuracy);
  }
};

PELLUCID_WINDOW_TEST(tst_lenet, TestLeNet)
#include "tst_lenet.moc"
