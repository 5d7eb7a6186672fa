// SPDX-License-Identifier: GPL-3.0-or-later
// One plot of the curves panel: a training and a test curve over the steps. It follows the newest step until
// the user drags or zooms; a double click, Home or fit() lets it follow again. Replots only when something
// changed.
#pragma once

#include <qcustomplot.h>

#include <optional>

namespace pellucid::ui {

class CurvePlot : public QCustomPlot {
  Q_OBJECT

 public:
  struct Curve {
    QVector<double> steps;
    QVector<double> values;
  };

  /// What the vertical axis needs to know: its range while following, beside that of the data.
  struct Scale {
    double minimum = 0;
    double maximum = 0;  ///< above all data where it is 0
    int decimals = 3;    ///< of a value under the pointer
    QString unit;        ///< behind it, as " %"
  };

  explicit CurvePlot(Scale scale, QWidget* parent = nullptr);

  void setCurves(const Curve& train, const Curve& test);
  /// "training", or "training (mean of 4 batches)".
  void setTrainName(const QString& name);
  void setValueName(const QString& name);
  /// Shows epochs on the upper axis; none for 0.
  void setStepsPerEpoch(std::int64_t steps);
  void setLogarithmicValues(bool isLogarithmic);
  void setLogarithmicSteps(bool isLogarithmic);
  /// Explains the plot where its axes and legend are; over the curves, the values are shown instead.
  void setLesson(const QString& lesson) { m_lesson = lesson; }
  void setLegendCorner(Qt::Alignment corner);

  bool isFollowing() const { return m_isFollowing; }
  /// The values nearest to this step, as the pointer shows them; empty without data.
  QString textAt(double step) const;

  /// Room for the axes and the legend.
  QSize minimumSizeHint() const override { return {200, 110}; }

 public slots:
  void fit();
  /// Stops following, as when the user zooms this plot or the one beside it.
  void hold() { m_isFollowing = false; }

 signals:
  void fitted();
  void held();

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void follow();
  void holdByUser();
  void setPointer(std::optional<QPointF> position);
  void showValues();
  void chooseValueTicks();
  void showEpochs();
  void color();
  bool hasData() const { return !m_train->data()->isEmpty() || !m_test->data()->isEmpty(); }

  Scale m_scale;
  QString m_lesson;
  std::int64_t m_stepsPerEpoch = 0;
  bool m_isFollowing = true;
  std::optional<QPointF> m_pointer;
  QCPGraph* m_train;
  QCPGraph* m_test;
  QCPItemText* m_hint;
  QCPItemText* m_valueText;
  QCPItemStraightLine* m_valueLine;
};

}  // namespace pellucid::ui
