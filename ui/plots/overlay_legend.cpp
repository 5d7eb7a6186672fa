// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/overlay_legend.h"

#include <QGridLayout>
#include <QPainter>

#include "engine/base/check.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kRunSwatch = 14;    // pixels of line shown before its name
constexpr int kWidestName = 100;  // pixels; the tool tip has the whole name

}  // namespace

OverlayLegend::OverlayLegend(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
  setFont(smallerFont(font()));
  setAccessibleName(tr("Values of the other runs"));
  m_grid->setContentsMargins(kRunSwatch + 6, 0, 0, 0);
  m_grid->setHorizontalSpacing(8);
  m_grid->setVerticalSpacing(1);
  m_grid->setColumnStretch(0, 1);
  hide();
}

void OverlayLegend::setRuns(const std::vector<Run>& runs) {
  for (const Row& row : m_rows)
    for (QLabel* label : {row.name, row.loss, row.beside}) delete label;
  m_rows.clear();
  const QFont small = font();
  const QFontMetrics metrics(small);
  for (const Run& run : runs) {
    const int at = static_cast<int>(m_rows.size());
    const Row& row =
        m_rows.emplace_back(Row{.colour = run.colour,
                                .name = new QLabel(metrics.elidedText(run.name, Qt::ElideRight, kWidestName)),
                                .loss = new QLabel,
                                .beside = new QLabel});
    row.name->setTextFormat(Qt::PlainText);
    row.name->setAccessibleName(run.name);
    row.name->setToolTip(
        run.isSpread ? tr("%1: the line is the median of several runs, and the band around it says how far "
                          "they lie apart.")
                           .arg(run.name)
                     : tr("%1: the thin line is its test, and the faint one its training batches. The values "
                          "are those of the test.")
                           .arg(run.name));
    row.loss->setMinimumWidth(metrics.horizontalAdvance(QStringLiteral("00.0000")));
    row.beside->setMinimumWidth(metrics.horizontalAdvance(percentText(1)));
    int column = 0;
    for (QLabel* label : {row.name, row.loss, row.beside}) {
      label->setFont(small);
      if (label != row.name) label->setAlignment(Qt::AlignRight);
      m_grid->addWidget(label, at, column++);
    }
  }
  setBeside(m_beside);
  setVisible(!m_rows.empty());
  update();
}

void OverlayLegend::showValues(const std::vector<Value>& values) {
  engine::check(values.size() == m_rows.size(), "OverlayLegend: a value for each run");
  for (std::size_t i = 0; i < values.size(); ++i) {
    m_rows[i].loss->setText(quantityText(CurveQuantity::Loss, values[i].loss));
    m_rows[i].beside->setText(m_beside ? quantityText(*m_beside, values[i].beside) : QString());
  }
}

void OverlayLegend::setBeside(std::optional<CurveQuantity> quantity) {
  m_beside = quantity;
  for (const Row& row : m_rows) row.beside->setVisible(quantity.has_value());
}

void OverlayLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  for (const Row& row : m_rows) {
    const double y = row.name->geometry().center().y() + 0.5;
    painter.setPen(QPen(theme.run(row.colour), 2));
    painter.drawLine(QPointF(0, y), QPointF(kRunSwatch, y));
  }
}

}  // namespace pellucid::ui
