// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/transfer_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace pellucid::engine {
namespace {

constexpr double kWidth = 640;
constexpr double kHeight = 400;
constexpr double kLeft = 56;
constexpr double kRight = 520;  // the legend stands behind it
constexpr double kTop = 40;
constexpr double kBottom = 344;

/// Told apart by colour and by dashes; readable for the colour-blind (Okabe and Ito 2008).
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

struct ArmLine {
  std::string name;
  std::vector<const SweepCell*> cells;  ///< by samples
};

std::vector<ArmLine> armsOf(std::span<const SweepCell> cells) {
  std::vector<ArmLine> arms;
  for (const SweepCell& cell : cells) {
    auto arm = std::ranges::find(arms, cell.arm, &ArmLine::name);
    if (arm == arms.end()) arm = arms.insert(arms.end(), {.name = cell.arm, .cells = {}});
    arm->cells.push_back(&cell);
  }
  for (ArmLine& arm : arms) std::ranges::sort(arm.cells, std::less(), &SweepCell::samplesPerClass);
  return arms;
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

/// From samples and shares to places in the picture.
class Axes {
 public:
  explicit Axes(std::span<const SweepCell> cells) {
    for (const SweepCell& cell : cells) {
      m_fewest = std::min(m_fewest, cell.samplesPerClass);
      m_most = std::max(m_most, cell.samplesPerClass);
      m_low = std::min(m_low, std::floor(10 * cell.least) / 10);
    }
  }
  double x(Index samples) const {
    if (m_fewest >= m_most) return (kLeft + kRight) / 2;
    const auto log = [](Index number) { return std::log(static_cast<double>(number)); };
    return kLeft + (kRight - kLeft) * (log(samples) - log(m_fewest)) / (log(m_most) - log(m_fewest));
  }
  double y(double share) const { return kBottom - (kBottom - kTop) * (share - m_low) / (1 - m_low); }
  double low() const { return m_low; }

 private:
  Index m_fewest = 1'000'000'000;
  Index m_most = 1;
  double m_low = 0.9;
};

std::string text(double x, double y, const char* anchor, std::string_view words) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor,
                     escaped(words));
}

std::string frame(std::span<const SweepCell> cells, const Axes& axes) {
  std::string svg;
  for (int tenth = static_cast<int>(std::lround(10 * axes.low())); tenth <= 10; ++tenth) {
    const double y = axes.y(tenth / 10.0);
    svg += fmt::format("<line x1=\"{}\" y1=\"{:.1f}\" x2=\"{}\" y2=\"{:.1f}\" stroke=\"#dddddd\"/>\n", kLeft,
                       y, kRight, y);
    svg += text(kLeft - 6, y + 4, "end", fmt::format("{} %", 10 * tenth));
  }
  std::vector<Index> sizes;
  for (const SweepCell& cell : cells)
    if (std::ranges::find(sizes, cell.samplesPerClass) == sizes.end()) sizes.push_back(cell.samplesPerClass);
  for (const Index size : sizes) svg += text(axes.x(size), kBottom + 18, "middle", fmt::format("{}", size));
  svg += text((kLeft + kRight) / 2, kBottom + 40, "middle", "training samples of each class");
  return svg;
}

std::string draw(const ArmLine& arm, const Style& style, const Axes& axes) {
  std::string line;
  std::string band;
  std::string dots;
  for (const SweepCell* cell : arm.cells) {
    const double x = axes.x(cell->samplesPerClass);
    line += fmt::format("{:.1f},{:.1f} ", x, axes.y(cell->median));
    band += fmt::format("{:.1f},{:.1f} ", x, axes.y(cell->most));
    dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n", x,
                        axes.y(cell->median), style.colour);
  }
  for (auto cell = arm.cells.rbegin(); cell != arm.cells.rend(); ++cell)
    band += fmt::format("{:.1f},{:.1f} ", axes.x((*cell)->samplesPerClass), axes.y((*cell)->least));
  return fmt::format(
      "<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"0.15\"/>\n<polyline points=\"{}\" fill=\"none\" "
      "stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"/>\n{}",
      band, style.colour, line, style.colour, style.dashes, dots);
}

}  // namespace

std::string transferSvg(std::span<const SweepCell> cells, std::string_view title) {
  const Axes axes(cells);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
      kWidth, kHeight);
  svg += text(kLeft, 22, "start", title);
  svg += frame(cells, axes);
  double legend = kTop + 12;
  std::size_t number = 0;
  for (const ArmLine& arm : armsOf(cells)) {
    const Style& style = kStyles[number++ % kStyles.size()];
    svg += draw(arm, style, axes);
    svg += fmt::format(
        "<line x1=\"{}\" y1=\"{:.1f}\" x2=\"{}\" y2=\"{:.1f}\" stroke=\"{}\" stroke-width=\"2\" "
        "stroke-dasharray=\"{}\"/>\n",
        kRight + 12, legend - 4, kRight + 36, legend - 4, style.colour, style.dashes);
    svg += text(kRight + 42, legend, "start", arm.name);
    legend += 18;
  }
  return svg + "</svg>\n";
}

}  // namespace pellucid::engine
