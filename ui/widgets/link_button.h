// SPDX-License-Identifier: GPL-3.0-or-later
// A button that reads like a link in a text. Lives on the window's thread.
#pragma once

#include <QAbstractButton>

namespace pellucid::ui {

class LinkButton : public QAbstractButton {
  Q_OBJECT

 public:
  explicit LinkButton(const QString& text = {}, const QString& toolTip = {}, QWidget* parent = nullptr);

  QSize sizeHint() const override;
  /// Text that does not fit ends in "…"; the accessible name has it in full.
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace pellucid::ui
