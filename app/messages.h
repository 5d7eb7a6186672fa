// SPDX-License-Identifier: GPL-3.0-or-later
// The window's messages, in whole sentences, and how long each of them stays true: an edit is reported until
// the next one, a divergence until the run can go on, and nothing outlives the experiment that it is about.
#pragma once

#include "app/file_actions.h"
#include "engine/inspect/sample_search.h"
#include "ui/canvas/parameter_editor.h"
#include "ui/widgets/notifier.h"

namespace pellucid::app {

class Messages : public QObject {
  Q_OBJECT

 public:
  /// Follows all of them; they must outlive it.
  Messages(ui::Notifier& notifier, ui::Document& document, ui::RunController& run, ProjectFiles& files,
           FileActions& fileActions, ui::Actions& actions);

  /// A message about an edit, or why it could not be done.
  void note(const QString& message);
  void noteRefusal(const engine::Result<void>& result);
  void noteParameter(const ui::Parameter& before, double value);
  /// What was searched for among the test samples was not found.
  void noteNothingFound(engine::Answer answer);
  /// For files and data.
  void done(const QString& message);
  void fail(const QString& message);
  /// Shows what there is to see in the open example; nothing if empty.
  void tellExample(const QString& text);
  /// For the transfer lab.
  void noteLab(const QString& message);
  void failLab(const QString& message);
  /// For the program itself, whatever is open.
  void failProgram(const QString& message);

 private:
  void followEdits();
  void followFiles();
  /// Offers to keep what the previous run had learned, after a change of the network.
  void offerToKeep();
  void tellMissingData(const QString& message);
  void tellPhase(const engine::Phase& phase);

  ui::Notifier& m_notifier;
  ui::Document& m_document;
  ui::RunController& m_run;
  ProjectFiles& m_files;
  FileActions& m_fileActions;
  ui::Actions& m_actions;
  engine::DatasetPtr m_looked;                  ///< the data that were checked last
  std::vector<engine::Message> m_largeNumbers;  ///< cautions about them
  /// The run and the revision of the weights whose answers were last searched.
  std::pair<std::uint64_t, std::uint64_t> m_searched;
};

}  // namespace pellucid::app
