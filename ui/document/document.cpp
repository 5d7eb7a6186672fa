// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/document.h"

#include <QUndoCommand>

namespace pellucid::ui {

/// Keeps the whole experiment before and after: it is small, and nothing can be forgotten.
class ExperimentCommand final : public QUndoCommand {
 public:
  ExperimentCommand(const QString& text, Document& document, const engine::Experiment& after, int gesture)
      : QUndoCommand(text),
        m_document(document),
        m_before(document.experiment()),
        m_after(after),
        m_gesture(gesture) {}

  void undo() override { m_document.apply(m_before); }
  void redo() override { m_document.apply(m_after); }
  int id() const override { return m_gesture == 0 ? -1 : m_gesture; }
  bool mergeWith(const QUndoCommand* newer) override {
    setText(newer->text());
    m_after = static_cast<const ExperimentCommand*>(newer)->m_after;
    setObsolete(m_after == m_before);
    return true;
  }

 private:
  Document& m_document;
  engine::Experiment m_before;
  engine::Experiment m_after;
  int m_gesture;
};

Document::Document(engine::Experiment experiment) : m_experiment(std::move(experiment)) {}

void Document::replace(const engine::Experiment& experiment) {
  m_undoStack.clear();
  apply(experiment);
}

void Document::push(const QString& text, const engine::Experiment& experiment, int gesture) {
  if (experiment == m_experiment) return;
  m_undoStack.push(new ExperimentCommand(text, *this, experiment, gesture));
}

void Document::apply(const engine::Experiment& experiment) {
  if (experiment == m_experiment) return;
  const engine::Experiment before = m_experiment;
  m_experiment = experiment;
  emit experimentChanged(before, m_experiment);
}

}  // namespace pellucid::ui
