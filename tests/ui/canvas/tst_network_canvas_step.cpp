// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas while a staged step is played over it.
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/steps.h"
#include "tests/support/window_test.h"
#include "ui/canvas/network_canvas.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

class TestNetworkCanvasStep : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    qApp->setPalette(paletteOf(lightTheme()));
    m_canvas.resize(820, 440);
    m_canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_canvas));
  }

  void aStepSaysItsWordsAboveTheCards() {
    engine::Experiment experiment = m_document.experiment();
    experiment.network.layers[1].frozen = true;
    const TracePtr trace = traceAfter(experiment, m_dataset, 2);
    Moment moment = momentAfter(experiment, m_dataset, 2);
    moment.input.trainIndex = trace->samples[0];
    m_canvas.showMoment(moment);
    const auto above = [&](std::size_t layer, const QColor& colour) {
      const QRectF card = layout().layers[layer].card;
      return count(picture(), QRectF(card.left(), 0, card.width(), card.top() - 1), colour);
    };
    QCOMPARE(above(1, lightTheme().frozen), 0);
    m_canvas.showStep(viewOf(trace, Beat::Kind::Update));
    QVERIFY(above(1, lightTheme().frozen) > 10);    // update 0
    QVERIFY(above(0, lightTheme().gradient) > 10);  // Δw ≤ …
    QCOMPARE(above(0, lightTheme().frozen), 0);
  }

  void anUpdateMovesTheWeights() {
    const TracePtr trace = traceAfter(m_document.experiment(), m_dataset, 2);
    Moment moment = momentAfter(m_document.experiment(), m_dataset, 2);
    moment.input.trainIndex = trace->samples[0];
    m_canvas.showMoment(moment);
    std::vector<QImage> pictures;
    for (const double progress : {0.0, 0.5, 1.0}) {
      m_canvas.showStep(viewOf(trace, Beat::Kind::Update, 0, progress));
      pictures.push_back(picture());
    }
    QVERIFY(pictures[0] != pictures[1] && pictures[1] != pictures[2]);
    m_canvas.showStep(std::nullopt);  // looking has changed nothing
    const QImage before = picture();
    m_canvas.showMoment(moment);
    QCOMPARE(picture(), before);
  }

 private:
  const CanvasLayout& layout() const { return m_canvas.canvasLayout(); }
  QImage picture() { return m_canvas.grab().toImage(); }
  int count(const QImage& image, const QRectF& place, const QColor& colour) const {
    return countColour(image.copy(place.toRect()), colour);
  }

  engine::DatasetPtr m_dataset = squareImages();
  Document m_document{experimentFor(*m_dataset, {6, 5})};
  Selection m_selection;
  NetworkCanvas m_canvas{m_document, m_selection};
};

PELLUCID_WINDOW_TEST(tst_network_canvas_step, TestNetworkCanvasStep)
#include "tst_network_canvas_step.moc"
