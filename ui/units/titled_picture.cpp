// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/titled_picture.h"

#include <QVBoxLayout>

#include "ui/widgets/muted_label.h"

namespace pellucid::ui {

TitledPicture::TitledPicture(const QString& title, const QString& toolTip, QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel(title)),
      m_picture(new ValuePicture(title, toolTip)),
      m_line(mutedLabel()) {
  m_title->setProperty("heading", true);
  m_line->setAlignment(Qt::AlignTop);
  m_line->setMinimumHeight(2 * m_line->fontMetrics().lineSpacing());
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(2);
  rows->addWidget(m_title);
  rows->addWidget(m_picture, 1);
  rows->addWidget(m_line);
}

void TitledPicture::setTitle(const QString& title) {
  m_title->setText(title);
  m_picture->setAccessibleName(title);
}

void TitledPicture::setCaption(const QString& caption) {
  m_caption = caption;
  showLine();
}

void TitledPicture::setReading(const QString& reading) {
  m_reading = reading;
  m_picture->setAccessibleDescription(reading);
  showLine();
}

void TitledPicture::setMissing(const QString& why) {
  m_picture->clear();
  m_reading.clear();
  setCaption(why);
}

void TitledPicture::showLine() {
  m_line->setText(m_reading.isEmpty() ? m_caption : m_reading);
}

}  // namespace pellucid::ui
