// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/transfer_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace pellucid::engine {
namespace {

constexpr double kWidth = 640;
constexpr double kHeight = 400;
constexpr double kLeft = 56;
constexpr double kRight = 520;  // the legend is to the right of it
constexpr double kTop = 40;
constexpr double kBottom = 344;

/// Distinguished by colour and by dashes; readable for the colour-blind (Okabe and Ito 2008).
struct Style {
  const char* colour;
  const char* dashes;
};
constexpr std::array<Style, 6> kStyles = {{{"#555555", "none"},
                                           {"#0072B2", "none"},
                                           {"#D55E00", "7 3"},
                                           {"#009E73", "2 3"},
                                           {"#CC79A7", "9 3 2 3"},
                                           {"#E69F00", "4 2"}}};

using Words = std::function<std::string(const Message&)>;  ///< a message in the language of the drawing

/// Accuracies, 0 … 1.
struct Point {
  double key;
  double median;
  double least;
  double most;
};

struct ArmLine {
  std::string name;
  std::vector<Point> points;  ///< in the order of their keys
};

struct Plot {
  Message title;
  Message axis;
  bool isLogarithmic;
  std::vector<ArmLine> arms;
  std::vector<double> ticks;
};

ArmLine& armNamed(std::vector<ArmLine>& arms, const std::string& name) {
  const auto arm = std::ranges::find(arms, name, &ArmLine::name);
  return arm != arms.end() ? *arm : arms.emplace_back(ArmLine{.name = name, .points = {}});
}

Plot sweepPlot(std::span<const SweepCell> cells, std::string_view title) {
  Plot plot{.title = Message::untranslated(std::string(title)),
            .axis = message("training samples per class"),
            .isLogarithmic = true,
            .arms = {},
            .ticks = {}};
  for (const SweepCell& cell : cells) {
    const auto samples = static_cast<double>(cell.samplesPerClass);
    armNamed(plot.arms, cell.arm)
        .points.push_back({.key = samples, .median = cell.median, .least = cell.least, .most = cell.most});
    if (std::ranges::find(plot.ticks, samples) == plot.ticks.end()) plot.ticks.push_back(samples);
  }
  for (ArmLine& arm : plot.arms) std::ranges::sort(arm.points, std::less(), &Point::key);
  return plot;
}

Plot stepPlot(std::span<const ArmCurve> curves, Index samples) {
  Plot plot{.title = counted(samples, "{} sample per class", "{} samples per class", samples),
            .axis = message("step"),
            .isLogarithmic = false,
            .arms = {},
            .ticks = {}};
  for (const ArmCurve& curve : curves)
    if (curve.samplesPerClass == samples) armNamed(plot.arms, curve.arm);
  std::int64_t last = 0;
  for (ArmLine& arm : plot.arms)
    for (const StepSpread& at : overSteps(curves, arm.name, samples)) {
      arm.points.push_back(
          {.key = static_cast<double>(at.step), .median = at.median, .least = at.least, .most = at.most});
      last = std::max(last, at.step);
    }
  for (const std::int64_t tick : {std::int64_t{0}, last / 2, last})
    plot.ticks.push_back(static_cast<double>(tick));
  return plot;
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '<')
      safe += "&lt;";
    else if (c == '&')
      safe += "&amp;";
    else
      safe += c;
  }
  return safe;
}

/// Maps keys and shares to positions in a plot.
class Axes {
 public:
  explicit Axes(const Plot& plot) : m_isLogarithmic(plot.isLogarithmic) {
    const auto [first, last] = std::ranges::minmax(plot.ticks);
    m_first = first;
    m_last = last;
    for (const ArmLine& arm : plot.arms)
      for (const Point& point : arm.points) m_low = std::min(m_low, std::floor(10 * point.least) / 10);
  }
  double x(double key) const {
    if (m_first >= m_last) return (kLeft + kRight) / 2;
    const auto at = [this](double number) { return m_isLogarithmic ? std::log(number) : number; };
    return kLeft + (kRight - kLeft) * (at(key) - at(m_first)) / (at(m_last) - at(m_first));
  }
  double y(double share) const { return kBottom - (kBottom - kTop) * (share - m_low) / (1 - m_low); }
  double low() const { return m_low; }

 private:
  bool m_isLogarithmic;
  double m_first = 0;
  double m_last = 0;
  double m_low = 0.9;
};

std::string text(double x, double y, const char* anchor, std::string_view words) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor,
                     escaped(words));
}

std::string frame(const Plot& plot, const Axes& axes, const Words& words) {
  std::string svg = text(kLeft, 22, "start", words(plot.title));
  for (int tenth = static_cast<int>(std::lround(10 * axes.low())); tenth <= 10; ++tenth) {
    const double y = axes.y(tenth / 10.0);
    svg += fmt::format("<line x1=\"{}\" y1=\"{:.1f}\" x2=\"{}\" y2=\"{:.1f}\" stroke=\"#dddddd\"/>\n", kLeft,
                       y, kRight, y);
    svg += text(kLeft - 6, y + 4, "end", fmt::format("{} %", 10 * tenth));
  }
  for (const double tick : plot.ticks)
    svg += text(axes.x(tick), kBottom + 18, "middle", fmt::format("{}", tick));
  svg += text((kLeft + kRight) / 2, kBottom + 40, "middle", words(plot.axis));
  return svg;
}

std::string draw(const ArmLine& arm, const Style& style, const Axes& axes) {
  std::string line;
  std::string band;
  std::string dots;
  for (const Point& point : arm.points) {
    const double x = axes.x(point.key);
    line += fmt::format("{:.1f},{:.1f} ", x, axes.y(point.median));
    band += fmt::format("{:.1f},{:.1f} ", x, axes.y(point.most));
    dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n", x,
                        axes.y(point.median), style.colour);
  }
  for (auto point = arm.points.rbegin(); point != arm.points.rend(); ++point)
    band += fmt::format("{:.1f},{:.1f} ", axes.x(point->key), axes.y(point->least));
  return fmt::format(
      "<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"0.15\"/>\n<polyline points=\"{}\" fill=\"none\" "
      "stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"/>\n{}",
      band, style.colour, line, style.colour, style.dashes, dots);
}

std::string drawn(const Plot& plot, const Words& words) {
  if (plot.ticks.empty()) return {};
  const Axes axes(plot);
  std::string svg = frame(plot, axes, words);
  double legend = kTop + 12;
  std::size_t number = 0;
  for (const ArmLine& arm : plot.arms) {
    const Style& style = kStyles[number++ % kStyles.size()];
    svg += draw(arm, style, axes);
    svg += fmt::format(
        "<line x1=\"{}\" y1=\"{:.1f}\" x2=\"{}\" y2=\"{:.1f}\" stroke=\"{}\" stroke-width=\"2\" "
        "stroke-dasharray=\"{}\"/>\n",
        kRight + 12, legend - 4, kRight + 36, legend - 4, style.colour, style.dashes);
    svg += text(kRight + 42, legend, "start", arm.name);
    legend += 18;
  }
  return svg;
}

}  // namespace

std::string transferSvg(std::span<const SweepCell> cells, std::span<const ArmCurve> curves,
                        std::string_view title, const Message::Translate& translate) {
  const Words words = [&translate](const Message& said) {
    return translate ? said.textBy(translate) : said.text();
  };
  std::vector<Plot> plots{sweepPlot(cells, title)};
  for (const double samples : plots[0].ticks) plots.push_back(stepPlot(curves, static_cast<Index>(samples)));
  const std::size_t rows = (plots.size() + 1) / 2;
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
      2 * kWidth, kHeight * static_cast<double>(rows));
  for (std::size_t i = 0; i < plots.size(); ++i)
    svg += fmt::format("<g transform=\"translate({} {})\">\n{}</g>\n", i % 2 == 0 ? 0 : kWidth,
                       kHeight * static_cast<double>(i / 2), drawn(plots[i], words));
  return svg + "</svg>\n";
}

}  // namespace pellucid::engine
