// SPDX-License-Identifier: GPL-3.0-or-later
// Back, forward and a scrubber over the step, above a sentence that says what is happening. It shows and
// drives a StepPlayer; the buttons are those of the action table, with its keys.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QWidget>

#include "ui/actions/actions.h"
#include "ui/run/step_player.h"

namespace pellucid::ui {

class TransportBar : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive the bar.
  TransportBar(StepPlayer& player, Selection& selection, Actions& actions);

  /// The sentence shown, for tests and screen readers.
  QString caption() const { return m_caption->text(); }

 private:
  void connectActions(Actions& actions);
  void showPlayer();

  StepPlayer& m_player;
  Selection& m_selection;
  Actions& m_actions;
  QComboBox* m_granularity;
  QSlider* m_scrubber;
  QLabel* m_batch;
  QLabel* m_caption;
};

}  // namespace pellucid::ui
