// SPDX-License-Identifier: GPL-3.0-or-later
// Connects the list of runs with the run, the document and the curves.
#pragma once

#include <map>
#include <optional>

#include "app/messages.h"
#include "ui/actions/actions.h"
#include "ui/plots/curves_panel.h"
#include "ui/run/run_controller.h"
#include "ui/runs/runs_panel.h"
#include "ui/runs/seeds_dialog.h"
#include "ui/runs/vary_dialog.h"

namespace pellucid::app {

class RunList : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  RunList(ui::RunsPanel& panel, ui::CurvesPanel& curves, ui::Document& document, ui::RunController& run,
          ui::DatasetLibrary& library, ui::Actions& actions, Messages& messages);

 signals:
  /// The panel should be shown.
  void revealed();

 private:
  void connectPanel();
  /// Waits for its data if they have not been read yet; so do the other functions for a run below.
  void show(std::uint64_t run);
  void beginAgain(std::uint64_t run);
  void withData(std::uint64_t run, std::function<void()> then);
  void drawOverlays();
  void compare(std::uint64_t first, std::uint64_t second);
  void repeat(std::uint64_t run);
  void vary(std::uint64_t run);
  void showSeeds(std::uint64_t run);
  void showVaried(std::uint64_t run);
  void findRate();
  void useValue(const ui::VariedSetting& setting, double value);
  /// Nothing if there is no such run, or no data to train it on.
  std::optional<ui::RunToRepeat> toRepeat(std::uint64_t run);
  /// Closes the windows of runs that no longer exist.
  void closeOrphans();
  /// For a run whose other seeds are trained, in the values that the curves draw.
  std::vector<ui::CurveBand> bandsOf(std::uint64_t run) const;

  ui::RunsPanel& m_panel;
  ui::CurvesPanel& m_curves;
  ui::Document& m_document;
  ui::RunController& m_run;
  ui::DatasetLibrary& m_library;
  ui::Actions& m_actions;
  Messages& m_messages;
  // Owned by the window.
  std::map<std::uint64_t, ui::SeedsDialog*> m_seeds;  ///< by the run's number
  std::map<std::uint64_t, ui::VaryDialog*> m_varied;
};

}  // namespace pellucid::app
