// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/live_view.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/transfer/network_card.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

constexpr int kPlayWidth = 106;  // "Play", "Pause" and "Play again" need the same room
constexpr int kCurvesMs = 100;   // between two redraws of the growing curves

}  // namespace

std::vector<ArmPlot::Line> liveLines(const engine::RacePicture& picture) {
  std::vector<ArmPlot::Line> lines;
  for (std::size_t arm = 0; arm < picture.arms.size(); ++arm) {
    ArmPlot::Line line{.name = QString::fromStdString(picture.arms[arm].name), .arm = arm};
    for (const engine::ArmPoint& point : picture.arms[arm].points) {
      line.keys << static_cast<double>(point.step);
      line.values << 100 * point.targetAccuracy;
    }
    line.least = line.most = line.values;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<ArmPlot::Mark> liveMarks(const engine::RacePicture& picture) {
  std::vector<ArmPlot::Mark> marks;
  for (std::size_t arm = 0; arm < picture.arms.size(); ++arm) {
    const auto& points = picture.arms[arm].points;
    for (const engine::PadlockTurn& turn : picture.arms[arm].turns) {
      // On the line between its neighbouring points, as the plot draws it.
      const auto after = std::ranges::lower_bound(points, turn.step, {}, &engine::ArmPoint::step);
      const auto& right = after == points.end() ? points.back() : *after;
      const auto& left = after == points.begin() ? points.front() : *(after - 1);
      const double share = right.step > left.step ? static_cast<double>(turn.step - left.step) /
                                                        static_cast<double>(right.step - left.step)
                                                  : 0;
      const QString layer = messageText(engine::layerName(picture.task->network, turn.layer));
      marks.push_back(
          {.arm = arm,
           .key = static_cast<double>(turn.step),
           .value = 100 * (left.targetAccuracy + share * (right.targetAccuracy - left.targetAccuracy)),
           .text = turn.isFrozen ? LiveView::tr("step %1: %2 frozen").arg(turn.step).arg(layer)
                                 : LiveView::tr("step %1: %2 unfrozen").arg(turn.step).arg(layer)});
    }
  }
  return marks;
}

LiveView::LiveView(OpenTask open, QWidget* parent) : QWidget(parent), m_arms(std::move(open)) {
  m_scroll = new QScrollArea;
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  auto* invitation = new QLabel(
      tr("Press Play (Space) to watch all arms learn the target at once, on the same batches, or Step (S) "
         "for one of them.\n"
         "Open or close a layer's padlock at any time: the curve shows what it costs or saves."));
  invitation->setWordWrap(true);
  invitation->setProperty("muted", true);
  invitation->setAlignment(Qt::AlignCenter);
  m_pages = new QStackedWidget;
  m_pages->addWidget(invitation);
  m_pages->addWidget(m_scroll);
  m_curves = new ArmPlot(tr("step"), false);
  m_curves->setAccessibleName(tr("Target accuracy of each arm while it learns"));
  m_curves->setToolTip(tr("Correct answers on %1 test samples of the target, every 5 steps. A ring marks a "
                          "padlock that was opened or closed.")
                           .arg(engine::RacePlayer::kTestSamples));
  auto* parts = new QSplitter(Qt::Vertical);
  parts->addWidget(m_pages);
  parts->addWidget(m_curves);
  parts->setStretchFactor(0, 2);
  parts->setStretchFactor(1, 1);
  parts->setSizes({700, 300});  // proportions: the cards have more to show
  parts->setChildrenCollapsible(false);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(makeControls());
  rows->addWidget(parts, 1);
  connect(&m_arms, &LiveArms::changed, this, &LiveView::refresh);
  connect(&m_arms, &LiveArms::failed, this, &LiveView::failed);
  refresh();
}

QWidget* LiveView::makeControls() {
  const auto button = [](const QString& tip) {
    auto* made = new QToolButton;
    made->setFocusPolicy(Qt::StrongFocus);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setToolTip(tip);
    return made;
  };
  m_play = button(tr("Let all arms learn, or pause them (Space)"));
  m_play->setProperty("primary", true);
  m_play->setMinimumWidth(kPlayWidth);
  m_step = button(tr("One batch for every arm, then pause (S)"));
  m_step->setText(tr("Step"));
  m_restart = button(tr("Start over: the same samples, batches and initial weights (R)"));
  m_restart->setText(tr("Restart"));
  m_samples = new QSpinBox;
  m_samples->setRange(1, static_cast<int>(engine::kMaxSamplesPerClass));
  m_samples->setAccessibleName(tr("Samples per class to watch"));
  m_samples->setToolTip(tr("Training samples per class; another number starts a new run"));
  m_speed = new QComboBox;
  m_speed->setAccessibleName(tr("Speed"));
  m_speed->setToolTip(tr("Steps per second of every arm"));
  for (const int speed : {1, 5, 20, 60}) m_speed->addItem(tr("%1 steps/s").arg(speed), speed);
  m_speed->addItem(tr("full speed"), 0);
  m_speed->setCurrentIndex(1);
  m_state = new QLabel(this);
  m_state->setProperty("muted", true);
  auto* controls = new QWidget;
  auto* row = new QHBoxLayout(controls);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_play);
  row->addWidget(m_step);
  row->addWidget(m_restart);
  row->addSpacing(12);
  auto* samples = new QLabel(tr("Samples per class"));
  samples->setBuddy(m_samples);
  row->addWidget(samples);
  row->addWidget(m_samples);
  row->addWidget(m_speed);
  row->addStretch();
  connect(m_play, &QToolButton::clicked, this, &LiveView::play);
  connect(m_step, &QToolButton::clicked, this, &LiveView::step);
  connect(m_restart, &QToolButton::clicked, this, &LiveView::restart);
  connect(m_samples, &QSpinBox::valueChanged, &m_arms, &LiveArms::clear);
  connect(m_speed, &QComboBox::currentIndexChanged, this,
          [this] { m_arms.setSpeed(m_speed->currentData().toDouble()); });
  return controls;
}

void LiveView::prepare(engine::Index samplesPerClass) {
  m_samples->setValue(static_cast<int>(samplesPerClass));
  m_arms.clear();
}

void LiveView::begin(const TransferChoice& choice) {
  m_arms.begin(choice, m_samples->value(), !m_isStepping);
}

void LiveView::play() {
  const bool isNew = m_arms.picture() == nullptr && !m_arms.isLoading();
  if (isNew || m_arms.isFinished())
    emit wanted();
  else
    m_arms.setPlaying(!m_arms.isPlaying());
}

void LiveView::step() {
  const bool isNew = m_arms.picture() == nullptr && !m_arms.isLoading();
  if (isNew || m_arms.isFinished()) {
    // Begins the run, unless the choice cannot be played, and does no step before the requested one.
    const QScopedValueRollback stepping(m_isStepping, true);
    emit wanted();
  }
  m_arms.step();
}

void LiveView::restart() {
  if (m_arms.picture() != nullptr) emit wanted();
}

void LiveView::setIcons() {
  const Theme& theme = themeOf(*this);
  m_play->setIcon(
      icon(m_arms.isPlaying() ? QStringLiteral("pause") : QStringLiteral("train"), theme, theme.onAccent));
  m_step->setIcon(icon(QStringLiteral("step"), theme));
  m_restart->setIcon(icon(QStringLiteral("reset"), theme));
}

void LiveView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) setIcons();
}

void LiveView::refresh() {
  setIcons();
  const auto& picture = m_arms.picture();
  m_play->setText(m_arms.isPlaying() ? tr("Pause") : m_arms.isFinished() ? tr("Play again") : tr("Play"));
  m_step->setEnabled(!m_arms.isLoading());
  m_restart->setEnabled(picture != nullptr);
  m_state->setText(m_arms.isLoading()   ? tr("Reading model and data…")
                   : picture == nullptr ? QString()
                                        : tr("step %1 of %2").arg(picture->step).arg(picture->steps));
  m_pages->setCurrentIndex(picture == nullptr ? 0 : 1);
  if (picture == nullptr) {
    m_curves->setLines({});
    return;
  }
  showCards();
  // A plot takes longer to draw than all the cards; ten times per second is enough for a curve.
  if (m_arms.isPlaying() && m_sinceCurves.isValid() && m_sinceCurves.elapsed() < kCurvesMs) return;
  m_sinceCurves.start();
  m_curves->setLastKey(static_cast<double>(picture->steps));
  m_curves->setLines(liveLines(*picture), liveMarks(*picture));
}

void LiveView::showCards() {
  const auto& picture = m_arms.picture();
  if (m_task != picture->task) rebuildCards();
  for (NetworkCard* card : m_cards) card->setPicture(picture);
}

void LiveView::rebuildCards() {
  const engine::RacePicture& picture = *m_arms.picture();
  m_task = picture.task;
  m_cards.clear();
  auto* side = new QWidget;
  auto* row = new QHBoxLayout(side);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  m_cards.push_back(new NetworkCard(picture, std::nullopt));
  for (std::size_t arm = 0; arm < picture.arms.size(); ++arm) {
    m_cards.push_back(new NetworkCard(picture, arm));
    connect(m_cards.back(), &NetworkCard::frozenChosen, this,
            [this, arm](std::size_t layer, bool isFrozen) { m_arms.setFrozen(arm, layer, isFrozen); });
  }
  for (NetworkCard* card : m_cards) row->addWidget(card);
  m_scroll->setWidget(side);  // this deletes the previous one
}

void LiveView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_arms.setPlaying(false);
}

}  // namespace pellucid::ui
