// SPDX-License-Identifier: GPL-3.0-or-later
// Small pictures of drawings, in rows; one can be chosen, and erased. Knows no document.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/data/own_samples.h"

namespace pellucid::ui {

class DrawingStrip : public QWidget {
  Q_OBJECT

 public:
  explicit DrawingStrip(QWidget* parent = nullptr);

  void setDrawings(std::vector<engine::Drawing> drawings);
  const std::vector<engine::Drawing>& drawings() const { return m_drawings; }
  /// Where drawing `i` is.
  QRect placeOf(std::size_t i) const;

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override { return {200, heightForWidth(200)}; }

 signals:
  void eraseWanted(std::uint32_t number);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  int inRow(int width) const;
  void choose(std::size_t i);

  std::vector<engine::Drawing> m_drawings;
  std::size_t m_chosen = 0;
};

}  // namespace pellucid::ui
