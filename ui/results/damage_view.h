// SPDX-License-Identifier: GPL-3.0-or-later
// Accuracy against the amount of one kind of damage as a curve, and below each of its points the image that
// is damaged so much, with what the network says to it. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/results/damage_study.h"

namespace pellucid::ui {

class DamageView : public QWidget {
  Q_OBJECT

 public:
  explicit DamageView(QWidget* parent = nullptr);

  /// Null for nothing; `kind` is a place in kDamages.
  void show(DamageStudyPtr study, std::size_t kind);
  /// All numbers of the curve in words, for those who cannot see it.
  QString words() const;

 signals:
  /// By a click, or by the arrow keys and Enter: a place among the amounts.
  void imageChosen(std::size_t amount);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void choose(std::size_t amount);
  void describeCurrent();
  /// Of the curve alone.
  QRectF plotRect() const;
  QPointF place(std::size_t amount) const;
  QRect pictureRect(std::size_t amount) const;
  std::optional<std::size_t> amountAt(const QPointF& at) const;

  DamageStudyPtr m_study;
  std::size_t m_kind = 0;
  std::size_t m_current = 0;  ///< of the keyboard
};

/// "σ 0.2", "by 3 pixels": how much of this kind of damage.
QString amountText(engine::Damage damage, double amount);

}  // namespace pellucid::ui
