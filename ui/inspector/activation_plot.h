// SPDX-License-Identifier: GPL-3.0-or-later
// A layer's activation function with its derivative, and below the curves, the distribution of the layer's z
// for a batch: where most of them are on a flat part, little is learned.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/model/activation.h"

namespace pellucid::ui {

/// z in equal parts from -reach to reach.
struct ZSpread {
  double reach = 4;
  std::vector<engine::Index> counts;  ///< empty where unknown
  engine::Index total = 0;
  engine::Index flat = 0;  ///< of these, those where |f′(z)| < 0.01
};

/// For one layer and one batch.
ZSpread spreadOf(const engine::Matrix& z, engine::Activation f);

class ActivationPlot : public QWidget {
  Q_OBJECT

 public:
  ActivationPlot();

  /// Not for softmax, which is not a function of one number.
  void showFunction(engine::Activation f, const ZSpread& spread);

  QSize sizeHint() const override { return {250, 92}; }
  QSize minimumSizeHint() const override { return {120, 72}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  engine::Activation m_function = engine::Activation::Linear;
  ZSpread m_spread;
};

}  // namespace pellucid::ui
