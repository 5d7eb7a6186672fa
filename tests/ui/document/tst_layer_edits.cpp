// SPDX-License-Identifier: GPL-3.0-or-later
// What the edits are called when they are undone; what they change is tested where they are made, in
// tst_layer_fields.
#include "ui/document/layer_edits.h"

#include <QtTest>

#include "engine/model/layers_text.h"
#include "tests/support/messages.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestLayerEdits : public QObject {
  Q_OBJECT

  Document m_document;

 private slots:
  void init() {
    engine::Experiment experiment = tests::smallExperiment();
    experiment.network.layers =
        engine::parseLayers("12x12x1,conv4x5:relu,maxpool2,flatten,dropout0.25,3:softmax")->layers;
    m_document.open(experiment, tests::squareImages(12));
  }

  void undoSaysWhatWasChanged() {
    const auto undoes = [&](const engine::Result<void>& done, const char* text) {
      QVERIFY2(done, text);
      QCOMPARE(m_document.undoStack().undoText(), text);
    };
    undoes(edit::setKernel(m_document, 0, 3), "Conv 1: kernel 3×3");
    undoes(edit::setStride(m_document, 0, 2), "Conv 1: stride 2");
    undoes(edit::setPadding(m_document, 0, {.isSame = true}), "Conv 1: padding that keeps the size");
    undoes(edit::setPadding(m_document, 0, {.pixels = 1}), "Conv 1: padding of 1 pixel");
    undoes(edit::setPadding(m_document, 0, {.pixels = 2}), "Conv 1: padding of 2 pixels");
    undoes(edit::setBias(m_document, 0, false), "Conv 1: without biases");
    undoes(edit::setBias(m_document, 0, true), "Conv 1: with biases");
    undoes(edit::setKernel(m_document, 1, 3), "Max pool 2: window 3×3");
    undoes(edit::setDropRate(m_document, 3, 0.5), "Dropout 4: drops 50.0 %");
    QCOMPARE(m_document.undoStack().count(), 9);
  }

  void whatDoesNotFitChangesNothing() {
    const engine::Experiment before = m_document.experiment();
    QVERIFY(tests::mentions(edit::setKernel(m_document, 1, 9).error().text(), {"Max pool 2", "9×9", "8×8"}));
    QVERIFY(tests::mentions(edit::setKernel(m_document, 0, 0).error().text(), {"Conv 1", "0"}));
    QVERIFY(tests::mentions(edit::setStride(m_document, 0, 0).error().text(), {"Conv 1", "0"}));
    QVERIFY(tests::mentions(edit::setPadding(m_document, 0, {.pixels = 5}).error().text(), {"Conv 1", "5"}));
    QVERIFY(tests::mentions(edit::setDropRate(m_document, 3, 1).error().text(), {"Dropout 4", "1"}));
    QCOMPARE(m_document.experiment(), before);
    QCOMPARE(m_document.undoStack().count(), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_layer_edits, TestLayerEdits)
#include "tst_layer_edits.moc"
