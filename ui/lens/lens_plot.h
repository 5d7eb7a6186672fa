// SPDX-License-Identifier: GPL-3.0-or-later
// The loss along a step against the learning rate, for the batch and for the test set, each divided by its
// present value; with the current rate and the best one. Left and Right move the reading. GUI thread.
#pragma once

#include <qcustomplot.h>

#include <optional>

#include "ui/lens/lens_look.h"

namespace pellucid::ui {

class LensPlot : public QCustomPlot {
  Q_OBJECT

 public:
  explicit LensPlot(QWidget* parent = nullptr);

  /// nullopt clears it.
  void setLens(const std::optional<engine::StepLens>& lens);
  /// Which directions are drawn.
  void setWays(bool hasOwn, bool hasGradient);

  /// The index of the rate being read off; none where none is.
  std::optional<std::size_t> read() const { return m_read; }

  QSize minimumSizeHint() const override { return {200, 110}; }

 signals:
  void readChanged();

 protected:
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void redraw();
  void addCurve(const std::vector<double>& losses, double now, const QColor& colour, bool isDashed);
  void addRange();
  void setRead(std::optional<std::size_t> rate);

  std::optional<engine::StepLens> m_lens;
  bool m_hasOwn = true;
  bool m_hasGradient = false;
  std::optional<std::size_t> m_read;
};

}  // namespace pellucid::ui
