// SPDX-License-Identifier: GPL-3.0-or-later
// What a unit wants: an input that climbs in visible steps to where the unit's output is larger. Each step is
// computed on a worker with the weights of that moment, even while training changes them. Lives on the
// window's thread.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTimer>
#include <QWidget>
#include <functional>

#include "engine/inspect/units/ascent.h"
#include "ui/run/look_schedule.h"
#include "ui/units/climb_curve.h"
#include "ui/units/titled_picture.h"
#include "ui/units/units.h"
#include "ui/units/value_bars.h"
#include "ui/widgets/background_job.h"

class QVBoxLayout;

namespace pellucid::ui {

/// Where an ascent begins.
enum class AscentStart { Grey, Noise, Sample };

/// The penalty of a slider position: 0 at its left end, then evenly in powers of ten up to 1.
double strengthAt(int position);
inline constexpr int kMostStrength = 60;

class WantsPage : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it. Steps are at least this many milliseconds apart, so that each is visible.
  explicit WantsPage(Units& units, int millisecondsAStep = 40, LookSchedule::Clock clock = {});

  const engine::Ascent& ascent() const { return m_ascent; }
  engine::AscentSettings settings() const;
  bool isClimbing() const { return m_isClimbing; }
  /// Whether a step or a beginning is being computed.
  bool isBusy() const { return m_job.isBusy(); }

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* makeControls();
  QSlider* addSlider(QVBoxLayout& rows, const QString& name, const QString& tip, int position, int most,
                     const std::function<double(int)>& valueOf);
  /// Whether the ascent still belongs to the current choice.
  bool isOfChosen() const;
  /// Whether it belongs to the weights and the sample shown, if it has not begun to climb; after that it
  /// continues with the weights that follow.
  bool isOfMoment() const;
  /// Begins again where needed: at once for another choice, within the budget of looks for other weights.
  void follow();
  /// Whether all places of a map are maximised, rather than one.
  bool isWhole() const { return m_units.areMaps() && m_whole->currentIndex() == 1; }
  /// The unit chosen on the canvas, or the one in the middle of the map.
  engine::Index chosenUnit() const;
  void restart();
  /// Begins without clearing what is shown.
  void begin();
  /// Whether no further step is possible.
  bool isAtEnd() const;
  void setClimbing(bool isClimbing);
  void step();
  void showAscent();
  void showReading();

  Units& m_units;
  /// The climbing input and its limits.
  struct Climb {
    engine::AscentAim aim;
    engine::Ascent ascent;
    double milliseconds = 0;  ///< for the beginning
  };
  engine::Ascent m_ascent;
  MomentPtr m_begun;  ///< the moment whose network, layer and channel the ascent belongs to
  std::size_t m_layer = 0;
  engine::Index m_channel = 0;
  engine::Index m_unit = 0;  ///< the unit being maximised, where it is a single one
  engine::AscentAim m_aim;
  bool m_isClimbing = false;
  bool m_wantsOne = false;  ///< a single step was requested
  LookSchedule m_schedule;
  BackgroundJob<Climb> m_job;
  QTimer m_timer;
  QComboBox* m_whole;
  QLabel* m_wholeTitle;
  QComboBox* m_start;
  QSpinBox* m_seed;
  QLabel* m_seedTitle;
  QSlider* m_size;
  QSlider* m_decay;
  QSlider* m_smoothness;
  QPushButton* m_go;
  QPushButton* m_one;
  QPushButton* m_again;
  QLabel* m_caption;
  TitledPicture* m_picture;
  ValueBars* m_bars;
  ClimbCurve* m_curve;
  QLabel* m_says;
};

}  // namespace pellucid::ui
