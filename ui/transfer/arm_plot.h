// SPDX-License-Identifier: GPL-3.0-or-later
// A plot with one line for each arm and a band around it: the curves over the steps, and the accuracy over
// the number of samples. Redraws only when its data change.
#pragma once

#include <qcustomplot.h>

#include <vector>

namespace pellucid::ui {

struct Theme;

/// The colour of an arm in every plot and beside its name.
QColor armColour(const Theme& theme, std::size_t arm);

class ArmPlot : public QCustomPlot {
  Q_OBJECT

 public:
  /// Accuracies in percent. The band is between `least` and `most`, which are as long as `values`.
  struct Line {
    QString name;
    std::size_t arm = 0;  ///< decides the colour
    QVector<double> keys = {};
    QVector<double> values = {};
    QVector<double> least = {};
    QVector<double> most = {};
    bool operator==(const Line&) const = default;
  };

  /// Something that happened on an arm's line.
  struct Mark {
    std::size_t arm = 0;
    double key = 0;
    double value = 0;  ///< in percent
    QString text;
    bool operator==(const Mark&) const = default;
  };

  ArmPlot(const QString& keyName, bool isLogarithmic, QWidget* parent = nullptr);

  void setLines(const std::vector<Line>& lines, const std::vector<Mark>& marks = {});
  /// The axis goes from 0 to this key from the next lines on, rather than only as far as they do.
  void setLastKey(double key) { m_lastKey = key; }
  const std::vector<Line>& lines() const { return m_lines; }
  const std::vector<Mark>& marks() const { return m_marks; }

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void redraw();
  void drawMarks();
  /// Moves the text of each mark to where there is room for it.
  void placeMarks();
  /// Above the lines, in as many rows as its names need.
  void arrangeLegend();
  void showKeys();

  std::vector<Line> m_lines;
  std::vector<Mark> m_marks;
  std::vector<QCPItemText*> m_words;  ///< of the marks
  double m_lastKey = 0;               ///< 0: as far as the lines go
};

}  // namespace pellucid::ui
