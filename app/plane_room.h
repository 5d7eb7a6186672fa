// SPDX-License-Identifier: GPL-3.0-or-later
// The plane's panel, and how it is connected with the sample that is shown. Lives on the window's thread.
#pragma once

#include <QObject>
#include <vector>

#include "ui/actions/actions.h"
#include "ui/plane/plane_panel.h"
#include "ui/run/sample_navigator.h"
#include "ui/run/step_player.h"
#include "ui/workspace/panel.h"

namespace pellucid::app {

class PlaneRoom : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it, and it must outlive the window.
  PlaneRoom(ui::Selection& selection, ui::SampleNavigator& navigator, const ui::StepPlayer& player,
            ui::Actions& actions);

  /// Call once; the window takes ownership of its widget.
  ui::Panel makePanel();
  ui::PlanePanel& panel() { return *m_panel; }

 signals:
  /// Something the user should know.
  void noted(const QString& message);

 private:
  /// False in slow motion, whose samples are those of the batch; reports this.
  bool mayChoose();

  ui::SampleNavigator& m_navigator;
  const ui::StepPlayer& m_player;
  ui::PlanePanel* m_panel;  ///< owned by the window
};

}  // namespace pellucid::app
