// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic_panel.h"

#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>

#include "engine/inspect/arithmetic.h"
#include "ui/run/place_names.h"
#include "ui/run/place_parameter.h"
#include "ui/run/sample_names.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kEpsilonsPerDecade = 4;
constexpr int kDecades = 6;

QWidget* column(std::initializer_list<QWidget*> widgets, int margin = 0) {
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(margin, 6, margin, 0);
  layout->setSpacing(4);
  for (QWidget* widget : widgets) layout->addWidget(widget);
  return box;
}

}  // namespace

ArithmeticPanel::ArithmeticPanel(Selection& selection)
    : m_selection(selection),
      m_title(new QLabel),
      m_hint(mutedLabel()),
      m_view(new ArithmeticView(selection)),
      m_weightPlot(new WeightPlot),
      m_function(new FunctionPlot),
      m_batchText(mutedLabel()),
      m_bars(new BatchBars),
      m_epsilon(new QSlider(Qt::Horizontal)),
      m_check(mutedLabel()),
      m_curve(new ErrorCurve) {
  m_title->setProperty("heading", true);
  m_title->setWordWrap(true);
  for (QLabel* label : {m_title, m_hint}) label->setContentsMargins(8, 0, 8, 0);
  m_epsilon->setRange(0, kDecades * kEpsilonsPerDecade);
  m_epsilon->setValue(4 * kEpsilonsPerDecade);
  m_epsilon->setAccessibleName(tr("Epsilon"));
  m_epsilon->setToolTip(
      tr("How far the weight is moved each way to see how the loss changes: ε from 10⁻⁶ to 1."));
  m_batch = column({m_batchText, m_bars});
  m_differences = column({m_check, column({m_epsilon}, 8), m_curve});

  auto* page = new QWidget;
  auto* rows = new QVBoxLayout(page);
  rows->setContentsMargins(0, 10, 0, 8);
  rows->setSpacing(4);
  rows->addWidget(m_title);
  rows->addWidget(m_hint);
  rows->addWidget(m_view);
  rows->addWidget(m_weightPlot);
  rows->addWidget(m_function);
  rows->addWidget(m_batch);
  rows->addWidget(m_differences);
  rows->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(scroll);

  connect(&selection, &Selection::placeChanged, this, &ArithmeticPanel::refresh);
  connect(m_bars, &BatchBars::sampleChosen, this, &ArithmeticPanel::sampleChosen);
  connect(m_epsilon, &QSlider::valueChanged, this, &ArithmeticPanel::showCheck);
  refresh();
}

void ArithmeticPanel::showStep(std::optional<StepView> step) {
  const bool isSame = step.has_value() == m_step.has_value() &&
                      (!step || (step->trace == m_step->trace && step->sample == m_step->sample));
  m_step = std::move(step);
  if (!isSame) refresh();
}

void ArithmeticPanel::showMoment(const MomentPtr& moment) {
  m_moment = moment;
  m_step ? showHistory() : refresh();
}

std::shared_ptr<const engine::StepTrace> ArithmeticPanel::explained() const {
  if (m_step) return m_step->trace;
  if (!m_moment || !m_selection.place()) return nullptr;
  // The moment's own weights, which live as long as this pointer.
  const std::shared_ptr<const engine::Vector> weights(m_moment, &m_moment->weights());
  return std::make_shared<const engine::StepTrace>(engine::sampleTrace(
      m_moment->experiment(), m_moment->dataset, m_moment->snapshot->network, weights, m_moment->probe));
}

const engine::WeightHistory* ArithmeticPanel::history() const {
  if (!m_moment || !m_moment->snapshot->watched) return nullptr;
  const engine::WeightHistory& watched = *m_moment->snapshot->watched;
  return parameterAt(m_moment->network(), m_selection.place()) == watched.parameter() ? &watched : nullptr;
}

void ArithmeticPanel::showHistory() {
  if (!isVisible()) return;
  const engine::WeightHistory* watched = history();
  m_weightPlot->setVisible(watched != nullptr);
  if (watched != nullptr) {
    const Place& place = *m_selection.place();
    m_weightPlot->showHistory(*watched);
    m_weightPlot->setFrozen(m_moment->experiment().network.layers[place.layer].frozen);
    m_title->setText(PlaceNames(*m_moment).place(place));
  }
  m_title->setVisible(watched != nullptr || m_view->isVisibleTo(this));
}

void ArithmeticPanel::showEvent(QShowEvent*) {
  refresh();
}

void ArithmeticPanel::refresh() {
  if (!isVisible()) return;
  const auto& place = m_selection.place();
  m_trace = explained();
  const bool isShown = m_trace && place && engine::exists(*m_trace->network, *place);
  m_view->setVisible(isShown);
  showHistory();
  m_hint->setText(hintText(isShown));
  m_hint->setVisible(!m_hint->text().isEmpty());
  const auto hasCurve = [&] {
    const engine::Layer& layer = m_trace->network->layer(place->layer);
    return place->isUnit() && layer.hasActivation() && layer.activation() != engine::Activation::Softmax;
  };
  const bool showsCurve = isShown && hasCurve();
  const bool showsBatch =
      isShown && !place->isUnit() && m_trace->hasUpdate && engine::isReached(*m_trace, place->layer);
  m_function->setVisible(showsCurve);
  m_batch->setVisible(showsBatch);
  m_differences->setVisible(showsBatch);
  if (!isShown) return;
  m_title->setText(PlaceNames(*m_trace).place(*place));
  m_view->showRows(arithmeticRows(*m_trace, m_step ? m_step->sample : 0, *place));
  if (showsCurve) showFunction(*place);
  if (showsBatch) showBatch(*place);
}

QString ArithmeticPanel::hintText(bool isShown) const {
  if (!isShown) return tr("Click a unit or an edge of the network to see how its numbers are computed.");
  if (m_step) return {};
  const QString name = sampleName(*m_moment);
  const QString target = targetText(*m_moment);
  const QString step = countText(m_moment->snapshot->state.step);
  return target.isEmpty() ? tr("%1, at step %2.").arg(name, step)
                          : tr("%1, at step %2. %3", "the last is a sentence").arg(name, step, target);
}

void ArithmeticPanel::showFunction(const Place& place) {
  const engine::Matrix& z = m_trace->passes.layers[place.layer].z;
  m_function->showFunction(m_trace->network->layer(place.layer).activation(),
                           static_cast<double>(z(place.unit, m_step ? m_step->sample : 0)));
}

void ArithmeticPanel::showBatch(const Place& place) {
  const engine::Vector each = engine::contributions(*m_trace, place);
  m_batchText->setText(tr("What each of the batch's %Ln sample(s) adds to the mean gradient %1", nullptr,
                          static_cast<int>(m_trace->batchSize()))
                           .arg(valueText(static_cast<double>(each.sum()))));
  m_bars->showContributions(each, m_step->sample);
  showCheck();
}

double ArithmeticPanel::epsilon() const {
  return std::pow(10.0, static_cast<double>(m_epsilon->value()) / kEpsilonsPerDecade - kDecades);
}

void ArithmeticPanel::showCheck() {
  const auto& place = m_selection.place();
  if (!m_step || !place || place->isUnit() || !engine::exists(*m_step->trace->network, *place)) return;
  const engine::DifferenceQuotient quotient = engine::differenceQuotient(*m_step->trace, *place, epsilon());
  m_check->setText(tr("Check: (L(w + ε) − L(w − ε)) / 2ε with ε = %1 is %2; backpropagation says %3. They "
                      "differ by %4.")
                       .arg(valueText(quotient.epsilon), valueText(quotient.quotient),
                            valueText(quotient.backprop), valueText(quotient.error())));
  m_curve->setEpsilon(quotient.epsilon);
  showCurve(*place);
}

void ArithmeticPanel::showCurve(const Place& place) {
  if (m_step->trace == m_curveOf && place == m_curveAt) return;
  m_curveOf = m_step->trace;
  m_curveAt = place;
  m_curve->showCurve({});
  m_curves.request(
      [trace = m_curveOf, place](const engine::Progress&) { return engine::errorCurve(*trace, place); },
      [this](std::vector<engine::DifferenceQuotient> curve) { m_curve->showCurve(std::move(curve)); });
}

}  // namespace pellucid::ui
