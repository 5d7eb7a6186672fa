// SPDX-License-Identifier: GPL-3.0-or-later
// The panels that show what the network gets right and wrong, and how they are connected with the canvas.
// Lives on the window's thread.
#pragma once

#include <QObject>
#include <vector>

#include "ui/actions/actions.h"
#include "ui/document/document.h"
#include "ui/document/selection.h"
#include "ui/results/layer_looks.h"
#include "ui/results/results.h"
#include "ui/run/run_controller.h"
#include "ui/run/sample_navigator.h"
#include "ui/run/step_player.h"
#include "ui/workspace/panel.h"

namespace pellucid::ui {
class CellPanel;
class MatrixPanel;
class WorstPanel;
}  // namespace pellucid::ui

namespace pellucid::app {

class ResultsRoom : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it, and it must outlive the window.
  ResultsRoom(const ui::Document& document, ui::SampleNavigator& navigator, ui::Selection& selection,
              ui::RunController& run, const ui::StepPlayer& player, ui::Actions& actions);

  /// Call once; the window takes ownership of their widgets.
  std::vector<ui::Panel> makePanels();
  ui::Results& results() { return m_results; }
  ui::LayerLooks& layers() { return m_layers; }
  /// The widget over whose lower edge messages appear.
  QWidget& stage();

 signals:
  /// Something the user should know.
  void noted(const QString& message);

 private:
  void showOnCanvas(ui::SampleSource source, engine::Index sample);
  void showDamaged(const engine::Vector& values);
  /// Those on the same data whose states are kept.
  std::vector<ui::OtherRun> otherRuns() const;

  const ui::Document& m_document;
  ui::SampleNavigator& m_navigator;
  ui::Selection& m_selection;
  ui::RunController& m_run;
  const ui::StepPlayer& m_player;
  ui::Actions& m_actions;
  ui::Results m_results;
  ui::LayerLooks m_layers;
  // Owned by the window.
  ui::MatrixPanel* m_matrix = nullptr;
  ui::CellPanel* m_cell = nullptr;
  ui::WorstPanel* m_worst = nullptr;
};

}  // namespace pellucid::app
