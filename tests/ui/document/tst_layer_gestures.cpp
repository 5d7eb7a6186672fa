// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/layer_gestures.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

/// What is selected after each gesture, and that a refused one changes neither network nor selection.
class TestLayerGestures : public QObject {
  Q_OBJECT

  Document m_document{tests::smallExperiment()};  // 5 tanh, softmax
  Selection m_selection;

  std::size_t layers() const { return m_document.experiment().network.layers.size(); }

 private slots:
  void aNewLayerIsSelected() {
    m_document.open(m_document.experiment(), tests::syntheticDataset(20, 6, 3));
    QVERIFY(gesture::insertLayer(m_document, m_selection, 1, engine::LayerKind::BatchNorm));
    QCOMPARE(layers(), std::size_t{3});
    QCOMPARE(m_selection.layer(), std::size_t{1});
  }

  void aLayerThatMovesStaysSelected() {
    QVERIFY(gesture::moveLayer(m_document, m_selection, 1, 0));
    QCOMPARE(m_selection.layer(), std::size_t{0});
    QVERIFY(!gesture::moveLayer(m_document, m_selection, 0, 2));
    QCOMPARE(m_selection.layer(), std::size_t{0});
  }

  void aPadlockTurns() {
    QVERIFY(gesture::toggleFrozen(m_document, 0));
    QVERIFY(m_document.experiment().network.layers[0].frozen);
    QVERIFY(gesture::toggleFrozen(m_document, 0));
    QVERIFY(!m_document.experiment().network.layers[0].frozen);
  }

  void nothingIsSelectedWhereALayerWas() {
    QVERIFY(!gesture::removeLayer(m_document, m_selection, 2));
    QCOMPARE(layers(), std::size_t{3});
    QCOMPARE(m_selection.layer(), std::size_t{0});
    QVERIFY(gesture::removeLayer(m_document, m_selection, 0));
    QCOMPARE(layers(), std::size_t{2});
    QVERIFY(!m_selection.layer());
  }
};

PELLUCID_TEST(tst_layer_gestures, TestLayerGestures)
#include "tst_layer_gestures.moc"
