// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notifier.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace pellucid::ui {
namespace {

constexpr int kSide = 12;  ///< between a message and the stage's edges
constexpr int kGap = 6;    ///< between two messages
constexpr int kMostWidth = 720;
constexpr int kReadingMs = 2500;  ///< the least time that a confirmation stays

}  // namespace

Notifier::Notifier(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(kGap);
  m_reading.setSingleShot(true);
  connect(&m_reading, &QTimer::timeout, this, [this] {
    if (m_isLeft) endConfirmations();
  });
  hide();
}

void Notifier::setStage(QWidget& stage, int margin) {
  if (m_stage) m_stage->removeEventFilter(this);
  m_stage = &stage;
  m_margin = margin;
  m_stage->installEventFilter(this);
  place();
}

NotifierBar& Notifier::bringToFront(Topic topic) {
  m_confirmed.erase(topic);
  NotifierBar*& bar = m_bars[topic];
  if (bar == nullptr) bar = new NotifierBar;
  m_rows->removeWidget(bar);
  m_rows->addWidget(bar);
  return *bar;
}

void Notifier::keep(const QString& text, NotifierBar::Severity severity) {
  m_told.push_back({.when = QDateTime::currentDateTime(), .severity = severity, .text = text});
  if (m_told.size() > kMostTold) m_told.pop_front();
  emit toldMore();
}

void Notifier::tell(Topic topic, const QString& text, NotifierBar::Severity severity,
                    const std::vector<NotifierBar::Offer>& offers) {
  bringToFront(topic).showMessage(text, severity, offers);
  keep(text, severity);
  place();
}

void Notifier::tell(Topic topic, const QString& text, NotifierBar::Severity severity, QAction& action,
                    QAction* another) {
  bringToFront(topic).showMessage(text, severity, action, another);
  keep(text, severity);
  place();
}

void Notifier::confirm(Topic topic, const QString& text) {
  tell(topic, text);
  if (m_confirmed.empty()) qApp->installEventFilter(this);
  m_confirmed.insert(topic);
  m_isLeft = false;
  m_reading.start(kReadingMs);
}

void Notifier::endConfirmations() {
  qApp->removeEventFilter(this);
  for (const Topic topic : std::exchange(m_confirmed, {})) forget(topic);
}

bool Notifier::isAct(QObject* watched, const QEvent& event) const {
  const auto* widget = qobject_cast<const QWidget*>(watched);
  if (widget == nullptr || widget == this || isAncestorOf(widget)) return false;
  switch (event.type()) {
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
      return true;
    case QEvent::ShortcutOverride: {  // every key press begins with it
      const int key = static_cast<const QKeyEvent&>(event).key();
      return key != Qt::Key_Shift && key != Qt::Key_Control && key != Qt::Key_Alt && key != Qt::Key_Meta;
    }
    default:
      return false;
  }
}

void Notifier::forget(Topic topic) {
  if (const auto bar = m_bars.find(topic); bar != m_bars.end()) bar->second->dismiss();
}

QString Notifier::textAbout(Topic topic) const {
  const auto bar = m_bars.find(topic);
  return bar == m_bars.end() ? QString() : bar->second->text();
}

bool Notifier::event(QEvent* event) {
  // A message came, went, or takes more lines.
  if (event->type() == QEvent::LayoutRequest) place();
  return QWidget::event(event);
}

bool Notifier::eventFilter(QObject* watched, QEvent* event) {
  if (!m_confirmed.empty() && isAct(watched, *event)) {
    m_isLeft = true;
    // Not at once: the event may be meant for a widget that would be moved.
    if (!m_reading.isActive()) m_reading.start(0);
  }
  if (watched != m_stage) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::Show)
    place();
  return QWidget::eventFilter(watched, event);
}

void Notifier::place() {
  const bool isEmpty = std::ranges::all_of(m_bars, [](const auto& row) { return row.second->isHidden(); });
  if (isEmpty || !m_stage) return hide();
  const QPoint corner = m_stage->mapTo(parentWidget(), QPoint(0, 0));
  const int widest = std::min(m_stage->width() - 2 * kSide, kMostWidth);
  int width = 0;
  for (const auto& [topic, bar] : m_bars)
    if (!bar->isHidden()) width = std::max(width, std::min(bar->widthInOneLine(), widest));
  const int height =
      m_rows->hasHeightForWidth() ? m_rows->totalHeightForWidth(width) : m_rows->totalSizeHint().height();
  // At the left: the network's outputs are at the right.
  setGeometry(corner.x() + kSide, std::max(corner.y() + m_stage->height() - m_margin - height, 0), width,
              height);
  show();
  raise();
}

}  // namespace pellucid::ui
