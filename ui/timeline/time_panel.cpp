// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/time_panel.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/widgets/described.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/own_keys.h"

namespace pellucid::ui {
namespace {

constexpr double kFilmSpeeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
constexpr int kUsualSpeed = 3;

}  // namespace

TimePanel::TimePanel(QWidget* parent)
    : QWidget(parent),
      m_bar(new TimeBar),
      m_controls(new QWidget),
      m_back(
          makeButton(Film::Direction::Back, tr("Play back"),
                     tr("Plays what was done backwards, like a film (J). Each picture is the network as it "
                        "was at that step; nothing is forgotten."))),
      m_forward(makeButton(Film::Direction::Forward, tr("Play forward"),
                           tr("Plays what was done like a film, up to where the run has come (L; K pauses). "
                              "To train on from there, press Train."))),
      m_speed(described(new QComboBox, tr("Speed of the film"),
                        tr("How many steps the film goes from one picture to the next, of which there are up "
                           "to sixty a second (minus and plus on the bar)."))) {
  for (const double steps : kFilmSpeeds)
    m_speed->addItem(
        tr("%1 a frame").arg(steps < 1 ? QString::number(steps) : countText(static_cast<qint64>(steps))),
        steps);
  m_speed->setCurrentIndex(kUsualSpeed);
  auto* buttons = new QHBoxLayout(m_controls);
  buttons->setContentsMargins(8, 0, 0, 0);
  buttons->setSpacing(2);
  for (QWidget* control :
       {static_cast<QWidget*>(m_back), static_cast<QWidget*>(m_forward), static_cast<QWidget*>(m_speed)})
    buttons->addWidget(control);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(m_controls, 0, Qt::AlignVCenter);
  row->addWidget(m_bar, 1);
  setMaximumHeight(m_bar->maximumHeight());

  connect(m_speed, &QComboBox::currentIndexChanged, this,
          [this] { m_film.setStepsPerFrame(m_speed->currentData().toDouble()); });
  connect(&m_film, &Film::wanted, this, &TimePanel::wanted);
  connect(&m_film, &Film::playingChanged, this, &TimePanel::showPlaying);
  connect(m_bar, &TimeBar::wanted, this, [this](std::size_t lane, std::int64_t step) {
    m_film.pause();  // a drag takes over
    emit wanted(lane, step);
  });
  showPlaying();
}

QSize TimePanel::minimumSizeHint() const {
  return {layout()->minimumSize().width(), m_bar->minimumSizeHint().height()};
}

QToolButton* TimePanel::makeButton(Film::Direction direction, const QString& name, const QString& tip) {
  auto* button = described(new QToolButton, name, tip);
  button->setAutoRaise(true);
  button->setCheckable(true);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setEnabled(false);  // before there is anything to play
  connect(button, &QToolButton::clicked, this, [this, direction] {
    m_film.play(direction);
    showPlaying();
  });
  return button;
}

void TimePanel::showMoment(const Moment& moment) {
  m_bar->showMoment(moment);
  m_film.showMoment(*moment.snapshot);
  const engine::TimelineMap& timeline = moment.snapshot->timeline;
  const bool hasPast = !timeline.lanes.empty() && timeline.step > timeline.lanes.front().begin;
  m_back->setEnabled(hasPast || m_film.playing() == Film::Direction::Back);
  m_forward->setEnabled(engine::isPast(timeline) || m_film.playing() == Film::Direction::Forward);
}

void TimePanel::showPlaying() {
  const auto show = [this](QToolButton& button, Film::Direction direction, const char* name) {
    const bool isPlaying = m_film.playing() == direction;
    button.setChecked(isPlaying);
    button.setIcon(icon(isPlaying ? QStringLiteral("pause") : QString::fromLatin1(name), themeOf(*this)));
  };
  show(*m_back, Film::Direction::Back, "play-back");
  show(*m_forward, Film::Direction::Forward, "train");
}

bool TimePanel::event(QEvent* event) {
  return claimsKey(*event, {Qt::Key_J, Qt::Key_K, Qt::Key_L, Qt::Key_Plus, Qt::Key_Minus}) ||
         QWidget::event(event);
}

void TimePanel::keyPressEvent(QKeyEvent* event) {
  const auto choose = [this](int step) {
    m_speed->setCurrentIndex(std::clamp(m_speed->currentIndex() + step, 0, m_speed->count() - 1));
  };
  switch (event->key()) {
    case Qt::Key_J:
      return m_film.play(Film::Direction::Back);
    case Qt::Key_L:
      return m_film.play(Film::Direction::Forward);
    case Qt::Key_K:
      return m_film.pause();
    case Qt::Key_Minus:
      return choose(-1);
    case Qt::Key_Plus:
      return choose(1);
    default:
      return QWidget::keyPressEvent(event);
  }
}

void TimePanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_controls->setVisible(height() >= m_controls->sizeHint().height());  // the keys still work
}

void TimePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) showPlaying();
}

}  // namespace pellucid::ui
