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
    m_canvas.showMoment(share(moment));
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

  /// At the end of an update the edges are those the canvas draws for a network trained one step further.
  void anUpdateMovesTheWeights() {
    engine::Experiment experiment = m_document.experiment();
    experiment.training.learningRate = 0.3;  // so that the step is visible
    const TracePtr trace = traceAfter(experiment, m_dataset, 2);
    const auto shown = [&](int steps) {
      Moment moment = momentAfter(experiment, m_dataset, steps);
      moment.input.trainIndex = trace->samples[0];
      m_canvas.showMoment(share(moment));
      return edges();
    };
    const QImage after = shown(3);
    const QImage before = shown(2);
    QVERIFY(before != after);
    m_canvas.showStep(viewOf(trace, Beat::Kind::Update, 0, 1));
    QCOMPARE(edges(), after);
    m_canvas.showStep(std::nullopt);  // looking has changed nothing
    QCOMPARE(edges(), before);
  }

 private:
  const CanvasLayout& layout() const { return m_canvas.canvasLayout(); }
  QImage picture() { return m_canvas.grab().toImage(); }
  /// The part between the columns, inside the cards' upper edges, where words are written.
  QImage edges() {
    const QImage all = picture();
    QImage between(all.size(), all.format());
    between.fill(lightTheme().field);
    QPainter painter(&between);
    for (std::size_t i = 0; i < layout().layers.size(); ++i) {
      const QRectF card = layout().layers[i].card;
      const double left = layout().before(i).card.right();
      const QRect place = QRectF(left, card.top() + 4, card.left() - left, card.height() - 8).toRect();
      painter.drawImage(place, all, place);
    }
    return between;
  }
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
