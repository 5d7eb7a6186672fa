// SPDX-License-Identifier: GPL-3.0-or-later
// One plot of the curves panel: a training and a test curve over the steps. It follows the newest step until
// the user drags or zooms; a double click, Home or fit() lets it follow again. Replots only when something
// changed.
#pragma once

#include <qcustomplot.h>

#include <optional>

#include "ui/plots/overlay_graphs.h"

namespace pellucid::ui {

class CurvePlot : public QCustomPlot {
  Q_OBJECT

 public:
  using Curve = PlottedCurve;

  /// What the vertical axis needs to know: its range while following, beside that of the data.
  struct Scale {
    double minimum = 0;
    double maximum = 0;  ///< above all data where it is 0
  };

  explicit CurvePlot(Scale scale, QWidget* parent = nullptr);

  void setCurves(const Curve& train, const Curve& test);
  /// Those of other runs, behind them.
  void setOverlays(const std::vector<PlottedOverlay>& overlays);
  void setValueName(const QString& name);
  /// Shows epochs on the upper axis; none for 0.
  void setStepsPerEpoch(std::int64_t steps);
  void setLogarithmicValues(bool isLogarithmic);
  void setLogarithmicSteps(bool isLogarithmic);
  /// Explains the plot where its axes are; over the curves, the values are shown instead, beside the plots.
  void setLesson(const QString& lesson) { m_lesson = lesson; }

  bool isFollowing() const { return m_isFollowing; }
  /// The step of the point that is nearest to x, a place on the axis of steps; none without data.
  std::optional<double> stepNear(double x) const;
  /// Marks a step by a line; none for no step.
  void mark(std::optional<double> step);
  /// Marks the step that the window shows, where that is not the newest; none for no step.
  void setCursor(std::optional<double> step);
  /// What is higher than the plot while it follows, and the step where; none where everything is in sight.
  struct Peak {
    double step = 0;
    double value = 0;
  };
  std::optional<Peak> peak() const { return m_peak; }

  /// Room for the axes.
  QSize minimumSizeHint() const override { return {120, 110}; }

 public slots:
  void fit();
  /// Stops following, as when the user zooms this plot or the one beside it.
  void hold() { m_isFollowing = false; }

 signals:
  void fitted();
  void held();
  /// The step under the pointer, as stepNear() has it; none when it has left.
  void pointed(std::optional<double> step);

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// After other data.
  void showData();
  void follow();
  void holdByUser();
  void setPointer(std::optional<QPointF> position);
  void point();
  void showPeak(double upper);
  void place(QCPItemStraightLine& line, std::optional<double> step);
  double upperBound(double highest) const;
  void chooseValueTicks();
  void showEpochs();
  void colour();
  std::vector<const QCPGraph*> graphs() const;
  bool hasData() const { return hasOwnData() || m_overlays.hasData(); }
  bool hasOwnData() const { return !m_train->data()->isEmpty() || !m_test->data()->isEmpty(); }

  Scale m_scale;
  QString m_lesson;
  std::int64_t m_stepsPerEpoch = 0;
  bool m_isFollowing = true;
  std::optional<QPointF> m_pointer;
  std::optional<double> m_pointed;  ///< as it was told last
  QCPGraph* m_train;
  QCPGraph* m_test;
  OverlayGraphs m_overlays;
  QCPItemText* m_hint;
  QCPItemText* m_peakText;
  std::optional<Peak> m_peak;
  QCPItemStraightLine* m_mark;
  QCPItemStraightLine* m_cursor;
};

}  // namespace pellucid::ui
