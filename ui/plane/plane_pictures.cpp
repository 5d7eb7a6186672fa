// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_pictures.h"

#include "ui/plane/plane_painter.h"

namespace pellucid::ui {

PlanePictures::PlanePictures() {
  constexpr int kRest =
      120;  // milliseconds without another request, after which there is time for all pixels
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRest);
  connect(&m_rest, &QTimer::timeout, this, &PlanePictures::refine);
}

void PlanePictures::request(PlaneQuestion question) {
  question.isFine = false;
  m_asked = question;
  m_rest.start();
  // A fine picture of something no longer shown is abandoned; a coarse one is shown first.
  if (m_job.isBusy() && !m_isFineUnderWay)
    m_waiting = std::move(question);
  else
    compute(std::move(question));
}

void PlanePictures::forget() {
  m_asked.reset();
  m_waiting.reset();
  m_newest.reset();
  m_rest.stop();
  m_job.forget();
}

void PlanePictures::compute(PlaneQuestion question) {
  m_isFineUnderWay = question.isFine;
  m_job.request([question = std::move(question)](
                    const engine::Progress& progress) { return paintPlane(question, progress); },
                [this](PlanePicture picture) { take(std::move(picture)); });
}

void PlanePictures::take(PlanePicture picture) {
  m_newest = std::move(picture);
  if (m_waiting) compute(*std::exchange(m_waiting, std::nullopt));
  emit changed();
}

void PlanePictures::refine() {
  if (!m_asked) return;
  if (m_job.isBusy()) return m_rest.start();
  if (m_newest && m_newest->isFine) return;
  PlaneQuestion question = *m_asked;
  question.isFine = true;
  compute(std::move(question));
}

}  // namespace pellucid::ui
