// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_axis.h"

#include <QCoreApplication>

namespace pellucid::ui {
namespace {

struct CurveText {
  Q_DECLARE_TR_FUNCTIONS(CurveText)
};

}  // namespace

double AxisScale::at(double step, double seconds) const {
  switch (axis) {
    case CurveAxis::Steps:
      break;
    case CurveAxis::Epochs:
      return step / static_cast<double>(stepsPerEpoch);
    case CurveAxis::Samples:
      return step * static_cast<double>(samplesPerStep);
    case CurveAxis::Seconds:
      return seconds;
  }
  return step;
}

QString axisText(CurveAxis axis) {
  switch (axis) {
    case CurveAxis::Steps:
      break;
    case CurveAxis::Epochs:
      return CurveText::tr("epoch");
    case CurveAxis::Samples:
      return CurveText::tr("samples");
    case CurveAxis::Seconds:
      return CurveText::tr("seconds of training");
  }
  return CurveText::tr("step");
}

}  // namespace pellucid::ui
