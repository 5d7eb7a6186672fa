// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/damage_view.h"

#include <QCoreApplication>
#include <QPainter>

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
         "that was on the canvas, or else the first one."));
}

void DamageView::show(DamageStudyPtr study, std::size_t kind) {
  m_study = std::move(study);
  m_kind = kind;
  setAccessibleName(m_study ? words() : tr("Accuracy against damage"));
  update();
}

QString DamageView::words() const {
  if (!m_study) return {};
  QStringList points;
  const engine::DamageCurve& curve = m_study->curves[m_kind];
  for (std::size_t i = 0; i < engine::kDamageAmounts; ++i)
    points << tr("%1: %2").arg(amountText(curve.damage, engine::damageAmounts(curve.damage)[i]),
                               percentText(curve.accuracies[i]));
  return points.join(QStringLiteral("; "));
}

void DamageView::paintEvent(QPaintEvent*) {
  if (!m_study) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = themeOf(*this);
  const engine::DamageCurve& curve = m_study->curves[m_kind];
  const int line = fontMetrics().height();
  const QString axis = percentText(1, 0);
  const int left = fontMetrics().horizontalAdvance(axis) + 8;
  const QRectF plot(left, line, width() - left - 4, height() - 4 * line - kPictureSide - 6);
  const double column = plot.width() / static_cast<double>(engine::kDamageAmounts);
  const auto place = [&](std::size_t i) {
    return QPointF(plot.left() + (static_cast<double>(i) + 0.5) * column,
                   plot.bottom() - curve.accuracies[i] * plot.height());
  };
  painter.setPen(theme.border);
  for (const double share : {0.0, 0.5, 1.0}) {
    const double y = plot.bottom() - share * plot.height();
    painter.setPen(theme.border);
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setPen(theme.mutedText);
    painter.drawText(QRectF(0, y - line / 2.0, left - 6, line), Qt::AlignRight | Qt::AlignVCenter,
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
    // Above a point, or below one that stands too high.
    const bool isHigh = place(i).y() < plot.top() + line;
    write(place(i).y() + (isHigh ? kDotRadius : -line - kDotRadius), percentText(curve.accuracies[i]),
          theme.text);
    double top = plot.bottom() + 2;
    write(top, amountText(curve.damage, engine::damageAmounts(curve.damage)[i]), theme.mutedText);
    top += line;
    const DamagedImage& image = m_study->images[m_kind][i];
    QRect picture(QPoint(), image.picture.size().scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio));
    picture.moveCenter({qRound(middle), qRound(top + kPictureSide / 2.0 + 1)});
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(picture, image.picture);
    top += kPictureSide + 2;
    const QString name = classText(*m_study->dataset, image.answered);
    write(top, DamageText::tr("%1, %2").arg(name, percentText(image.certainty, 0)),
          image.answered == truth ? theme.right : theme.wrong);
  }
}

}  // namespace pellucid::ui
