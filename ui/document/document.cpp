// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/document.h"

#include <QUndoCommand>
#include <cmath>

#include "engine/base/check.h"
#include "engine/data/catalogue.h"
#include "engine/train/begins_alike.h"

namespace pellucid::ui {
namespace {

engine::Error notHere(const engine::Dataset& data) {
  return {
      engine::message("The data \"{}\" are not here, so the network can be looked at, but not changed or "
                      "trained. Locate the data first.",
                      data.name)};
}

/// A design that undo can return to. Each stroke makes a data set of its own: where the design has the
/// samples that it is made of, it is made again if nothing else holds it any longer.
class KeptDesign {
 public:
  explicit KeptDesign(Design design) : m_design(std::move(design)), m_made(m_design.dataset) {
    const engine::DatasetPtr& dataset = m_design.dataset;
    const engine::DataSpec& data = m_design.experiment.data;
    m_isRemade = dataset && data.own && dataset->own == data.own && dataset->name == data.name;
    if (m_isRemade) m_design.dataset = nullptr;
  }

  const engine::Experiment& experiment() const { return m_design.experiment; }
  std::uint64_t id() const { return m_design.id; }
  std::uint64_t run() const { return m_design.run; }

  Design whole() const {
    Design design = m_design;
    if (!m_isRemade) return design;
    design.dataset = m_made.lock();
    if (!design.dataset) {
      const auto made = engine::loadDataset(design.experiment.data, {});
      engine::check(made.has_value(), "KeptDesign: its own samples made a data set before");
      m_made = design.dataset = *made;
    }
    return design;
  }

 private:
  Design m_design;
  mutable std::weak_ptr<const engine::Dataset> m_made;
  bool m_isRemade = false;
};

}  // namespace

/// Commands of the same gesture may merge; those of none, which is 0, never do.
class GestureCommand : public QUndoCommand {
 public:
  GestureCommand(const QString& text, int gesture) : QUndoCommand(text), m_gesture(gesture) {}
  int id() const final { return m_gesture == 0 ? -1 : m_gesture; }

 private:
  int m_gesture;
};

/// Keeps the whole design before and after: it is small, the data are shared, and nothing can be forgotten.
class DesignCommand final : public GestureCommand {
 public:
  DesignCommand(const QString& text, Document& document, Design after, int gesture)
      : GestureCommand(text, gesture),
        m_document(document),
        m_before(document.design()),
        m_after(std::move(after)) {}

  void undo() override { m_document.apply(m_before.whole(), false); }
  void redo() override { m_document.apply(m_after.whole(), false); }
  const KeptDesign& before() const { return m_before; }
  bool mergeWith(const QUndoCommand* newer) override {
    const auto* other = dynamic_cast<const DesignCommand*>(newer);
    if (other == nullptr) return false;
    setText(newer->text());
    m_after = other->m_after;
    setObsolete(m_after.experiment() == m_before.experiment());
    return true;
  }

 private:
  Document& m_document;
  KeptDesign m_before;
  KeptDesign m_after;
};

class ParameterCommand final : public GestureCommand {
 public:
  ParameterCommand(Document& document, const ParameterEdit& edit, int gesture)
      : GestureCommand(Document::tr("set %1").arg(edit.name), gesture), m_document(document), m_edit(edit) {}

  void undo() override { emit m_document.parameterChanged(m_edit.index, m_edit.before); }
  void redo() override { emit m_document.parameterChanged(m_edit.index, m_edit.after); }
  bool mergeWith(const QUndoCommand* newer) override {
    const auto* other = dynamic_cast<const ParameterCommand*>(newer);
    if (other == nullptr || other->m_edit.index != m_edit.index) return false;
    m_edit.after = other->m_edit.after;
    setObsolete(m_edit.after == m_edit.before || (std::isnan(m_edit.after) && std::isnan(m_edit.before)));
    return true;
  }

 private:
  Document& m_document;
  ParameterEdit m_edit;
};

Document::Document(engine::Experiment experiment)
    : m_design{.experiment = std::move(experiment), .dataset = nullptr, .id = 0} {}

engine::Result<void> Document::mayChange() const {
  if (dataset() && !hasData()) return notHere(*dataset());
  return {};
}

void Document::open(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
                    std::shared_ptr<const engine::Vector> initial) {
  m_undoStack.clear();
  apply({.experiment = experiment,
         .dataset = dataset,
         .id = ++m_newestId,
         .run = ++m_newestRun,
         .initial = std::move(initial)},
        true);
}

void Document::beginGesture() {
  m_isGestureOpen = true;
  --m_openGesture;
}

engine::Result<void> Document::commit(const QString& text, const engine::Experiment& experiment,
                                      int gesture) {
  if (experiment == m_design.experiment) return {};
  if (gesture == 0 && m_isGestureOpen) gesture = m_openGesture;
  Design after{.experiment = experiment, .dataset = m_design.dataset, .id = ++m_newestId};
  if (beginsAlike(experiment, m_design.experiment)) after.initial = m_design.initial;
  const bool isLive = engine::compare(m_design.experiment, experiment) == engine::Change::Live;
  after.run = isLive ? m_design.run : ++m_newestRun;
  const int top = m_undoStack.index() - 1;
  const auto* last = top < 0 ? nullptr : dynamic_cast<const DesignCommand*>(m_undoStack.command(top));
  if (gesture != 0 && last != nullptr && last->id() == gesture) {  // a single design with what it merges with
    const bool isBack = last->before().experiment() == experiment;
    after.id = isBack ? last->before().id() : m_design.id;
    if (isBack) after.run = last->before().run();
  }
  return push(text, std::move(after), gesture);
}

engine::Result<void> Document::commit(const QString& text, const engine::Experiment& experiment,
                                      const engine::DatasetPtr& dataset, int gesture) {
  if (experiment == m_design.experiment && dataset == m_design.dataset) return {};
  Design after{.experiment = experiment, .dataset = dataset, .id = ++m_newestId};
  const bool isLive = hasData() && engine::compare(m_design.experiment, experiment) == engine::Change::Live;
  if (isLive) after.initial = m_design.initial;
  after.run = isLive ? m_design.run : ++m_newestRun;
  return push(text, std::move(after), isLive ? gesture : 0);
}

engine::Result<void> Document::restart(const QString& text) {
  return restart(text, m_design.initial);
}

engine::Result<void> Document::restart(const QString& text, std::shared_ptr<const engine::Vector> initial) {
  return begin(text, m_design.experiment, std::move(initial));
}

engine::Result<void> Document::begin(const QString& text, const engine::Experiment& experiment,
                                     std::shared_ptr<const engine::Vector> initial) {
  return push(text,
              {.experiment = experiment,
               .dataset = m_design.dataset,
               .id = ++m_newestId,
               .run = ++m_newestRun,
               .initial = std::move(initial)},
              0);
}

engine::Result<void> Document::show(const QString& text, Design design) {
  return push(text, std::move(design), 0);
}

engine::Result<void> Document::beginAgain(const QString& text, Design design) {
  return push(text, adopted(std::move(design)), 0);
}

Design Document::adopted(Design design) {
  design.id = ++m_newestId;
  design.run = ++m_newestRun;
  return design;
}

engine::Result<void> Document::push(const QString& text, Design after, int gesture) {
  if (after.dataset) {
    if (after.dataset->train.size() == 0) return notHere(*after.dataset);
    if (const auto fits = engine::validate(after.experiment, *after.dataset); !fits) return fits;
  }
  const engine::DatasetPtr held = after.dataset;  // until it is the document's
  m_undoStack.push(new DesignCommand(text, *this, std::move(after), gesture));
  return {};
}

engine::Result<void> Document::setParameter(const ParameterEdit& edit, int gesture) {
  if (auto may = mayChange(); !may) return may;
  m_undoStack.push(new ParameterCommand(*this, edit, gesture));
  return {};
}

void Document::follow(const engine::Experiment& experiment, const engine::DatasetPtr& dataset) {
  engine::check(engine::compare(m_design.experiment, experiment) != engine::Change::Rebuild,
                "follow: the moment is one of another run");
  const engine::Experiment before = std::exchange(m_design.experiment, experiment);
  if (!engine::areEqual(before.data.own, experiment.data.own)) {
    m_design.dataset = dataset;
    emit datasetChanged(dataset);
  }
  if (before != experiment) emit experimentChanged(before, experiment);
}

void Document::apply(const Design& design, bool isOpened) {
  const Design before = std::exchange(m_design, design);
  // Views first: this tells them that what they show belongs to another design until the run shows what
  // follows.
  if (before.experiment != m_design.experiment)
    emit experimentChanged(before.experiment, m_design.experiment);
  if (before.dataset != m_design.dataset) emit datasetChanged(m_design.dataset);
  emit designChanged(before, m_design, isOpened);
}

}  // namespace pellucid::ui
