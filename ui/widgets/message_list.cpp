// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_list.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>
#include <ranges>

#include "ui/theme/icons.h"
#include "ui/widgets/notifier.h"

namespace pellucid::ui {

MessageList::MessageList(const Notifier& notifier, QWidget* parent)
    : QDialog(parent), m_notifier(notifier), m_list(new QListWidget) {
  setWindowTitle(tr("Messages"));
  m_list->setWordWrap(true);
  m_list->setAlternatingRowColors(true);
  m_list->setAccessibleName(tr("Messages, newest first"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* rows = new QVBoxLayout(this);
  rows->addWidget(m_list);
  rows->addWidget(buttons);
  resize(640, 360);
  connect(&notifier, &Notifier::toldMore, this, &MessageList::fill);
  fill();
}

void MessageList::fill() {
  m_list->clear();
  const Theme& theme = themeOf(*this);
  for (const Notifier::Told& told : std::views::reverse(m_notifier.told())) {
    const QString time = locale().toString(told.when.time(), QLocale::ShortFormat);
    const QString icon = told.severity == NotifierBar::Severity::Info ? "info" : "warning";
    m_list->addItem(new QListWidgetItem(ui::icon(icon, theme), tr("%1  %2").arg(time, told.text)));
  }
  if (m_list->count() == 0) m_list->addItem(tr("No messages yet."));
}

}  // namespace pellucid::ui
