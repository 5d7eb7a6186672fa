// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to the timeline itself, each as a step of undo: bookmarks and their notes, names of lanes, and
// lanes that are deleted. Lives on the window's thread.
#pragma once

#include <QObject>

#include "ui/actions/actions.h"
#include "ui/document/document.h"
#include "ui/run/run_controller.h"
#include "ui/timeline/time_panel.h"

namespace pellucid::app {

class TimeActions : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  TimeActions(ui::Document& document, ui::RunController& run, ui::Actions& actions, ui::TimePanel& panel);

  /// Adds one without a note; if there is a bookmark already, asks for its note.
  void bookmark(std::size_t lane, std::int64_t step);
  void setNote(std::size_t lane, std::int64_t step, const QString& note);
  void removeBookmark(std::size_t lane, std::int64_t step);
  void askForName(std::size_t lane);
  void nameLane(std::size_t lane, const QString& name);
  /// Removes it together with the lanes that began on it. The first one stays, which noted() explains.
  void removeLane(std::size_t lane);

 signals:
  void noted(const QString& message);

 private:
  /// The current run's timeline; empty before there is one.
  engine::TimelineMap timeline() const;
  void push(const QString& text, const engine::TimelineEdit& edit, const engine::TimelineEdit& back,
            std::optional<engine::GoTo> place = std::nullopt);
  /// Nothing if the user cancels.
  std::optional<QString> ask(const QString& title, const QString& label, const QString& now);

  ui::Document& m_document;
  ui::RunController& m_run;
  ui::TimePanel& m_panel;
};

}  // namespace pellucid::app
