// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/damage_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/results/damage_view.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {
namespace {

constexpr double kAllDone = 1000;
constexpr int kClockMilliseconds = 50;

}  // namespace

DamagePanel::DamagePanel(Results& results, QWidget* parent)
    : QWidget(parent),
      m_results(results),
      m_measure(
          described(new QPushButton, tr("Measure damage"),
                    tr("Damages the first test images in four ways, each by more and more, and asks the "
                       "network as it is "
                       "now what they are. Nothing of that changes the network. Press again to stop."))),
      m_kinds(new SegmentedControl),
      m_progress(described(new QProgressBar, tr("Measuring"), tr("How much has been measured"))),
      m_caption(mutedLabel()),
      m_view(new DamageView) {
  m_kinds->setAccessibleName(tr("Kind of damage"));
  const auto add = [this](const QString& title, const QString& tip) {
    m_kinds->setTabToolTip(m_kinds->addTab(title), tip);
  };
  add(tr("Noise"), tr("Random numbers are added to each pixel; σ is their standard deviation, where a pixel "
                      "goes from 0 to 1"));
  add(tr("Blur"), tr("Each pixel becomes a mean of its neighbours, weighted by a bell curve of this width"));
  add(tr("Shift"), tr("The image is moved to the right and down by so many pixels each"));
  add(tr("Contrast"), tr("Each pixel loses this share of its distance from the mean of the image"));
  m_progress->setRange(0, static_cast<int>(kAllDone));
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(4);
  auto* left = new QVBoxLayout;
  left->setSpacing(4);
  left->addWidget(m_measure, 0, Qt::AlignLeft);
  left->addWidget(m_progress);
  left->addWidget(m_kinds, 0, Qt::AlignLeft);
  left->addWidget(m_caption);
  left->addStretch();
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(10, 6, 10, 4);
  columns->setSpacing(12);
  columns->addLayout(left, 1);
  columns->addWidget(m_view, 3);
  connect(m_measure, &QPushButton::clicked, this, &DamagePanel::measureOrStop);
  connect(m_kinds, &QTabBar::currentChanged, this, &DamagePanel::refresh);
  connect(&results, &Results::lookChanged, this, &DamagePanel::refresh);
  connect(&results, &Results::shownChanged, this, &DamagePanel::refresh);
  connect(m_view, &DamageView::imageChosen, this, [this](std::size_t amount) {
    emit imageWanted(m_study->images[static_cast<std::size_t>(m_kinds->currentIndex())][amount].values);
  });
  results.watch(*this);
  m_clock.setInterval(kClockMilliseconds);
  connect(&m_clock, &QTimer::timeout, this,
          [this] { m_progress->setValue(qRound(kAllDone * m_job.share())); });
  refresh();
}

void DamagePanel::measureOrStop() {
  if (m_job.isBusy()) return m_job.cancel();
  const MomentPtr moment = m_results.moment();
  if (!moment || !canBeDamaged(*moment->dataset)) return;
  const engine::Index shown =
      m_results.source() == SampleSource::Test ? m_results.shown().value_or(0) : engine::Index{0};
  m_progress->setValue(0);
  m_job.request(
      [moment, shown](const engine::Progress& progress) { return studyDamage(*moment, shown, progress); },
      [this](const DamageStudyPtr& study) {
        if (study) m_study = study;
        refresh();
      });
  refresh();
}

void DamagePanel::refresh() {
  const MomentPtr& moment = m_results.moment();
  const bool isOther = moment && (!m_of || !isSameNetwork(*m_of, *moment));
  if (moment) m_of = moment;
  if (isOther) {  // results for others say nothing about these
    m_study = nullptr;
    m_job.forget();
  }
  const bool isBusy = m_job.isBusy();
  const bool canMeasure = moment && canBeDamaged(*moment->dataset);
  m_measure->setText(isBusy ? tr("Sto&p") : m_study ? tr("Meas&ure again") : tr("Meas&ure"));
  m_measure->setEnabled(canMeasure);
  m_progress->setVisible(isBusy);
  if (isBusy && !m_clock.isActive()) m_clock.start();
  if (!isBusy) m_clock.stop();
  m_kinds->setEnabled(m_study != nullptr);
  m_view->show(m_study, static_cast<std::size_t>(m_kinds->currentIndex()));
  m_caption->setText(captionText());
}

QString DamagePanel::captionText() const {
  const MomentPtr& moment = m_results.moment();
  if (!moment) return tr("How much damage the network stands can be measured here.");
  if (!canBeDamaged(*moment->dataset)) return tr("Only images with classes can be damaged.");
  if (!m_study) return tr("How many images does the network still recognise when they are damaged?");
  return tr("Over the first %1, after %2 steps. Pictured is #%3.")
      .arg(tr("%Ln test image(s)", nullptr, static_cast<int>(m_study->curves[0].samples)),
           countText(m_study->step))
      .arg(m_study->sample);
}

}  // namespace pellucid::ui
