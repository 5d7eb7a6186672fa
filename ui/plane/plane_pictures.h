// SPDX-License-Identifier: GPL-3.0-or-later
// Paints pictures of the plane off the window's thread, one at a time; of those waiting, only the latest
// counts. They are coarse while new ones keep being requested, and the last one becomes fine. GUI thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/plane/plane_question.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class PlanePictures : public QObject {
  Q_OBJECT

 public:
  PlanePictures();

  /// Whether it is to be fine is decided here.
  void request(PlaneQuestion question);
  /// The latest finished one; null before the first, and after forget().
  const PlanePicture* newest() const { return m_newest ? &*m_newest : nullptr; }
  void forget();

 signals:
  void changed();

 private:
  void compute(PlaneQuestion question);
  void take(PlanePicture picture);
  void refine();

  std::optional<PlaneQuestion> m_asked;
  std::optional<PlaneQuestion> m_waiting;
  bool m_isFineUnderWay = false;
  std::optional<PlanePicture> m_newest;
  QTimer m_rest;
  BackgroundJob<PlanePicture> m_job;
};

}  // namespace pellucid::ui
