// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/inputs_by_hand.h"

#include <QKeyEvent>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>
#include <functional>

#include "ui/canvas/unit_painter.h"
#include "ui/run/place_names.h"

namespace pellucid::ui {
namespace {

constexpr double kInputDragThreshold = 3;  // pixels
constexpr double kMostTyped = 1e12;
constexpr double kSpreadInPixels = 160;  // a drag of this length covers the data's whole spread

/// The spread of the data in one input; 1 where they do not differ.
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

/// A power of ten at most a hundredth of the spread: dragged values have no more digits.
double gridOf(double spread) {
  return std::pow(10.0, std::floor(std::log10(spread / 100)));
}

}  // namespace

InputsByHand::InputsByHand(QWidget& canvas, CanvasScene& scene, CanvasPainting& painting,
                           Selection& selection)
    : m_canvas(canvas),
      m_scene(scene),
      m_painting(painting),
      m_selection(selection),
      m_inputEditor(&canvas),
      m_targetEditor(&canvas) {
  m_inputEditor.setObjectName("input");
  m_inputEditor.installEventFilter(this);
  connect(&m_inputEditor, &ParameterEditor::valueSet, this,
          [this](const Parameter& input, double value) { setInput(input.index, value); });
  m_targetEditor.setObjectName("target");
  connect(&m_targetEditor, &ParameterEditor::valueSet, this,
          [this](const Parameter& output, double value) { setTargetNumber(output.index, value); });
}

void InputsByHand::closeFields() {
  m_inputEditor.hide();
  m_targetEditor.hide();
}

void InputsByHand::setKeyInput(std::optional<Index> input) {
  m_scene.keyInput = input;
  m_painting.forgetTrace();
  m_canvas.update();
}

bool InputsByHand::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Tab && key != Qt::Key_Backtab) return false;
  m_inputEditor.interpretText();
  const Index count = m_scene.layout.input.units;
  const Index step = key == Qt::Key_Tab ? 1 : count - 1;
  typeInput((m_scene.keyInput.value_or(0) + step) % count);
  return true;
}

bool InputsByHand::maySetInput() {
  if (!m_scene.step) return true;
  emit noted(
      tr("Slow motion shows the samples of the batch. Turn it off (M) to try an input or a target of your "
         "own."));
  return false;
}

bool InputsByHand::maySetInput(Index input) {
  const engine::Dataset& dataset = *m_scene.moment->dataset;
  if (input < engine::ownInputs(dataset)) return maySetInput();
  emit noted(tr("%1 is made from other inputs: set those, and it follows.").arg(inputName(dataset, input)));
  return false;
}

void InputsByHand::setInput(Index input, double value) {
  engine::Vector values = m_scene.moment->input.values;
  const auto number = static_cast<engine::Scalar>(value);
  if (m_scene.step || input >= values.size() || values[input] == number) return;
  values[input] = number;
  emit inputSet(values);
}

void InputsByHand::dragInput(InputDrag& drag, QPointF at) {
  const double up = drag.start.y() - at.y();
  if (!drag.isMoving) {
    if (std::abs(up) <= kInputDragThreshold || !maySetInput(drag.input)) return;
    drag.isMoving = true;
  }
  if (drag.spread == 0) drag.spread = spreadOf(*m_scene.moment->dataset, drag.input);
  const double grid = gridOf(drag.spread);
  const double value = static_cast<double>(drag.values[drag.input]) + up * drag.spread / kSpreadInPixels;
  setInput(drag.input, std::round(value / grid) * grid);
}

void InputsByHand::typeInput(Index input) {
  if (!maySetInput(input)) return;
  setKeyInput(input);
  const double grid = gridOf(spreadOf(*m_scene.moment->dataset, input));
  {
    const QSignalBlocker silent(m_inputEditor);  // for what it showed last
    m_inputEditor.setRange(-kMostTyped, kMostTyped);
    m_inputEditor.setDecimals(std::clamp(1 - static_cast<int>(std::floor(std::log10(grid))), 4, 12));
    m_inputEditor.setSingleStep(10 * grid);
  }
  m_inputEditor.open({.index = input,
                      .name = PlaceNames(*m_scene.moment).source(0, input),
                      .value = static_cast<double>(m_scene.moment->input.values[input])},
                     m_scene.layout.input.center(input));
}

std::optional<PlaneDrag> InputsByHand::planeAt(QPointF at) const {
  const engine::DecisionField* field = m_painting.fields().newest();
  if (field == nullptr || !m_scene.moment || !isPlane(*m_scene.moment->dataset)) return std::nullopt;
  if (m_painting.pinnedCard().picture.contains(at))
    return PlaneDrag{.place = m_painting.pinnedCard().picture, .plane = field->plane};
  if (m_painting.pinnedCard().box.contains(at)) return std::nullopt;
  if (!m_scene.layout.body.contains(at)) return std::nullopt;
  for (const ColumnLayout& column : m_scene.layout.layers) {
    const auto unit = column.unitAt(at);
    if (!unit) continue;
    const QRectF place = planePlace(column, *unit);
    if (place.width() >= kLeastAimedSide && place.contains(at))
      return PlaneDrag{.place = place, .plane = field->plane};
  }
  return std::nullopt;
}

bool InputsByHand::pressPlane(QPointF at, std::optional<PlaneDrag>& drag) {
  const auto plane = planeAt(at);
  if (!plane) return false;
  if (!maySetInput()) return true;
  drag = plane;
  dragPlane(*plane, at);
  return true;
}

void InputsByHand::dragPlane(const PlaneDrag& drag, QPointF at) {
  emit inputSet(pointAt(at, drag.place, drag.plane));
}

std::vector<Index> InputsByHand::classesOf(Index output) const {
  const Index classes = m_scene.moment->dataset->classes();
  if (m_scene.moment->network().outputs() == 1 && classes == 2) return {0, 1};
  return output < classes ? std::vector<Index>{output} : std::vector<Index>{};
}

void InputsByHand::chooseTarget(Index output) {
  if (!maySetInput()) return;
  const engine::Probe& probe = m_scene.moment->probe;
  if (m_scene.moment->dataset->hasClasses()) {
    const std::vector<Index> classes = classesOf(output);
    if (classes.empty()) return;
    const bool isSecond = classes.size() == 2 && probe.target == classes[0];
    const auto label = static_cast<std::uint8_t>(classes[isSecond ? 1 : 0]);
    return emit targetChosen({.label = label});
  }
  const double value =
      static_cast<double>(probe.y.size() > 0 ? probe.y[output] : probe.trace.output()(output, 0));
  const QString name = outputName(*m_scene.moment->dataset, m_scene.moment->network().outputs(), output);
  {
    const QSignalBlocker silent(m_targetEditor);
    m_targetEditor.setRange(-kMostTyped, kMostTyped);
  }
  m_targetEditor.open({.index = output, .name = tr("target of %1").arg(name), .value = value},
                      m_scene.layout.layers.back().center(output));
}

void InputsByHand::setTargetNumber(Index output, double value) {
  const engine::Probe& probe = m_scene.moment->probe;
  // For an input without a target, the other outputs count as correct.
  Target target{.label = {},
                .numbers = probe.y.size() > 0 ? probe.y : engine::Vector(probe.trace.output().col(0))};
  if (m_scene.step || output >= target.numbers.size()) return;
  target.numbers[output] = static_cast<engine::Scalar>(value);
  emit targetChosen(target);
}

QList<QAction*> InputsByHand::targetMenu(Index output) {
  m_targetActions.clear();
  QList<QAction*> actions;
  const auto add = [&](const QString& text, std::function<void()> then) {
    actions << m_targetActions.emplace_back(std::make_unique<QAction>(text)).get();
    connect(actions.last(), &QAction::triggered, this, std::move(then));
  };
  const engine::Dataset& dataset = *m_scene.moment->dataset;
  for (const Index label : classesOf(output))
    add(tr("What if “%1” were the target? (T)")
            .arg(QString::fromStdString(dataset.classNames[static_cast<std::size_t>(label)])),
        [this, label] {
          if (maySetInput()) emit targetChosen({.label = static_cast<std::uint8_t>(label)});
        });
  if (!dataset.hasClasses()) add(tr("Choose another target… (T)"), [this, output] { chooseTarget(output); });
  if (m_scene.moment->input.hasChosenTarget())
    add(tr("Take back the target that you chose"), [this] { emit targetChosen({}); });
  return actions;
}

bool InputsByHand::moveByKey(int key) {
  const auto put = [this](std::optional<Index> input) {
    setKeyInput(input);
    emit moved();
    return true;
  };
  const Index last = m_scene.layout.input.units - 1;
  if (!m_scene.keyInput) {
    if (key != Qt::Key_Left || m_selection.layer() != std::size_t{0} || !m_scene.hasNumbersIn()) return false;
    m_selection.setUnit(std::nullopt);
    return put(0);
  }
  switch (key) {
    case Qt::Key_Up:
      return put(std::max<Index>(*m_scene.keyInput - 1, 0));
    case Qt::Key_Down:
      return put(std::min(*m_scene.keyInput + 1, last));
    case Qt::Key_Left:
      return true;
    case Qt::Key_Right:
      return put(std::nullopt);  // to the layer, which is still selected
    case Qt::Key_Return:
    case Qt::Key_Enter:
      typeInput(*m_scene.keyInput);
      return true;
    default:
      return false;
  }
}

}  // namespace pellucid::ui
