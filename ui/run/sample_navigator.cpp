// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/sample_navigator.h"

#include <QScopeGuard>

namespace pellucid::ui {

SampleNavigator::SampleNavigator(Document& document, Selection& selection, const RunController& run)
    : m_selection(selection), m_run(run) {
  connect(&document, &Document::datasetChanged, this, &SampleNavigator::follow);
  connect(&run, &RunController::inputMisfits, this, &SampleNavigator::showFirst);
}

void SampleNavigator::follow(const engine::DatasetPtr& dataset) {
  if (!dataset) return;
  const engine::DatasetPtr before = std::exchange(m_dataset, dataset);
  const bool areAlike = engine::areAlikeSets(before, dataset) && before->inputs() == dataset->inputs();
  areAlike ? keepPlace() : showFirst();
}

void SampleNavigator::keepPlace() {
  const Input& input = m_selection.input();
  if (input.isOwn()) return;
  if (input.trainIndex) {
    if (m_training && input.trainIndex != m_training) return;  // a batch's sample that is being narrated
    return showTraining(std::min(*input.trainIndex, m_dataset->train.size() - 1));
  }
  show(std::min(m_index, m_dataset->test.size() - 1));
}

void SampleNavigator::showFirst() {
  // While the network for the data is not here yet, even the first sample does not fit; it is shown when the
  // network comes.
  if (!m_dataset || m_isShowingFirst) return;
  m_isShowingFirst = true;
  const auto done = qScopeGuard([this] { m_isShowingFirst = false; });
  if (m_dataset->test.size() > 0) return show(0);
  // A project without its data: something has to flow through the network shown.
  m_selection.setInput({.values = engine::Vector::Zero(m_dataset->inputs()), .target = {}, .testIndex = {}});
}

void SampleNavigator::step(int direction, engine::Answer answer) {
  const Moment* moment = m_run.moment();
  if (moment == nullptr || moment->dataset != m_dataset) return;
  const auto found =
      engine::findSample(moment->network(), moment->weights(), moment->experiment().training.loss,
                         m_dataset->test, m_index, direction, answer);
  if (found)
    show(*found);
  else
    emit nothingFound(answer);
}

void SampleNavigator::showSample(SampleSource source, engine::Index index) {
  source == SampleSource::Test ? show(index) : showTraining(index);
}

void SampleNavigator::show(engine::Index index) {
  if (!m_dataset || index < 0 || index >= m_dataset->test.size()) return;
  m_index = index;
  m_training.reset();
  const engine::Split& test = m_dataset->test;
  Input input{.values = engine::sample(test, m_dataset->inputs(), index), .target = {}, .testIndex = index};
  setAnswer(input, *m_dataset, test, index);
  m_selection.setInput(std::move(input));
}

void SampleNavigator::showTraining(engine::Index index) {
  if (!m_dataset || index < 0 || index >= m_dataset->train.size()) return;
  m_training = index;
  const engine::Split& train = m_dataset->train;
  Input input{.values = engine::sample(train, m_dataset->inputs(), index),
              .target = {},
              .testIndex = {},
              .numbers = {},
              .trainIndex = index};
  setAnswer(input, *m_dataset, train, index);
  m_selection.setInput(std::move(input));
}

void SampleNavigator::showDrawing(engine::Vector pixels) {
  if (!m_dataset || pixels.size() != m_dataset->inputs()) return;
  engine::scale(m_dataset->scaling.inputs, pixels);
  showOwn(pixels);
}

void SampleNavigator::showImage(const engine::Vector& pixels) {
  emit imageComes();
  chooseTarget({});
  showDrawing(pixels);
}

void SampleNavigator::showOwn(const engine::Vector& own) {
  if (!m_dataset || (own.size() != m_dataset->inputs() && own.size() != engine::ownInputs(*m_dataset)))
    return;
  engine::Matrix whole = engine::Matrix::Zero(m_dataset->inputs(), 1);
  whole.topRows(own.size()) = own;
  engine::completeInputs(*m_dataset, whole);
  const engine::Vector values = whole.col(0);
  const bool isSample = m_index < m_dataset->test.size() &&
                        engine::sample(m_dataset->test, m_dataset->inputs(), m_index) == values;
  if (isSample) return show(m_index);
  Input input{.values = values, .target = std::nullopt, .testIndex = std::nullopt};
  if (m_selection.input().isOwn()) input.chosen = m_selection.input().chosen;  // while it is drawn or dragged
  m_selection.setInput(std::move(input));
}

void SampleNavigator::chooseTarget(const Target& target) {
  Input input = m_selection.input();
  // A staged step is computed with the data's target.
  if (input.trainIndex && input.trainIndex != m_training) return;
  const bool isTheirs =
      target.label == input.target && (target.numbers.size() == 0 || target.numbers == input.numbers);
  input.chosen = isTheirs ? Target{} : target;
  m_selection.setInput(std::move(input));
}

void SampleNavigator::showSampleAgain() {
  if (!m_dataset) return;
  m_dataset->test.size() > 0 ? show(m_index) : showFirst();
}

}  // namespace pellucid::ui
