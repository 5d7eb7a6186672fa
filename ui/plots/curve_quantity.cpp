// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_quantity.h"

#include <QCoreApplication>
#include <cmath>

#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

struct QuantityText {
  Q_DECLARE_TR_FUNCTIONS(QuantityText)
};

}  // namespace

double valueOf(CurveQuantity quantity, const engine::HistoryPoint& point) {
  switch (quantity) {
    case CurveQuantity::Loss:
      break;
    case CurveQuantity::Accuracy:
      return point.metrics.accuracy;
    case CurveQuantity::LearningRate:
      return point.sizes.learningRate;
    case CurveQuantity::GradientNorm:
      return point.sizes.gradientNorm;
    case CurveQuantity::UpdateRatio:
      return point.sizes.updateRatio;
  }
  return point.metrics.loss;
}

double plotFactor(CurveQuantity quantity) {
  return quantity == CurveQuantity::Accuracy ? 100 : 1;
}

QString quantityName(CurveQuantity quantity) {
  switch (quantity) {
    case CurveQuantity::Loss:
      break;
    case CurveQuantity::Accuracy:
      return QuantityText::tr("accuracy");
    case CurveQuantity::LearningRate:
      return QuantityText::tr("learning rate");
    case CurveQuantity::GradientNorm:
      return QuantityText::tr("gradient norm");
    case CurveQuantity::UpdateRatio:
      return QuantityText::tr("update ratio");
  }
  return QuantityText::tr("loss");
}

QString shortQuantityName(CurveQuantity quantity) {
  switch (quantity) {
    case CurveQuantity::Loss:
    case CurveQuantity::Accuracy:
      break;
    case CurveQuantity::LearningRate:
      return QuantityText::tr("rate");
    case CurveQuantity::GradientNorm:
      return QuantityText::tr("gradient");
    case CurveQuantity::UpdateRatio:
      return QuantityText::tr("update");
  }
  return quantityName(quantity);
}

QString quantityAxisText(CurveQuantity quantity) {
  switch (quantity) {
    case CurveQuantity::Accuracy:
      return QuantityText::tr("accuracy (%)");
    case CurveQuantity::GradientNorm:
      return QuantityText::tr("gradient |dL/dw|");
    case CurveQuantity::UpdateRatio:
      return QuantityText::tr("update |Δw| / |w|");
    default:
      return quantityName(quantity);
  }
}

QString quantityText(CurveQuantity quantity, double value) {
  if (std::isnan(value)) return QStringLiteral("–");
  switch (quantity) {
    case CurveQuantity::Loss:
      return lossText(value);
    case CurveQuantity::Accuracy:
      return percentText(value);
    default:
      return shortValueText(value);
  }
}

QString quantityLesson(CurveQuantity quantity) {
  switch (quantity) {
    case CurveQuantity::Loss:
      break;
    case CurveQuantity::Accuracy:
      return QuantityText::tr(
          "Accuracy is the share of right answers. Guessing among n classes gives 1/n: 10 % for ten of "
          "them.\n"
          "The test accuracy is what counts: it tells how well the network does on samples kept for testing. "
          "It is usually a little lower than the training accuracy, and the gap grows with overfitting.");
    case CurveQuantity::LearningRate:
      return QuantityText::tr(
          "The learning rate is how far each step goes along its gradient. A schedule changes it while the "
          "network trains, and so do you in the training settings; a layer's rate factor multiplies it.");
    case CurveQuantity::GradientNorm:
      return QuantityText::tr(
          "The length of the gradient over all parameters that learn, before clipping: how steep the loss is "
          "where the network stands.\nIt usually shrinks while the network learns. Where it jumps up, steps "
          "may go too far; where it is nearly zero, nothing is learned any more.");
    case CurveQuantity::UpdateRatio:
      return QuantityText::tr(
          "How far a step moves the parameters that learn, compared with how large they are: |Δw| / |w|.\n"
          "About 0.001 is usual. Much more, and the network forgets as fast as it learns: lower the learning "
          "rate. Much less, and it hardly moves.");
  }
  return QuantityText::tr(
      "Loss says how far the answers are from what is wanted: training makes it small. With cross-entropy, "
      "guessing among n classes costs ln n: 2.3 nats for ten of them.\nEach training value is the loss of "
      "one small batch, so the curve is noisy. The test curve is measured on samples kept for testing: "
      "when it rises while the training curve still falls, the network is learning its samples by heart "
      "(overfitting).");
}

}  // namespace pellucid::ui
