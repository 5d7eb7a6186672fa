// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/work_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

namespace pellucid::ui {
namespace {

constexpr int kTickMs = 100;
constexpr int kPercent = 100;
constexpr int kTextWidth = 360;

}  // namespace

WorkStrip::WorkStrip(QWidget* parent)
    : QWidget(parent), m_text(new QLabel), m_bar(new QProgressBar), m_cancel(new QToolButton) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 0, 8, 0);
  row->setSpacing(8);
  row->addWidget(m_text);
  row->addWidget(m_bar);
  row->addWidget(m_cancel);
  m_text->setTextFormat(Qt::PlainText);
  m_bar->setTextVisible(false);
  m_bar->setFixedWidth(120);
  m_bar->setAccessibleName(tr("Progress"));
  m_cancel->setText(tr("Cancel"));
  m_cancel->setToolTip(tr("Stop reading. What is open stays as it is."));
  connect(m_cancel, &QToolButton::clicked, this, [this] {
    if (!m_work || !m_work->cancel) return;
    const auto cancel = m_work->cancel;  // it may show other work
    cancel();
  });
  connect(&m_timer, &QTimer::timeout, this, &WorkStrip::tick);
  setVisible(false);
}

void WorkStrip::show(std::optional<Work> work) {
  m_work = std::move(work);
  if (!m_work) {
    m_timer.stop();
    return setVisible(false);
  }
  m_text->setText(fontMetrics().elidedText(m_work->text, Qt::ElideMiddle, kTextWidth));
  m_cancel->setVisible(m_work->cancel != nullptr);
  m_bar->setRange(0, m_work->share ? kPercent : 0);
  if (!m_timer.isActive()) m_timer.start(kPatienceMs);
}

void WorkStrip::tick() {
  m_timer.setInterval(kTickMs);
  if (m_work->share) m_bar->setValue(static_cast<int>(std::lround(m_work->share() * kPercent)));
  setVisible(true);
}

}  // namespace pellucid::ui
