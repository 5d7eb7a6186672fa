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

/// The share of pixels along a line that are not background.
double inked(const QImage& image, const QLineF& line) {
  int found = 0;
  constexpr int kSteps = 200;
  for (int i = 20; i < kSteps - 20; ++i) {
    const QPoint at = (line.pointAt(i / double(kSteps)) * image.devicePixelRatio()).toPoint();
    found += !tests::isNear(image.pixelColor(at), lightTheme().field, 6);
  }
  return found / double(kSteps - 40);
}

/// The luminance of a colour as defined by WCAG 2.
double luminance(const QColor& colour) {
  const auto linear = [](double share) {
    return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// The largest contrast between a pixel on the line and the background.
double contrast(const QImage& image, const QLineF& line, const QColor& background) {
  double largest = 1;
  const double ground = luminance(background) + 0.05;
  constexpr int kSteps = 200;
  for (int i = 40; i < kSteps - 40; ++i) {
    const double ink = luminance(image.pixelColor(line.pointAt(i / double(kSteps)).toPoint())) + 0.05;
    largest = std::max({largest, ink / ground, ground / ink});
  }
  return largest;
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

  /// From an input that is 0: the weight is visible, and so is the fact that nothing passes through it.
  void whatCarriesNothingIsPaleAndSeen_data() {
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("others");
    for (const bool isDark : {false, true})
      for (const int others : {0, 30, 120})
        QTest::addRow("%s, %d others", isDark ? "dark" : "light", others) << isDark << others;
  }

  void whatCarriesNothingIsPaleAndSeen() {
    QFETCH(bool, isDark);
    QFETCH(int, others);
    const Theme& theme = isDark ? darkTheme() : lightTheme();
    for (const float weight : {0.05F, 0.3F, 1.0F, -0.05F, -0.3F, -1.0F}) {
      std::vector<Edge> edges = {edge(0, 0, weight), edge(1, 3, weight)};
      edges[0].strength = 0;
      for (int i = 0; i < others; ++i) edges.push_back(edge(1, 2, 0.01F));
      EdgePicture picture;
      picture.draw(visible(edges), {.layout = m_layout, .theme = theme, .size = {800, 400}, .ratio = 1});
      const double idle = contrast(picture.all(), edgeLine(m_layout, 0, 0, 0), theme.field);
      const double flowing = contrast(picture.all(), edgeLine(m_layout, 0, 1, 3), theme.field);
      const QByteArray told = QByteArray::number(idle) + ' ' + QByteArray::number(flowing);
      QVERIFY2(idle > 1.35, told);           // from 1, no contrast, to 21
      QVERIFY2(flowing > 1.2 * idle, told);  // and it stands out
    }
  }

 private:
  EdgePicture::Canvas canvas(double ratio = 1) const {
    return {.layout = m_layout, .theme = lightTheme(), .size = QSize(800, 400) * ratio, .ratio = ratio};
  }
  CanvasLayout m_layout;
};

PELLUCID_TEST(tst_edge_picture, TestEdgePicture)
#include "tst_edge_picture.moc"
