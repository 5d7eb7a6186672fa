// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/parameter_editor.h"

#include <QKeyEvent>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_text.h"
#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kMost = 1e6;
constexpr int kDecimals = 4;

}  // namespace

Parameter weightParameter(const Moment& moment, std::size_t layer, Index from, Index to) {
  // W is O×I, stored column by column, at the beginning of the layer's segment.
  const auto weights = moment.network().weight(moment.weights(), layer);
  return {.index = moment.network().layerOffset(layer) + from * weights.rows() + to,
          .name = CanvasText::tr("w from %1 to %2")
                      .arg(PlaceNames(moment).source(layer, from), PlaceNames(moment).unit(layer, to)),
          .value = static_cast<double>(weights(to, from))};
}

Parameter biasParameter(const Moment& moment, std::size_t layer, Index unit) {
  const auto weights = moment.network().weight(moment.weights(), layer);
  return {.index = moment.network().layerOffset(layer) + weights.size() + unit,
          .name = CanvasText::tr("bias of %1").arg(PlaceNames(moment).unit(layer, unit)),
          .value = static_cast<double>(moment.network().bias(moment.weights(), layer)[unit])};
}

ParameterEditor::ParameterEditor(QWidget* parent) : NumberBox(-kMost, kMost, 0.05, parent) {
  hide();
  setDecimals(kDecimals);
  setKeyboardTracking(false);
  connect(this, &NumberBox::valueChanged, this, [this](double value) {
    m_hasSet = true;
    emit valueSet(m_parameter, value);
  });
}

void ParameterEditor::open(const Parameter& parameter, QPointF at) {
  m_parameter = parameter;
  m_hasSet = false;
  showValue(parameter.value);
  setAccessibleName(parameter.name);
  setToolTip(CanvasText::tr("%1. Type a value, or change it with the arrow keys or the wheel: the network "
                            "responds at once. Escape restores the old value.")
                 .arg(parameter.name));
  const QSize size(96, 26);
  QRect place(QPoint(0, 0), size);
  place.moveCenter(at.toPoint());
  const QRect inside = parentWidget()->rect().adjusted(4, 4, -4, -4);
  place.moveLeft(
      std::clamp(place.left(), inside.left(), std::max(inside.left(), inside.right() - size.width())));
  place.moveTop(
      std::clamp(place.top(), inside.top(), std::max(inside.top(), inside.bottom() - size.height())));
  setGeometry(place);
  show();
  raise();
  selectAll();
  setFocus();
}

void ParameterEditor::stepBy(int steps) {
  isNoNumber() ? setValue(steps * singleStep()) : NumberBox::stepBy(steps);
}

void ParameterEditor::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    close(true);
  } else if (event->key() == Qt::Key_Escape) {
    close(false);
  } else {
    NumberBox::keyPressEvent(event);
  }
}

void ParameterEditor::focusOutEvent(QFocusEvent* event) {
  NumberBox::focusOutEvent(event);
  close(true);
}

void ParameterEditor::showValue(double value) {
  const QSignalBlocker silent(this);
  const bool isNumber = std::isfinite(value);
  setSpecialValueText(isNumber ? QString() : valueText(value));
  setValue(isNumber ? value : minimum());
}

void ParameterEditor::close(bool keeps) {
  if (!isVisible()) return;
  if (keeps) interpretText();
  const bool isUntouched = isNoNumber();
  if (!keeps) showValue(m_parameter.value);
  const Parameter before = m_parameter;
  // The field shows fewer digits than the value has; the old value is restored with all of them.
  const double value = keeps ? this->value() : before.value;
  hide();
  parentWidget()->setFocus();
  if (isUntouched) return;
  if (!keeps && m_hasSet) emit valueSet(before, before.value);
  const double rounding = 0.6 * std::pow(10.0, -kDecimals);
  if (keeps && !(std::abs(value - before.value) <= rounding)) emit finished(before, value);
}

}  // namespace pellucid::ui
