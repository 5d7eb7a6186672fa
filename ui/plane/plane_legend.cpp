// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_legend.h"

#include <QLinearGradient>
#include <QPainter>

#include "ui/plane/plane_field.h"
#include "ui/plane/plane_points.h"
#include "ui/run/place_names.h"
#include "ui/theme/class_colours.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using Mark = LegendEntry::Mark;

constexpr int kLegendWidth = 158;
constexpr int kMarkWidth = 20;
constexpr std::ptrdiff_t kMostClassRows = 8;

/// The context of these texts for translators.
struct PlaneLegendText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::PlaneLegendText)
};

void addClasses(const engine::Dataset& dataset, const PlaneMeaning& meaning, bool isCurve, const Theme& theme,
                std::vector<LegendEntry>& entries) {
  const auto colourOf = [&](std::ptrdiff_t number) {
    return classColour(theme, number, meaning.classes(), meaning.colours);
  };
  const std::ptrdiff_t classes = dataset.classes();
  const std::ptrdiff_t rows = classes > kMostClassRows ? kMostClassRows - 1 : classes;
  for (std::ptrdiff_t number = 0; number < rows; ++number)
    entries.push_back(
        {.mark = Mark::Filled, .colour = colourOf(number), .text = outputName(dataset, classes, number)});
  if (rows < classes)
    entries.push_back(
        {.mark = Mark::Filled,
         .colour = theme.border,
         .text = PlaneLegendText::tr("and %Ln more", nullptr, static_cast<int>(classes - rows))});
  if (isCurve) return;
  LegendEntry scale{.mark = Mark::Scale,
                    .colour = {},
                    .text = PlaneLegendText::tr("unsure"),
                    .end = PlaneLegendText::tr("certain"),
                    .scale = {}};
  for (const double certainty : {0.0, 0.5, 1.0})
    scale.scale.push_back(certaintyColour(theme, colourOf(meaning.classes() == 2 ? 1 : 0), certainty));
  entries.push_back(std::move(scale));
}

void addScale(const PlaneMeaning& meaning, const ShownScale& shown, const Theme& theme,
              std::vector<LegendEntry>& entries) {
  LegendEntry scale{.mark = Mark::Scale,
                    .colour = {},
                    .text = shortValueText(shown.shown(meaning.middle - meaning.half)),
                    .end = shortValueText(shown.shown(meaning.middle + meaning.half)),
                    .scale = {}};
  for (const double t : {-1.0, 0.0, 1.0})
    scale.scale.push_back(numberColour(theme, meaning, meaning.middle + t * meaning.half));
  entries.push_back(std::move(scale));
}

void paintMark(QPainter& painter, const LegendEntry& entry, QPointF middle, const Theme& theme) {
  const PlanePoint point{.value = {}, .colour = entry.colour, .isTest = entry.mark == Mark::Hollow};
  switch (entry.mark) {
    case Mark::Filled:
    case Mark::Hollow:
      return paintPoint(painter, middle, point, theme);
    case Mark::Ringed:
      paintPoint(painter, middle, point, theme);
      return paintWrongRing(painter, middle, theme);
    case Mark::Line:
      painter.setPen(QPen(entry.colour, 2));
      return painter.drawLine(middle - QPointF(8, 0), middle + QPointF(8, 0));
    case Mark::Stick:
      painter.setPen(QPen(entry.colour, 1.2));
      return painter.drawLine(middle - QPointF(0, 5), middle + QPointF(0, 5));
    case Mark::Band: {
      QColor pale = entry.colour;
      pale.setAlphaF(0.25F);
      return painter.fillRect(QRectF(middle.x() - 8, middle.y() - 4, 16, 8), pale);
    }
    case Mark::Scale:
      break;
  }
}

}  // namespace

std::vector<LegendEntry> legendOf(const engine::Dataset& dataset, const PlaneMeaning& meaning, bool isCurve,
                                  bool isFolded, bool hasTest, const Theme& theme) {
  std::vector<LegendEntry> entries;
  const bool hasClasses = dataset.hasClasses();
  if (meaning.kind == PlaneMeaning::Kind::Classes)
    addClasses(dataset, meaning, isCurve && !isFolded, theme, entries);
  else if (isCurve && !isFolded)
    entries.push_back({.mark = Mark::Line, .colour = theme.accent, .text = PlaneLegendText::tr("answer")});
  else
    addScale(meaning, meaning.isUnit ? ShownScale{} : targetScale(dataset, meaning.row), theme, entries);
  if (isCurve && meaning.isUnit && !isFolded) return entries;
  const QColor colour = theme.text;
  entries.push_back({.mark = Mark::Filled, .colour = colour, .text = PlaneLegendText::tr("training sample")});
  if (hasTest)
    entries.push_back({.mark = Mark::Hollow, .colour = colour, .text = PlaneLegendText::tr("test sample")});
  if (hasClasses && !meaning.isUnit)
    entries.push_back(
        {.mark = Mark::Ringed, .colour = colour, .text = PlaneLegendText::tr("answered wrongly")});
  if (!hasClasses && !meaning.isUnit && !isFolded)
    entries.push_back({.mark = Mark::Stick,
                       .colour = colour,
                       .text = isCurve ? PlaneLegendText::tr("how far it is off")
                                       : PlaneLegendText::tr("should be more (up), less")});
  if (!hasClasses && !meaning.isUnit && isCurve && !isFolded)
    entries.push_back(
        {.mark = Mark::Band, .colour = theme.accent, .text = PlaneLegendText::tr("usual distance (RMSE)")});
  return entries;
}

PlaneLegend::PlaneLegend(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setAccessibleName(tr("What the plane shows"));
  setToolTip(tr(
      "The colour of a place says what the network answers there, and its strength how certain that is. The "
      "dark line is where the answer changes; the fine ones are a tenth apart."));
}

void PlaneLegend::setEntries(const QString& heading, std::vector<LegendEntry> entries) {
  if (heading == m_heading && entries == m_entries) return;
  const bool isTaller = entries.size() != m_entries.size();
  m_heading = heading;
  m_entries = std::move(entries);
  QStringList words;
  for (const LegendEntry& entry : m_entries)
    words << (entry.end.isEmpty() ? entry.text : tr("%1 to %2").arg(entry.text, entry.end));
  setAccessibleDescription(QStringLiteral("%1: %2").arg(m_heading, words.join(QStringLiteral(", "))));
  if (isTaller) updateGeometry();
  update();
}

int PlaneLegend::rowHeight() const {
  return QFontMetrics(typeFont(font(), TypeSize::Small)).height() + 2;
}

QSize PlaneLegend::sizeHint() const {
  return {kLegendWidth, rowHeight() * static_cast<int>(m_entries.size() + 1) + 2};
}

void PlaneLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = themeOf(*this);
  const int height = rowHeight();
  painter.setPen(theme.text);
  painter.setFont(typeFont(font(), TypeSize::Small, true));
  painter.drawText(QRect(0, 0, width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(m_heading, Qt::ElideRight, width()));
  painter.setFont(typeFont(font(), TypeSize::Small));
  const QFontMetrics metrics = painter.fontMetrics();
  int top = height;
  for (const LegendEntry& entry : m_entries) {
    const QRect row(0, top, width(), height);
    top += height;
    if (entry.mark != Mark::Scale) {
      paintMark(painter, entry, QPointF(kMarkWidth / 2.0, row.center().y() + 0.5), theme);
      painter.setPen(theme.mutedText);
      painter.drawText(row.adjusted(kMarkWidth + 2, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                       metrics.elidedText(entry.text, Qt::ElideRight, width() - kMarkWidth - 2));
      continue;
    }
    const int left = metrics.horizontalAdvance(entry.text) + 5;
    const int right = metrics.horizontalAdvance(entry.end) + 5;
    const QRectF bar(left, row.top() + 3, std::max(8, width() - left - right), height - 6);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (std::size_t i = 0; i < entry.scale.size(); ++i)
      gradient.setColorAt(static_cast<double>(i) / static_cast<double>(entry.scale.size() - 1),
                          entry.scale[i]);
    painter.setPen(theme.border);
    painter.setBrush(gradient);
    painter.drawRect(bar);
    painter.setPen(theme.mutedText);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, entry.text);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, entry.end);
  }
}

}  // namespace pellucid::ui
