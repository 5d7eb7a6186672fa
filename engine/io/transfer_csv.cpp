// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/transfer_csv.h"

#include "engine/base/numbers.h"

namespace pellucid::engine {

std::string transferCsv(std::span<const ArmCurve> curves, bool withTimes) {
  std::string csv =
      "arm,samples_per_class,seed,step,target_accuracy,source_accuracy,trainable_parameters,ms_per_step\n";
  for (const ArmCurve& curve : curves)
    for (const ArmPoint& point : curve.points) {
      // No arm's name contains a comma or a quotation mark: see parseArms().
      csv += curve.arm;
      const auto add = [&csv](auto number) {
        csv += ',';
        appendNumber(csv, number);
      };
      add(curve.samplesPerClass);
      add(curve.seed);
      add(point.step);
      add(point.targetAccuracy);
      csv += ',';
      if (point.sourceAccuracy) appendNumber(csv, *point.sourceAccuracy);
      add(curve.trainableParameters);
      csv += ',';
      if (withTimes) appendNumber(csv, curve.millisecondsPerStep);
      csv += '\n';
    }
  return csv;
}

}  // namespace pellucid::engine
