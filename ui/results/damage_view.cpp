// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/damage_view.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/run/place_names.h"
#include "ui/theme/theme.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kPictureSide = 44;
constexpr int kDotRadius = 3;
constexpr double kLineWidth = 1.5;

/// The context of these texts for translators.
struct DamageText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::DamageText)
};

}  // namespace

QString amountText(engine::Damage damage, double amount) {
  if (amount == 0) return DamageText::tr("as it is");
  switch (damage) {
    case engine::Damage::Noise:
      return DamageText::tr("σ %1").arg(amount);
    case engine::Damage::Blur:
      return DamageText::tr("σ %1 pixels").arg(amount);
    case engine::Damage::Shift:
      return DamageText::tr("by %Ln pixel(s)", nullptr, static_cast<int>(amount));
    case engine::Damage::Contrast:
      break;
  }
  return DamageText::tr("%1 paler").arg(percentText(amount, 0));
}

DamageView::DamageView(QWidget* parent) : QWidget(parent) {
  setMinimumSize(300, 130);
  setToolTip(
      tr("Upwards the share of test images that the network recognises when all of them are damaged so much, "
         "and below each point one image with that damage and what the network says to it: the test image "
         "that was on the canvas, or else the first one. Click an image, or choose it by the arrow keys and "
         "press Enter, to put it on the canvas as it is here."));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
}

void DamageView::show(DamageStudyPtr study, std::size_t kind) {
  m_study = std::move(study);
  m_kind = kind;
  setAccessibleName(m_study ? words() : tr("Accuracy against damage"));
  describeCurrent();
  update();
}

void DamageView::choose(std::size_t amount) {
  m_current = amount;
  describeCurrent();
  update();
}

void DamageView::describeCurrent() {
  if (!m_study) return setAccessibleDescription({});
  const engine::Damage damage = m_study->curves[m_kind].damage;
  setAccessibleDescription(tr("Image %1 of %2: %3. Enter shows it on the canvas.")
                               .arg(m_current + 1)
                               .arg(engine::kDamageAmounts)
                               .arg(amountText(damage, engine::damageAmounts(damage)[m_current])));
}

QString DamageView::words() const {
  if (!m_study) return {};
  QStringList points;
  const engine::DamageCurve& curve = m_study->curves[m_kind];
  for (std::size_t i = 0; i < engine::kDamageAmounts; ++i)
    points << tr("%1: %2").arg(amountText(curve.damage, engine::damageAmounts(curve.damage)[i]),
                               certaintyText(curve.accuracies[i]));
  return points.join(QStringLiteral("; "));
}

QRectF DamageView::plotRect() const {
  const int line = fontMetrics().height();
  const int left = fontMetrics().horizontalAdvance(percentText(1, 0)) + 8;
  return {qreal(left), qreal(line), qreal(width() - left - 4), qreal(height() - 4 * line - kPictureSide - 6)};
}

QPointF DamageView::place(std::size_t amount) const {
  const QRectF plot = plotRect();
  const double column = plot.width() / static_cast<double>(engine::kDamageAmounts);
  return {plot.left() + (static_cast<double>(amount) + 0.5) * column,
          plot.bottom() - m_study->curves[m_kind].accuracies[amount] * plot.height()};
}

QRect DamageView::pictureRect(std::size_t amount) const {
  const QSize size = m_study->images[m_kind][amount].picture.size();
  QRect picture(QPoint(), size.scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio));
  const double top = plotRect().bottom() + 2 + fontMetrics().height();
  picture.moveCenter({qRound(place(amount).x()), qRound(top + kPictureSide / 2.0 + 1)});
  return picture;
}

std::optional<std::size_t> DamageView::amountAt(const QPointF& at) const {
  for (std::size_t i = 0; m_study && i < engine::kDamageAmounts; ++i)
    if (pictureRect(i).contains(at.toPoint())) return i;
  return std::nullopt;
}

void DamageView::mousePressEvent(QMouseEvent* event) {
  const auto amount = amountAt(event->position());
  if (!amount || event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  choose(*amount);
  emit imageChosen(*amount);
}

void DamageView::mouseMoveEvent(QMouseEvent* event) {
  setCursor(amountAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void DamageView::keyPressEvent(QKeyEvent* event) {
  const int direction = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (!m_study || (direction == 0 && !isEnter)) return QWidget::keyPressEvent(event);
  if (isEnter) return emit imageChosen(m_current);
  constexpr int kLast = static_cast<int>(engine::kDamageAmounts) - 1;
  choose(static_cast<std::size_t>(std::clamp(static_cast<int>(m_current) + direction, 0, kLast)));
}

void DamageView::paintEvent(QPaintEvent*) {
  if (!m_study) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = themeOf(*this);
  const engine::DamageCurve& curve = m_study->curves[m_kind];
  const int line = fontMetrics().height();
  const QRectF plot = plotRect();
  const double column = plot.width() / static_cast<double>(engine::kDamageAmounts);
  for (const double share : {0.0, 0.5, 1.0}) {
    const double y = plot.bottom() - share * plot.height();
    painter.setPen(theme.border);
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setPen(theme.mutedText);
    painter.drawText(QRectF(0, y - line / 2.0, plot.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
                     percentText(share, 0));
  }
  painter.setPen(QPen(theme.test, kLineWidth));
  for (std::size_t i = 1; i < engine::kDamageAmounts; ++i) painter.drawLine(place(i - 1), place(i));
  const engine::Index truth = m_study->dataset->test.labels[static_cast<std::size_t>(m_study->sample)];
  for (std::size_t i = 0; i < engine::kDamageAmounts; ++i) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.test);
    painter.drawEllipse(place(i), kDotRadius, kDotRadius);
    const double middle = place(i).x();
    const auto write = [&](double top, const QString& text, const QColor& colour) {
      painter.setPen(colour);
      const QRectF cell(middle - column / 2, top, column, line);
      painter.drawText(cell, Qt::AlignCenter,
                       fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(column)));
    };
    // Above a point, or below one that is too high.
    const bool isHigh = place(i).y() < plot.top() + line;
    write(place(i).y() + (isHigh ? kDotRadius : -line - kDotRadius), certaintyText(curve.accuracies[i]),
          theme.text);
    double top = plot.bottom() + 2;
    write(top, amountText(curve.damage, engine::damageAmounts(curve.damage)[i]), theme.mutedText);
    top += line;
    const DamagedImage& image = m_study->images[m_kind][i];
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(pictureRect(i), image.picture);
    if (hasFocus() && i == m_current) {
      painter.setPen(QPen(theme.accent, kLineWidth));
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(pictureRect(i).adjusted(-1, -1, 0, 0));
    }
    top += kPictureSide + 2;
    const QString name = classText(*m_study->dataset, image.answered);
    write(top, DamageText::tr("%1, %2").arg(name, certaintyText(image.certainty)),
          image.answered == truth ? theme.right : theme.wrong);
  }
}

}  // namespace pellucid::ui
