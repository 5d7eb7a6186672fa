// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/own_desk.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/data/catalogue.h"
#include "ui/document/edits.h"

namespace pellucid::ui {
namespace {

engine::OwnSamples emptySet(engine::OwnKind kind) {
  engine::OwnSamples own{.kind = kind};
  if (kind == engine::OwnKind::Points) own.classes = {"A", "B"};
  if (kind == engine::OwnKind::Drawings)
    for (char digit = '0'; digit <= '9'; ++digit) own.classes.emplace_back(1, digit);
  return own;
}

/// The first of A, B, C, … that is not in use.
std::string freeName(const std::vector<std::string>& names) {
  for (char letter = 'A'; letter <= 'Z'; ++letter)
    if (std::ranges::find(names, std::string(1, letter)) == names.end()) return std::string(1, letter);
  return std::to_string(names.size() + 1);
}

}  // namespace

OwnDesk::OwnDesk(Document& document, Family family) : m_document(document), m_family(family) {
  connect(&document, &Document::datasetChanged, this, [this] {
    m_begun.reset();  // whatever has replaced it
    emit changed();
  });
}

bool OwnDesk::isOfFamily(engine::OwnKind kind) const {
  return (kind == engine::OwnKind::Drawings) == (m_family == Family::Drawn);
}

bool OwnDesk::isInUse() const {
  const engine::OwnSamplesPtr& own = m_document.experiment().data.own;
  return own && m_document.hasData() && isOfFamily(own->kind);
}

const engine::OwnSamples& OwnDesk::samples() const {
  engine::check(isOpen(), "OwnDesk: nothing has been begun");
  return m_begun ? *m_begun : *m_document.experiment().data.own;
}

void OwnDesk::begin(engine::OwnKind kind) {
  engine::check(isOfFamily(kind), "OwnDesk: of another family");
  m_begun = emptySet(kind);
  emit changed();
}

engine::Result<void> OwnDesk::beginWith(engine::OwnSamples samples) {
  begin(samples.kind);
  auto done = commit({}, std::move(samples));
  if (!done) giveUp();
  return done;
}

void OwnDesk::giveUp() {
  if (!m_begun) return;
  m_begun.reset();
  emit changed();
}

engine::Result<void> OwnDesk::commit(const QString& text, engine::OwnSamples after) {
  if (after == samples()) return {};
  if (after.size() == 0 && !m_begun)
    return engine::Error{engine::message(
        "The last sample stays: a network needs something to learn from. Undo takes steps back, and New… "
        "begins with something else.")};
  if (after.size() == 0) {
    m_begun = std::move(after);
    emit changed();
    return {};
  }
  if (const auto valid = engine::validate(after); !valid)  // a project with them could not be opened
    return engine::Error{engine::message("The samples stay as they are: {}.", valid.error().message)};
  const bool wasInUse = !m_begun;
  engine::Experiment experiment = m_document.experiment();
  const engine::OwnSamplesPtr before = wasInUse ? experiment.data.own : nullptr;
  if (!wasInUse) experiment.data.name = engine::ownName(after.kind);
  experiment.data.own = std::make_shared<const engine::OwnSamples>(std::move(after));
  const auto dataset = engine::loadDataset(experiment.data, {});
  if (!dataset) return dataset.error();
  return engine::areAlike(before, experiment.data.own) ? m_document.commit(text, experiment, *dataset)
                                                       : edit::setData(m_document, *dataset);
}

engine::Result<void> OwnDesk::addClass() {
  engine::OwnSamples after = samples();
  if (after.classes.size() >= after.mostClasses())
    return engine::Error{engine::message("There can be at most {} classes.", after.mostClasses())};
  engine::appendClass(after, freeName(after.classes));
  return commit(tr("add a class"), std::move(after));
}

engine::Result<void> OwnDesk::renameClass(std::size_t label, const QString& name) {
  engine::OwnSamples after = samples();
  if (label >= after.classes.size() || name.trimmed().isEmpty()) return {};
  after.classes[label] = name.trimmed().toStdString();
  if (auto valid = engine::validate(after); !valid)
    return engine::Error{engine::message("The class keeps its name: {}.", valid.error().message)};
  return commit(tr("rename a class"), std::move(after));
}

engine::Result<void> OwnDesk::colourClass(std::size_t label, std::size_t colour) {
  engine::OwnSamples after = samples();
  if (label >= after.classes.size()) return {};
  engine::setColour(after, label, colour);
  return commit(tr("colour a class"), std::move(after));
}

std::vector<int> OwnDesk::tally() const {
  const engine::OwnSamples& own = samples();
  std::vector<int> counts(std::max<std::size_t>(own.classes.size(), 1));
  for (const engine::PaintedPoint& point : own.points) ++counts[point.label];
  for (const engine::Drawing& drawing : own.drawings) ++counts[drawing.label];
  return counts;
}

}  // namespace pellucid::ui
