// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/sample_navigator.h"

namespace pellucid::ui {

SampleNavigator::SampleNavigator(Document& document, Selection& selection, DatasetLibrary& library,
                                 const RunController& run)
    : m_document(document), m_selection(selection), m_run(run) {
  connect(&library, &DatasetLibrary::loaded, this, &SampleNavigator::onDatasetLoaded);
}

void SampleNavigator::onDatasetLoaded(const engine::DatasetPtr& dataset) {
  if (dataset->name != m_document.experiment().data.name || dataset == m_dataset) return;
  m_dataset = dataset;
  show(0);
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

void SampleNavigator::show(engine::Index index) {
  if (!m_dataset || index < 0 || index >= m_dataset->test.size()) return;
  m_index = index;
  const engine::Split& test = m_dataset->test;
  Input input{.values = engine::sample(test, m_dataset->inputs(), index), .target = {}, .testIndex = index};
  if (m_dataset->hasClasses())
    input.target = test.labels[static_cast<std::size_t>(index)];
  else
    input.numbers = test.targets.col(index);
  m_selection.setInput(std::move(input));
}

void SampleNavigator::showDrawing(const engine::Vector& pixels) {
  if (!m_dataset || pixels.size() != m_dataset->inputs()) return;
  m_selection.setInput({.values = pixels, .target = std::nullopt, .testIndex = std::nullopt});
}

}  // namespace pellucid::ui
