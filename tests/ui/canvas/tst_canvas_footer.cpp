// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_footer.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

VisibleEdges edgesOf(std::size_t shown, std::size_t total, std::vector<float> ranges = {0.5F, 2}) {
  VisibleEdges edges;
  edges.edges.resize(shown);
  edges.ends = {shown};
  edges.total = total;
  edges.ranges = std::move(ranges);
  return edges;
}

}  // namespace

class TestCanvasFooter : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_parent = std::make_unique<QWidget>();
    m_footer = new CanvasFooter(m_parent.get());
    m_footer->resize(1200, 26);
    m_parent->show();
    m_footer->show();
  }

  void saysWhatIsLeftOut() {
    m_footer->showEdges(edgesOf(10'000, 100'352), Quantity::Activations, true);
    QCOMPARE(statement(), "10,000 of 100,352 edges: the largest |w·a|");
    m_footer->showEdges(edgesOf(10'000, 100'352), Quantity::Gradients, true);
    QCOMPARE(statement(), "10,000 of 100,352 edges: the largest |dL/dw|");
    m_footer->showEdges(edgesOf(18, 18), Quantity::Activations, true);
    QCOMPARE(statement(), "All 18 edges");
    m_footer->showEdges(edgesOf(0, 18), Quantity::Gradients, false);
    QVERIFY(statement().contains("no gradient"));
    m_footer->showEdges(edgesOf(0, 0), Quantity::Activations, true);
    QVERIFY(statement().contains("no edges"));
  }

  void theSliderGoesFromFewToAll() {
    // 784-2048-2048-10 has millions of edges, which would block the window and cover each other.
    for (const std::size_t total : {1000U, 50'816U, 536'576U, 5'820'416U}) {
      QCOMPARE(edgesAt(100, total), total <= 50'816 ? total : kMostEdges);
      QCOMPARE(edgesAt(0, total), std::size_t{100});
      for (int position = 1; position <= 100; ++position)
        QVERIFY(edgesAt(position, total) > edgesAt(position - 1, total));
      for (const int position : {0, 20, 55, 100})
        QCOMPARE(positionOf(edgesAt(position, total), total), position);
    }
    QCOMPARE(edgesAt(0, 18), std::size_t{18});  // this few are always all shown
    QCOMPARE(positionOf(10'000, 18), 100);
  }

  void theLimitLastsFromNetworkToNetwork() {
    QSignalSpy changed(m_footer, &CanvasFooter::edgeLimitChanged);
    QCOMPARE(m_footer->edgeLimit(), std::size_t{10'000});
    m_footer->showEdges(edgesOf(10'000, 50'816), Quantity::Activations, true);
    QCOMPARE(edgesAt(slider().value(), 50'816) / 1000, std::size_t{10});
    m_footer->showEdges(edgesOf(640, 640), Quantity::Activations, true);
    QCOMPARE(slider().value(), 100);
    QCOMPARE(m_footer->edgeLimit(), std::size_t{10'000});
    QCOMPARE(changed.size(), 0);
    m_footer->showEdges(edgesOf(18, 18), Quantity::Activations, true);
    QVERIFY(slider().isHidden());
    m_footer->showEdges(edgesOf(10'000, 50'816), Quantity::Activations, true);
    QVERIFY(!slider().isHidden());
    slider().setValue(100);
    QCOMPARE(m_footer->edgeLimit(), std::size_t{50'816});
    QCOMPARE(changed.size(), 1);
  }

  void theRangeIsChosen() {
    QSignalSpy changed(m_footer, &CanvasFooter::rangeModeChanged);
    auto& box = *m_footer->findChild<QComboBox*>();
    QCOMPARE(m_footer->rangeMode(), RangeMode::Layer);
    box.setCurrentIndex(1);
    QCOMPARE(m_footer->rangeMode(), RangeMode::Global);
    box.setCurrentIndex(2);
    QCOMPARE(m_footer->rangeMode(), RangeMode::Fixed);
    QCOMPARE(changed.size(), 2);
  }

  void theLegendIsAsWideWhateverItSays() {
    const auto& legend = *m_footer->findChild<LegendBar*>();
    m_footer->showEdges(edgesOf(18, 18, {1}), Quantity::Activations, true);
    const int width = legend.width();
    m_footer->showEdges(edgesOf(18, 18, {0.0005F, 0.005F}), Quantity::Activations, true);  // from … to
    QCOMPARE(legend.width(), width);
    QVERIFY(!legend.toolTip().isEmpty());
  }

 private:
  QString statement() const { return m_footer->findChildren<QLabel*>().first()->text(); }
  QSlider& slider() const { return *m_footer->findChild<QSlider*>(); }

  std::unique_ptr<QWidget> m_parent;
  CanvasFooter* m_footer = nullptr;
};

PELLUCID_WINDOW_TEST(tst_canvas_footer, TestCanvasFooter)
#include "tst_canvas_footer.moc"
