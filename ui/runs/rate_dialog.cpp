// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/rate_dialog.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/base/background_thread.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

double roundedRate(double rate) {
  return QString::number(rate, 'e', 0).toDouble();
}

RateDialog::RateDialog(const Design& design, const engine::RunState& state, QWidget* parent)
    : QDialog(parent),
      m_design(design),
      m_plot(new RunPlot(tr("learning rate"), tr("loss of a batch"))),
      m_sentence(new QLabel),
      m_use(new QPushButton),
      m_progress(new QProgressBar) {
  setWindowTitle(tr("Find a learning rate"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(680, 440);
  auto* rows = new QVBoxLayout(this);
  rows->addWidget(
      mutedLabel(tr("A copy of the network, as it is now, is trained with a rate that grows a little with "
                    "every step. Where the "
                    "loss falls fastest, it learns best; behind the valley the steps overshoot. The run "
                    "itself does not change.")));
  m_plot->setLogarithmicKeys(true);
  m_plot->setAccessibleName(tr("Loss over the learning rate"));
  m_plot->setToolTip(tr("The strong line is the mean of the newest batches, the faint one is each batch"));
  rows->addWidget(m_plot, 1);
  m_progress->setRange(0, 0);
  m_progress->setTextVisible(false);
  m_progress->setAccessibleName(tr("The rates are being tried"));
  rows->addWidget(m_progress);
  m_sentence->setWordWrap(true);
  rows->addWidget(m_sentence);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  m_use->setVisible(false);
  buttons->addWidget(m_use);
  rows->addLayout(buttons);
  connect(m_use, &QPushButton::clicked, this, [this] {
    if (const auto rate = suggested()) emit rateChosen(*rate);
    close();
  });
  m_sentence->setText(tr("Trying rates from 0.0000001 to 10…"));
  m_job.request(
      [design, state](const engine::Progress& progress) -> Answer {
        engine::lowerThreadPriority();
        return engine::findRate(design.experiment, design.dataset, state, {}, progress);
      },
      [this](Answer answer) { take(std::move(answer)); });
}

std::optional<double> RateDialog::suggested() const {
  if (!m_curve || !m_curve->steepest) return std::nullopt;
  return roundedRate(*m_curve->steepest);
}

void RateDialog::take(Answer answer) {
  m_progress->hide();
  if (!answer) return m_sentence->setText(messageText(answer.error().message));
  m_curve = *std::move(answer);
  showCurve();
  m_sentence->setText(sentence());
  if (const auto rate = suggested()) {
    m_use->setText(tr("&Use %1").arg(valueText(*rate)));
    m_use->setToolTip(tr("Trains on with this rate, as if you had typed it. Undo takes it back"));
    m_use->setVisible(true);
    m_use->setFocus();
  }
}

QString RateDialog::sentence() const {
  if (!m_curve) return {};
  const double now = m_design.experiment.training.learningRate;
  if (!m_curve->steepest || !m_curve->valley)
    return m_curve->isBroken ? tr("The loss does not fall with any rate before training breaks down. Perhaps "
                                  "the network has learned "
                                  "what it can from here; reset it to look from the beginning.")
                             : tr("The loss does not fall with any of these rates, so none can be suggested. "
                                  "Perhaps the network has "
                                  "learned what it can from here; reset it to look from the beginning.");
  return tr("The loss falls fastest at a rate of about %1, and is least at %2: from there on steps "
            "overshoot. The "
            "run has %3.")
      .arg(valueText(*suggested()), shortValueText(*m_curve->valley), valueText(now));
}

void RateDialog::showCurve() {
  RunPlot::Line raw{.colour = RunPlot::kMuted};
  RunPlot::Line smoothed;
  for (std::size_t i = 0; i < m_curve->rates.size(); ++i) {
    raw.keys << m_curve->rates[i];
    raw.values << m_curve->losses[i];
    smoothed.keys << m_curve->rates[i];
    smoothed.values << m_curve->smoothed[i];
  }
  std::vector<RunPlot::Mark> marks;
  if (m_curve->steepest && m_curve->valley) {
    marks.push_back({.key = *m_curve->steepest, .text = tr("falls fastest"), .isRight = false});
    marks.push_back({.key = *m_curve->valley, .text = tr("valley"), .isRight = true});
  }
  // Where it breaks down, the loss can be any number.
  double most = 0;
  for (std::size_t i = 0; i < m_curve->rates.size() * 2 / 3; ++i) most = std::max(most, m_curve->losses[i]);
  if (most > 0) m_plot->setValueLimits(0, 1.1 * most);
  m_plot->setLines({std::move(raw), std::move(smoothed)}, std::move(marks));
}

}  // namespace pellucid::ui
