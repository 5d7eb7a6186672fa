// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_figure.h"

#include <fmt/format.h>
#include <qcustomplot.h>

#include <QBuffer>
#include <QImageReader>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "engine/base/check.h"
#include "ui/theme/type_scale.h"

namespace pellucid::ui {
namespace {

// In units of the drawing.
constexpr double kPlotWidth = 420;
constexpr double kPlotHeight = 280;
constexpr double kLeftMargin = 64;
constexpr double kRightMargin = 16;
constexpr double kTopMargin = 16;
constexpr double kBottomMargin = 48;
constexpr double kNameHeight = 20;
constexpr double kNameWidth = 200;  // a longer name takes two or more of these columns
constexpr double kLineOfName = 22;
const double kFontSize = pointsOf(TypeSize::Body) * 4 / 3;  // of which there are 96 in an inch

CurveFigure::Axis axisOf(const QCPAxis& axis) {
  return {.label = axis.label(),
          .lower = axis.range().lower,
          .upper = axis.range().upper,
          .isLogarithmic = axis.scaleType() == QCPAxis::stLogarithmic,
          .ticks = axis.tickVector(),
          .names = axis.tickVectorLabels()};
}

/// The position along an axis, from 0 at its lower end to 1.
double shareOf(const CurveFigure::Axis& axis, double value) {
  const auto scaled = [&axis](double v) { return axis.isLogarithmic ? std::log(v) : v; };
  return (scaled(value) - scaled(axis.lower)) / (scaled(axis.upper) - scaled(axis.lower));
}

std::string escaped(const QString& text) {
  return text.toHtmlEscaped().toStdString();
}

/// The positions of the names, in rows up to `right`. Only the viewer's font determines how wide the letters
/// are.
std::vector<QPointF> placesOf(const std::vector<CurveFigures::Name>& names, double right) {
  std::vector<QPointF> places;
  QPointF next(kRightMargin, kPlotHeight + kNameHeight / 4);
  for (const CurveFigures::Name& name : names) {
    const double needed = 2 * kLineOfName + 0.58 * kFontSize * static_cast<double>(name.text.size());
    const double columns = std::ceil(needed / kNameWidth);
    if (next.x() > kRightMargin && next.x() + columns * kNameWidth > right)
      next = {kRightMargin, next.y() + kNameHeight};
    places.push_back(next);
    next.rx() += columns * kNameWidth;
  }
  return places;
}

class Svg {
 public:
  Svg(const Theme& theme, double width, double height) : m_theme(theme) {
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:g}\" height=\"{1:g}\" viewBox=\"0 0 {0:g} "
        "{1:g}\" font-family=\"sans-serif\" font-size=\"{2:g}\">\n",
        width, height, kFontSize);
    box(0, 0, width, height, theme.panel);
  }

  void plot(const CurveFigure& figure, double left) {
    m_figure = &figure;
    m_left = left + kLeftMargin;
    m_right = left + kPlotWidth - kRightMargin;
    box(m_left, kTopMargin, m_right - m_left, bottom() - kTopMargin, m_theme.field);
    ticks();
    for (const CurveFigure::Band& one : figure.bands) band(one);
    for (const CurveFigure::Line& one : figure.lines) line(one);
  }

  void name(const CurveFigures::Name& name, double x, double y) {
    add("<line x1=\"{:g}\" y1=\"{:g}\" x2=\"{:g}\" y2=\"{:g}\" stroke=\"{}\" stroke-width=\"2\"/>\n", x, y,
        x + 16, y, colour(name.colour));
    word(x + kLineOfName, y + kFontSize / 3, "start", m_theme.text, name.text);
  }

  QByteArray end() { return QByteArray::fromStdString(m_text + "</svg>\n"); }

 private:
  static double bottom() { return kPlotHeight - kBottomMargin; }
  static std::string colour(const QColor& colour) { return colour.name().toStdString(); }

  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(m_text), format, std::forward<Values>(values)...);
  }
  void box(double x, double y, double width, double height, const QColor& fill) {
    add("<rect x=\"{:g}\" y=\"{:g}\" width=\"{:g}\" height=\"{:g}\" fill=\"{}\"/>\n", x, y, width, height,
        colour(fill));
  }
  void word(double x, double y, const char* anchor, const QColor& fill, const QString& text) {
    add("<text x=\"{:g}\" y=\"{:g}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n", x, y, anchor, colour(fill),
        escaped(text));
  }
  double xOf(double value) const { return m_left + (m_right - m_left) * shareOf(m_figure->x, value); }
  double yOf(double value) const { return bottom() - (bottom() - kTopMargin) * shareOf(m_figure->y, value); }

  void ticks() {
    const auto isInside = [](double share) { return share >= -1e-9 && share <= 1 + 1e-9; };
    const CurveFigure& figure = *m_figure;
    const std::string grid = colour(m_theme.border);
    for (qsizetype i = 0; i < figure.x.ticks.size(); ++i) {
      if (!isInside(shareOf(figure.x, figure.x.ticks[i]))) continue;
      const double x = xOf(figure.x.ticks[i]);
      add("<line x1=\"{0:g}\" y1=\"{1:g}\" x2=\"{0:g}\" y2=\"{2:g}\" stroke=\"{3}\"/>\n", x, kTopMargin,
          bottom(), grid);
      word(x, bottom() + 16, "middle", m_theme.mutedText, figure.x.names.value(i));
    }
    for (qsizetype i = 0; i < figure.y.ticks.size(); ++i) {
      if (!isInside(shareOf(figure.y, figure.y.ticks[i]))) continue;
      const double y = yOf(figure.y.ticks[i]);
      add("<line x1=\"{1:g}\" y1=\"{0:g}\" x2=\"{2:g}\" y2=\"{0:g}\" stroke=\"{3}\"/>\n", y, m_left, m_right,
          grid);
      word(m_left - 6, y + kFontSize / 3, "end", m_theme.mutedText, figure.y.names.value(i));
    }
    word((m_left + m_right) / 2, bottom() + 36, "middle", m_theme.text, figure.x.label);
    const double middle = (kTopMargin + bottom()) / 2;
    add("<text transform=\"translate({:g} {:g}) rotate(-90)\" text-anchor=\"middle\" "
        "fill=\"{}\">{}</text>\n",
        m_left - kLeftMargin + 14, middle, colour(m_theme.text), escaped(figure.y.label));
  }

  QPointF inside(double x, double y) const {
    return {std::clamp(xOf(x), m_left, m_right), std::clamp(yOf(y), kTopMargin, bottom())};
  }

  void band(const CurveFigure::Band& band) {
    std::string points;
    const auto go = [&](qsizetype i, const QVector<double>& edge) {
      const QPointF point = inside(band.x[i], edge[i]);
      fmt::format_to(std::back_inserter(points), "{:.2f},{:.2f} ", point.x(), point.y());
    };
    const auto isThere = [&](qsizetype i) {
      const QPointF lower(xOf(band.x[i]), yOf(band.lower[i]));
      return std::isfinite(lower.x()) && std::isfinite(lower.y()) && std::isfinite(yOf(band.upper[i]));
    };
    for (qsizetype i = 0; i < band.x.size(); ++i)
      if (isThere(i)) go(i, band.lower);
    for (qsizetype i = band.x.size(); i-- > 0;)
      if (isThere(i)) go(i, band.upper);
    if (points.empty()) return;
    add("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"{:.2g}\"/>\n", points, colour(band.colour),
        band.colour.alphaF());
  }

  /// The part of the line between two points that is inside the plot, after Liang and Barsky (1984).
  std::optional<QLineF> clipped(const QLineF& whole) const {
    double from = 0;
    double to = 1;
    const auto cut = [&](double start, double change, double low, double high) {
      if (change == 0) return start >= low && start <= high;
      const double a = (low - start) / change;
      const double b = (high - start) / change;
      from = std::max(from, std::min(a, b));
      to = std::min(to, std::max(a, b));
      return from <= to;
    };
    if (!cut(whole.x1(), whole.dx(), m_left, m_right) || !cut(whole.y1(), whole.dy(), kTopMargin, bottom()))
      return std::nullopt;
    return QLineF(whole.pointAt(from), whole.pointAt(to));
  }

  void line(const CurveFigure::Line& line) {
    std::string path;
    std::optional<QPointF> last;  // of the drawing
    std::optional<QPointF> pen;   // where the path is
    const auto go = [&](char how, const QPointF& to) {
      fmt::format_to(std::back_inserter(path), "{}{:.2f} {:.2f}", how, to.x(), to.y());
    };
    for (qsizetype i = 0; i < line.x.size(); ++i) {
      const QPointF point(xOf(line.x[i]), yOf(line.y[i]));
      if (!std::isfinite(point.x()) || !std::isfinite(point.y())) {
        last.reset();
        continue;
      }
      const auto part = clipped(QLineF(last.value_or(point), point));
      last = point;
      if (!part) continue;
      if (!pen || *pen != part->p1()) go('M', part->p1());
      go('L', part->p2());
      pen = part->p2();
    }
    if (path.empty()) return;
    add("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-opacity=\"{:.2g}\" stroke-width=\"{:g}\" "
        "stroke-linecap=\"round\"/>\n",
        path, colour(line.colour), line.colour.alphaF(), line.width);
  }

  const Theme& m_theme;
  const CurveFigure* m_figure = nullptr;
  double m_left = 0;
  double m_right = 0;
  std::string m_text;
};

}  // namespace

CurveFigure figureOf(const QCustomPlot& plot) {
  CurveFigure figure{.x = axisOf(*plot.xAxis), .y = axisOf(*plot.yAxis), .bands = {}, .lines = {}};
  const auto valuesOf = [](const QCPGraph& graph, double QCPGraphData::*which) {
    QVector<double> values;
    for (const QCPGraphData& point : *graph.data()) values << point.*which;
    return values;
  };
  // In the plot's drawing order: lower layers first.
  for (int layer = 0; layer < plot.layerCount(); ++layer)
    for (int i = 0; i < plot.graphCount(); ++i) {
      const QCPGraph& graph = *plot.graph(i);
      if (graph.layer() != plot.layer(layer) || graph.data()->isEmpty()) continue;
      if (const QCPGraph* upper = graph.channelFillGraph())
        figure.bands.push_back({.x = valuesOf(graph, &QCPGraphData::key),
                                .lower = valuesOf(graph, &QCPGraphData::value),
                                .upper = valuesOf(*upper, &QCPGraphData::value),
                                .colour = graph.brush().color()});
      if (graph.pen().style() != Qt::NoPen)
        figure.lines.push_back({.x = valuesOf(graph, &QCPGraphData::key),
                                .y = valuesOf(graph, &QCPGraphData::value),
                                .colour = graph.pen().color(),
                                .width = graph.pen().widthF()});
    }
  return figure;
}

QByteArray svgOf(const CurveFigures& figures) {
  const double width = kPlotWidth * static_cast<double>(std::max<std::size_t>(figures.plots.size(), 1));
  const std::vector<QPointF> places = placesOf(figures.names, width - kRightMargin);
  const double height = places.empty() ? kPlotHeight : places.back().y() + 0.75 * kNameHeight;
  Svg svg(figures.theme, width, height);
  for (std::size_t i = 0; i < figures.plots.size(); ++i)
    svg.plot(figures.plots[i], kPlotWidth * static_cast<double>(i));
  for (std::size_t i = 0; i < figures.names.size(); ++i)
    svg.name(figures.names[i], places[i].x(), places[i].y());
  return svg.end();
}

QImage imageOf(const CurveFigures& figures) {
  QByteArray drawing = svgOf(figures);
  QBuffer buffer(&drawing);
  QImageReader reader(&buffer, "svg");
  reader.setScaledSize(2 * reader.size());
  const QImage image = reader.read();
  engine::check(!image.isNull(), "imageOf: our own drawing can be read");
  return image;
}

}  // namespace pellucid::ui
