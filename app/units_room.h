// SPDX-License-Identifier: GPL-3.0-or-later
// The panel that shows what units have learned, and how it is connected with the canvas. Lives on the
// window's thread.
#pragma once

#include <QObject>

#include "ui/run/sample_navigator.h"
#include "ui/run/step_player.h"
#include "ui/units/units.h"
#include "ui/workspace/panel.h"

namespace pellucid::ui {
class UnitsPanel;
}  // namespace pellucid::ui

namespace pellucid::app {

class UnitsRoom : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it, and it must outlive the window.
  UnitsRoom(ui::SampleNavigator& navigator, ui::Selection& selection, const ui::StepPlayer& player);

  /// Call once; the window takes ownership of its widget.
  ui::Panel makePanel();
  ui::Units& units() { return m_units; }
  ui::UnitsPanel& panel() { return *m_panel; }

 signals:
  /// Something the user should know.
  void noted(const QString& message);

 private:
  ui::Units m_units;
  ui::UnitsPanel* m_panel = nullptr;  ///< owned by the window
};

}  // namespace pellucid::app
