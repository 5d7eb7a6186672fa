// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_terms.h"

#include <algorithm>
#include <cmath>

#include "engine/inspect/adding_up.h"
#include "ui/canvas/canvas_text.h"
#include "ui/run/place_names.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using Line = UnitTermLine;

}  // namespace

std::vector<UnitTermLine> unitTermLines(const UnitTerms& terms, const Moment& moment, std::size_t layer) {
  // The displayed numbers add up to the displayed digits.
  std::vector<double> parts;
  for (const UnitTerm& term : terms.largest) parts.push_back(term.product());
  if (terms.others > 0) parts.push_back(terms.othersSum);
  const bool hasBias = moment.network().layer(layer).spec().bias;
  if (hasBias) parts.push_back(terms.bias);
  std::vector<double> all = parts;
  all.push_back(terms.z);
  const int decimals = engine::decimalsFor(all);
  const std::vector<double> shown = engine::addingUp(parts, terms.z, decimals);
  std::size_t next = 0;
  const auto number = [&] { return fixedText(shown[next++], decimals); };

  std::vector<Line> lines;
  const PlaceNames names(moment);
  for (const UnitTerm& term : terms.largest)
    lines.push_back({.name = names.shortSource(layer, term.from),
                     .working = QStringLiteral("%1 · %2").arg(valueText(term.weight), valueText(term.value)),
                     .number = number()});
  if (terms.others > 0)
    lines.push_back({.name = CanvasText::tr("%Ln other(s)", nullptr, static_cast<int>(terms.others)),
                     .working = {},
                     .number = number()});
  if (hasBias) lines.push_back({.name = CanvasText::tr("bias b"), .working = {}, .number = number()});
  lines.push_back({.name = QStringLiteral("z"),
                   .working = CanvasText::tr("the sum"),
                   .number = fixedText(terms.z, decimals)});
  lines.push_back(
      {.name = QStringLiteral("a"),
       .working = QStringLiteral("%1(z)").arg(nameText(moment.network().layer(layer).activation())),
       .number = valueText(terms.a)});
  return lines;
}

std::optional<UnitTerms> unitTerms(const Moment& moment, std::size_t layer, Index unit, std::size_t most) {
  const engine::Layer& dense = moment.network().layer(layer);
  if (dense.kind() != engine::LayerKind::Dense) return std::nullopt;
  const auto weights = moment.network().weight(moment.weights(), layer);
  std::vector<UnitTerm> all;
  for (Index from = 0; from < dense.inputs(); ++from)
    all.push_back({.from = from,
                   .weight = static_cast<double>(weights(unit, from)),
                   .value = static_cast<double>(engine::incoming(moment.probe, layer, from))});
  std::stable_sort(all.begin(), all.end(), [](const UnitTerm& a, const UnitTerm& b) {
    return std::abs(a.product()) > std::abs(b.product());
  });
  UnitTerms terms;
  const auto cut = all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()));
  terms.largest.assign(all.begin(), cut);
  terms.others = static_cast<std::size_t>(all.end() - cut);
  for (auto term = cut; term != all.end(); ++term) terms.othersSum += term->product();
  const engine::LayerTrace& trace = moment.probe.trace.layers[layer];
  if (dense.spec().bias)
    terms.bias = static_cast<double>(moment.network().bias(moment.weights(), layer)[unit]);
  terms.z = static_cast<double>(trace.z(unit, 0));
  terms.a = static_cast<double>(trace.a(unit, 0));
  return terms;
}

void paintUnitTerms(QPainter& painter, const UnitTerms& terms, const Moment& moment, std::size_t layer,
                    QPointF anchor, const QRectF& bounds, const Theme& theme) {
  constexpr double kGap = 12;
  const std::vector<Line> lines = unitTermLines(terms, moment, layer);
  const QFont font = typeFont(painter.font(), TypeSize::Body);
  painter.setFont(font);
  const QFontMetricsF metrics(font);
  double widths[3] = {};
  for (const Line& line : lines) {
    widths[0] = std::max(widths[0], metrics.horizontalAdvance(line.name));
    widths[1] = std::max(widths[1], metrics.horizontalAdvance(line.working));
    widths[2] = std::max(widths[2], metrics.horizontalAdvance(line.number));
  }
  const double lineHeight = metrics.height() + 3;
  QRectF box(0, 0, widths[0] + widths[1] + widths[2] + 2 * kGap + 20,
             lineHeight * static_cast<double>(lines.size()) + 18);
  box.moveCenter(anchor);
  box.moveRight(anchor.x());
  box.moveLeft(std::max(box.left(), bounds.left() + 4));
  box.moveBottom(std::min(box.bottom(), bounds.bottom() - 4));
  box.moveTop(std::max(box.top(), bounds.top() + 4));
  painter.setPen(theme.border);
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(box, 6, 6);
  double top = box.top() + 8;
  const double left = box.left() + 10;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool isSum = i + 2 == lines.size();
    if (isSum) {  // a line above the sum, as in written addition
      painter.setPen(theme.mutedText);
      painter.drawLine(QPointF(left, top + 1), QPointF(box.right() - 10, top + 1));
      top += 2;
    }
    const auto put = [&](double x, double width, Qt::Alignment side, const QColor& colour,
                         const QString& words) {
      painter.setPen(colour);
      painter.drawText(QRectF(x, top, width, lineHeight), side | Qt::AlignVCenter, words);
    };
    put(left, widths[0], Qt::AlignLeft, theme.text, lines[i].name);
    put(left + widths[0] + kGap, widths[1], Qt::AlignRight, theme.mutedText, lines[i].working);
    put(left + widths[0] + widths[1] + 2 * kGap, widths[2], Qt::AlignRight, theme.text, lines[i].number);
    top += lineHeight;
  }
}

}  // namespace pellucid::ui
