// SPDX-License-Identifier: GPL-3.0-or-later
// A number field whose arrow is held down passes through many values, each an edit. Together they become one
// step of undo, from the press of the key or mouse button to its release. Lives on the window's thread.
#pragma once

#include <QAbstractSpinBox>

#include "ui/document/document.h"

namespace pellucid::ui {

class HeldEdits : public QObject {
  Q_OBJECT

 public:
  /// Owned by the field, which edits the document; the document must outlive both.
  HeldEdits(Document& document, QAbstractSpinBox& field);
  ~HeldEdits() override;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void hold(bool isHeld);

  Document& m_document;
  bool m_isHeld = false;
};

}  // namespace pellucid::ui
