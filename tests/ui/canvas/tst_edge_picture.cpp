// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_picture.h"

#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

constexpr Edge edge(Index from, Index to, float value) {
  return {.layer = 0, .from = from, .to = to, .value = value, .strength = value < 0 ? -value : value};
}

VisibleEdges visible(std::vector<Edge> edges) {
  VisibleEdges all;
  all.ends = {edges.size()};
  all.edges = std::move(edges);
  all.ranges = {1};
  return all;
}

/// Of the pixels along a line, the share that is not background.
double inked(const QImage& image, const QLineF& line) {
  int found = 0;
  constexpr int kSteps = 200;
  for (int i = 20; i < kSteps - 20; ++i) {
    const QPoint at = (line.pointAt(i / double(kSteps)) * image.devicePixelRatio()).toPoint();
    found += !tests::isNear(image.pixelColor(at), lightTheme().field, 6);
  }
  return found / double(kSteps - 40);
}

}  // namespace

class TestEdgePicture : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_layout = layOut(engine::flatShape(2), {{4}}, {800, 400}); }

  void positiveIsSolidAndNegativeIsDashed() {
    for (const double ratio : {1.0, 2.0}) {
      EdgePicture picture;
      picture.draw(visible({edge(0, 0, 0.9F), edge(1, 3, -0.9F)}), canvas(ratio));
      QCOMPARE(picture.all().size(), QSize(800, 400) * ratio);
      QVERIFY(inked(picture.all(), edgeLine(m_layout, 0, 0, 0)) > 0.99);
      const double dashes = inked(picture.all(), edgeLine(m_layout, 0, 1, 3));
      QVERIFY2(dashes > 0.4 && dashes < 0.9, qPrintable(QString::number(dashes)));
      QCOMPARE(inked(picture.all(), edgeLine(m_layout, 0, 0, 2)), 0.0);
    }
  }

  void manyEdgesAreSolidWhateverTheirSign() {
    std::vector<Edge> edges(300, edge(1, 3, -0.9F));
    EdgePicture picture;
    picture.draw(visible(edges), canvas());
    QVERIFY(inked(picture.all(), edgeLine(m_layout, 0, 1, 3)) > 0.99);
  }

  void litEdgesStandOutFromFadedOnes() {
    EdgePicture picture;
    const VisibleEdges edges = visible({edge(0, 0, 0.9F), edge(1, 3, 0.9F)});
    picture.draw(edges, canvas());
    picture.light({edge(1, 3, 0.9F)}, edges, canvas());
    const auto darkness = [&](const QImage& image, Index from, Index to) {
      return 255 - image.pixelColor(edgeLine(m_layout, 0, from, to).pointAt(0.4).toPoint()).blue();
    };
    QVERIFY(darkness(picture.lit(), 0, 0) < darkness(picture.all(), 0, 0) / 2);
    QVERIFY(darkness(picture.lit(), 0, 0) > 0);
    QVERIFY(darkness(picture.lit(), 1, 3) >= darkness(picture.all(), 1, 3));
  }

 private:
  EdgePicture::Canvas canvas(double ratio = 1) const {
    return {.layout = m_layout, .theme = lightTheme(), .size = QSize(800, 400) * ratio, .ratio = ratio};
  }
  CanvasLayout m_layout;
};

PELLUCID_TEST(tst_edge_picture, TestEdgePicture)
#include "tst_edge_picture.moc"
