// SPDX-License-Identifier: GPL-3.0-or-later
// Named values as bars to the left and right of a line, each with its number. Up and Down move along them;
// Enter, or a click, chooses one. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

namespace pellucid::ui {

class ValueBars : public QWidget {
  Q_OBJECT

 public:
  struct Bar {
    QString name;
    double value = 0;
    QString text = {};  ///< the value in words; valueText() if empty
    /// Its previous value, drawn as a line across the bar.
    std::optional<double> before = {};
    friend bool operator==(const Bar&, const Bar&) = default;
  };

  ValueBars(const QString& name, const QString& toolTip, QWidget* parent = nullptr);

  /// Bars have full length at ±range; where `isSigned` is false, they begin at the left. Those that do not
  /// fit are left out.
  void show(std::vector<Bar> bars, double range, bool isSigned = true);
  const std::vector<Bar>& bars() const { return m_bars; }
  std::optional<int> pointed() const { return m_pointed; }
  int rowHeight() const;
  /// The number of rows there is room for.
  int rows() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void pointedAt(std::optional<int> bar);
  void chosen(int bar);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void point(std::optional<int> bar);
  std::optional<int> barAt(double y) const;

  std::vector<Bar> m_bars;
  double m_range = 1;
  bool m_isSigned = true;
  std::optional<int> m_pointed;
};

}  // namespace pellucid::ui
