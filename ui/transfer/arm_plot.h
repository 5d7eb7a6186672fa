// SPDX-License-Identifier: GPL-3.0-or-later
// A plot with one line for each arm and a band around it: the curves over the steps, and the accuracy over
// the number of samples. Draws only when it is given something else.
#pragma once

#include <qcustomplot.h>

#include <vector>

namespace pellucid::ui {

class ArmPlot : public QCustomPlot {
  Q_OBJECT

 public:
  /// Accuracies in percent. The band lies between `least` and `most`, as long as `values`.
  struct Line {
    QString name;
    std::size_t arm = 0;  ///< decides the colour
    QVector<double> keys = {};
    QVector<double> values = {};
    QVector<double> least = {};
    QVector<double> most = {};
    bool operator==(const Line&) const = default;
  };

  ArmPlot(const QString& keyName, bool isLogarithmic, QWidget* parent = nullptr);

  void setLines(const std::vector<Line>& lines);
  const std::vector<Line>& lines() const { return m_lines; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void draw();

  std::vector<Line> m_lines;
};

}  // namespace pellucid::ui
