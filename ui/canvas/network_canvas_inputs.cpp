// SPDX-License-Identifier: GPL-3.0-or-later
// "What if": inputs typed, dragged, or chosen as a point of the plane, and targets other than the data's.
// Nothing is edited by them: the network answers what it is asked.
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>
#include <functional>

#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/network_canvas.h"
#include "ui/canvas/unit_painter.h"
#include "ui/run/place_names.h"

namespace pellucid::ui {
namespace {

constexpr double kInputDragThreshold = 3;  // pixels
constexpr double kMostTyped = 1e12;
constexpr double kSpreadInPixels = 160;  // dragging so far goes through all that the data have

/// How far the data go in one input; 1 where they do not differ.
double spreadOf(const engine::Dataset& dataset, Index input) {
  double least = 0;
  double most = 0;
  bool isFirst = true;
  for (const engine::Split* split : {&dataset.train, &dataset.test}) {
    if (split->numbers.size() == 0) continue;
    const auto row = split->numbers.row(input);
    least =
        isFirst ? static_cast<double>(row.minCoeff()) : std::min(least, static_cast<double>(row.minCoeff()));
    most =
        isFirst ? static_cast<double>(row.maxCoeff()) : std::max(most, static_cast<double>(row.maxCoeff()));
    isFirst = false;
  }
  const double spread = most - least;
  return spread > 0 && std::isfinite(spread) ? spread : 1;
}

/// A power of ten of which a hundred or more lie in the spread: dragged values have no more digits.
double gridOf(double spread) {
  return std::pow(10.0, std::floor(std::log10(spread / 100)));
}

}  // namespace

bool NetworkCanvas::hasNumbersIn() const {
  return m_moment && !m_moment->dataset->shape.isImage();
}

bool NetworkCanvas::maySetInput() {
  if (!m_step) return true;
  emit noted(
      tr("Slow motion shows the samples of the batch. Turn it off (M) to try an input or a target of your "
         "own."));
  return false;
}

bool NetworkCanvas::maySetInput(Index input) {
  const engine::Dataset& dataset = *m_moment->dataset;
  if (input < engine::ownInputs(dataset)) return maySetInput();
  emit noted(tr("%1 is made from other inputs: set those, and it follows.").arg(inputName(dataset, input)));
  return false;
}

void NetworkCanvas::setInput(Index input, double value) {
  engine::Vector values = m_moment->input.values;
  const auto number = static_cast<engine::Scalar>(value);
  if (m_step || input >= values.size() || values[input] == number) return;
  values[input] = number;
  emit inputSet(values);
}

void NetworkCanvas::dragInput(InputDrag& drag, QPointF at) {
  const double up = drag.start.y() - at.y();
  if (!drag.isMoving) {
    if (std::abs(up) <= kInputDragThreshold || !maySetInput(drag.input)) return;
    drag.isMoving = true;
  }
  if (drag.spread == 0) drag.spread = spreadOf(*m_moment->dataset, drag.input);
  const double grid = gridOf(drag.spread);
  const double value = static_cast<double>(drag.values[drag.input]) + up * drag.spread / kSpreadInPixels;
  setInput(drag.input, std::round(value / grid) * grid);
}

void NetworkCanvas::typeInput(Index input) {
  if (!maySetInput(input)) return;
  m_keyInput = input;
  m_isTraceStale = true;
  const double grid = gridOf(spreadOf(*m_moment->dataset, input));
  {
    const QSignalBlocker silent(m_inputEditor);  // of what it showed last
    m_inputEditor.setRange(-kMostTyped, kMostTyped);
    m_inputEditor.setDecimals(std::clamp(1 - static_cast<int>(std::floor(std::log10(grid))), 4, 12));
    m_inputEditor.setSingleStep(10 * grid);
  }
  m_inputEditor.open({.index = input,
                      .name = PlaceNames(*m_moment).source(0, input),
                      .value = static_cast<double>(m_moment->input.values[input])},
                     m_layout.input.center(input));
  update();
}

std::optional<NetworkCanvas::PlaneDrag> NetworkCanvas::planeAt(QPointF at) const {
  const engine::DecisionField* field = m_fields.newest();
  if (field == nullptr || !m_moment || !isPlane(*m_moment->dataset)) return std::nullopt;
  if (m_pinnedCard.picture.contains(at))
    return PlaneDrag{.place = m_pinnedCard.picture, .plane = field->plane};
  if (m_pinnedCard.box.contains(at)) return std::nullopt;
  if (!m_layout.body.contains(at)) return std::nullopt;
  for (const ColumnLayout& column : m_layout.layers) {
    const auto unit = column.unitAt(at);
    if (!unit) continue;
    const QRectF place = planePlace(column, *unit);
    if (place.width() >= kLeastAimedSide && place.contains(at))
      return PlaneDrag{.place = place, .plane = field->plane};
  }
  return std::nullopt;
}

bool NetworkCanvas::pressPlane(QPointF at) {
  const auto plane = planeAt(at);
  if (!plane) return false;
  if (!maySetInput()) return true;
  m_drag = *plane;
  emit inputSet(pointAt(at, plane->place, plane->plane));
  return true;
}

bool NetworkCanvas::isOutput(const UnitPlace& unit) const {
  return m_moment && unit.layer + 1 == m_moment->network().layerCount();
}

std::vector<Index> NetworkCanvas::classesOf(Index output) const {
  const Index classes = m_moment->dataset->classes();
  if (m_moment->network().outputs() == 1 && classes == 2) return {0, 1};
  return output < classes ? std::vector<Index>{output} : std::vector<Index>{};
}

void NetworkCanvas::chooseTarget(Index output) {
  if (!maySetInput()) return;
  const engine::Probe& probe = m_moment->probe;
  if (m_moment->dataset->hasClasses()) {
    const std::vector<Index> classes = classesOf(output);
    if (classes.empty()) return;
    const bool isSecond = classes.size() == 2 && probe.target == classes[0];
    const auto label = static_cast<std::uint8_t>(classes[isSecond ? 1 : 0]);
    return emit targetChosen({.label = label});
  }
  const double value =
      static_cast<double>(probe.y.size() > 0 ? probe.y[output] : probe.trace.output()(output, 0));
  const QString name = outputName(*m_moment->dataset, m_moment->network().outputs(), output);
  {
    const QSignalBlocker silent(m_targetEditor);
    m_targetEditor.setRange(-kMostTyped, kMostTyped);
  }
  m_targetEditor.open({.index = output, .name = tr("target of %1").arg(name), .value = value},
                      m_layout.layers.back().center(output));
}

void NetworkCanvas::setTargetNumber(Index output, double value) {
  const engine::Probe& probe = m_moment->probe;
  // Of an input without a target, the other outputs are as they should be.
  Target target{.label = {},
                .numbers = probe.y.size() > 0 ? probe.y : engine::Vector(probe.trace.output().col(0))};
  if (m_step || output >= target.numbers.size()) return;
  target.numbers[output] = static_cast<engine::Scalar>(value);
  emit targetChosen(target);
}

QList<QAction*> NetworkCanvas::targetMenu(Index output) {
  m_targetActions.clear();
  QList<QAction*> actions;
  const auto add = [&](const QString& text, std::function<void()> then) {
    actions << m_targetActions.emplace_back(std::make_unique<QAction>(text)).get();
    connect(actions.last(), &QAction::triggered, this, std::move(then));
  };
  const engine::Dataset& dataset = *m_moment->dataset;
  for (const Index label : classesOf(output))
    add(tr("What if “%1” were the target? (T)")
            .arg(QString::fromStdString(dataset.classNames[static_cast<std::size_t>(label)])),
        [this, label] {
          if (maySetInput()) emit targetChosen({.label = static_cast<std::uint8_t>(label)});
        });
  if (!dataset.hasClasses()) add(tr("Choose another target… (T)"), [this, output] { chooseTarget(output); });
  if (m_moment->input.hasChosenTarget())
    add(tr("Take back the target that you chose"), [this] { emit targetChosen({}); });
  return actions;
}

bool NetworkCanvas::moveAmongInputs(int key) {
  const auto put = [this](std::optional<Index> input) {
    m_keyInput = input;
    m_isTraceStale = true;
    announceUnit(*this);
    update();
    return true;
  };
  const Index last = m_layout.input.units - 1;
  if (!m_keyInput) {
    if (key != Qt::Key_Left || m_selection.layer() != std::size_t{0} || !hasNumbersIn()) return false;
    m_selection.setUnit(std::nullopt);
    return put(0);
  }
  switch (key) {
    case Qt::Key_Up:
      return put(std::max<Index>(*m_keyInput - 1, 0));
    case Qt::Key_Down:
      return put(std::min(*m_keyInput + 1, last));
    case Qt::Key_Left:
      return true;
    case Qt::Key_Right:
      return put(std::nullopt);  // to the layer, which is still selected
    case Qt::Key_Return:
    case Qt::Key_Enter:
      typeInput(*m_keyInput);
      return true;
    default:
      return false;
  }
}

}  // namespace pellucid::ui
