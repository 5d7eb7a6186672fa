// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/held_edits.h"

#include <QApplication>
#include <QSpinBox>
#include <QtTest>

#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/inspector/layer_fields.h"
#include "ui/inspector/settings_panel.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

void send(QWidget& field, QEvent::Type type, bool isRepeated) {
  QKeyEvent event(type, Qt::Key_Up, Qt::NoModifier, QString(), isRepeated);
  QApplication::sendEvent(&field, &event);
}

/// Pressed, repeated this many times by the keyboard, and released.
void holdUp(QWidget& field, int repeats) {
  send(field, QEvent::KeyPress, false);
  for (int i = 0; i < repeats; ++i) {
    send(field, QEvent::KeyRelease, true);
    send(field, QEvent::KeyPress, true);
  }
  send(field, QEvent::KeyRelease, false);
}

class TestHeldEdits : public QObject {
  Q_OBJECT

  engine::DatasetPtr m_dataset = tests::squareImages(4);
  std::unique_ptr<Document> m_document;

  engine::Index units() const { return m_document->experiment().network.layers[0].units; }

 private slots:
  void init() {
    m_document = std::make_unique<Document>();
    m_document->open(tests::experimentFor(*m_dataset, {5}), m_dataset);
  }

  void aHeldArrowIsOneStepOfUndo() {
    QSpinBox box;
    box.setValue(5);
    connect(&box, &QSpinBox::valueChanged, this,
            [this](int value) { (void)edit::setUnits(*m_document, 0, value); });
    new HeldEdits(*m_document, box);
    send(box, QEvent::KeyPress, false);
    box.setValue(7);  // as the box does by a timer while the key is held
    box.setValue(9);
    send(box, QEvent::KeyRelease, false);
    QCOMPARE(units(), 9);
    QCOMPARE(m_document->undoStack().count(), 1);

    holdUp(box, 0);  // another press is another step
    QCOMPARE(units(), 10);
    QCOMPARE(m_document->undoStack().count(), 2);
    m_document->undoStack().undo();
    QCOMPARE(units(), 9);
    m_document->undoStack().undo();
    QCOMPARE(units(), 5);
  }

  void leavingTheFieldLetsGo() {
    QSpinBox box;
    connect(&box, &QSpinBox::valueChanged, this,
            [this](int value) { (void)edit::setUnits(*m_document, 0, value); });
    new HeldEdits(*m_document, box);
    send(box, QEvent::KeyPress, false);
    QFocusEvent left(QEvent::FocusOut);
    QApplication::sendEvent(&box, &left);
    const int before = m_document->undoStack().count();
    QVERIFY(edit::setLearningRate(*m_document, 0.2).has_value());
    QVERIFY(edit::setLearningRate(*m_document, 0.3).has_value());
    QCOMPARE(m_document->undoStack().count(), before + 2);
  }

  void theFieldsOfBothPanelsDoSo() {
    LayerFields fields(*m_document);
    fields.showLayer(0);
    fields.show();
    holdUp(*fields.findChild<QSpinBox*>(), 1);
    QVERIFY(units() > 5);
    QCOMPARE(m_document->undoStack().count(), 1);

    SettingsPanel training(*m_document);
    const auto boxes = training.findChildren<QAbstractSpinBox*>();
    QVERIFY(!boxes.isEmpty());
    for (const QAbstractSpinBox* box : boxes) QVERIFY(box->findChild<HeldEdits*>() != nullptr);
  }
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_held_edits, TestHeldEdits)
#include "tst_held_edits.moc"
