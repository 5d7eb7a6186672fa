// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that the user paints or draws: the document's, or an empty set that has been begun and becomes
// the document's with its first sample. Each change is one step of undo; while the samples stay alike, the
// run goes on with them. Lives on the window's thread.
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

  /// Begins an empty set of this kind; the document keeps its data until there is a sample.
  void begin(engine::OwnKind kind);
  /// The same with samples, which replace the document's data at once; on error nothing has been begun.
  engine::Result<void> beginWith(engine::OwnSamples samples);
  /// Forgets what has been begun; the document still has its data.
  void giveUp();
  /// Whether there is something to paint on.
  bool isOpen() const { return m_begun || isInUse(); }
  /// Whether the document has it.
  bool isInUse() const;
  /// Requires isOpen().
  const engine::OwnSamples& samples() const;

  /// Makes these the samples, as a step of undo called `text`, or returns why not. The last sample cannot be
  /// removed, because a network needs something to learn from.
  engine::Result<void> commit(const QString& text, engine::OwnSamples after);
  /// Adds a class: a new run begins.
  engine::Result<void> addClass();
  engine::Result<void> renameClass(std::size_t label, const QString& name);
  /// If another class has this colour, it takes the previous one.
  engine::Result<void> colourClass(std::size_t label, std::size_t colour);
  /// The number of samples of each class.
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
