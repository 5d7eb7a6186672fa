// SPDX-License-Identifier: GPL-3.0-or-later
// Which pixels, or columns, mattered for an answer: gradient × input, and beside it the honest check: cover
// them and see. Computed on a worker while the page is visible. Lives on the window's thread.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QWidget>

#include "ui/units/matter_look.h"
#include "ui/units/titled_picture.h"
#include "ui/units/units.h"
#include "ui/units/value_bars.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class MatteredPage : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit MatteredPage(Units& units, LookSchedule::Clock clock = {});
  /// Null before the first.
  const MatterLookPtr& look() const { return m_look; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeControls();
  void fillAnswers();
  /// What to ask now. There must be a moment.
  MatterQuestion question() const;
  void lookSoon();
  void showLook();
  void point(std::optional<QPoint> square);
  void showReading();

  Units& m_units;
  LookSchedule m_schedule;
  MatterLookPtr m_look;
  QString m_what;                         ///< which answer it is about
  std::optional<MatterQuestion> m_asked;  ///< the one in progress, or else the last
  BackgroundJob<MatterLookPtr> m_job;
  QComboBox* m_answer;
  QComboBox* m_quantity;
  QSpinBox* m_side;
  QComboBox* m_cover;
  QLabel* m_sideTitle;
  QLabel* m_coverTitle;
  QLabel* m_caption;
  TitledPicture* m_input;
  TitledPicture* m_shares;
  TitledPicture* m_drops;
  QWidget* m_pictures;
  QWidget* m_columns;
  ValueBars* m_shareBars;
  ValueBars* m_dropBars;
  QLabel* m_pictureLesson;
  QLabel* m_lesson;
  std::optional<QPoint> m_pointed;
};

}  // namespace pellucid::ui
