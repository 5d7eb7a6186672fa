// SPDX-License-Identifier: GPL-3.0-or-later
// A small plot of runs: lines in the colours of their runs, with a band around them where there are several,
// and marks on the horizontal axis. Redraws only when its data change.
#pragma once

#include <qcustomplot.h>

#include <vector>

namespace pellucid::ui {

class RunPlot : public QCustomPlot {
  Q_OBJECT

 public:
  static constexpr int kShown = -1;  ///< the colour of the run that the window shows
  static constexpr int kMuted = -2;

  struct Line {
    QString name = {};  ///< in the legend; no entry where empty
    int colour = kShown;
    QVector<double> keys = {};
    QVector<double> values = {};
    QVector<double> least = {};  ///< a band's lower edge, as long as the values; or empty
    QVector<double> most = {};
    bool hasDots = false;
  };
  struct Mark {
    double key = 0;
    QString text = {};
    bool isRight = true;  ///< the side of its line on which the text is
  };

  RunPlot(const QString& keyName, const QString& valueName, QWidget* parent = nullptr);

  void setNames(const QString& keyName, const QString& valueName);
  void setLogarithmicKeys(bool isLogarithmic);
  /// Limits to `least` … `most`; within these the lines decide.
  void setValueLimits(double least, double most);
  /// This first share of the keys (0 to 1) does not affect the range of values: at their beginning, curves
  /// coincide. It can still be reached with the wheel and by dragging.
  void setUndecided(double share);
  void setLines(std::vector<Line> lines, std::vector<Mark> marks = {});
  const std::vector<Line>& lines() const { return m_lines; }
  const std::vector<Mark>& marks() const { return m_marks; }

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void redraw();
  void drawMarks();
  void fitValues();

  std::vector<Line> m_lines;
  std::vector<Mark> m_marks;
  double m_least;
  double m_most;
  double m_undecided = 0;
};

}  // namespace pellucid::ui
