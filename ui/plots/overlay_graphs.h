// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of other runs in one plot, behind those of its own run: a faint line for the training batches, a
// thin one for the tests, and for several runs a band around their median.
#pragma once

#include <qcustomplot.h>

#include <vector>

#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Points from left to right.
struct PlottedCurve {
  QVector<double> x;
  QVector<double> values;
};

struct PlottedOverlay {
  int colour = 0;  ///< index into Theme::runs
  PlottedCurve train;
  PlottedCurve test;
  // A band, whose curves have the same x.
  PlottedCurve lower;
  PlottedCurve median;
  PlottedCurve upper;
};

class OverlayGraphs {
 public:
  /// The plot must outlive it.
  explicit OverlayGraphs(QCustomPlot& plot);

  /// Replaces the previous ones.
  void set(const std::vector<PlottedOverlay>& overlays);
  void colour(const Theme& theme);
  bool hasData() const;
  /// The first curve with data; the pointer uses its points where the plot's own run has none.
  const QCPGraph* first() const;

 private:
  struct Graphs {
    int colour;
    QCPGraph* train;
    QCPGraph* test;
    QCPGraph* lower;
    QCPGraph* upper;
    QCPGraph* median;
  };
  QCPGraph* add(const PlottedCurve& curve);

  QCustomPlot& m_plot;
  std::vector<Graphs> m_graphs;
};

}  // namespace pellucid::ui
