// SPDX-License-Identifier: GPL-3.0-or-later
// How far each step moves a layer's weights relative to their size, ‖Δw‖ / ‖w‖, over the steps with a look: a
// line for each layer, on a logarithmic axis with lines at 1e-3, which is usual, and 1e-2. GUI thread.
#pragma once

#include <qcustomplot.h>

#include "ui/results/layer_looks.h"

namespace pellucid::ui {

class UpdateRatioPlot : public QCustomPlot {
  Q_OBJECT

 public:
  explicit UpdateRatioPlot(QWidget* parent = nullptr);

  /// `names` are those of the layers. Layers without weights have no line.
  void show(const std::vector<LayerLooks::Point>& history, const QStringList& names);
  using QCustomPlot::show;
  QSize minimumSizeHint() const override { return {100, 80}; }

 protected:
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void colour();

  QStringList m_names;  ///< of the lines
  std::vector<double> m_newest;
};

}  // namespace pellucid::ui
