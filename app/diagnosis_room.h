// SPDX-License-Identifier: GPL-3.0-or-later
// The diagnosis and all that shows it: its panel, the signs on the canvas and on the bar of time, and how a
// remedy becomes an edit. Lives on the window's thread.
#pragma once

#include <QObject>
#include <optional>

#include "ui/actions/actions.h"
#include "ui/canvas/network_canvas.h"
#include "ui/diagnosis/diagnosis_panel.h"
#include "ui/document/dataset_library.h"
#include "ui/run/run_controller.h"
#include "ui/timeline/time_bar.h"
#include "ui/workspace/panel.h"
#include "ui/workspace/workspace_view.h"

namespace pellucid::app {

class DiagnosisRoom : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it, and it must outlive the window.
  DiagnosisRoom(const engine::DataLocations& locations, ui::Document& document, ui::Selection& selection,
                ui::RunController& run, ui::DatasetLibrary& library, ui::Actions& actions);

  /// Call once; the window takes ownership of its widget.
  ui::Panel makePanel();
  /// The views that show its signs, with the panel among others.
  struct Views {
    ui::NetworkCanvas& canvas;
    ui::TimeBar& bar;
    ui::WorkspaceView& workspaces;
  };
  void connectTo(const Views& views);

  ui::Doctor& doctor() { return m_doctor; }
  ui::RemedyTrials& trials() { return m_trials; }
  ui::DiagnosisPanel& panel() { return *m_panel; }

  /// Applies it as one undo step; does nothing if the experiment has changed since.
  void apply(const engine::Remedy& remedy);

 signals:
  /// Emitted with the reason when a remedy could not be applied.
  void refused(const QString& message);

 private:
  void showSigns(const Views& views);
  void showOnCanvas(const engine::FindingPlace& place);
  /// Brings the panel to the front and shows a finding of this rule.
  void reveal(const Views& views, std::optional<engine::DiagnosisRule> rule);
  void commit(const engine::Remedy& remedy);
  void useData(const engine::Remedy& remedy);
  void commitAwaited(const engine::Snapshot& snapshot);
  void told(const engine::Result<void>& result);
  static QString changedText();
  /// Always two figures wide, so that the tabs stay where they are.
  static QString tabTitle(std::size_t findings);

  ui::Document& m_document;
  ui::Selection& m_selection;
  ui::RunController& m_run;
  ui::DatasetLibrary& m_library;
  ui::Actions& m_actions;
  ui::Doctor m_doctor;
  ui::RemedyTrials m_trials;
  ui::DiagnosisPanel* m_panel = nullptr;  ///< owned by the window
  /// An edit that waits until the run has gone back to its step.
  struct Awaited {
    engine::Remedy remedy;
    std::uint64_t run = 0;
    std::size_t lane = 0;
  };
  std::optional<Awaited> m_awaited;
  std::vector<engine::DiagnosisRule> m_onTheBar;  ///< the gravest rule of each sign on the time bar
};

}  // namespace pellucid::app
