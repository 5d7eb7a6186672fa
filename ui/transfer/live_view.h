// SPDX-License-Identifier: GPL-3.0-or-later
// The live demonstration of the transfer lab: the source and all arms side by side while they learn, padlocks
// to open and close, and their curves below. GUI thread; LiveArms does the work, and pauses when the view is
// hidden.
#pragma once

#include <QElapsedTimer>
#include <QWidget>
#include <vector>

#include "ui/transfer/arm_plot.h"
#include "ui/transfer/live_arms.h"

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QStackedWidget;
class QToolButton;

namespace pellucid::ui {

class NetworkCard;

/// The curves of a picture, and a mark for each change of a padlock. Pure.
std::vector<ArmPlot::Line> liveLines(const engine::RacePicture& picture);
std::vector<ArmPlot::Mark> liveMarks(const engine::RacePicture& picture);

class LiveView : public QWidget {
  Q_OBJECT

 public:
  explicit LiveView(OpenTask open, QWidget* parent = nullptr);

  LiveArms& arms() { return m_arms; }
  /// The progress of the run, for a place above the view.
  QLabel* state() const { return m_state; }
  /// For another experiment: forgets the run, and offers this number of samples.
  void prepare(engine::Index samplesPerClass);
  /// The response to wanted().
  void begin(const TransferChoice& choice);
  /// Plays or pauses; plays from the beginning where there is no run or it has ended.
  void play();
  /// One step, then pause, in the same way.
  void step();
  /// Begins again; does nothing where no run has begun.
  void restart();
  /// The source's card, then the arms'.
  const std::vector<NetworkCard*>& cards() const { return m_cards; }

 signals:
  /// The user wants to see a run: call begin() with the choice.
  void wanted();
  void failed(const QString& message);

 protected:
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeControls();
  void refresh();
  void setIcons();
  void showCards();
  void rebuildCards();

  LiveArms m_arms;
  bool m_isStepping = false;  ///< the run that is beginning waits for a step
  QToolButton* m_play;
  QToolButton* m_step;
  QToolButton* m_restart;
  QSpinBox* m_samples;
  QComboBox* m_speed;
  QLabel* m_state;
  QStackedWidget* m_pages;
  QScrollArea* m_scroll;
  ArmPlot* m_curves;
  QElapsedTimer m_sinceCurves;
  std::shared_ptr<const engine::TransferTask> m_task;  ///< the one the cards were made for
  std::vector<NetworkCard*> m_cards;
};

}  // namespace pellucid::ui
