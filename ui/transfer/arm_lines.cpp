// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/arm_lines.h"

namespace pellucid::ui {
namespace {

void append(ArmPlot::Line& line, double key, double value, double least, double most) {
  line.keys << key;
  line.values << 100 * value;
  line.least << 100 * least;
  line.most << 100 * most;
}

}  // namespace

std::vector<ArmPlot::Line> stepLines(std::span<const engine::ArmCurve> curves,
                                     std::span<const engine::Arm> arms, engine::Index samples) {
  std::vector<ArmPlot::Line> lines;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    ArmPlot::Line line{.name = QString::fromStdString(arms[arm].name), .arm = arm};
    for (const engine::StepSpread& at : engine::overSteps(curves, arms[arm].name, samples))
      append(line, static_cast<double>(at.step), at.median, at.least, at.most);
    if (line.keys.empty()) continue;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<ArmPlot::Line> sampleLines(std::span<const engine::SweepCell> cells,
                                       std::span<const engine::Arm> arms) {
  std::vector<ArmPlot::Line> lines;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    ArmPlot::Line line{.name = QString::fromStdString(arms[arm].name), .arm = arm};
    for (const engine::SweepCell& cell : cells)
      if (cell.arm == arms[arm].name)
        append(line, static_cast<double>(cell.samplesPerClass), cell.median, cell.least, cell.most);
    if (!line.keys.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace pellucid::ui
