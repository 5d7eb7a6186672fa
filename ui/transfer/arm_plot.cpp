// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/arm_plot.h"

#include <algorithm>
#include <array>
#include <limits>

#include "ui/theme/plot_style.h"

namespace pellucid::ui {
namespace {

constexpr float kBandAlpha = 0.15F;

/// Distinguished by colour, and by the shape of the dots.
struct ArmStyle {
  QColor colour;
  QCPScatterStyle::ScatterShape shape;
};

ArmStyle styleOf(const Theme& theme, std::size_t arm) {
  const std::array<ArmStyle, 6> styles = {{{theme.mutedText, QCPScatterStyle::ssCircle},
                                           {theme.negative, QCPScatterStyle::ssSquare},
                                           {theme.positive, QCPScatterStyle::ssTriangle},
                                           {theme.right, QCPScatterStyle::ssDiamond},
                                           {theme.gradient, QCPScatterStyle::ssCross},
                                           {theme.wrong, QCPScatterStyle::ssPlus}}};
  return styles[arm % styles.size()];
}

}  // namespace

QColor armColour(const Theme& theme, std::size_t arm) {
  return styleOf(theme, arm).colour;
}

ArmPlot::ArmPlot(const QString& keyName, bool isLogarithmic, QWidget* parent) : QCustomPlot(parent) {
  setLocale(QLocale(QLocale::English));
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(240, 150);
  xAxis->setLabel(keyName);
  yAxis->setLabel(tr("target accuracy (%)"));
  xAxis->setNumberFormat("f");
  xAxis->setNumberPrecision(0);
  if (isLogarithmic) xAxis->setScaleType(QCPAxis::stLogarithmic);
  // In a separate row, with the names at the left: over the lines it would cover some of them.
  auto* row = new QCPLayoutGrid;
  plotLayout()->insertRow(0);
  plotLayout()->addElement(0, 0, row);
  plotLayout()->setRowSpacing(0);
  axisRect()->insetLayout()->take(legend);
  legend->setIconSize(22, 14);
  constexpr double kNoMoreThanNeeded = 0.001;
  row->addElement(0, 0, legend);
  row->addElement(0, 1, new QCPLayoutElement(this));
  row->setColumnStretchFactor(0, kNoMoreThanNeeded);
  plotLayout()->setRowStretchFactor(0, kNoMoreThanNeeded);
  connect(this, &QCustomPlot::afterLayout, this, &ArmPlot::placeMarks);
  redraw();
}

void ArmPlot::setLines(const std::vector<Line>& lines, const std::vector<Mark>& marks) {
  if (lines == m_lines && marks == m_marks) return;
  m_lines = lines;
  m_marks = marks;
  redraw();
}

void ArmPlot::drawMarks() {
  const Theme& theme = themeOf(*this);
  m_words.clear();
  for (const Mark& mark : m_marks) {
    const QColor colour = armColour(theme, mark.arm);
    QCPGraph* dot = addGraph();
    dot->removeFromLegend();
    dot->setLineStyle(QCPGraph::lsNone);
    dot->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colour, 2), theme.field, 10));
    dot->addData(mark.key, mark.value);
    auto* text = new QCPItemText(this);
    text->position->setCoords(mark.key, mark.value);
    text->setText(mark.text);
    text->setColor(colour);
    text->setFont(font());
    QColor ground = theme.field;  // so that other arms' lines do not run through the text
    ground.setAlphaF(0.85F);
    text->setBrush(ground);
    m_words.push_back(text);
  }
}

void ArmPlot::placeMarks() {
  constexpr int kSide = 4;
  constexpr int kAway = 7;  // from the dot
  constexpr int kRows = 6;
  const QRectF inside = axisRect()->rect();
  const double line = fontMetrics().height();
  std::vector<QRectF> taken;
  for (std::size_t i = 0; i < m_words.size(); ++i) {
    QCPItemText& words = *m_words[i];
    const QPointF dot(xAxis->coordToPixel(m_marks[i].key), yAxis->coordToPixel(m_marks[i].value));
    const double width = fontMetrics().horizontalAdvance(words.text()) + 2 * kSide;
    // Below and right of the dot, or at the nearest free place.
    bool isFree = false;
    for (int place = 0; place < 4 * kRows && !isFree; ++place) {
      const bool isAbove = place % 2 == 1;
      const bool isLeft = place / 2 % 2 == 1;
      const int away = kAway + place / 4 * static_cast<int>(line);
      const QRectF box(isLeft ? dot.x() - width : dot.x(), isAbove ? dot.y() - away - line : dot.y() + away,
                       width, line);
      isFree = inside.contains(box) &&
               std::ranges::none_of(taken, [&](const QRectF& other) { return other.intersects(box); });
      if (!isFree) continue;
      taken.push_back(box);
      words.setPositionAlignment((isLeft ? Qt::AlignRight : Qt::AlignLeft) |
                                 (isAbove ? Qt::AlignBottom : Qt::AlignTop));
      words.setPadding({kSide, isAbove ? 0 : away, kSide, isAbove ? away : 0});
    }
    words.setVisible(isFree);  // its ring stays
  }
}

void ArmPlot::arrangeLegend() {
  constexpr int kMargins = 40;
  const int room = width() - kMargins;
  int widest = 1;
  int all = 0;
  for (const Line& line : m_lines) {
    const int entry = QFontMetrics(legend->font()).horizontalAdvance(line.name) + legend->iconSize().width() +
                      legend->iconTextPadding() + legend->columnSpacing();
    widest = std::max(widest, entry);
    all += entry;
  }
  legend->setWrap(all <= room ? static_cast<int>(m_lines.size()) : std::max(1, room / widest));
  legend->setFillOrder(QCPLegend::foColumnsFirst, true);
}

void ArmPlot::resizeEvent(QResizeEvent* event) {
  arrangeLegend();
  constexpr int kAround = 80;   // above and below the lines
  constexpr int kPerTick = 40;  // of which there can be up to twice as many, at round numbers
  yAxis->ticker()->setTickCount(std::clamp((height() - kAround) / kPerTick, 2, 5));
  QCustomPlot::resizeEvent(event);
}

void ArmPlot::redraw() {
  const Theme& theme = themeOf(*this);
  applyTheme(*this, theme);
  clearGraphs();
  clearItems();
  legend->setVisible(!m_lines.empty());
  for (const Line& line : m_lines) {
    const auto [colour, shape] = styleOf(theme, line.arm);
    QColor band = colour;
    band.setAlphaF(kBandAlpha);
    QCPGraph* least = addGraph();
    QCPGraph* most = addGraph();
    for (QCPGraph* edge : {least, most}) {
      edge->setPen(Qt::NoPen);
      edge->removeFromLegend();
    }
    least->setData(line.keys, line.least, true);
    most->setData(line.keys, line.most, true);
    most->setBrush(band);
    most->setChannelFillGraph(least);
    QCPGraph* middle = addGraph();
    middle->setName(line.name);
    middle->setPen(QPen(colour, 1.8));
    middle->setScatterStyle(QCPScatterStyle(shape, colour, colour, 6));
    middle->setData(line.keys, line.values, true);
  }
  drawMarks();
  arrangeLegend();
  rescaleAxes();
  if (m_lastKey > 0) xAxis->setRange(0, m_lastKey);
  yAxis->scaleRange(1.1);
  yAxis->setRange(std::max(0.0, yAxis->range().lower), std::min(100.0, yAxis->range().upper));
  if (m_lines.empty()) yAxis->setRange(0, 100);
  if (xAxis->scaleType() == QCPAxis::stLogarithmic) showKeys();
  replot(QCustomPlot::rpQueuedReplot);
}

/// A logarithmic axis is labelled where something was measured: 1, 5, 20, 100 samples.
void ArmPlot::showKeys() {
  auto marks = QSharedPointer<QCPAxisTickerText>::create();
  double least = m_lines.empty() ? 1 : std::numeric_limits<double>::max();
  double most = m_lines.empty() ? 100 : 0;
  for (const Line& line : m_lines)
    for (const double key : line.keys) {
      marks->addTick(key, QString::number(key));
      least = std::min(least, key);
      most = std::max(most, key);
    }
  if (m_lines.empty())
    for (const int key : {1, 10, 100}) marks->addTick(key, QString::number(key));
  xAxis->setTicker(marks);
  xAxis->setRange(least / 1.3, most * 1.3);
}

void ArmPlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) redraw();
}

}  // namespace pellucid::ui
