// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that the user paints or draws: those that the document has, or an empty set that has been begun
// and becomes the document's with its first sample. Each change is one step of undo; while the samples stay
// alike, the run goes on with them. Lives on the window's thread.
#pragma once

#include <QObject>
#include <optional>

#include "ui/document/document.h"

namespace pellucid::ui {

class OwnDesk : public QObject {
  Q_OBJECT

 public:
  enum class Family { Painted, Drawn };
  /// The document must outlive it.
  OwnDesk(Document& document, Family family);

  /// An empty set of this kind is shown, while the document keeps its data until there is a sample.
  void begin(engine::OwnKind kind);
  /// The same with samples in it, which take the place of the document's data at once, or
  /// the error says why not, and nothing has been begun.
  engine::Result<void> beginWith(engine::OwnSamples samples);
  /// What has been begun is forgotten; the document has its data still.
  void giveUp();
  /// There is something to paint on.
  bool isOpen() const { return m_begun || isInUse(); }
  /// The document has it.
  bool isInUse() const;
  /// Of isOpen().
  const engine::OwnSamples& samples() const;

  /// These samples take the place of those, as a step of undo called `text`, or the error says why not. The
  /// last one stays, because a network needs something to learn from.
  engine::Result<void> commit(const QString& text, engine::OwnSamples after);
  /// A class more: a new run begins.
  engine::Result<void> addClass();
  engine::Result<void> renameClass(std::size_t label, const QString& name);
  /// Another class that has this colour takes the one that is left.
  engine::Result<void> colourClass(std::size_t label, std::size_t colour);
  /// How many samples each class has.
  std::vector<int> tally() const;

 signals:
  void changed();

 private:
  bool isOfFamily(engine::OwnKind kind) const;

  Document& m_document;
  Family m_family;
  std::optional<engine::OwnSamples> m_begun;
};

}  // namespace pellucid::ui
