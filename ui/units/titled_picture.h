// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of values with a title above it, and below it the value of full colour, or the value pointed at.
// Lives on the window's thread.
#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/units/value_picture.h"

namespace pellucid::ui {

class TitledPicture : public QWidget {
  Q_OBJECT

 public:
  TitledPicture(const QString& title, const QString& toolTip, QWidget* parent = nullptr);

  ValuePicture& picture() const { return *m_picture; }
  void setTitle(const QString& title);
  /// Shown in the line below, while nothing is pointed at.
  void setCaption(const QString& caption);
  /// The value pointed at; empty where there is none.
  void setReading(const QString& reading);
  /// Shown instead of a picture: why there is none.
  void setMissing(const QString& why);

 private:
  void showLine();

  QLabel* m_title;
  ValuePicture* m_picture;
  QLabel* m_line;
  QString m_caption;
  QString m_reading;
};

}  // namespace pellucid::ui
