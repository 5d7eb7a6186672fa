// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/stack_edits.h"

#include <QtTest>

#include "engine/model/layers_text.h"
#include "tests/support/messages.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/document/layer_edits.h"
#include "ui/document/layer_gestures.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::mentions;

class TestStackEdits : public QObject {
  Q_OBJECT

  Document m_document;
  Selection m_selection;

  std::string layers() const {
    return engine::formatLayers(engine::flatShape(144), m_document.experiment().network.layers);
  }
  QString undoText() { return m_document.undoStack().undoText(); }

 private slots:
  void init() {
    engine::Experiment experiment = tests::smallExperiment();
    experiment.network.layers =
        engine::parseLayers("12x12x1,conv4x5:relu,maxpool2,flatten,6:tanh,dropout0.25,3:softmax")->layers;
    m_document.open(experiment, tests::squareImages(12));
    m_selection.setLayer(std::nullopt);
  }

  void severalAreRemovedAtOnce() {
    QVERIFY(edit::removeLayers(m_document, {.first = 3, .last = 4}));
    QCOMPARE(layers(), "144,conv4x5:relu,maxpool2,flatten,3:softmax");
    QCOMPARE(undoText(), "remove 2 layers");
    m_document.undoStack().undo();
    QCOMPARE(m_document.experiment().network.layers.size(), std::size_t{6});
  }

  void theOutputStays() {
    for (const std::size_t first : {3, 5})
      QVERIFY(
          mentions(edit::removeLayers(m_document, {.first = first, .last = 5}).error().text(), {"output"}));
    QCOMPARE(m_document.undoStack().count(), 0);
    QVERIFY(!edit::hiddenOf(m_document, Selection::LayerRange{.first = 5, .last = 5}));
    QCOMPARE(edit::hiddenOf(m_document, Selection::LayerRange{.first = 2, .last = 5}),
             std::optional(Selection::LayerRange{.first = 2, .last = 4}));
  }

  void theLowerPartIsKept() {
    QVERIFY(edit::keepLower(m_document, 2));
    QCOMPARE(layers(), "144,conv4x5:relu,maxpool2,flatten,3:softmax");
    QVERIFY(mentions(edit::keepLower(m_document, 2).error().text(), {"Flatten 3"}));
    QCOMPARE(m_document.undoStack().count(), 1);
  }

  void copiesStandBehindTheirOriginalsAndAreSelected() {
    m_selection.setLayer(3);
    m_selection.extendTo(4);
    const auto note = gesture::duplicateLayers(m_document, m_selection);
    QVERIFY(note);
    QVERIFY(note->isEmpty());
    QCOMPARE(layers(), "144,conv4x5:relu,maxpool2,flatten,6:tanh,dropout0.25,6:tanh,dropout0.25,3:softmax");
    QCOMPARE(m_selection.layers(), std::optional(Selection::LayerRange{.first = 5, .last = 6}));
    QCOMPARE(undoText(), "add 2 layers");
  }

  /// A padlock, a factor and all other settings are copied, too.
  void aCopyIsAsItsOriginal() {
    QVERIFY(edit::setFrozen(m_document, 3, true));
    QVERIFY(edit::setRateFactor(m_document, 3, 0.25));
    m_selection.setLayer(3);
    QVERIFY(gesture::duplicateLayers(m_document, m_selection));
    const auto& all = m_document.experiment().network.layers;
    QCOMPARE(all[4], all[3]);
  }

  void whatIsCopiedAsTextComesBack() {
    const QString text = edit::layersText(m_document, {.first = 1, .last = 3});
    QCOMPARE(text, "8x8x4,maxpool2,flatten,6:tanh");
    const auto parsed = edit::layersOf(text);
    QVERIFY(parsed);
    const auto& all = m_document.experiment().network.layers;
    QCOMPARE(*parsed, (std::vector(all.begin() + 1, all.begin() + 4)));
    m_selection.setLayer(3);
    QVERIFY(gesture::pasteLayers(m_document, m_selection, " 784,20:relu,dropout0.5\n"));
    QCOMPARE(layers(), "144,conv4x5:relu,maxpool2,flatten,6:tanh,20:relu,dropout0.5,dropout0.25,3:softmax");
    m_selection.setLayer(std::nullopt);
    QVERIFY(gesture::pasteLayers(m_document, m_selection, "9,5:elu"));
    QVERIFY(QString::fromStdString(layers()).endsWith("dropout0.25,5:elu,3:softmax"));
  }

  void pastedMapsBringAFlatten() {
    QVERIFY(edit::removeLayers(m_document, {.first = 0, .last = 4}));
    const auto note = gesture::pasteLayers(m_document, m_selection, "12x12x1,conv4x5:relu,maxpool2");
    QVERIFY(note);
    QVERIFY(note->contains("Flatten"));
    QCOMPARE(layers(), "144,conv4x5:relu,maxpool2,flatten,3:softmax");
  }

  void whatCannotBePastedIsSaid() {
    const engine::Experiment before = m_document.experiment();
    for (const char* text : {"", "a poem", "784", "784,64:relu,,"})
      QVERIFY(
          mentions(gesture::pasteLayers(m_document, m_selection, text).error().text(), {"paste", "64:relu"}));
    // A convolution after the Flatten.
    QVERIFY(mentions(gesture::pasteLayers(m_document, m_selection, "9x9x1,conv2x3:relu").error().text(),
                     {"Conv 6"}));
    QCOMPARE(m_document.experiment(), before);
    QCOMPARE(m_document.undoStack().count(), 0);
  }

  void padlocksOfSeveralTurnTogether() {
    const auto frozen = [&] {
      std::vector<bool> all;
      for (const auto& layer : m_document.experiment().network.layers) all.push_back(layer.frozen);
      return all;
    };
    m_selection.setLayer(0);
    m_selection.extendTo(4);
    QVERIFY(edit::setFrozen(m_document, 3, true));
    QVERIFY(gesture::toggleFrozen(m_document, m_selection));
    QCOMPARE(frozen(), (std::vector<bool>{true, false, false, true, false, false}));
    QCOMPARE(undoText(), "freeze 5 layers");
    QVERIFY(gesture::toggleFrozen(m_document, m_selection));
    QCOMPARE(frozen(), std::vector<bool>(6, false));
    m_selection.setLayer(4);  // a dropout alone has no padlock
    QVERIFY(!gesture::toggleFrozen(m_document, m_selection));
  }
};

PELLUCID_WINDOW_TEST(tst_stack_edits, TestStackEdits)
#include "tst_stack_edits.moc"
