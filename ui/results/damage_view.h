// SPDX-License-Identifier: GPL-3.0-or-later
// Accuracy against the amount of one kind of damage as a curve, and below each of its points the image with
// that damage, with the network's answer to it. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/results/damage_study.h"

namespace pellucid::ui {

class DamageView : public QWidget {
  Q_OBJECT

 public:
  explicit DamageView(QWidget* parent = nullptr);

  /// Null for nothing; `kind` is an index into kDamages.
  void show(DamageStudyPtr study, std::size_t kind);
  /// All values of the curve in words, for screen readers.
  QString words() const;

 signals:
  /// By a click, or by the arrow keys and Enter; an index into the amounts.
  void imageChosen(std::size_t amount);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void choose(std::size_t amount);
  void describeCurrent();
  /// The area of the curve alone.
  QRectF plotRect() const;
  QPointF place(std::size_t amount) const;
  QRect pictureRect(std::size_t amount) const;
  std::optional<std::size_t> amountAt(const QPointF& at) const;

  DamageStudyPtr m_study;
  std::size_t m_kind = 0;
  std::size_t m_current = 0;  ///< with the keyboard focus
};

/// "σ 0.2", "by 3 pixels": the amount of this kind of damage.
QString amountText(engine::Damage damage, double amount);

}  // namespace pellucid::ui
