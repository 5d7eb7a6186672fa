// SPDX-License-Identifier: GPL-3.0-or-later
// The panels that show what the network has learned, and how they are connected with the canvas beside them.
// Lives on the window's thread.
#pragma once

#include <QObject>
#include <vector>

#include "engine/data/dataset.h"
#include "ui/actions/actions.h"
#include "ui/document/selection.h"
#include "ui/lens/lens_looks.h"
#include "ui/lens/surface_looks.h"
#include "ui/maps/map_looks.h"
#include "ui/run/run_controller.h"
#include "ui/run/sample_navigator.h"
#include "ui/run/step_player.h"
#include "ui/workspace/panel.h"

namespace pellucid::ui {
class MapsPanel;
}  // namespace pellucid::ui

namespace pellucid::app {

class InsideRoom : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it, and it must outlive the window.
  InsideRoom(ui::SampleNavigator& navigator, ui::Selection& selection, ui::RunController& run,
             const ui::StepPlayer& player, ui::Actions& actions);

  /// Call once; the window takes ownership of their widgets.
  std::vector<ui::Panel> makePanels();
  ui::MapLooks& maps() { return m_maps; }
  ui::LensLooks& lens() { return m_lens; }
  ui::SurfaceLooks& surface() { return m_surface; }
  /// The widget over whose lower edge messages appear.
  QWidget& stage();

 signals:
  /// Something the user should know.
  void noted(const QString& message);

 private:
  void show(ui::SampleSource source, engine::Index sample);
  /// Shows the canvas, which not every workspace has beside these panels.
  void showCanvas();
  /// Shows the next step in slow motion.
  void watchStep();
  /// Goes to a step on the height map's path.
  void goTo(std::int64_t step);

  ui::SampleNavigator& m_navigator;
  ui::Selection& m_selection;
  ui::RunController& m_run;
  const ui::StepPlayer& m_player;
  ui::Actions& m_actions;
  ui::MapLooks m_maps;
  ui::LensLooks m_lens;
  ui::SurfaceLooks m_surface;
  ui::MapsPanel* m_mapsPanel = nullptr;  ///< owned by the window
};

}  // namespace pellucid::app
