// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold_section.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/elided_label.h"

namespace pellucid::ui {

FoldSection::FoldSection(const QString& title, QWidget* parent)
    : QWidget(parent), m_title(new QToolButton), m_summary(new ElidedLabel), m_body(new QWidget) {
  m_title->setText(title);
  m_title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_title->setArrowType(Qt::DownArrow);
  m_title->setAutoRaise(true);
  m_title->setFocusPolicy(Qt::StrongFocus);
  QFont heading = m_title->font();
  heading.setBold(true);
  m_title->setFont(heading);
  m_title->setAccessibleDescription(tr("open"));
  m_title->setToolTip(
      tr("Click, or press Space here, to fold this group away and open it again. Folded, it says what is "
         "set in it."));
  m_summary->setVisible(false);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(0, 0, 0, 0);
  head->setSpacing(6);
  head->addWidget(m_title);
  head->addWidget(m_summary, 1);
  head->addStretch();
  m_rows = new QVBoxLayout(m_body);
  m_rows->setContentsMargins(0, 2, 0, 8);
  m_rows->setSpacing(6);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addLayout(head);
  all->addWidget(m_body);
  connect(m_title, &QToolButton::clicked, this, [this] { setOpen(!m_isOpen); });
}

QString FoldSection::title() const {
  return m_title->text();
}

void FoldSection::setOpen(bool isOpen) {
  if (isOpen == m_isOpen) return;
  m_isOpen = isOpen;
  m_title->setAccessibleDescription(isOpen ? tr("open") : tr("folded"));
  m_title->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
  m_body->setVisible(isOpen);
  m_summary->setVisible(!isOpen);
  emit openChanged(isOpen);
}

void FoldSection::setSummary(const QString& summary) {
  m_summary->setText(summary);
}

QString FoldSection::summary() const {
  return m_summary->text();
}

}  // namespace pellucid::ui
