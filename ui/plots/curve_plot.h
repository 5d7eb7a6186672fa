// SPDX-License-Identifier: GPL-3.0-or-later
// One plot of the curves panel: a training and a test curve over the steps or another axis. It follows the
// newest point until the user drags or zooms; a double click, Home or fit() makes it follow again. Replots
// only when something has changed.
#pragma once

#include <qcustomplot.h>

#include <optional>

#include "ui/plots/curve_axis.h"
#include "ui/plots/overlay_graphs.h"

namespace pellucid::ui {

class CurvePlot : public QCustomPlot {
  Q_OBJECT

 public:
  using Curve = PlottedCurve;

  /// What the vertical axis needs for its range while following, besides the data's.
  struct Scale {
    double minimum = 0;
    double maximum = 0;  ///< above all data where this is 0
    friend bool operator==(const Scale&, const Scale&) = default;
  };

  explicit CurvePlot(QWidget* parent = nullptr);

  /// Where the training curve is smoothed, the original stays faintly behind it; without points where not.
  void setCurves(const Curve& train, const Curve& test, const Curve& smoothed = {});
  /// The curves of other runs, behind these.
  void setOverlays(const std::vector<PlottedOverlay>& overlays);
  void setValueName(const QString& name);
  void setScale(Scale scale);
  /// The horizontal axis of all curves; over steps the upper axis shows epochs.
  void setAxis(const AxisScale& scale);
  void setLogarithmicValues(bool isLogarithmic);
  void setLogarithmicAxis(bool isLogarithmic);
  /// Explains the plot, as the tool tip of its axes; over the curves, the values beside the plots are shown
  /// instead.
  void setLesson(const QString& lesson) { m_lesson = lesson; }

  bool isFollowing() const { return m_isFollowing; }
  /// The position of the point nearest to x on the horizontal axis; none without data.
  std::optional<double> pointNear(double x) const;
  /// Marks a position by a line; none removes it.
  void mark(std::optional<double> x);
  /// Marks the moment that the window shows, where it is not the newest; none removes it.
  void setCursor(std::optional<double> x);
  /// The data's peak above the plot's range while it follows, and its position; none where everything is
  /// visible.
  struct Peak {
    double x = 0;
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
  /// The point under the pointer, as given by pointNear(); none when it has left.
  void pointed(std::optional<double> x);

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// After the data have changed.
  void showData();
  void follow();
  void holdByUser();
  void setPointer(std::optional<QPointF> position);
  void point();
  void showPeak(double upper);
  void place(QCPItemStraightLine& line, std::optional<double> x);
  double upperBound(double highest) const;
  void chooseValueTicks();
  void showEpochs();
  void colour();
  std::vector<const QCPGraph*> graphs() const;
  bool hasData() const { return hasOwnData() || m_overlays.hasData(); }
  bool hasOwnData() const { return !m_train->data()->isEmpty() || !m_test->data()->isEmpty(); }

  Scale m_scale;
  QString m_lesson;
  AxisScale m_axis = {.stepsPerEpoch = 0};
  bool m_isFollowing = true;
  std::optional<QPointF> m_pointer;
  std::optional<double> m_pointed;  ///< as last emitted
  QCPGraph* m_train;
  QCPGraph* m_test;
  QCPGraph* m_smoothed;
  OverlayGraphs m_overlays;
  QCPItemText* m_hint;
  QCPItemText* m_peakText;
  std::optional<Peak> m_peak;
  QCPItemStraightLine* m_mark;
  QCPItemStraightLine* m_cursor;
};

}  // namespace pellucid::ui
